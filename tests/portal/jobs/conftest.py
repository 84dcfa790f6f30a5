"""Kinds of work that tests make up, asked for and done."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from portal.extensions import db
from portal.jobs.models import Job
from portal.jobs.services import ask_for
from portal.plugin_api import JobKind
from portal.tenancy.scope import organisation as scope_of
from portal.worker import work_once


@pytest.fixture
def kinds(app, monkeypatch) -> dict[str, JobKind]:
    """The kinds of work that are known here; tests add their own."""
    known: dict[str, JobKind] = {}
    monkeypatch.setattr(app.extensions["medvirke"], "job_kinds", known)
    return known


@pytest.fixture
def learn(kinds) -> Callable[..., None]:
    def kind(name: str, work: Callable[..., None], *, daily: bool = False) -> None:
        kinds[f"core.{name}"] = JobKind(name=f"core.{name}", work=work, daily=daily)

    return kind


@pytest.fixture
def ask(factory, organisation):
    def asked(name, inside=organisation):
        with factory.working_as(scope_of(inside.id)):
            ask_for(f"core.{name}")
            db.session.commit()

    return asked


@pytest.fixture
def jobs(factory, organisation):
    def found():
        with factory.working_as(scope_of(organisation.id)):
            return {row.kind.removeprefix("core."): row for row in db.session.scalars(select(Job))}

    return found


@pytest.fixture
def work(app):
    def once():
        with app.app_context():
            return work_once()

    return once
