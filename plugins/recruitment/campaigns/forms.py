"""The form of a campaign. What is typed is in kroner; what is stored is in øre."""

from datetime import date
from decimal import Decimal
from typing import Any

from wtforms import DateField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from plugins.recruitment.campaigns.models import Campaign
from plugins.recruitment.dues.forms import AMOUNT
from plugins.recruitment.members.models import KIND_NAMES, KINDS
from portal import clock
from portal.accounts.forms import REQUIRED, REQUIRED_TEXT
from portal.forms import EditForm
from portal.i18n import _l
from portal.number_fields import NumberField

_YEAR = _l("Write a year.")


def _october() -> date:
    return date(clock.today().year, 10, 1)


def _new_years_eve() -> date:
    return date(clock.today().year, 12, 31)


class CampaignForm(EditForm):
    name = StringField(
        _l("What is it called?"), [REQUIRED_TEXT, Length(max=80)], description=_l("Whoever enrols reads it.")
    )
    starts_on = DateField(_l("Opens on"), [REQUIRED], default=_october)
    ends_on = DateField(
        _l("Last day"), [REQUIRED], default=_new_years_eve, description=_l("After it, it is over by itself.")
    )
    patient: Any = NumberField(KIND_NAMES["patient"], [Optional(), AMOUNT])
    next_of_kin: Any = NumberField(KIND_NAMES["next_of_kin"], [Optional(), AMOUNT])
    supporter: Any = NumberField(KIND_NAMES["supporter"], [Optional(), AMOUNT])
    year: Any = IntegerField(
        _l("For which year do these dues hold?"), [InputRequired(_YEAR), NumberRange(2000, 2100, _YEAR)]
    )

    @property
    def said(self) -> dict[str, Any]:
        amounts = {kind: _in_ore(self[kind].data) for kind in KINDS}
        return {"name": self.name.data.strip(), "year": self.year.data,
                "starts_on": self.starts_on.data, "ends_on": self.ends_on.data, **amounts}  # fmt: skip


def _in_ore(kroner: Decimal | None) -> int | None:
    return None if kroner is None else int(kroner * 100)


def as_stored(campaign: Campaign) -> dict[str, Any]:
    """For the form of a change."""
    said = {name: getattr(campaign, name) for name in ("name", "starts_on", "ends_on", "year", "version")}
    amounts = {kind: getattr(campaign, kind) for kind in KINDS}
    return said | {kind: None if ore is None else Decimal(ore).scaleb(-2) for kind, ore in amounts.items()}
