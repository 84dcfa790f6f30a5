"""Members who have left, how the others get the magazine, and who was reminded. All of it is invented."""

from datetime import date, datetime, time, timedelta
from random import Random

from sqlalchemy import insert, update

from plugins.recruitment.demo.words import FAMILY, FIRST, PLACES, RATES
from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.joining.models import Magazine
from plugins.recruitment.members.models import Membership
from portal import clock
from portal.extensions import db
from portal.people.models import Person
from portal.people.services import derive
from portal.plugin_api import Demo
from portal.tenancy import current_organisation_id, uuid7

LEFT = 140


def make_former(demo: Demo, members: list[Person]) -> None:
    """So that somebody has left each year, and some could come back."""
    dice, today = demo.dice, clock.today()
    people = [_person(demo, number) for number in range(LEFT)]
    db.session.add_all(people)
    db.session.flush()
    db.session.add_all(_time(one, today, dice) for one in people)
    _magazines(members, dice)
    _reminded(today)


def _person(demo: Demo, number: int) -> Person:
    postal_code, town = demo.dice.choice(PLACES)
    name = f"{demo.dice.choice(FIRST.split())} {demo.dice.choice(FAMILY.split())}"
    made = Person(
        id=uuid7(), name=name, email=f"{name.split()[0].lower()}.f{number}@eksempel.example" if number % 3 else "",
        phone="", street=f"Bekkeveien {1 + number % 60}", postal_code=postal_code, town=town, country=demo.country,
        language=demo.language, unit_id=demo.units["agder"], added_at=clock.now(),
    )  # fmt: skip
    derive(made)
    return made


def _time(person: Person, today: date, dice: Random) -> Membership:
    since = today - timedelta(days=dice.randrange(400, 3300))
    until = min(since + timedelta(days=dice.randrange(200, 1600)), today - timedelta(days=30))
    return Membership(
        id=uuid7(), person_id=person.id, kind=dice.choices(list(RATES), (80, 16, 4))[0], unit_id=person.unit_id,
        starts_on=since, ends_on=until, ending=dice.choices(("wish", "unpaid", "died", "other"), (4, 4, 2, 1))[0],
        begun_at=datetime.combine(since, time(12), clock.now().tzinfo),
    )  # fmt: skip


def _magazines(members: list[Person], dice: Random) -> None:
    here, moment = current_organisation_id(), clock.now()
    rows = [
        {"organisation_id": here, "id": uuid7(), "person_id": one.id, "said_at": moment, "version": 1,
         "way": dice.choices(("digital", "post", "none"), (5, 4, 1))[0]}
        for one in members[::3]
    ]  # fmt: skip
    db.session.execute(insert(Magazine), rows)


def _reminded(today: date) -> None:
    """Every second of those who owe this year's dues, last week."""
    owing = Invoice.organisation_id == current_organisation_id(), Invoice.year == today.year, Invoice.status == "open"
    db.session.execute(
        update(Invoice)
        .where(*owing, Invoice.number % 2 == 0)
        .values(reminded_on=today - timedelta(days=7), reminders=1)
        .execution_options(synchronize_session=False)
    )
