"""Forms of research."""

from typing import Any

from wtforms import BooleanField, DateField, IntegerField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from plugins.recruitment.research.models import FUND_NAMES, STATE_NAMES
from portal import clock
from portal.accounts.forms import REQUIRED, REQUIRED_TEXT
from portal.forms import EditForm, PortalForm
from portal.i18n import _l

_YEAR = _l("Write a year.")
_KRONER = _l("Write whole kroner, without decimals.")
_MOST = 1_000_000_000


def _year_field() -> Any:
    rules = [InputRequired(_YEAR), NumberRange(2000, 2100, _YEAR)]
    return IntegerField(_l("Year"), rules, default=lambda: clock.today().year)


def _kroner_field() -> Any:
    return IntegerField(_l("Amount in kroner"), [Optional(), NumberRange(0, _MOST, _KRONER)])


class _Said:
    NAMES: tuple[str, ...] = ()

    @property
    def said(self) -> dict[str, Any]:
        found = {name: self[name].data for name in self.NAMES}  # type: ignore[index]
        return {name: value.strip() if isinstance(value, str) else value for name, value in found.items()}


class _CallFields(_Said):
    NAMES = ("year", "theme", "early_first", "opens_on", "closes_on", "kroner")
    year = _year_field()
    theme = StringField(_l("Theme"), [REQUIRED_TEXT, Length(max=200)])
    early_first = BooleanField(_l("Early diagnosis goes first"), default=True)
    opens_on = DateField(_l("Opens on"), [REQUIRED])
    closes_on = DateField(_l("Last day to apply"), [REQUIRED])
    kroner = _kroner_field()


class NewCallForm(_CallFields, PortalForm):
    pass


class CallForm(_CallFields, EditForm):
    pass


class _ApplicationFields(_Said):
    NAMES = ("title", "fund", "year", "place", "early", "state", "kroner", "note")
    title = StringField(_l("Project"), [REQUIRED_TEXT, Length(max=200)])
    fund = SelectField(_l("Applies to"), choices=[SelectChoice(one, name) for one, name in FUND_NAMES.items()])
    year = _year_field()
    place = StringField(_l("Hospital, university or institute"), [Optional(), Length(max=120)])
    early = BooleanField(_l("It is about early diagnosis"))
    state = SelectField(_l("How far is it?"), choices=[SelectChoice(one, name) for one, name in STATE_NAMES.items()])
    kroner = _kroner_field()
    note = TextAreaField(_l("Note"), [Optional(), Length(max=2000)], render_kw={"rows": 2})


class NewApplicationForm(_ApplicationFields, PortalForm):
    pass


class ApplicationForm(_ApplicationFields, EditForm):
    pass
