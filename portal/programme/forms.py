"""Forms of the programme: plan, change, cancel."""

from datetime import date
from typing import Any
from uuid import UUID

from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import Length, NumberRange, Optional

from portal.accounts.forms import REQUIRED
from portal.activities.forms import unit_field
from portal.errors import PortalError
from portal.forms import ManyField, PortalForm
from portal.i18n import _, _l, format_weekday
from portal.number_fields import NumberField
from portal.organisations.setup import UnitNode
from portal.plugin_api import ActivityType
from portal.programme.dates import MOST, ONCE, REPEATS, days_of
from portal.programme.rules import check_planned

_SAID = ("activity_type", "at", "ends_at", "is_public")
_KR = ("kr_members", "kr_others")
_PRICE = [Optional(), NumberRange(0, 100_000, _l("Write an amount from 0 to 100 000."))]


class PlannedForm(PortalForm):
    """What is known of something that lies ahead. The unit's field is made for whoever plans."""

    activity_type = SelectField(_l("What kind of activity?"))
    title = StringField(
        _l("Title"), [Optional(), Length(max=200)], description=_l("As people shall read it. Empty: the kind above.")
    )
    unit_id: Any = None
    on_date = DateField(_l("Day"), [REQUIRED])
    at = TimeField(_l("From"), [Optional()])
    ends_at = TimeField(_l("To"), [Optional()])
    place = StringField(_l("Place"), [Optional(), Length(max=200)])
    kr_members = NumberField(_l("Price for members"), _PRICE, description=_l("In kroner; 0 where it is free."))
    kr_others = NumberField(_l("Price for others"), _PRICE, description=_l("Empty: nothing is said about it."))
    is_public = BooleanField(
        _l("Show in the public programme"),
        description=_l("Then everybody on the web can read title, time, place, price and unit."),
    )
    note = TextAreaField(
        _l("Note"),
        [Optional(), Length(max=2000)],
        description=_l("Only for those who plan here. Not names or illness."),
        render_kw={"rows": 2},
    )

    @property
    def unit(self) -> UUID:
        return UUID(str(self.unit_id.data))

    @property
    def said(self) -> dict[str, Any]:
        """The columns of an activity, without its day."""
        texts = {name: (self[name].data or "").strip() for name in ("title", "place", "note")}
        return {**texts, **self._prices, **{name: self[name].data for name in _SAID}, "unit_id": self.unit}

    @property
    def _prices(self) -> dict[str, int | None]:
        """In øre."""
        typed = {name.replace("kr_", "price_"): self[name].data for name in _KR}
        return {name: None if kr is None else int(kr * 100) for name, kr in typed.items()}


class PlanForm(PlannedForm):
    repeat = SelectField(
        _l("Does it come back?"),
        choices=[SelectChoice(key, label) for key, label in REPEATS.items()],
        default=ONCE,
        description=_l("You see all the days before they are planned."),
    )
    until = DateField(_l("Until which day?"), [Optional()])
    times = IntegerField(
        _l("Or how many times?"), [Optional(), NumberRange(2, MOST, _l("Write a number from 2 to 60."))]
    )
    days = ManyField(_l("Days"), choices=[], validate_choice=False)

    @property
    def comes_back(self) -> bool:
        return bool(self.repeat.data != ONCE)

    def all_days(self) -> list[date]:
        """Those that the form asks for. Raises PortalError for days and times that cannot be."""
        until, times = (self.until.data, self.times.data) if self.comes_back else (None, None)
        check_planned([self.on_date.data], self.at.data, self.ends_at.data)
        return days_of(self.on_date.data, self.repeat.data, until=until, times=times)

    def offer(self, days: list[date]) -> None:
        """The second step: every day with a box that is ticked."""
        check_planned(days, None, None)
        self.days.choices = [SelectChoice(day.isoformat(), format_weekday(day)) for day in days]
        self.days.data = [day.isoformat() for day in days]

    def chosen(self, days: list[date]) -> list[date]:
        """Those that are still ticked. Raises PortalError when none is."""
        ticked = set(self.days.data or ())
        self.offer(days)
        found = [day for day in days if day.isoformat() in ticked]
        if not found:
            self.days.data = []
            raise PortalError(_("Choose at least one day."), "days")
        return found


WHICH = [
    SelectChoice("one", _l("Only this one")),
    SelectChoice("following", _l("This one and all that follow in the series")),
]


class WhichForm(PortalForm):
    """Of a series, one or the rest of it."""

    which = RadioField(_l("Which ones?"), choices=WHICH, default="one")

    @property
    def all_following(self) -> bool:
        return "which" in self and self.which.data == "following"

    def without_series(self) -> None:
        """It was planned alone: there is nothing to choose."""
        del self["which"]


class ChangeForm(PlannedForm, WhichForm):
    version = HiddenField()


class CancelForm(WhichForm):
    why = StringField(
        _l("Why?"),
        [Optional(), Length(max=200)],
        description=_l("A few words. Everybody who reads the programme can see them."),
    )


def plan_form(kinds: list[ActivityType], units: list[UnitNode]) -> PlanForm:
    """For somebody who may plan for these units."""
    form: PlanForm = _made(PlanForm, units, unit_id=str(units[0].id))
    form.activity_type.choices = _kind_choices(kinds)
    return form


def change_form(kinds: list[ActivityType], units: list[UnitNode], planned: Any) -> ChangeForm:
    names = (*_SAID, *_KR, "title", "place", "note", "on_date", "version")
    filled = {name: getattr(planned, name) for name in names}
    form: ChangeForm = _made(ChangeForm, units, **filled, unit_id=str(planned.unit_id))
    form.activity_type.choices = _kind_choices(kinds)
    if planned.series_id is None:
        form.without_series()
    return form


def _made(form: type[PlannedForm], units: list[UnitNode], **filled: Any) -> Any:
    """Made anew for each page: no form class is changed, so no other tenant's unit can show up."""
    return type(form.__name__, (form,), {"unit_id": unit_field(units)})(data=filled)


def _kind_choices(kinds: list[ActivityType]) -> list[SelectChoice]:
    return [SelectChoice(kind.key, kind.label) for kind in kinds]
