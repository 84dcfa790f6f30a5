"""Judge anew what was registered: after a check's rules changed, and only when somebody asks for it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from portal.activities.models import Activity
from portal.activities.services import COUNTED, Cell, cells_of, move_counters
from portal.activities.verdicts import JUDGED, Judge, as_kept
from portal.extensions import db
from portal.plugin_api import Verdict, house
from portal.tenancy import current_organisation_id


@dataclass(frozen=True)
class Change:
    """An activity that is judged otherwise now. `before` and `after` are what its check says; None: nothing."""

    row: Any
    name: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def gains(self) -> int:
        """1 where it counts now and did not, -1 the other way round, 0 where only the reason is another."""
        return int(bool(self.after and self.after["counts"])) - int(bool(self.before and self.before["counts"]))


def what_would_change(
    organisation_id: UUID, name: str, first: date, last: date, judge: Judge | None = None
) -> list[Change]:
    """Between these days, by the rules as they are now; or as `judge` has them, for a preview. Nothing is changed."""
    check = house().activity_checks[name]
    asks = judge or check.judge(organisation_id) or (lambda _row: None)
    rows = db.session.execute(
        select(Activity.id, Activity.version, Activity.answers, *COUNTED)
        .where(
            Activity.organisation_id == organisation_id,
            Activity.activity_type.in_(check.activity_types),
            Activity.on_date.between(first, last),
            Activity.status.in_(JUDGED),
        )
        .order_by(Activity.on_date, Activity.id)
    ).all()
    found = [Change(row, name, (row.verdicts or {}).get(name), _said(asks(row))) for row in rows]
    return [one for one in found if one.before != one.after]


def _said(verdict: Verdict | None) -> dict[str, Any] | None:
    return as_kept(verdict) if verdict else None


def judge_again(changes: Sequence[Change]) -> int:
    """Keep what the rules say now. Returns how many; one that was corrected meanwhile is left as it is.

    Its version stays, so that an import can still be taken back. The caller writes the entry and commits.
    """
    moved, done = Counter[Cell](), 0
    for change in changes:
        verdicts = {name: kept for name, kept in (change.row.verdicts or {}).items() if name != change.name}
        verdicts |= {change.name: change.after} if change.after else {}
        if _keep(change.row, verdicts):
            done += 1
            moved.update(cells_of(_Judged(change.row, verdicts)))
            moved.subtract(cells_of(change.row))
    move_counters(moved)
    return done


class _Judged:
    """The same row with other verdicts."""

    def __init__(self, row: Any, verdicts: dict[str, Any]) -> None:
        self.activity_type, self.unit_id, self.on_date = row.activity_type, row.unit_id, row.on_date
        self.numbers, self.status, self.verdicts = row.numbers, row.status, verdicts


def _keep(row: Any, verdicts: dict[str, Any]) -> bool:
    kept: Any = db.session.execute(
        update(Activity)
        .where(
            Activity.organisation_id == current_organisation_id(),
            Activity.id == row.id,
            Activity.version == row.version,
        )
        .values(verdicts=verdicts, version=Activity.version)
        .execution_options(synchronize_session=False)
    )
    return bool(kept.rowcount)
