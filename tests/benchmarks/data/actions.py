"""Five hundred actions for the matrix, each on a contact surface, each a unit's."""

from collections.abc import Iterator
from typing import Any

from portal.actions.models import ActionSurface, ContactSurface
from portal.goals.models import Action
from tests.benchmarks.data.tenants import GROWTH, Tenant

ACTIONS, SURFACES = 500, 12
STATUSES = ("planned", "started", "started", "done")
Rows = Iterator[tuple[Any, dict[str, Any]]]


def action_rows(tenant: Tenant) -> Rows:
    """(table, row); for the organisations that are measured."""
    if tenant.slug not in GROWTH:
        return
    ours = {"organisation_id": tenant.id}
    for n in range(SURFACES):
        yield ContactSurface.__table__, {**ours, "id": tenant.made(f"surface {n}"), "name": f"Kontaktflate {n}"}
    for n in range(ACTIONS):
        action = tenant.made(f"action {n}")
        yield Action.__table__, {
            **ours, "id": action, "plan_id": tenant.made("plan"), "focus_area_id": tenant.made("area"),
            "goal_id": tenant.made(f"goal {n * tenant.goals // ACTIONS}"), "position": n,
            "title": f"Tiltak {n}: Ring alle som bor i kommunen, og fortell dem om tilbudet i høst",
            "responsible": "Styret i laget", "unit_id": tenant.unit_ids[n % tenant.units],
            "quarters": [1 + n % 4, 1 + (n + 1) % 4], "status": STATUSES[n % len(STATUSES)],
        }  # fmt: skip
        surface = tenant.made(f"surface {n % SURFACES}")
        yield ActionSurface.__table__, {**ours, "action_id": action, "surface_id": surface}
