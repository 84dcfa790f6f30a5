"""Forms of meetings and courses."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from plugins.recruitment.gatherings.models import KIND_NAMES
from portal.accounts.forms import REQUIRED, REQUIRED_TEXT
from portal.forms import EditForm, ManyField, PortalForm
from portal.i18n import _l

_DAYS = _l("Write a number from 1 to 30.")


class _Fields:
    title = StringField(_l("Name"), [REQUIRED_TEXT, Length(max=120)])
    place = StringField(_l("Place"), [Optional(), Length(max=120)])
    starts_on = DateField(_l("First day"), [REQUIRED])
    days = IntegerField(_l("How many days are planned?"), [InputRequired(_DAYS), NumberRange(1, 30, _DAYS)], default=1)

    @property
    def said(self) -> dict[str, Any]:
        return {
            "title": self.title.data.strip(),
            "place": (self.place.data or "").strip(),
            "starts_on": self.starts_on.data,
            "days": self.days.data,
        }


class NewGatheringForm(_Fields, PortalForm):
    kind = RadioField(
        _l("What is it?"), choices=[SelectChoice(name, label) for name, label in KIND_NAMES.items()], default="course"
    )

    @property
    def said(self) -> dict[str, Any]:
        return {**super().said, "kind": self.kind.data}


class GatheringForm(_Fields, EditForm):
    is_cancelled = BooleanField(_l("It does not take place"))

    @property
    def said(self) -> dict[str, Any]:
        return {**super().said, "is_cancelled": self.is_cancelled.data}


class WhoForm(PortalForm):
    ticked = ManyField(_l("Which peers?"), [Optional()])
    held = BooleanField(_l("It was held, and the ticked ones took part"))
    held_days = IntegerField(_l("How many days were held?"), [Optional(), NumberRange(1, 30, _DAYS)])

    def offer(self, peers: Iterable[Row[Any]], names: Any) -> None:
        self.ticked.choices = [
            SelectChoice(str(one.id), f"{one.name}, {names(one.unit_id)}" if one.unit_id else one.name) for one in peers
        ]

    @property
    def people(self) -> list[UUID]:
        return [UUID(one) for one in self.ticked.data or ()]
