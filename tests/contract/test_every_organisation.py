"""The one way round the walls: loud, through a role of its own, and over when its block ends."""

from contextlib import suppress

import pytest
from flask import Flask
from sqlalchemy import func, select
from structlog.testing import capture_logs

from portal.extensions import db
from portal.organisations.models import Unit
from portal.tenancy import TenancyError, every_organisation
from portal.tenancy.scope import NOBODY, current_scope, organisation
from portal.work import working_as
from tests.contract.islands import Island

Islands = tuple[Island, Island]


def test_it_is_logged_with_its_reason() -> None:
    with capture_logs() as logs, every_organisation(reason="a nightly count"):
        pass

    assert logs == [{"event": "every_organisation", "reason": "a nightly count", "log_level": "info"}]


def test_it_wants_a_reason() -> None:
    with pytest.raises(TypeError):
        every_organisation()  # type: ignore[call-arg]


def test_it_sees_the_rows_of_all(whole_app: Flask, islands: Islands) -> None:
    with whole_app.app_context(), working_as(NOBODY), every_organisation(reason="to count"):
        assert set(db.session.scalars(select(Unit.organisation_id))) == {island.id for island in islands}


def test_it_goes_through_a_role_of_its_own(whole_app: Flask, islands: Islands, on_postgresql: bool) -> None:
    if not on_postgresql:
        pytest.skip("SQLite has no roles")
    with whole_app.app_context(), working_as(NOBODY):
        with every_organisation(reason="to look"):
            assert db.session.scalar(select(func.current_user())) == "portal_system"
        db.session.remove()
        with working_as(organisation(islands[0].id)):
            assert db.session.scalar(select(func.current_user())) == "portal_app"


def test_it_is_over_when_its_block_ends(whole_app: Flask, islands: Islands) -> None:
    with whole_app.app_context(), working_as(NOBODY):
        with suppress(ZeroDivisionError), every_organisation(reason="to fail"):
            assert 1 / len(db.session.scalars(select(Unit.id).where(Unit.name == "nowhere")).all())

        assert current_scope() == NOBODY
        with pytest.raises(TenancyError):
            db.session.scalars(select(Unit.id)).all()


def test_a_session_of_an_organisation_does_not_serve_it(whole_app: Flask, islands: Islands) -> None:
    with whole_app.app_context(), working_as(organisation(islands[0].id)):
        db.session.scalars(select(Unit.id)).all()

        with every_organisation(reason="to try"), pytest.raises(TenancyError, match="outside the scope"):
            db.session.scalars(select(Unit.id)).all()
