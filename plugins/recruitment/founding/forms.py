"""Forms of a branch that is being founded."""

from typing import Any
from uuid import UUID

from wtforms import DateField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import Email, Length, Optional

from plugins.recruitment.founding.models import ANSWER_NAMES
from plugins.recruitment.rules import FOUND_BRANCHES
from portal import clock
from portal.accounts.forms import REQUIRED, REQUIRED_TEXT
from portal.actions.fields import unit_field
from portal.forms import EditForm, PortalForm
from portal.i18n import _l
from portal.organisations.viewer import Viewer

_TWO = {"rows": 2}


class _FoundingFields:
    name = StringField(_l("Which region or place is it for?"), [REQUIRED_TEXT, Length(max=120)])
    begun_on = DateField(_l("Work on it began on"), [REQUIRED], default=clock.today)
    note = TextAreaField(_l("Note"), [Optional(), Length(max=2000)], render_kw=_TWO)

    @property
    def said(self) -> dict[str, Any]:
        return {"name": self.name.data.strip(), "begun_on": self.begun_on.data, "note": self.note.data.strip()}


class NewFoundingForm(_FoundingFields, PortalForm):
    pass


class FoundingForm(_FoundingFields, EditForm):
    founded_on = DateField(_l("Founded on"), [Optional()])
    meeting_on = DateField(
        _l("Its first annual meeting"),
        [Optional()],
        description=_l(
            "Where it is registered as “Meeting”, it is not counted among the activities of the first year. What else "
            "is held that day is."
        ),
    )
    unit_id: Any = None

    @property
    def said(self) -> dict[str, Any]:
        unit = UUID(str(self.unit_id.data)) if self.unit_id.data else None
        return {**super().said, "founded_on": self.founded_on.data, "meeting_on": self.meeting_on.data, "unit_id": unit}


def founding_form(viewer: Viewer, obj: Any) -> FoundingForm:
    """The branch is chosen once it stands in the tree."""
    fields = {"unit_id": unit_field(viewer, FOUND_BRANCHES)}
    made: FoundingForm = type("FoundingForm", (FoundingForm,), fields)(obj=obj)
    return made


class _StepFields:
    title = StringField(_l("What is to be done?"), [REQUIRED_TEXT, Length(max=200)])
    responsible = StringField(_l("Who does it?"), [Optional(), Length(max=120)])
    due_on = DateField(_l("By when?"), [Optional()])
    done_on = DateField(_l("Done on"), [Optional()])
    note = TextAreaField(_l("Note"), [Optional(), Length(max=2000)], render_kw=_TWO)

    @property
    def said(self) -> dict[str, Any]:
        texts = {name: self[name].data.strip() for name in ("title", "responsible", "note")}  # type: ignore[index]
        return {**texts, "due_on": self.due_on.data, "done_on": self.done_on.data}


class NewStepForm(_StepFields, PortalForm):
    pass


class StepForm(_StepFields, EditForm):
    pass


class _CandidateFields:
    answer = SelectField(
        _l("What does she say?"), choices=[SelectChoice(one, name) for one, name in ANSWER_NAMES.items()]
    )
    note = StringField(_l("Note"), [Optional(), Length(max=200)])

    @property
    def said(self) -> dict[str, Any]:
        return {"answer": self.answer.data, "note": self.note.data.strip()}


class NewCandidateForm(_CandidateFields, PortalForm):
    email = StringField(
        _l("E-mail"),
        [REQUIRED_TEXT, Length(max=254), Email(_l("This is no e-mail address."))],
        description=_l("By which she is found in the register."),
    )


class CandidateForm(_CandidateFields, EditForm):
    pass
