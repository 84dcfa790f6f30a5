"""Make two rows of the register one. The other row stays, empty, and leads to the one that was kept."""

from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, delete, update

from portal import clock
from portal.audit.services import record
from portal.doubles.deeds import APART, MERGED, TOGETHER
from portal.doubles.models import Apart
from portal.doubles.queries import Hook, hooks_on_people, is_free
from portal.errors import PortalError
from portal.extensions import db
from portal.files.models import StoredFile
from portal.i18n import _
from portal.jobs.services import ask_for
from portal.people.models import Person
from portal.people.services import change_person
from portal.plugin_api import house
from portal.plugin_api.personal import Text
from portal.privacy.catalogue import attribute, model_of
from portal.privacy.holdings import emptied
from portal.tenancy import current_organisation_id, uuid7


def merge(keep: Person, other: Person, values: dict[str, Any], *, by: UUID) -> list[Text]:
    """All that hangs on the other hangs on the one that is kept, who gets these values.

    What there can be only one of stays with the other's row, where it is still hers: it is handed out and erased with
    her. Returns what that is for, of each kind. Raises PortalError for one and the same. The caller commits.
    """
    if keep.id == other.id:
        raise PortalError(_("This is one and the same row."))
    here, left = current_organisation_id(), []
    db.session.flush()
    for one in house().person_merges.values():  # whatever is switched on: the rows are there
        one.settle(here, keep.id, other.id, by=by)
    db.session.flush()
    for hook in hooks_on_people():
        if _move(hook, here, keep.id, other.id):
            left.append(hook.said.purpose)
    _move_files(here, keep.id, other.id)
    was = {name: [getattr(other, name), getattr(keep, name)] for name in values}
    record(MERGED, keep.id, by=by, changes={"other": other.id, **{name: pair for name, pair in was.items() if pair[0]}})
    _leave(other, keep)
    change_person(keep, by=by, **values)
    ask_for("measure_metrics")
    return left


def _move(hook: Hook, here: UUID, keep: UUID, other: UUID) -> bool:
    """Returns whether a row could not come along."""
    model, column = model_of(hook.column.table), attribute(hook.column)
    hers = model.organisation_id == here, column == other
    free = is_free(hook, here, keep)
    _change(model, (*hers, *free), {hook.column.key: keep})
    return bool(free) and db.session.query(model.id).filter(*hers).first() is not None


def _move_files(here: UUID, keep: UUID, other: UUID) -> None:
    _change(StoredFile, (StoredFile.organisation_id == here, StoredFile.owner_id == other), {"owner_id": keep})


def _change(model: Any, conditions: tuple[Any, ...], values: dict[str, Any]) -> None:
    db.session.execute(
        update(model).where(*conditions).values(values).execution_options(synchronize_session=False)
    )  # fmt: skip


def _leave(other: Person, keep: Person) -> None:
    """Its values stand in the log. Who was merged into it before leads to where it leads."""
    before = Person.organisation_id == keep.organisation_id, Person.merged_into == other.id
    _change(Person, before, {"merged_into": keep.id})
    for name, value in emptied(cast(Table, Person.__table__)).items():
        setattr(other, name, value)
    other.gone_at, other.merged_into, other.found_by = clock.now(), keep.id, []


def keep_apart(one: Person, other: Person, *, by: UUID) -> None:
    """They are two people, and are not proposed again. Raises PortalError for one and the same."""
    if one.id == other.id:
        raise PortalError(_("This is one and the same row."))
    made = Apart(id=uuid7(), one_id=one.id, other_id=other.id, said_at=clock.now())
    db.session.add(made)
    record(APART, one.id, by=by, changes={"other": other.id})


def propose_again(apart: Apart, *, by: UUID) -> None:
    """Whoever said that they are two was wrong, or wants to look again."""
    record(TOGETHER, apart.one_id, by=by, changes={"other": apart.other_id})
    two = {apart.one_id, apart.other_id}
    here = Apart.organisation_id == apart.organisation_id, Apart.one_id.in_(two), Apart.other_id.in_(two)
    db.session.execute(delete(Apart).where(*here).execution_options(synchronize_session=False))
