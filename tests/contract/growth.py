"""The same organisation after a busy year: more of everything that pages list."""

from datetime import date, timedelta
from decimal import Decimal

from portal import clock
from portal.actions.models import ContactSurface
from portal.extensions import db
from portal.goals.models import Measurement
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.contract.dates import make_many_dates
from tests.contract.world import World
from tests.factories import Factory

#: as many units as a list of choices may have
UNITS = 30
LONG = "Lokallaget for dem som bor langt fra de andre i fylket"


def grow(world: World) -> None:
    """Thirty and more activities, seven goals of each kind, as many units as a list shows, measurements, people, surfaces."""
    factory, ours = Factory(world.app), world.ours
    there = len(factory.setup(ours).units)  # type: ignore[arg-type]  # it has an id, which is all that is read
    units = [factory.unit(ours, f"{LONG} {n}") for n in range(UNITS - there)]
    for n in range(35):
        on = clock.today() - timedelta(days=n)
        by = ours.people["volunteer"].id
        factory.activity(ours, unit_id=units[n % len(units)], on_date=on, note="Et notat", by=by)
    for n in range(7):
        _goals(factory, world, n)
    _measurements(factory, world)
    with factory.working_as(scope_of(ours.id)):
        make_many_dates(35, units[0])
        db.session.add_all(ContactSurface(name=f"Venterommet på avdeling {n}") for n in range(60))
        db.session.commit()
    for n in range(10):
        factory.actor(ours, Role.VOLUNTEER, units[n])


def _goals(factory: Factory, world: World, n: int) -> None:
    plan = world.ours.arguments["its plan and area"]
    milestones = [(date(clock.today().year + years, 12, 31), Decimal(100 * years)) for years in (1, 2, 3)]
    kinds = [{}, {"kind": "yearly", "source": "activities", "activity_types": ["core.meeting", "core.talk"]}]
    for kind in kinds:
        factory.goal(world.ours, plan, f"Et mål som er så langt at det går over to linjer, nummer {n}",
                     milestones=milestones, **kind)  # fmt: skip


def _measurements(factory: Factory, world: World) -> None:
    with factory.working_as(scope_of(world.ours.id)):
        db.session.add_all(
            Measurement(
                indicator_id=world.ours.arguments["indicator_id"], on_date=clock.today() - timedelta(days=30 * n),
                value=10 + n, measured_at=clock.now(),
            )
            for n in range(24)
        )  # fmt: skip
        db.session.commit()
