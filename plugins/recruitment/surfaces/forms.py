"""Forms of contact surfaces."""

from typing import Any
from uuid import UUID

from wtforms import BooleanField, DateField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import URL, Email, Length, Optional

from plugins.recruitment.rules import KEEP_SURFACES
from plugins.recruitment.surfaces.models import KIND_NAMES
from plugins.recruitment.surfaces.rules import RHYTHMS
from portal import clock
from portal.accounts.forms import REQUIRED, REQUIRED_TEXT
from portal.actions.fields import unit_field
from portal.forms import EditForm, PortalForm
from portal.i18n import _l
from portal.organisations.viewer import Viewer

_NO_ADDRESS = _l("This is no e-mail address.")
TWO_LINES = {"rows": 2}


class _SurfaceFields:
    """Of a new surface and of a changed one."""

    name = StringField(
        _l("Name"), [REQUIRED_TEXT, Length(max=120)], description=_l("A ward, a web page, a meeting, a library.")
    )
    kind = SelectField(
        _l("What is it?"), choices=[SelectChoice(value, label) for value, label in KIND_NAMES.items()], default="ward"
    )
    place = StringField(_l("Where is it?"), [Optional(), Length(max=120)])
    web = StringField(
        _l("Web address"), [Optional(), Length(max=200), URL(message=_l("Write the whole address, from https:// on."))]
    )
    owner = StringField(
        _l("Who of you looks after it?"),
        [Optional(), Length(max=254), Email(_NO_ADDRESS)],
        description=_l("The e-mail address of somebody with access here. It stands on her start page when it is due."),
    )
    material = TextAreaField(
        _l("What is laid out there?"),
        [Optional(), Length(max=1000)],
        render_kw=TWO_LINES,
        description=_l("For example “20 leaflets for new patients, a poster with the QR code”."),
    )
    filled_on = DateField(_l("Last filled up on"), [Optional()])
    next_on = DateField(_l("Be in touch again on"), [Optional()])
    note = TextAreaField(_l("Good to know"), [Optional(), Length(max=2000)], render_kw=TWO_LINES)
    unit_id: Any = None

    def said_of(self, user_id: UUID | None) -> dict[str, Any]:
        texts = {one: self[one].data.strip() for one in ("place", "web", "material", "note")}  # type: ignore[index]
        unit = UUID(str(self.unit_id.data)) if self.unit_id.data else None
        days = {"filled_on": self.filled_on.data, "next_on": self.next_on.data}
        return {**texts, **days, "kind": self.kind.data, "unit_id": unit, "user_id": user_id}


class NewSurfaceForm(_SurfaceFields, PortalForm):
    pass


class SurfaceForm(_SurfaceFields, EditForm):
    closed = BooleanField(_l("No longer in use"))


def surface_form(viewer: Viewer, form: type[Any], **filled: Any) -> Any:
    """With the branches that she looks after surfaces for."""
    fields = {"unit_id": unit_field(viewer, KEEP_SURFACES)}
    return type(form.__name__, (form,), fields)(**filled)


class FollowUpForm(PortalForm):
    on_date = DateField(_l("When were you in touch?"), [REQUIRED], default=lambda: clock.today())
    months = SelectField(
        _l("And again?"),
        coerce=int,
        choices=[SelectChoice(str(months), label) for months, label in RHYTHMS.items()],
        validate_choice=True,
    )
    filled = BooleanField(_l("I filled up what is laid out"))
    text = TextAreaField(_l("What was said?"), [Optional(), Length(max=1000)], render_kw=TWO_LINES)


class _PersonFields:
    role = StringField(
        _l("What is she there?"), [REQUIRED_TEXT, Length(max=120)], description=_l("For example “NET nurse”.")
    )
    name = StringField(_l("Name"), [Optional(), Length(max=120)])
    email = StringField(
        _l("E-mail"),
        [Optional(), Length(max=254), Email(_NO_ADDRESS)],
        description=_l("If somebody in the register has this address, her name and phone are read from there."),
    )
    phone = StringField(_l("Phone"), [Optional(), Length(max=20)])

    @property
    def said(self) -> dict[str, str]:
        return {one: self[one].data.strip() for one in ("role", "name", "email", "phone")}  # type: ignore[index]


class PersonForm(_PersonFields, PortalForm):
    pass


class ChangePersonForm(_PersonFields, EditForm):
    pass
