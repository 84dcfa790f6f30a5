"""The form of a rule. Its first press shows what it would change; the second one, with the same words, saves it."""

from typing import Any

from wtforms import BooleanField, DateField, HiddenField, IntegerField, RadioField, SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from plugins.recruitment.counting.models import FORMS
from plugins.recruitment.counting.rules import FORM_NAMES, Rule, Shipped
from portal import clock
from portal.accounts.forms import REQUIRED
from portal.forms import PlainForm, PortalForm
from portal.i18n import LazyText, _l


def _number(label: LazyText, most: int, help: LazyText | str = "") -> Any:
    message = _l("Write a number.")
    return IntegerField(label, [InputRequired(message), NumberRange(0, most, message)], description=help)


class RuleForm(PortalForm):
    form = RadioField(_l("What is it for?"), choices=[SelectChoice(one, FORM_NAMES[one]) for one in FORMS])
    starts_on = DateField(_l("From which day?"), [REQUIRED], default=clock.today)
    ends_on = DateField(_l("Last day"), [Optional()], description=_l("Leave it empty as long as no end is known."))
    is_counted = BooleanField(_l("It counts in this time"), default=True)
    least_people = _number(_l("How many must take part, at least?"), 1000)
    sessions = _number(_l("How many sessions?"), 20, _l("1 for a meeting; 2 where a course day has two."))
    least_minutes = _number(_l("How many minutes must each last, at least?"), 1440, _l("0 where any time will do."))
    by_peer = BooleanField(_l("It must be led by a peer"))
    #: the rule that was shown what it would change
    seen = HiddenField()

    @property
    def said(self) -> Shipped:
        return Shipped(
            form=self.form.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            is_counted=self.is_counted.data,
            least_people=self.least_people.data,
            sessions=max(self.sessions.data, 1),
            least_minutes=self.least_minutes.data,
            by_peer=self.by_peer.data,
        )

    def was_shown(self) -> bool:
        """What is sent is what its preview was shown of; else it is shown now."""
        return bool(self.seen.data == repr(self.said))

    def is_fine(self) -> bool:
        """What is typed can be read. It is no sending: the form's key stays unused."""
        return PlainForm.is_sent(self)

    def show(self) -> None:
        self.seen.data = repr(self.said)


def as_typed(rule: Rule) -> dict[str, Any]:
    """The form begins with what holds now."""
    names = ("form", "is_counted", "least_people", "sessions", "least_minutes", "by_peer")
    return {name: getattr(rule, name) for name in names}
