"""Forms of codes."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import IntegerField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from plugins.recruitment.codes.models import KINDS
from plugins.recruitment.codes.rules import A_DAY, KIND_NAMES, MOST_A_DAY
from portal.accounts.forms import REQUIRED_TEXT
from portal.forms import EditForm, PortalForm
from portal.i18n import _, _l

_WITHIN = _l("Write a number from 1 to 5000.")
#: which field says what a code of this kind stands on
STANDS_ON = {"event": "activity_id", "surface": "surface_id", "campaign": "campaign_id"}


class _CodeFields:
    label = StringField(
        _l("What does it stand on?"),
        [REQUIRED_TEXT, Length(max=120)],
        description=_l("For example “Leaflet for the wards”. It stands on the poster."),
    )
    a_day = IntegerField(
        _l("How many may enrol through it in a day?"),
        [InputRequired(_WITHIN), NumberRange(1, MOST_A_DAY, _WITHIN)],
        default=A_DAY,
        description=_l("As many as you expect at most. A script that finds it fills no more than these."),
    )

    @property
    def columns(self) -> dict[str, Any]:
        return {"label": self.label.data.strip(), "a_day": self.a_day.data}


class ChangeCodeForm(_CodeFields, EditForm):
    pass


class CodeForm(_CodeFields, PortalForm):
    kind = RadioField(
        _l("What is the code for?"),
        [InputRequired(_l("Choose what it is for."))],
        choices=[SelectChoice(kind, KIND_NAMES[kind]) for kind in KINDS if kind != "web"],
    )
    unit_id: Any = SelectField(_l("Whose work is it?"), [Optional()])
    activity_id: Any = SelectField(_l("Which event?"), [Optional()])
    surface_id: Any = SelectField(_l("Which contact surface?"), [Optional()])
    campaign_id: Any = SelectField(_l("Which campaign?"), [Optional()])

    def offer(self, **choices: Iterable[tuple[str, str]]) -> None:
        """By field. Nothing is chosen before somebody chooses."""
        for name, offered in choices.items():
            first = [] if name == "unit_id" else [SelectChoice("", _("None"))]
            self[name].choices = [*first, *(SelectChoice(value, label) for value, label in offered)]

    def validate_kind(self, field: Any) -> None:
        asked = STANDS_ON.get(field.data)
        if asked and not self[asked].data:
            raise ValidationError(_("Choose below which one it is."))

    @property
    def about(self) -> dict[str, UUID | None]:
        """What it stands on, of the kind that was chosen alone; and whose work it is."""
        asked = STANDS_ON.get(self.kind.data)
        found = {name: _id(self[name].data) if name == asked else None for name in STANDS_ON.values()}
        return {**found, "unit_id": _id(self.unit_id.data)}


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


class PosterForm(PortalForm):
    language = RadioField(_l("In which language?"), choices=[SelectChoice("nb", "Norsk"), SelectChoice("da", "Dansk")])
