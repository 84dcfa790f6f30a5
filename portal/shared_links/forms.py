"""Forms of shared links: to make and change one, and the form that it opens for a visitor."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from wtforms import DateField, IntegerField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal import clock
from portal.accounts.forms import REQUIRED, REQUIRED_TEXT
from portal.activities.forms import ActivityForm, activity_form, unit_field
from portal.forms import EditForm, ManyField, PortalForm
from portal.i18n import _l
from portal.organisations.setup import UnitNode
from portal.plugin_api import ActivityType
from portal.shared_links.rules import ALLOWANCE, MOST, OPEN_FOR

_WITHIN = _l("Write a number from 1 to 2000.")


def _in_a_month() -> date:
    return clock.today() + OPEN_FOR


class LinkForm(EditForm):
    unit_id: Any = None
    activity_type: Any = None
    label = StringField(
        _l("What is it for?"),
        [REQUIRED_TEXT, Length(max=120)],
        description=_l("For example the event. Whoever opens the link reads it."),
    )
    allowance = IntegerField(
        _l("How many may register?"),
        [InputRequired(_WITHIN), NumberRange(1, MOST, _WITHIN)],
        default=ALLOWANCE,
        description=_l("As many as you expect. No more than these get through, whoever finds the link."),
    )
    until = DateField(_l("Open until"), [REQUIRED], default=_in_a_month, description=_l("That day is included."))

    @property
    def said(self) -> dict[str, Any]:
        """What can be changed later."""
        return {"label": self.label.data, "allowance": self.allowance.data, "until": self.until.data}

    @property
    def unit(self) -> UUID:
        return UUID(str(self.unit_id.data))


def new_link_form(units: list[UnitNode], kinds: list[ActivityType]) -> LinkForm:
    """For somebody who keeps links of these units, for the types that she can register."""
    fields = {
        "unit_id": unit_field(units),
        "activity_type": SelectField(
            _l("What do they register?"), choices=[SelectChoice(kind.key, kind.label) for kind in kinds]
        ),
    }
    made = type("NewLinkForm", (LinkForm,), fields)
    form: LinkForm = made(data={"unit_id": str(units[0].id)})
    return form


class VisitorForm(ActivityForm):
    """For somebody without an account, in the unit of the link."""

    registered_as: Any = None
    #: no person sees it: who fills it in is a script
    website = StringField(_l("Leave this empty"), render_kw={"tabindex": "-1"})

    @property
    def is_trapped(self) -> bool:
        return self.is_submitted() and bool(self.website.data)


def visitor_form(kind: ActivityType) -> VisitorForm:
    """What the type asks for; a name only if the type asks for one."""
    form = activity_form(kind, [], base=_NAMED[kind.asks_name])
    assert isinstance(form, VisitorForm)
    return form


def _name(*rules: Any) -> StringField:
    return StringField(_l("Your name"), [*rules, Length(max=120)])


class _MayName(VisitorForm):
    registered_as = _name(Optional())


class _MustName(VisitorForm):
    registered_as = _name(REQUIRED_TEXT)


_NAMED: dict[str, type[VisitorForm]] = {"no": VisitorForm, "may": _MayName, "must": _MustName}


class TickForm(PortalForm):
    """Those that are ticked. Others may have looked through them meanwhile, so any are taken and found out later."""

    ticked = ManyField(_l("What came in"), [InputRequired(_l("Tick at least one."))], validate_choice=False)

    def offer(self, lines: Iterable[Row[Any]], labels: Iterable[str]) -> None:
        self.ticked.choices = [SelectChoice(str(line.id), label) for line, label in zip(lines, labels, strict=True)]

    @property
    def ids(self) -> set[UUID]:
        """As far as they are ids."""
        return {found for text in self.ticked.data or () if (found := _read_id(text))}


def _read_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
