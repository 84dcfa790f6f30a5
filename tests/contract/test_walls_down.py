"""Each guard of the second wall, taken down alone: something gets through that did not before."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event, inspect, select

from portal.organisations.models import Access
from portal.tenancy import PortalSession, act_as, guard, writing
from portal.tenancy.scope import current_scope, organisation, within
from tests.contract import reading_paths as reading
from tests.contract import writing_paths as writes
from tests.contract.attempt import Attempt

Path = Callable[[Attempt], Any]


def _nothing(*args: Any, **options: Any) -> None: ...


@pytest.mark.parametrize("path", [reading.core_select, reading.text_with_columns, writes.core_delete])
def test_the_check_of_what_is_left_unbound(path: Path, attempt: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _falls_with(path, attempt, lambda: monkeypatch.setattr(guard, "_check_read", _nothing))


@pytest.mark.parametrize("path", [reading.select_entity, reading.legacy_get, writes.update_where])
def test_the_criteria(path: Path, attempt: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without them nothing is bound, and the cursor refuses our own rows too; so both are taken down."""

    def take_down() -> None:
        monkeypatch.setattr(guard, "_criteria", lambda state: [])
        monkeypatch.setattr(guard, "_check_read", _nothing)

    with attempt(Access) as at:
        assert at.session.scalars(select(Access.id)).all() == [at.our_id]
    _falls_with(path, attempt, take_down)


def test_the_criterion_of_a_refresh(attempt: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def take_down() -> None:
        monkeypatch.setattr(guard, "_of_tenant", lambda mapper: True)
        monkeypatch.setattr(guard, "_check_read", _nothing)

    _falls_with(reading.refresh_an_object_from_elsewhere, attempt, take_down)


@pytest.mark.parametrize("path", [reading.driver_sql, writes.driver_sql_delete])
def test_the_check_of_plain_text(path: Path, attempt: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _falls_with(path, attempt, lambda: monkeypatch.setattr(guard, "_check_text", _nothing))


@pytest.mark.parametrize(
    "path", [writes.insert_values, writes.insert_from_select, writes.move_by_literal, writes.bulk_update_mappings]
)
def test_the_check_of_what_is_written(path: Path, attempt: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _falls_with(path, attempt, lambda: monkeypatch.setattr(guard, "check_written", _nothing))


@pytest.mark.parametrize("path", [writes.move_by_values, writes.upsert_that_moves_our_row])
def test_the_check_that_rows_stay(path: Path, attempt: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _falls_with(path, attempt, lambda: monkeypatch.setattr(writing, "_moves_rows", lambda context: False))


def test_the_count_of_inserted_keys(attempt: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def take_down() -> None:
        monkeypatch.setattr(writing, "_inserted_keys", lambda context: [])

    _falls_with(writes.insert_subquery, attempt, take_down)


def test_the_check_before_a_flush(attempt: Any) -> None:
    try:
        _falls_with(
            writes.move_our_row, attempt, lambda: event.remove(PortalSession, "before_flush", guard._check_objects)
        )
    finally:
        event.listen(PortalSession, "before_flush", guard._check_objects)


def test_the_check_of_the_scope(attempt: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A session that is used in another scope answers with what it has loaded."""

    def look_from_elsewhere(at: Attempt) -> Any:
        found = at.session.get(Access, (current_scope().organisation_id, at.their_id))
        with within(organisation(at.ours.id)):
            assert found is not None
            return at.session.get(inspect(Access), (at.theirs.id, at.their_id)).id

    def inside_theirs(*models: Any) -> Any:
        return attempt(Access, organisation(_their_id(attempt)))

    _falls_with(look_from_elsewhere, inside_theirs, lambda: monkeypatch.setattr(PortalSession, "check_scope", _nothing))


def test_the_forgetting_of_act_as(attempt: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def act_as_somebody_else(at: Attempt) -> Any:
        kept = at.session.get(Access, (at.theirs.id, at.their_id))  # or the session forgets it by itself
        assert kept
        act_as(at.session, organisation(at.ours.id))
        return getattr(at.session.get(inspect(Access), (at.theirs.id, at.their_id)), "id", None)

    def inside_theirs(*models: Any) -> Any:
        return attempt(Access, organisation(_their_id(attempt)))

    _falls_with(act_as_somebody_else, inside_theirs, lambda: monkeypatch.setattr(PortalSession, "expunge", _nothing))


def _their_id(attempt: Any) -> Any:
    with attempt(Access) as at:
        return at.theirs.id


def _falls_with(path: Path, attempt: Any, take_down: Callable[[], None]) -> None:
    with attempt(Access) as at:
        assert not at.got_through(path)
    take_down()
    with attempt(Access) as at:
        assert at.got_through(path)
