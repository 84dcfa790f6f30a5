"""Files of records: kept, opened by whoever sees the record, gone with it."""

import os
import time
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from portal.errors import PortalError
from portal.extensions import db
from portal.files import store
from portal.files.queries import files_of
from portal.files.rules import plain_name
from portal.files.services import drop_files_of, keep, sweep
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.actors import form_fields
from tests.factories import Factory
from tests.portal.files.keeping import PDF, kept, signed_in


@pytest.fixture
def figure(factory: Factory, organisation: Any) -> Any:
    """(goal, indicator, measurement) of the organisation."""
    goal, indicator = factory.goal(organisation, factory.plan(organisation))
    return goal, indicator, factory.measurement(organisation, indicator, date(2026, 1, 31), 7)


def on_disk(app: Flask, organisation: Any) -> list[Path]:
    with app.app_context():
        return sorted(store.folder_of(organisation.id).glob("*/*"))


def age(path: Path) -> None:
    """As if it had been needed two days ago."""
    then = time.time() - 2 * 24 * 60 * 60
    os.utime(path, (then, then))


def swept(factory: Factory, organisation: Any) -> None:
    with factory.working_as(scope_of(organisation.id)):
        sweep(organisation.id)


def dropped(factory: Factory, organisation: Any, owner: Any) -> None:
    with factory.working_as(scope_of(organisation.id)):
        drop_files_of("measurement", [owner], by=None)
        db.session.commit()


# row R5: evidence stands beside what it proves
def test_evidence_comes_in_with_a_measurement_and_is_opened_from_the_goal(app, factory, organisation, figure):
    goal, indicator, _measurement = figure
    staff = signed_in(app, factory, organisation, Role.STAFF)
    address = f"/o/{organisation.slug}/goals/indicators/{indicator}/measure"
    typed = {**form_fields(staff.get(address).text), "on_date": "2026-02-28", "value": "8"}

    sent = staff.client.post(address, data={**typed, "files": (BytesIO(PDF), "Årsmøte.pdf")})
    page = staff.get(f"/o/{organisation.slug}/goals/{goal}").text
    link = page.split("/files/")[1].split('"')[0]
    opened = staff.get(f"/o/{organisation.slug}/files/{link}")

    assert sent.status_code == 303
    assert "Årsmøte.pdf" in page
    assert opened.data == PDF
    assert opened.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in opened.headers["Content-Security-Policy"]


def test_a_refused_file_saves_nothing_and_keeps_what_was_typed(app, factory, organisation, figure):
    _goal, indicator, _measurement = figure
    staff = signed_in(app, factory, organisation, Role.STAFF)
    address = f"/o/{organisation.slug}/goals/indicators/{indicator}/measure"
    typed = {**form_fields(staff.get(address).text), "on_date": "2026-02-28", "value": "8", "note": "fra styremøtet"}

    page = staff.client.post(address, data={**typed, "files": (BytesIO(b"<script>"), "bilde.png")})

    assert page.status_code == 200
    assert "bilde.png kan ikke lagres her" in page.text
    assert "fra styremøtet" in page.text
    assert on_disk(app, organisation) == []


def test_another_organisation_gets_the_answer_of_a_file_that_is_not_there(
    app, factory, organisation, other_organisation, figure
):
    file = kept(factory, organisation, figure[2])
    stranger = signed_in(app, factory, other_organisation, Role.ADMINISTRATOR)

    foreign = stranger.get(f"/o/{other_organisation.slug}/files/{file}")
    missing = stranger.get(f"/o/{other_organisation.slug}/files/{uuid7()}")

    assert (foreign.status_code, foreign.data) == (404, missing.data)


def test_a_removed_files_bytes_are_gone_from_the_disk_after_the_sweep(app, factory, organisation, figure):
    kept(factory, organisation, figure[2])
    dropped(factory, organisation, figure[2])
    [path] = on_disk(app, organisation)
    age(path)

    swept(factory, organisation)

    assert on_disk(app, organisation) == []


def test_what_another_record_still_has_stays(app, factory, organisation, figure):
    other = uuid7()
    kept(factory, organisation, figure[2])
    kept(factory, organisation, other)
    dropped(factory, organisation, figure[2])
    [path] = on_disk(app, organisation)
    age(path)

    swept(factory, organisation)

    assert on_disk(app, organisation) == [path]


def test_a_file_whose_work_is_still_under_way_is_not_swept(app, factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        keep(owner_kind="measurement", owner_id=uuid7(), name="x.pdf", content=PDF, by=None)
        db.session.rollback()

    swept(factory, organisation)
    [path] = on_disk(app, organisation)
    age(path)
    swept(factory, organisation)

    assert on_disk(app, organisation) == []


def test_the_same_file_of_two_organisations_lies_there_twice(app, factory, organisation, other_organisation, figure):
    kept(factory, organisation, figure[2])
    kept(factory, other_organisation, uuid7())

    assert len(on_disk(app, organisation)) == len(on_disk(app, other_organisation)) == 1


def test_removing_a_measurement_takes_its_files_along(app, factory, organisation, figure):
    kept(factory, organisation, figure[2])
    staff = signed_in(app, factory, organisation, Role.STAFF)
    address = f"/o/{organisation.slug}/goals/measurements/{figure[2]}/remove"

    staff.client.post(address, data=form_fields(staff.get(address).text))

    with factory.working_as(scope_of(organisation.id)):
        assert files_of(organisation.id, ["measurement"], [figure[2]]) == []


def test_a_reader_opens_a_file_and_cannot_remove_it(app, factory, organisation, figure):
    file = kept(factory, organisation, figure[2])
    reader = signed_in(app, factory, organisation, Role.READER)

    assert reader.get(f"/o/{organisation.slug}/files/{file}").status_code == 200
    assert reader.get(f"/o/{organisation.slug}/files/{file}/remove").status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [("side.html", b"<html>"), ("bilde.svg", b"<svg/>"), ("bilde.png", b"<html>"), ("tom.pdf", b""), ("uten", PDF)],
)
def test_what_could_act_in_a_browser_is_refused(factory, organisation, name, content):
    with factory.working_as(scope_of(organisation.id)), pytest.raises(PortalError, match=name):
        keep(owner_kind="measurement", owner_id=uuid7(), name=name, content=content, by=None)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Bilder\\møte.jpg", "møte.jpg"),
        ("a\u202egpj.exe.pdf", "a gpj.exe.pdf"),
        ("...", "file"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_made_plain(typed, plain):
    assert plain_name(typed) == plain
