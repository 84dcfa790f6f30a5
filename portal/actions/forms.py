"""Forms of actions and of what stands below them."""

from typing import Any
from uuid import UUID

from flask_wtf.file import FileField, FileRequired
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
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal import clock
from portal.accounts.forms import REQUIRED, REQUIRED_TEXT
from portal.actions.fields import EMPTY_IS_ALL, QUARTERS, SeveralField, choices, surfaces_field, unit_field
from portal.actions.words import ANSWERS, LEVELS, RHYTHMS, STATUSES
from portal.forms import EditForm, PortalForm, answer_second_sending
from portal.i18n import _, _l
from portal.organisations.viewer import Viewer

TWO_LINES = {"rows": 2}


class WhenFields:
    """In which quarters of each year."""

    quarters: Any

    @property
    def when(self) -> list[int]:
        """All of them is kept as none is: all year."""
        found = sorted(int(one) for one in self.quarters.data or ())
        return [] if len(found) == len(QUARTERS) else found


class QuickForm(WhenFields, EditForm):
    """What changes most often, in the row itself."""

    status = SelectField(_l("Status"), choices=choices(STATUSES))
    responsible = StringField(_l("Responsible"), [Optional(), Length(max=120)])
    quarters = SeveralField(_l("Quarters"), choices=QUARTERS, description=EMPTY_IS_ALL)


class Basics(WhenFields):
    """What every action says. `unit_id` is added for whoever fills it in."""

    title = StringField(_l("What is to be done?"), [REQUIRED_TEXT, Length(max=400)])
    responsible = StringField(_l("Responsible"), [Optional(), Length(max=120)])
    unit_id: Any = None
    level = SelectField(_l("Level"), choices=choices(LEVELS))
    rhythm = SelectField(_l("How often?"), choices=choices(RHYTHMS))
    times_a_year = IntegerField(
        _l("Times a year"), [Optional(), NumberRange(1, 366, _l("Write a number from 1 to 366."))]
    )
    quarters = SeveralField(_l("Quarters"), choices=QUARTERS, description=EMPTY_IS_ALL)

    @property
    def unit(self) -> UUID | None:
        return UUID(str(self.unit_id.data)) if self.unit_id.data else None

    @property
    def basics(self) -> dict[str, Any]:
        return {
            "title": str(self.title.data).strip(),
            "responsible": (self.responsible.data or "").strip(),
            "unit_id": self.unit,
            "level": self.level.data,
            "rhythm": self.rhythm.data,
            "times_a_year": self.times_a_year.data if self.rhythm.data == "yearly" else None,
            "quarters": self.when,
        }


class NewActionForm(Basics, PortalForm):
    """Short: the rest can be written when the action is there."""

    place: Any = None


class ActionForm(Basics, EditForm):
    """Everything, with the contact surfaces there are."""

    status = SelectField(_l("Status"), choices=choices(STATUSES))
    text = TextAreaField(_l("More about it"), [Optional(), Length(max=4000)], render_kw=TWO_LINES)
    person = StringField(
        _l("Person"),
        [Optional(), Length(max=254)],
        description=_l("The e-mail address of somebody who has access."),
        render_kw={"inputmode": "email", "autocapitalize": "none", "autocomplete": "off"},
    )
    surfaces: Any = None
    period = StringField(
        _l("When, in words"), [Optional(), Length(max=120)], description=_l("For instance: before each election.")
    )
    starts_on = DateField(_l("First day"), [Optional()], description=_l("Empty: as the plan."))
    ends_on = DateField(_l("Last day"), [Optional()], description=_l("Empty: as the plan."))
    in_catalogue = BooleanField(_l("Offer it to the units, to pick or to leave"))

    @property
    def values(self) -> dict[str, Any]:
        words = {name: (self[name].data or "").strip() for name in ("text", "period")}
        said = {name: self[name].data for name in ("status", "starts_on", "ends_on")}
        offered = {"in_catalogue": self.in_catalogue.data} if "in_catalogue" in self else {}
        return {**self.basics, **words, **said, **offered}

    @property
    def chosen_surfaces(self) -> list[UUID]:
        return [UUID(one) for one in (self.surfaces.data or ())] if "surfaces" in self else []


