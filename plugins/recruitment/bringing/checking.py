"""What would become of each row of a list of members. Nothing is written."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from plugins.recruitment.bringing.matching import Known, Register, known_of, people_like
from plugins.recruitment.bringing.planning import Plan, plan_for
from plugins.recruitment.bringing.reading import CONTACTS, Reader, Said
from plugins.recruitment.members.models import KIND_NAMES
from plugins.recruitment.postal.queries import spans_of
from portal.i18n import _, _l, format_date
from portal.organisations.queries import setup_now
from portal.organisations.viewer import place_of
from portal.plugin_api import ListLine, ListRow

AT_ONCE = 500
LABELS = {
    "email": _l("E-mail"), "phone": _l("Phone"), "street": _l("Address"), "postal_code": _l("Postal code"),
    "town": _l("Town"), "birth_year": _l("Year of birth"), "is_protected": _l("Protected address"),
}  # fmt: skip


def reader_of(organisation_id: UUID) -> Reader:
    here = place_of(organisation_id)
    return Reader(setup_now(organisation_id), here.country, spans_of(organisation_id))


def check_rows(organisation_id: UUID, rows: list[ListRow], report: Callable[[int], None]) -> list[ListLine]:
    """A line for each row."""
    reader, seen, lines = reader_of(organisation_id), dict[tuple[Any, ...], int](), list[ListLine]()
    for first in range(0, len(rows), AT_ONCE):
        some = rows[first : first + AT_ONCE]
        lines += _lines(organisation_id, reader, some, seen)
        report(first + len(some))
    return lines


def _lines(
    organisation_id: UUID, reader: Reader, rows: list[ListRow], seen: dict[tuple[Any, ...], int]
) -> Iterator[ListLine]:
    read = [(row, reader.read(row.said)) for row in rows]
    register = people_like(organisation_id, [said for _row, said in read])
    sure = [register.surely(said) for _row, said in read]
    known = known_of(organisation_id, [one for one in sure if one])
    for (row, said), same in zip(read, sure, strict=True):
        told_before = seen.setdefault(_mark(said), row.number)
        if told_before != row.number:
            said.why.append(("", _("Row %(n)s is about the same person.", n=told_before)))
        yield _line(row, said, known[same.id] if same else None, register, reader)


def _mark(said: Said) -> tuple[Any, ...]:
    """Two rows that agree in all this are about one person."""
    return (said.sorting, *(str(getattr(said, name) or "").casefold() for name in CONTACTS))


def _line(row: ListRow, said: Said, known: Known | None, register: Register, reader: Reader) -> ListLine:
    plan = plan_for(said, known)
    line = ListLine(row.number, "new", told=in_words(said, reader))
    if said.why:
        return replace(line, becomes="bad", why=tuple(said.why))
    if known:
        adds = ", ".join(what_is_new(plan, said))
        return replace(line, becomes="changed", told=f"{line.told}: {adds}") if adds else replace(line, becomes="same")
    alike = tuple((str(one.id), _of_the_register(one)) for one in register.perhaps(said))
    return replace(line, becomes="asks", alike=alike) if alike else line


def in_words(said: Said, reader: Reader) -> str:
    """A protected address is in no list."""
    unit = reader.setup.name(said.unit_id) if said.unit_id else ""
    since = _("since %(date)s", date=format_date(said.starts_on)) if said.starts_on else ""
    left = _("until %(date)s", date=format_date(said.last_day)) if said.last_day else ""
    town = "" if said.protected else f"{said.postal_code} {said.town}".strip()
    kind = str(KIND_NAMES[said.kind]) if said.kind else ""
    return ", ".join(filter(None, (said.name or "–", town, kind, unit, since, left)))


def _of_the_register(row: Any) -> str:
    town = "" if row.is_protected else f"{row.postal_code} {row.town}".strip()
    year = str(row.birth_year or "")
    return ", ".join(filter(None, (row.name, year, town, row.email, row.phone)))


def what_is_new(plan: Plan, said: Said) -> list[str]:
    found = [str(LABELS[name]) for name in plan.contacts]
    if plan.begins:
        found.append(_("member from %(date)s", date=format_date(plan.begins)))
    if plan.ends:
        found.append(_("has left"))
    if plan.magazine:
        found.append(_("the magazine"))
    if plan.paid_year:
        found.append(_("dues of %(year)s", year=str(plan.paid_year)))
    return found
