"""What is read of the types that staff arrange."""

from uuid import UUID

from sqlalchemy import select

from portal.activities.kinds import OWN, YEAR, YEAR_LABEL, kinds_of, questions_of
from portal.activities.models import ActivityKind
from portal.extensions import db
from portal.organisations.viewer import Viewer
from portal.plugin_api import ActivityType, Question, house
from portal.plugin_api.manager import owner


def arranged(viewer: Viewer) -> list[ActivityType]:
    """All types in the order of the form, hidden ones too.

    Left out are the questions of the unit's year, and the types of plugins that are switched off or gone.
    """
    return [kind for kind in kinds_of(viewer.here).values() if kind.key != YEAR and _is_here(viewer, kind.key)]


def _is_here(viewer: Viewer, key: str) -> bool:
    return is_own(key) or (key in house().activity_types and viewer.hooks.has(owner(key)))


def is_own(key: str) -> bool:
    return owner(key) == OWN


def declared(key: str) -> ActivityType | None:
    """As the core or a plugin declares it; None for the organisation's own."""
    return house().activity_types.get(key)


def declared_questions(key: str) -> tuple[Question, ...]:
    """Those that plugins count on: they stay as they are."""
    as_declared = declared(key)
    return as_declared.questions if as_declared else ()


def asked_now(row: ActivityKind) -> tuple[Question, ...]:
    """As the row stands now, also after a change that no page has read yet."""
    return (*declared_questions(row.key), *questions_of(row, retired=False))


def kind_to_arrange(viewer: Viewer, key: str) -> ActivityType | None:
    """One of them, or the questions of the unit's year, which are there before anybody wrote any."""
    if key == YEAR:
        return kinds_of(viewer.here).get(YEAR, ActivityType(key=YEAR, label=YEAR_LABEL))
    return next((kind for kind in arranged(viewer) if kind.key == key), None)


def row_of(organisation_id: UUID, key: str) -> ActivityKind | None:
    return db.session.scalar(
        select(ActivityKind).where(ActivityKind.organisation_id == organisation_id, ActivityKind.key == key)
    )
