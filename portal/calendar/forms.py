"""Forms of the calendar: each kind of entry asks for what it needs and nothing else."""

from typing import Any
from uuid import UUID

from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from portal import clock
from portal.accounts.forms import REQUIRED, REQUIRED_TEXT
from portal.forms import EditForm, PortalForm
from portal.i18n import _l, current_language
from portal.i18n.formats import month_names
from portal.organisations.forms import unit_choices
from portal.organisations.setup import UnitNode

_TITLE = [REQUIRED_TEXT, Length(max=200)]


class EntryForm(EditForm):
    """What all kinds have."""

    title = StringField(_l("Name"), _TITLE)
    on_date = DateField(_l("Date"), [REQUIRED], default=clock.today)
    unit_id = SelectField(_l("Unit"), description=_l("Whose it is. Everybody in the organisation sees it."))
    text = TextAreaField(_l("In more words"), [Optional(), Length(max=2000)], render_kw={"rows": 3})

    @property
    def said(self) -> dict[str, Any]:
        """The values of an entry."""
        names = ("title", "on_date", "until", "at", "yearly", "months", "place", "text")
        typed = {name: self[name].data for name in names if name in self}
        return {
            **typed,
            "title": typed["title"].strip(),
            "text": typed["text"] or "",
            **({"place": typed["place"] or ""} if "place" in typed else {}),
            "unit_id": UUID(self.unit_id.data),
        }


class MeetingForm(EntryForm):
    until = DateField(_l("Last day"), [Optional()], description=_l("Only if it lasts for several days."))
    at = TimeField(_l("Begins at"), [Optional()])
    place = StringField(_l("Where"), [Optional(), Length(max=200)])
    yearly = BooleanField(_l("On the same day every year"))


class DeadlineForm(EntryForm):
    yearly = BooleanField(_l("On the same day every year"))


class StandingForm(EntryForm):
    on_date = DateField(_l("From"), [REQUIRED], default=lambda: clock.today().replace(month=1, day=1))
    until = DateField(_l("Until"), [Optional()], description=_l("Empty: until you remove it."))
    months = SelectMultipleField(
        _l("Months in which it is taken up"),
        [InputRequired(_l("Choose at least one month."))],
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


_FORMS: dict[str, type[EntryForm]] = {"meeting": MeetingForm, "deadline": DeadlineForm, "standing": StandingForm}


def entry_form(kind: str, units: list[UnitNode], **filled: Any) -> EntryForm:
    """The form of this kind, for somebody who keeps the calendar of these units."""
    form = _FORMS[kind](**filled)
    form.unit_id.choices = unit_choices(units)
    if "months" in form:
        names = enumerate(month_names(current_language()), start=1)
        form["months"].choices = [SelectChoice(number, name.capitalize()) for number, name in names]
    return form


class CountBackForm(PortalForm):
    """Something that must be done some weeks before a day."""

    title = StringField(_l("What must be done?"), _TITLE)
    weeks = IntegerField(
        _l("How many weeks before?"),
        [InputRequired(_l("Write a number of weeks.")), NumberRange(1, 260, _l("Write a number from 1 to 260."))],
    )
