"""Everything of one organisation in one file: all its words, none of another's, and nothing that opens a door."""

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from sqlalchemy import Uuid

from portal import clock
from portal.cli import main
from portal.extensions import db
from portal.files.store import store
from portal.plugin_api.personal import about
from portal.takeout import tables
from portal.takeout.work import forget_takeouts
from portal.tenancy import Base
from portal.tenancy.scope import organisation
from portal.work import working_as
from portal.worker import work_once
from tests.contract.stored import Stored
from tests.contract.world import Tenant, World

ADDRESS = "/o/ours/takeout/"
#: the words of letters open doors; the address of a partner's link, and what lists are sorted and searched by, as well
LEFT_OUT = {"message.text", "message.html"} | {
    f"{table.name}.{column.name}"
    for table in Base.metadata.sorted_tables
    for column in table.columns
    if not about(column).export
}


def taken_out(world: World, who: str = "administrator") -> ZipFile:
    """Press the button, let the worker work, fetch the file."""
    browser = world.browser(who)
    page = browser.send(ADDRESS, browser.fields(ADDRESS)).location
    with world.app.app_context():
        work_once()
    answer = browser.get(page).text
    link = "/o/ours/files/" + answer.partition("/o/ours/files/")[2].partition('"')[0]
    fetched = browser.get(link)
    assert fetched.headers["Content-Type"] == "application/zip"
    return ZipFile(io.BytesIO(fetched.data))


def texts(packed: ZipFile) -> dict[str, str]:
    return {name: packed.read(name).decode("utf-8-sig", errors="replace") for name in packed.namelist()}


def words(tenant: Tenant) -> set[str]:
    return tenant.words.all


def test_all_our_words_are_in_it_and_none_of_theirs(world: World, stored: Stored) -> None:
    kept = str(stored.everything())
    told = "\n".join(f"{name}\n{text}" for name, text in texts(taken_out(world)).items())

    missing = {
        column for column, made in world.ours.words.made.items() for word in made if word in kept and word not in told
    }
    assert missing - LEFT_OUT == set()
    assert [word for word in words(world.theirs) if word in told] == []
    assert world.theirs.slug not in told


def test_a_link_that_was_used_and_stays_open_is_not_in_it(world: World, stored: Stored) -> None:
    """The control: its use stands in the log that is taken out."""
    secret = world.ours.arguments["personal_links.open:link_token"]
    nobody, address = world.browser(), f"/p/ours/l/{secret}"
    assert nobody.send(address, {**nobody.fields(address), "word": "ja"}).location == address

    told = texts(taken_out(world))

    assert "link.used" in told["audit_entry.csv"]
    assert [name for name, text in told.items() if secret in text] == []


def test_what_opens_a_door_is_not_in_it(world: World, stored: Stored) -> None:
    """The control: these columns hold something."""
    told = "\n".join(texts(taken_out(world)).values())
    secrets = [
        str(value)
        for column in sorted(LEFT_OUT)
        for table, _dot, name in [column.partition(".")]
        if not isinstance(Base.metadata.tables[table].c[name].type, Uuid)  # an id opens nothing
        for (value,) in stored.run(f'SELECT "{name}" FROM "{table}" WHERE "{name}" IS NOT NULL')
        if len(str(value)) > 8
    ]

    assert secrets
    assert [value for value in secrets if value in told and table_words(value, world)] == []


def table_words(value: str, world: World) -> bool:
    """Not what stands in another column as well, which is taken out: a name to sort by, an address to compare."""
    shown = {word for column, made in world.ours.words.made.items() if column not in LEFT_OUT for word in made}
    return not any(word.casefold() in value.casefold() for word in shown)


def test_every_tenants_table_is_in_it_with_all_its_rows(world: World, stored: Stored) -> None:
    packed = taken_out(world)
    for table in Base.metadata.sorted_tables:
        if not table.info.get("tenant"):
            continue
        rows = list(csv.reader(io.StringIO(texts(packed)[f"{table.name}.csv"]), delimiter=";"))
        ours = stored.run(f"SELECT count(*) FROM \"{table.name}\" WHERE organisation_id = '{key(world, stored)}'")
        assert len(rows) - 1 >= ours[0][0] - WORKED.get(table.name, 0), table.name


