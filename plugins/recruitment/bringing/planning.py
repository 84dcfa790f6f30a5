"""What a row would change of somebody whom the register has, or has not. What stands there already stays as it is."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from plugins.recruitment.bringing.matching import Known
from plugins.recruitment.bringing.reading import CONTACTS, Said
from plugins.recruitment.members.rules import check_start
from portal import clock
from portal.errors import PortalError
from portal.i18n import _, format_date


@dataclass
class Plan:
    """`contacts` that are new; the membership that begins (`begins`) or ends (`ends`); magazine and dues."""

    contacts: dict[str, Any] = field(default_factory=dict)
    begins: date | None = None
    ends: bool = False
    magazine: str = ""
    paid_year: int | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.contacts or self.begins or self.ends or self.magazine or self.paid_year)


def plan_for(said: Said, known: Known | None) -> Plan:
    """Appends to `said.why` where it cannot be."""
    plan = Plan(contacts=_new_contacts(said, known))
    _plan_membership(plan, said, known)
    if said.magazine and said.magazine != (known.magazine if known else "") and not (known and known.magazine):
        plan.magazine = said.magazine
    if said.paid_on and not (known and said.paid_on.year in known.invoiced):
        plan.paid_year = said.paid_on.year
    return plan


def _new_contacts(said: Said, known: Known | None) -> dict[str, Any]:
    found = {name: getattr(said, name) for name in CONTACTS if getattr(said, name)}
    if known is None:
        return found
    address = any(getattr(known.row, name) for name in ("street", "postal_code", "town"))
    kept = {"street", "postal_code", "town"} if address else set()
    new = {name: one for name, one in found.items() if name not in kept and not getattr(known.row, name)}
    if said.protected and not known.row.is_protected:
        new["is_protected"] = True
    return new


def _plan_membership(plan: Plan, said: Said, known: Known | None) -> None:
    latest = known.latest if known else None
    if latest is not None and latest.ends_on is None:
        _plan_end(plan, said, latest)
        return
    over = latest.ends_on if latest else None
    if over and said.ends_on is not None and said.ends_on <= over:
        return  # it tells of the time that is over
    if over and said.starts_on is None:
        left = format_date(over)
        said.why.append(("starts_on", _("She left on %(date)s. Write on which day she joined again.", date=left)))
        return
    if not said.kind:
        said.why.append(("kind", _("It does not say whether she is a patient, next of kin or supporter.")))
    if said.last_day and not said.starts_on:
        said.why.append(("starts_on", _("She has left, but the day on which she joined is missing.")))
    begins = said.starts_on or clock.today()
    try:
        check_start(begins, latest)
    except PortalError as fault:
        said.why.append(("starts_on", fault.sentence))
    plan.begins = begins


def _plan_end(plan: Plan, said: Said, latest: Any) -> None:
    if said.ends_on is None:
        return
    if said.ends_on < latest.starts_on:
        since = format_date(latest.starts_on)
        said.why.append(("last_day", _("She has been a member since %(date)s. Choose a later day.", date=since)))
    plan.ends = True
