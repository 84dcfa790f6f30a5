"""Rows of a list become people in the register, their memberships and what they have paid."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from plugins.recruitment.bringing.checking import reader_of
from plugins.recruitment.bringing.matching import Known, Register, known_of, people_like
from plugins.recruitment.bringing.planning import Plan, plan_for
from plugins.recruitment.bringing.reading import Said
from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.dues.queries import last_number, rates_of
from plugins.recruitment.dues.rules import KidRule
from plugins.recruitment.joining.models import Magazine
from plugins.recruitment.members.death import end_with_death
from plugins.recruitment.members.models import Membership
from portal import clock
from portal.extensions import db
from portal.i18n import _
from portal.jobs.services import ask_for
from portal.organisations.queries import setup_now
from portal.organisations.viewer import place_of
from portal.people.models import Person
from portal.people.queries import person, rows_today
from portal.people.services import change_person, derive
from portal.plugin_api import ListRow, ListTaken
from portal.tenancy import uuid7


def take_rows(organisation_id: UUID, rows: list[ListRow], *, by: UUID | None) -> ListTaken:
    """How many of them changed anything, and which cannot be. Whoever the register has by now is not added once
    more."""
    return Taking(organisation_id, by).take(rows)


def _whom(row: ListRow, said: Said, register: Register, chosen: Mapping[UUID, UUID]) -> Any | None:
    """Somebody of the register; None for somebody new. Whoever was chosen and erased since is not added anew: appends
    to `said.why`."""
    if row.choice in ("", "new"):
        return register.surely(said)
    her = register.by_id.get(chosen[UUID(row.choice)]) if UUID(row.choice) in chosen else None
    if her is None:
        said.why.append(("", _("The person whom you chose for this row has been erased since. It was not brought in.")))
    return her


class Taking:
    """Some hundred rows in one transaction."""

    def __init__(self, organisation_id: UUID, by: UUID | None) -> None:
        self.here, self.by = organisation_id, by
        self.place, self.reader = place_of(organisation_id), reader_of(organisation_id)
        self.rule = KidRule.of(setup_now(organisation_id))
        self.number: int | None = None
        #: what is written after the people
        self.hanging: list[Any] = []
        self.rates: dict[int, dict[str, Any]] = {}

    def take(self, rows: list[ListRow]) -> ListTaken:
        read = [(row, self.reader.read(row.said)) for row in rows]
        chosen = rows_today(self.here, {UUID(row.choice) for row in rows if row.choice not in ("", "new")})
        register = people_like(self.here, [said for _row, said in read], chosen.values())
        whom = [_whom(row, said, register, chosen) for row, said in read]
        known = known_of(self.here, [one for one in whom if one])
        taken = [self._take(said, known[one.id] if one else None)
                 for (_row, said), one in zip(read, whom, strict=True)]  # fmt: skip
        db.session.flush()  # people come first: what hangs on them refers to them
        for made in self.hanging:
            db.session.add(made)
        self.hanging = []
        if any(taken):
            ask_for("measure_metrics")
        return ListTaken(sum(taken), {row.number: tuple(said.why) for row, said in read if said.why})

    def _take(self, said: Said, known: Known | None) -> bool:
        """Whether anything changed. A row that cannot be is left, and `said.why` tells why: nobody knew of whom it is
        when it was checked, or the register has changed since."""
        plan = Plan() if said.why else plan_for(said, known)
        if said.why or (known and plan.is_empty):
            return False
        person_id = self._change(known, plan) if known else self._add(said, plan)
        self._member(person_id, said, plan, known)
        if plan.magazine:
            self.hanging.append(Magazine(id=uuid7(), person_id=person_id, way=plan.magazine, said_at=clock.now()))
        if plan.paid_year:
            self._pay(person_id, said, known)
        return True

    def _change(self, known: Known, plan: Plan) -> UUID:
        found = person(self.here, known.row.id)
        if plan.contacts and found:
            change_person(found, by=self.by, **plan.contacts)
        return UUID(str(known.row.id))

    def _add(self, said: Said, plan: Plan) -> UUID:
        """One entry of the log tells of all rows of this transaction."""
        made = Person(
            id=uuid7(), name=said.name, language=self.place.language, country=said.country or self.place.country,
            unit_id=said.unit_id, is_protected=bool(said.protected), added_by=self.by, added_at=clock.now(),
            **plan.contacts,
        )  # fmt: skip
        derive(made)
        db.session.add(made)
        return made.id

    def _member(self, person_id: UUID, said: Said, plan: Plan, known: Known | None) -> None:
        ended: dict[str, Any] = {"ends_on": said.ends_on, "ending": said.ending or "other"} if said.last_day else {}
        if plan.begins:
            made = Membership(
                id=uuid7(), person_id=person_id, kind=said.kind, unit_id=said.unit_id, starts_on=plan.begins,
                begun_by=self.by, begun_at=clock.now(), **ended,
            )  # fmt: skip
            self.hanging.append(made)
            if known:
                known.latest = made  # the next row about her finds it
        elif plan.ends and known and known.latest:
            known.latest.ends_on, known.latest.ending = ended["ends_on"], ended["ending"]
        if known and said.last_day and ended["ending"] == "died":
            end_with_death(person_id, said.last_day, by=self.by)

    def _pay(self, person_id: UUID, said: Said, known: Known | None) -> None:
        """What she has paid already, as an invoice of that year."""
        if said.paid_on is None:
            return
        kind = said.kind or (known.latest.kind if known and known.latest else "supporter")
        amount = said.amount if said.amount is not None else self._rate(said.paid_on.year, kind)
        number = self._next()
        self.hanging.append(
            Invoice(
                id=uuid7(), person_id=person_id, year=said.paid_on.year, number=number, kid=self.rule.kid(number),
                kind=kind, amount=amount, invoiced_on=said.paid_on, due_on=said.paid_on, status="paid",
                paid_on=said.paid_on, paid=amount,
            )
        )  # fmt: skip
        if known:
            known.invoiced.add(said.paid_on.year)

    def _next(self) -> int:
        if self.number is None:
            self.number = last_number(self.here)
        self.number += 1
        return self.number

    def _rate(self, year: int, kind: str) -> int:
        if year not in self.rates:
            self.rates[year] = rates_of(self.here, year)
        rate = self.rates[year].get(kind)
        return rate.amount if rate else 0