#: the job and its entry came to an end after the picture was taken
WORKED = {"audit_entry": 2, "job": 0, "stored_file": 1}


def key(world: World, stored: Stored) -> str:
    return world.ours.id.hex if stored.config.sqlite else str(world.ours.id)


def test_files_lie_in_it_under_their_id_and_name(world: World) -> None:
    packed = taken_out(world)
    [line] = [
        row
        for row in csv.DictReader(io.StringIO(texts(packed)["stored_file.csv"]), delimiter=";")
        if row["id"] == str(world.ours.arguments["file_id"])
    ]

    assert packed.read(f"files/{line['id']}-{line['name']}") == b"x"


@pytest.mark.parametrize(("language", "name"), [("nb", "LES MEG.txt"), ("da", "LÆS MIG.txt")])
def test_a_page_in_her_language_says_what_it_is(world: World, stored: Stored, language: str, name: str) -> None:
    stored.run(f"UPDATE user_account SET language = '{language}'")

    told = texts(taken_out(world))[name]

    assert world.ours.words.made["organisation.name"][0] in told
    assert "stored_file.csv" in told


def test_it_is_for_administrators_also_when_she_who_asked_is_none_any_more(world: World, stored: Stored) -> None:
    taken_out(world)
    rows = "SELECT id FROM stored_file WHERE owner_kind = 'takeout'"
    [(found,)] = stored.run(rows)
    address = f"/o/ours/files/{UUID(str(found))}"

    assert world.browser("deputy").get(address).status_code == 200
    for who in ("staff", "unit_leader", "volunteer", "reader", "stranger"):
        assert world.browser(who).get(address).status_code == 404, who
    administrator = world.ours.people["administrator"].id
    known = administrator.hex if stored.config.sqlite else str(administrator)
    stored.run(f"UPDATE access SET role = 'volunteer' WHERE user_id = '{known}'")
    stored.change_setups()
    assert world.browser("administrator").get(address).status_code == 404


def test_after_a_week_it_is_gone_from_the_disk(world: World, stored: Stored) -> None:
    taken_out(world)
    [(sha256,)] = stored.run("SELECT sha256 FROM stored_file WHERE owner_kind = 'takeout'")
    later = clock.now() + timedelta(days=8)
    with world.app.app_context(), clock.stopped_at(later):
        with working_as(organisation(world.ours.id)):
            forget_takeouts(world.ours.id)
            db.session.commit()
        work_once()
        assert sha256 not in {one.sha256 for one in store().everything(world.ours.id)}


def test_the_command_makes_the_same_and_says_so_in_the_log(world: World, stored: Stored, tmp_path: Any) -> None:
    made = tmp_path / "ours.zip"
    with world.app.app_context():
        done = CliRunner().invoke(main, ["organisation", "export", "ours", str(made)], catch_exceptions=False)
        again = CliRunner().invoke(main, ["organisation", "export", "ours", str(made)], catch_exceptions=False)
        missing = CliRunner().invoke(main, ["organisation", "export", "none", str(tmp_path / "n.zip")])

    told = "\n".join(texts(ZipFile(made)).values())
    assert (done.exit_code, again.exit_code, missing.exit_code) == (0, 1, 1)
    assert made.stat().st_mode & 0o077 == 0
    assert [word for word in words(world.theirs) if word in told] == []
    assert set(world.ours.words.made["activity.note"]) <= {word for word in words(world.ours) if word in told}
    assert stored.run("SELECT count(*) FROM audit_entry WHERE action = 'takeout.made'") == [(1,)]


def test_a_leak_would_be_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with the statement's own condition and the walls' taken away, their words are in it."""
    plain = tables.tables_of
    monkeypatch.setattr("portal.takeout.writing.tables_of", lambda _organisation_id: plain(world.theirs.id))
    monkeypatch.setattr("portal.takeout.writing.organisation", lambda _id: scope(world))

    told = "\n".join(texts(taken_out(world)).values())

    assert [word for word in words(world.theirs) if word in told]


def scope(world: World) -> Any:
    return organisation(world.theirs.id)
