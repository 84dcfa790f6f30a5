"""Fill the portal's database: its own migrations, then rows in bulk."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, delete

from portal.accounts.models import LoginSession, UserAccount
from portal.accounts.passwords import hash_password
from portal.activities.models import Activity, ActivityTally
from portal.app import create_app
from portal.audit.models import AuditEntry, PlatformAuditEntry
from portal.jobs.models import Job
from portal.migrate import upgrade
from portal.organisations.models import Access, Organisation, PluginActivation, Unit
from portal.plugin_api import house
from portal.plugin_api.types import NUMBER_KINDS
from tests.benchmarks.data.actions import action_rows
from tests.benchmarks.data.load import insert_rows, load
from tests.benchmarks.data.plans import plan_rows
from tests.benchmarks.data.tallies import count_up
from tests.benchmarks.data.tenants import (
    GROWTH,
    LAST_PREPARED,
    MEASURED,
    PASSWORD,
    PEOPLE,
    USER_ID,
    USER_IDS,
    Sizes,
    Tenant,
    occurrences,
    tenants,
)
from tests.benchmarks.stores import Store

COLUMNS = (
    "organisation_id", "id", "activity_type", "unit_id", "on_date", "numbers", "note", "registered_by",
    "registered_at", "version", "status", "answers", "title", "place", "is_public", "registered_as", "words",
    "verdicts",
)  # fmt: skip
LONG_AGO = datetime(2023, 1, 1, tzinfo=UTC)
Rows = Iterator[tuple[Any, dict[str, Any]]]


def fill_portal(store: Store, sizes: Sizes, today: date) -> None:
    """Tables, organisations with all plugins on, three people, plans, activities and their counters."""
    everybody = tenants(sizes)
    with create_app(store.config()).app_context():
        upgrade(store.config())
        rows = [*_people(), *(row for tenant in everybody for row in _organisation(tenant, today))]
        questions = {key: [q.name for q in kind.questions if q.kind in NUMBER_KINDS] for key, kind in house().activity_types.items()}
    with store.connected() as connection:
        _insert_all(connection, rows)
    load(store, "activity", COLUMNS, _activities(everybody, today, questions))
    with store.connected() as connection:
        count_up(connection, {name for names in questions.values() for name in names})


def tidy_portal(store: Store) -> None:
    """Take away what an earlier run has written, and count anew where it wrote."""
    with store.connected() as connection:
        for statement in _leftovers():
            connection.execute(statement)
        count_up(connection, {"participants", "new_people"}, only=MEASURED)


def _leftovers() -> list[Any]:
    ours = Activity.organisation_id == MEASURED
    return [
        *(delete(table) for table in (AuditEntry, PlatformAuditEntry, LoginSession, Job)),
        delete(Activity).where(ours, Activity.id > LAST_PREPARED),
        delete(ActivityTally).where(ActivityTally.organisation_id == MEASURED),
    ]


def _insert_all(connection: Connection, rows: list[tuple[Any, dict[str, Any]]]) -> None:
    """Table by table, in the order in which the tables refer to one another."""
    by_table: dict[Any, list[dict[str, Any]]] = {}
    for table, row in rows:
        by_table.setdefault(table, []).append(row)
    for table in sorted(by_table, key=_order().index):
        insert_rows(connection, table, by_table[table])


@cache
def _order() -> list[Any]:
    return list(Organisation.metadata.sorted_tables)


def _people() -> Rows:
    hashed = hash_password(PASSWORD)
    for email, user_id in USER_IDS.items():
        yield UserAccount.__table__, {
            "id": user_id, "email": email, "email_key": email, "name": "Målt Person", "created_at": LONG_AGO,
            "password_hash": hashed,
        }  # fmt: skip


def _organisation(tenant: Tenant, today: date) -> Rows:
    ours = {"organisation_id": tenant.id}
    root = tenant.unit_ids[0]
    yield Organisation.__table__, {
        "id": tenant.id, "slug": tenant.slug, "name": f"Organisation {tenant.slug}", "country": "NO",
        "language": "nb", "timezone": "Europe/Oslo", "created_at": LONG_AGO,
    }  # fmt: skip
    for n, unit_id in enumerate(tenant.unit_ids):
        yield Unit.__table__, {
            **ours, "id": unit_id, "parent_id": root if n else None, "name": f"Lokallag {n}",
            "kind": "branch" if n else "organisation",
        }  # fmt: skip
    for plugin in house().optional:
        yield PluginActivation.__table__, {**ours, "plugin": plugin.name, "switched_on_at": LONG_AGO}
    for email, role, unit in PEOPLE if tenant.slug in GROWTH else ():
        yield Access.__table__, {
            **ours, "user_id": USER_IDS[email], "role": role.value, "unit_id": tenant.unit_ids[unit],
            "created_at": LONG_AGO,
        }  # fmt: skip
    yield from plan_rows(tenant, today)
    yield from action_rows(tenant)


def _activities(everybody: Sequence[Tenant], today: date, questions: dict[str, list[str]]) -> Iterator[tuple[Any, ...]]:
    units = {tenant.slug: [unit_id.hex for unit_id in tenant.unit_ids] for tenant in everybody}
    owners = {tenant.slug: tenant.id.hex for tenant in everybody}
    for tenant, one in occurrences(everybody, today):
        numbers = json.dumps(dict.fromkeys(questions[one.kind], one.participants))
        yield (
            owners[tenant.slug], one.id, one.kind, units[tenant.slug][one.unit], one.day, numbers, "", USER_ID.hex,
            f"{one.day} 12:00:00.000000", 1, "held", "{}", "", "", False, "", "", "{}",
        )  # fmt: skip
