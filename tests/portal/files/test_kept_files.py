"""Files of records: kept, opened by whoever sees the record, gone with it."""

import threading
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from portal.doctor import examine
from portal.errors import PortalError
from portal.extensions import db
from portal.files.models import StoredFile
from portal.files.queries import files_of
from portal.files.rules import plain_name
from portal.files.services import drop_files_of, keep, remove_file
from portal.files.store import store
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from portal.worker import work_once
from tests.actors import form_fields
from tests.factories import Factory
from tests.portal.files.keeping import PDF, kept, signed_in


@pytest.fixture
def figure(factory: Factory, organisation: Any) -> Any:
    """(goal, indicator, measurement) of the organisation."""
    goal, indicator = factory.goal(organisation, factory.plan(organisation))
    return goal, indicator, factory.measurement(organisation, indicator, date(2026, 1, 31), 7)


def on_disk(app: Flask, organisation: Any) -> list[str]:
    """The hashes of what lies there."""
    with app.app_context():
        return sorted(one.sha256 for one in store().everything(organisation.id))


def swept(app: Flask) -> None:
    """As the worker does it within two seconds."""
    with app.app_context():
        work_once()


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


def test_a_removed_files_bytes_leave_the_disk_at_once(app, factory, organisation, figure):
    kept(factory, organisation, figure[2])
    dropped(factory, organisation, figure[2])

    swept(app)

    assert on_disk(app, organisation) == []


def test_so_do_those_of_a_single_file_that_was_removed(app, factory, organisation, figure):
    gone, stays = kept(factory, organisation, figure[2]), kept(factory, organisation, figure[2], content=PDF + b" 2")
    with factory.working_as(scope_of(organisation.id)):
        remove_file(db.session.get_one(StoredFile, (organisation.id, gone)), by=uuid7())
        db.session.commit()

    swept(app)

    with factory.working_as(scope_of(organisation.id)):
        assert on_disk(app, organisation) == [db.session.get_one(StoredFile, (organisation.id, stays)).sha256]


def test_what_another_record_still_has_stays(app, factory, organisation, figure):
    kept(factory, organisation, figure[2])
    kept(factory, organisation, uuid7())
    before = on_disk(app, organisation)
    dropped(factory, organisation, figure[2])

    swept(app)

    assert on_disk(app, organisation) == before != []


def test_another_organisations_same_file_stays(app, factory, organisation, other_organisation, figure):
    kept(factory, organisation, figure[2])
    kept(factory, other_organisation, uuid7())
    dropped(factory, organisation, figure[2])

    swept(app)

    assert [len(on_disk(app, one)) for one in (organisation, other_organisation)] == [0, 1]


def test_bytes_whose_record_was_rolled_back_go_with_the_next_sweep(app, factory, organisation, figure):
    with factory.working_as(scope_of(organisation.id)):
        keep(owner_kind="measurement", owner_id=uuid7(), name="x.pdf", content=PDF, by=None)
        db.session.rollback()
    assert len(on_disk(app, organisation)) == 1
    kept(factory, organisation, figure[2], content=b"%PDF-1.7 et annet")
    dropped(factory, organisation, figure[2])

    swept(app)

    assert on_disk(app, organisation) == []


def test_a_file_that_is_being_kept_is_never_swept(app, factory, organisation, figure):
    """Its bytes lie there and its row is not committed yet: the sweep comes back a minute later."""
    kept(factory, organisation, figure[2])
    dropped(factory, organisation, figure[2])
    lies, go_on = threading.Event(), threading.Event()

    def keep_slowly() -> None:
        with app.app_context(), factory.working_as(scope_of(organisation.id)):
            keep(owner_kind="measurement", owner_id=figure[2], name="igjen.pdf", content=PDF, by=None)
            lies.set()
            go_on.wait(5)
            db.session.commit()

    writer = threading.Thread(target=keep_slowly)
    writer.start()
    lies.wait(5)
    sweeper = threading.Thread(target=swept, args=(app,))
    sweeper.start()
    sweeper.join(1)  # on SQLite it waits for the writer, on PostgreSQL it puts itself off
    go_on.set()
    writer.join()
    sweeper.join()

    assert len(on_disk(app, organisation)) == 1


def test_what_a_power_cut_left_half_written_goes(app, factory, organisation, figure):
    kept(factory, organisation, figure[2])
    folder = app.config["PORTAL"].data / "files" / organisation.id.hex
    (folder / ".half-x").write_bytes(b"%PDF")
    dropped(factory, organisation, figure[2])

    swept(app)

    assert not (folder / ".half-x").exists()


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


def told(app: Flask) -> list[str]:
    """What `portal doctor` says about files, faults marked."""
    return [f"{'' if ok else 'FAULT '}{sentence}" for ok, sentence in examine(app) if "files" in sentence]


def test_doctor_names_files_that_are_missing_damaged_or_of_nobody_and_the_room_they_take(
    app, factory, organisation, figure
):
    for content in (PDF, b"%PDF-1.7 to", b"%PDF-1.7 tre"):
        kept(factory, organisation, figure[2], content=content)
    assert [line for line in told(app) if line.startswith("FAULT")] == []
    with app.app_context():
        of_nobody = store().put(uuid7(), BytesIO(b"x" * 200_000))
        first, second, _third = store().everything(organisation.id)
        store().remove(organisation.id, first.sha256)
        store().path_of(organisation.id, second.sha256).write_bytes(b"rotten")

    assert told(app)[1:] == [
        "FAULT 1 of 3 files missing in the store",
        "FAULT 1 of 3 files damaged",
        "files take 0.2 MB",
        "1 files belong to no record (0.2 MB): the worker removes them",
    ]
    with app.app_context():
        [mine] = [one for one in store().everything() if one.sha256 == of_nobody]
        store().remove(mine.organisation_id, mine.sha256)
