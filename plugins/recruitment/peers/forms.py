"""Forms about a peer."""

from typing import Any
from uuid import UUID

from wtforms import DateField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from plugins.recruitment.peers.models import PACK_NAMES, REASON_NAMES, STATUS_NAMES
from portal import clock
from portal.accounts.forms import REQUIRED
from portal.files.forms import FilesField
from portal.forms import EditForm, ManyField, PortalForm
from portal.i18n import _, _l
from portal.organisations.setup import UnitNode


class PressForm(PortalForm):
    """One press: `what:person`, as the button has it."""

    what = StringField(validators=[InputRequired()])

    @property
    def pressed(self) -> tuple[str, UUID] | None:
        what, _colon, person = (self.what.data or "").partition(":")
        try:
            return what, UUID(person)
        except ValueError:
            return None


class _PeerFields:
    unit_id: Any = SelectField(_l("Branch"), [Optional()])
    focus = StringField(
        _l("Diagnosis or theme"), [Optional(), Length(max=80)], description=_l("What she knows from her own life.")
    )
    surface_id: Any = SelectField(_l("Contact surface"), [Optional()], description=_l("Where people meet her."))
    trained_on = DateField(_l("Trained on"), [Optional()])
    course = StringField(_l("Which course?"), [Optional(), Length(max=120)])
    agreed_on = DateField(_l("Agreement signed on"), [Optional()])
    pack = ManyField(
        _l("Start pack: what has she got?"),
        [Optional()],
        choices=[SelectChoice(name, label) for name, label in PACK_NAMES.items()],
    )

    def offer(self, branches: list[UnitNode], surfaces: list[tuple[str, str]], *, whole: bool) -> None:
        """Of the whole association's branches, or of a leader's own."""
        direct = [SelectChoice("", _("The association"))] if whole else []
        self.unit_id.choices = [*direct, *(SelectChoice(str(node.id), node.name) for node in branches)]
        self.surface_id.choices = [SelectChoice("", _("Not said"))] + [SelectChoice(*one) for one in surfaces]

    @property
    def said(self) -> dict[str, Any]:
        return {
            "unit_id": UUID(self.unit_id.data) if self.unit_id.data else None,
            "focus": (self.focus.data or "").strip(),
            "surface_id": UUID(self.surface_id.data) if self.surface_id.data else None,
            "trained_on": self.trained_on.data,
            "course": (self.course.data or "").strip(),
            "agreed_on": self.agreed_on.data,
            "pack": list(self.pack.data or ()),
        }


class NewPeerForm(_PeerFields, PortalForm):
    begun_on = DateField(_l("Peer since"), [REQUIRED], default=clock.today)

    @property
    def said(self) -> dict[str, Any]:
        return {**super().said, "begun_on": self.begun_on.data}


class PeerForm(_PeerFields, EditForm):
    files = FilesField(_l("The signed agreement"))


class TalkForm(PortalForm):
    on_date = DateField(_l("When did you talk?"), [REQUIRED], default=clock.today)
    note = TextAreaField(
        _l("What you agreed on"),
        [Optional(), Length(max=2000)],
        render_kw={"rows": 3},
        description=_l("She can read it. Write no more than you need for the next talk."),
    )


class StatusForm(EditForm):
    status = RadioField(_l("She is now"), choices=[SelectChoice(name, label) for name, label in STATUS_NAMES.items()])
    reason = SelectField(
        _l("Why?"),
        [Optional()],
        choices=[SelectChoice("", _l("Not said")), *(SelectChoice(*one) for one in REASON_NAMES.items())],
    )
    on_date = DateField(_l("From which day?"), [REQUIRED], default=clock.today)


