"""Forms about people who were met."""

from typing import Any

from wtforms import DateField, TextAreaField
from wtforms.validators import Length, Optional

from portal import clock
from portal.accounts.forms import REQUIRED
from portal.activities.contacts.fields import PersonField
from portal.activities.contacts.models import ActivityContact
from portal.forms import EditForm, PortalForm
from portal.i18n import _, _l
from portal.plugin_api import Question


class FollowUpForm(EditForm):
    followed_up_on = DateField(_l("When did you talk to her, or write?"), [REQUIRED], default=clock.today)
    follow_up_note = TextAreaField(
        _l("Note"),
        [Optional(), Length(max=1000)],
        description=_l("What came of it, in a few words. Nothing about illness."),
        render_kw={"rows": 3},
    )


def as_stored(contact: ActivityContact) -> dict[str, Any]:
    """Today, where nobody has called her yet."""
    day, note = contact.followed_up_on or clock.today(), contact.follow_up_note
    return {"followed_up_on": day, "follow_up_note": note, "version": contact.version}


class _MoreForm(PortalForm):
    person: Any = None

    def validate(self, extra_validators: Any = None) -> bool:
        """Here nobody comes in without the tick."""
        fine = bool(super().validate(extra_validators))
        if fine and not self.person.form.agrees.data:
            self.person.form.agrees.errors = [_("Tick the box when she has agreed. Without it nobody is kept.")]
            return False
        return fine


def more_form(question: Question) -> Any:
    """One more person for this question. Made anew each time, with its words."""
    return type("MoreForm", (_MoreForm,), {"person": PersonField(question.label, question=question)})()
