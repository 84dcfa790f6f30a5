"""Fill the floor's database."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import delete

from portal.config import Config
from tests.benchmarks.data.load import insert_rows, load
from tests.benchmarks.data.tenants import (
    EMAIL,
    LAST_PREPARED,
    MEASURED,
    PASSWORD,
    USER_ID,
    Sizes,
    Tenant,
    occurrences,
    tenants,
)
from tests.benchmarks.floor.models import (
    Activity,
    AuditEntry,
    Base,
    Goal,
    LoginSession,
    Organisation,
    UserAccount,
    protect,
)
from tests.benchmarks.floor.words import UNITS
from tests.benchmarks.stores import Store

COLUMNS = (
    "organisation_id", "id", "kind", "unit", "title", "place", "on_date", "participants", "new_people", "hours",
    "note", "registered_by", "registered_at",
)  # fmt: skip


def fill_floor(store: Store, sizes: Sizes, today: date) -> None:
    """Tables, policies, organisations, one person, goals, activities."""
    everybody = tenants(sizes)
    with store.connected() as connection:
        Base.metadata.create_all(connection)
        if store.dialect == "postgresql":
            protect(connection)
        insert_rows(connection, Organisation.__table__, [_organisation(tenant) for tenant in everybody])
        insert_rows(connection, UserAccount.__table__, [_person()])
        insert_rows(connection, Goal.__table__, [goal for tenant in everybody for goal in _goals(tenant)])
    load(store, "activity", COLUMNS, _activities(everybody, today))


def tidy_floor(store: Store) -> None:
    """Take away what an earlier run has written."""
    with store.connected() as connection:
        for statement in (
            delete(AuditEntry),
            delete(LoginSession),
            delete(Activity).where(Activity.organisation_id == MEASURED, Activity.id > LAST_PREPARED),
        ):
            connection.execute(statement)


def _organisation(tenant: Tenant) -> dict[str, Any]:
    return {"id": tenant.id, "slug": tenant.slug, "name": f"Organisation {tenant.slug}"}


def _person() -> dict[str, Any]:
    time_cost, memory_cost = Config.password_cost
    hashed = PasswordHasher(time_cost=time_cost, memory_cost=memory_cost, parallelism=1).hash(PASSWORD)
    return {
        "id": USER_ID,
        "organisation_id": MEASURED,
        "email": EMAIL,
        "name": "Målt Person",
        "role": "administrator",
        "password_hash": hashed,
    }


def _goals(tenant: Tenant) -> Iterator[dict[str, Any]]:
    for n in range(tenant.goals):
        yield {
            "organisation_id": tenant.id,
            "id": tenant.made(f"goal {n}"),
            "position": n,
            "title": f"Mål nummer {n + 1} for de neste tre årene",
            "target": 1_000,
            "reached": 100 + 13 * n,
        }


def _activities(everybody: Sequence[Tenant], today: date) -> Iterator[tuple[Any, ...]]:
    for tenant, one in occurrences(everybody, today):
        unit, at = UNITS[one.unit % len(UNITS)], f"{one.day} 12:00:00.000000"
        yield (
            tenant.id.hex, one.id, one.kind, unit, "", "Storgata 1", one.day, one.participants, 1, 2, "",
            USER_ID.hex, at,
        )  # fmt: skip