def new_action_form(viewer: Viewer, places: list[SelectChoice], goal: str) -> NewActionForm:
    """Below one of these places; `goal` is the one that is chosen at first."""
    fields = {"unit_id": unit_field(viewer), "place": SelectField(_l("For"), choices=places)}
    form: NewActionForm = type("NewActionForm", (NewActionForm,), fields)(data={"place": goal})
    return form


def action_form(viewer: Viewer, surfaces: list[tuple[UUID, str]], *, obj: Any) -> ActionForm:
    """As far as she may decide it: only staff offer an action to the units. Made anew each time."""
    fields: dict[str, Any] = {"unit_id": unit_field(viewer)}
    if surfaces:
        fields["surfaces"] = surfaces_field(viewer, surfaces)
    form: ActionForm = type("ActionForm", (ActionForm,), fields)(obj=obj)
    if not viewer.everywhere("actions.manage"):
        del form.in_catalogue
    return form


class StepForm(PortalForm):
    title = StringField(_l("What is to be done?"), [REQUIRED_TEXT, Length(max=300)])
    due_on = DateField(_l("To be done by"), [Optional()])


class EditStepForm(EditForm):
    title = StringField(_l("What is to be done?"), [REQUIRED_TEXT, Length(max=300)])
    due_on = DateField(_l("To be done by"), [Optional()])
    place = IntegerField(
        _l("Place among the steps"), [REQUIRED, NumberRange(1, 999, _l("Write a number; 1 is the first."))]
    )


class TickForm(PortalForm):
    """One button, and what it is for: of two who press it, the second does not undo the first."""

    to = HiddenField()


class AnswerForm(EditForm):
    status = RadioField(
        _l("Your answer"),
        [InputRequired(_l("Choose an answer."))],
        choices=[*choices(ANSWERS), SelectChoice("none", _l("No answer yet"))],
    )
    note = StringField(_l("Note"), [Optional(), Length(max=400)])


class ResultForm(EditForm):
    """Two questions, and for whom."""

    on_date = DateField(_l("Date"), [REQUIRED], default=clock.today)
    result = TextAreaField(_l("What came of it?"), [REQUIRED_TEXT, Length(max=4000)], render_kw=TWO_LINES)
    lesson = TextAreaField(
        _l("What did you learn?"), [Optional(), Length(max=4000)], render_kw=TWO_LINES,
    )  # fmt: skip
    unit_id: Any = None

    @property
    def unit(self) -> UUID | None:
        return UUID(str(self.unit_id.data)) if self.unit_id.data else None


def result_form(viewer: Viewer) -> ResultForm:
    made: ResultForm = type("ResultForm", (ResultForm,), {"unit_id": unit_field(viewer)})()
    return made


class SurfaceForm(EditForm):
    name = StringField(
        _l("Name"), [REQUIRED_TEXT, Length(max=120)], description=_l("A ward, a web page, a meeting, a library.")
    )
    closed = BooleanField(_l("No longer in use"))


class SheetForm(PortalForm):
    file = FileField(
        _l("File"),
        [FileRequired(_l("Choose a file."))],
        description=_l("An .xlsx or .csv file with the headings of the matrix."),
    )


class TakeInForm(PortalForm):
    """A yes to what was shown: `seen` is its fingerprint."""

    seen = HiddenField()
    late_too = BooleanField(_l("Save these too, as they stand in the sheet"))

    def look_again(self, now: str) -> None:
        """What she saw is no longer so."""
        answer_second_sending()
        self.seen.data = now
        self.form_errors.append(_("Somebody changed something in the meantime. Look through it once more."))


class NewSurfaceForm(PortalForm):
    name = StringField(
        _l("Name"), [REQUIRED_TEXT, Length(max=120)], description=_l("A ward, a web page, a meeting, a library.")
    )
