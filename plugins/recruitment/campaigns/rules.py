"""When a campaign is open, and what its dues are."""

from datetime import date
from typing import Protocol

from plugins.recruitment.campaigns.models import Campaign
from portal.errors import PortalError
from portal.i18n import LazyText, _, _l, format_date

STATES: dict[str, LazyText] = {"open": _l("Is open"), "coming": _l("Opens later"), "over": _l("Is over")}
#: a campaign is a push, no price list
LONGEST_DAYS = 366


class Dated(Protocol):
    """A campaign, or the columns of one."""

    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date: ...


def state_of(campaign: Dated, on: date) -> str:
    """One of STATES, by its days alone: nobody has to switch anything on or off."""
    if on < campaign.starts_on:
        return "coming"
    return "open" if on <= campaign.ends_on else "over"


def check_days(starts_on: date, ends_on: date, year: int, others: list[Campaign]) -> None:
    """Raises PortalError for days in the wrong order, too many of them, another year, or two campaigns at once."""
    if ends_on < starts_on:
        raise PortalError(_("The last day comes before the first. Please check both."), "ends_on")
    if (ends_on - starts_on).days > LONGEST_DAYS:
        raise PortalError(_("A campaign can be open for at most a year."), "ends_on")
    if not starts_on.year <= year <= ends_on.year + 1:
        raise PortalError(_("Choose the year of the campaign, or the one after it."), "year")
    for other in others:
        if starts_on <= other.ends_on and other.starts_on <= ends_on:
            sentence = _("“%(name)s” is open until %(date)s. Only one can be open at a time.",
                         name=other.name, date=format_date(other.ends_on))  # fmt: skip
            raise PortalError(sentence, "starts_on")
