"""A register of members with their dues. All of it is invented."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import select

from plugins.recruitment.demo.board import follow_register
from plugins.recruitment.demo.former import make_former
from plugins.recruitment.demo.growing import QUOTA, make_growing
from plugins.recruitment.demo.joining import make_joining
from plugins.recruitment.demo.lists import make_lists
from plugins.recruitment.demo.peers import make_peers
from plugins.recruitment.demo.surfaces import make_surfaces
from plugins.recruitment.demo.survey import make_survey
from plugins.recruitment.demo.words import FAMILY, FIRST, MEMBERS, PLACES, RANGES, RATES
from plugins.recruitment.dues.models import BankFile, Invoice, Payment
from plugins.recruitment.dues.rules import KidRule
from plugins.recruitment.dues.services import say_rates
from plugins.recruitment.members.models import Membership
from plugins.recruitment.postal.rules import Span, spans_in
from plugins.recruitment.postal.services import say_ranges
from plugins.recruitment.reminders.queries import Round, to_remind
from portal import clock
from portal.extensions import db
from portal.messages.stops import stop_address
from portal.organisations.queries import setup_now
from portal.organisations.services import change_settings
from portal.people.models import Person
from portal.people.services import derive
from portal.plugin_api import Demo
from portal.tenancy import current_organisation_id, uuid7


def fill_members(demo: Demo) -> None:
    """A Norwegian association's: others have the plugin empty."""
    if demo.slug != "carcinor":
        return
    staff, today = demo.people["staff"], clock.today()
    here = current_organisation_id()
    settings: dict[str, bool | int | str] = {
        "joining_open": True, "patients_in_all": 3500, "next_of_kin_in_all": 1250, "account": "1234.56.78903",
        "research_quota": QUOTA,
    }  # fmt: skip
    change_settings(here, "recruitment", settings, by=demo.people["administrator"])
    units = {node.name.casefold(): node.id for node in setup_now(here).units if node.kind == "branch"}
    spans = spans_in(RANGES, units, demo.country)
    say_ranges(spans, by=staff)
    for year in (today.year - 1, today.year):
        say_rates(year, RATES, by=staff)
        db.session.flush()
    people = [*_registered(), *_more(demo, spans)]
    _memberships(people[:MEMBERS], today, demo.dice)
    _invoices(people[:MEMBERS], today, demo.dice)
    _letter_came_back(here, today)
    make_surfaces(demo, staff)
    make_joining(demo, staff, people[:MEMBERS])
    make_peers(demo, staff, people[:MEMBERS])
    db.session.flush()
    follow_register(here)
    make_growing(demo, staff, people[:MEMBERS])
    make_survey(demo, staff)
    make_lists(people[:MEMBERS], staff)
    make_former(demo, people[:MEMBERS])


def _registered() -> list[Person]:
    """Whom the register has already, as far as they may be written to."""
    return list(db.session.scalars(select(Person).order_by(Person.sorting, Person.id)))


def _more(demo: Demo, spans: list[Span]) -> Iterator[Person]:
    """Nearly all belong to the branch where they live."""
    for number in range(MEMBERS):
        postal_code, town = demo.dice.choice(PLACES)
        name = f"{demo.dice.choice(FIRST.split())} {demo.dice.choice(FAMILY.split())}"
        person = Person(
            id=uuid7(), name=name, email=f"{name.split()[0].lower()}.m{number}@eksempel.example", phone="",
            street=f"Lyngveien {1 + number % 80}", postal_code=postal_code, town=town, country=demo.country,
            language=demo.language, unit_id=_branch(postal_code, spans) if number % 20 else None, added_at=clock.now(),
        )  # fmt: skip
        derive(person)
        db.session.add(person)
        yield person


def _branch(postal_code: str, spans: list[Span]) -> UUID | None:
    return next((span.unit_id for span in spans if span.first <= postal_code <= span.last), None)


def _memberships(people: list[Person], today: date, dice: Random) -> None:
    db.session.flush()
    for number, person in enumerate(people):
        since = today - timedelta(days=dice.randrange(40, 3650))
        gone = number % 60 == 59
        db.session.add(
            Membership(
                id=uuid7(), person_id=person.id, kind=dice.choices(list(RATES), (80, 16, 4))[0], unit_id=person.unit_id,
                starts_on=since, begun_at=_at(since), ends_on=today - timedelta(days=20) if gone else None,
                ending=dice.choice(("wish", "died", "unpaid")) if gone else None,
            )
        )  # fmt: skip
    db.session.flush()


def _invoices(people: list[Person], today: date, dice: Random) -> None:
    """This year's: nearly all have paid; a payment that nobody knows what is for, and one that was a gift."""
    rule, asked = KidRule.of(setup_now(current_organisation_id())), date(today.year, 2, 1)
    kinds = dict(db.session.execute(select(Membership.person_id, Membership.kind)).all())
    for number, person in enumerate(people, 1):
        paid = dice.random() < 0.97
        amount = RATES[kinds[person.id]]
        db.session.add(
            Invoice(
                id=uuid7(), person_id=person.id, year=today.year, number=number, kid=rule.kid(number),
                kind=kinds[person.id], amount=amount, invoiced_on=asked, due_on=asked + timedelta(days=30),
                status="paid" if paid else "open", paid=amount if paid else 0,
                paid_on=min(today, asked + timedelta(days=dice.randrange(4, 60))) if paid else None,
                mailed_on=None if _is_on_paper(person, number, paid) else asked,
            )
        )  # fmt: skip
    _last_years(people[: MEMBERS // 2], today.year - 1, rule, kinds)
    file = BankFile(id=uuid7(), name="ocr-juni.txt", sha256="0" * 64, read_at=clock.now(), stored_at=clock.now())
    db.session.add(file)
    db.session.flush()
    came = {"file_id": file.id, "on_date": today - timedelta(days=12), "kid": ""}
    db.session.add_all([
        Payment(id=uuid7(), amount=40000, text="Medlemskap", mark=uuid7().hex, **came),
        Payment(
            id=uuid7(), amount=25000, text="Gave", mark=uuid7().hex, settled_at=clock.now(), note="En gave", **came
        ),
    ])  # fmt: skip


def _is_on_paper(person: Person, number: int, paid: bool) -> bool:
    """Some who owe have no e-mail: their letters are to be printed."""
    if not paid and number % 4 == 1 and person.email.endswith("@eksempel.example"):
        person.email = ""
        derive(person)
    return not person.email


def _letter_came_back(here: UUID, today: date) -> None:
    """Of one who was asked by e-mail and owes: hers is to be printed."""
    db.session.flush()
    for email in sorted(row.email for row in to_remind(here, Round(today.year, today, 1), None, MEMBERS))[:1]:
        stop_address(email, "550 5.1.1 no such user")


def _last_years(people: list[Person], year: int, rule: KidRule, kinds: dict[UUID, str]) -> None:
    """Half of them are enough to compare with; all of those have paid."""
    asked = date(year, 2, 1)
    for number, person in enumerate(people, MEMBERS + 1):
        amount, bill = RATES[kinds[person.id]], {"invoiced_on": asked, "due_on": asked, "paid_on": asked}
        db.session.add(
            Invoice(
                id=uuid7(), person_id=person.id, year=year, number=number, kid=rule.kid(number), kind=kinds[person.id],
                amount=amount, status="paid", paid=amount, **bill,
            )
        )  # fmt: skip


def _at(day: date) -> datetime:
    return datetime.combine(day, time(12), clock.now().tzinfo)
