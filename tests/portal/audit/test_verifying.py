"""Whatever somebody with the database in hand does to a sealed trail is found, and erasing a person is no fault."""

import json
import random
from collections.abc import Callable
from uuid import UUID

import pytest

from portal.audit import verifying
from portal.audit.erasing import erase_values
from portal.audit.heads import Head
from portal.audit.models import AuditEntry, AuditSeal
from portal.cli import main
from portal.extensions import db
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of

TIMES = 1000


@pytest.fixture
def rows(factory, trail):
    """(entries, seals): what a forger finds; ids as the database writes them."""
    with factory.working_as(scope_of(trail.id)):
        entries = [(row.id, row.seal_number) for row in db.session.query(AuditEntry).order_by(AuditEntry.id)]
        seals = [(row.id, row.number) for row in db.session.query(AuditSeal).order_by(AuditSeal.number)]
    return entries, seals


class Forger:
    """Somebody who may write what she likes, and who chooses at random."""

    def __init__(self, rows, organisation, chance, *, sqlite):
        self.entries, self.seals = rows
        self.organisation, self.chance, self.sqlite = organisation, chance, sqlite

    def key(self, value: UUID) -> str:
        return f"'{value.hex if self.sqlite else value}'"

    def entry(self) -> UUID:
        return self.chance.choice(self.entries)[0]

    def of(self, value: UUID) -> str:
        return f"organisation_id = {self.key(self.organisation.id)} AND id = {self.key(value)}"

    def edit(self) -> list[str]:
        word = f"{self.chance.random()}"
        value = self.chance.choice(
            [
                f"action = 'goal.{word[-6:]}'",
                f"user_id = {self.key(uuid7())}",
                "user_id = NULL",
                f"subject_id = {self.key(uuid7())}",
                f"""changes = '{json.dumps({"title": ["a", word]})}'""",
                "changes = '{}'",
                "at = '2026-01-01 10:00:00.000000'",
                "salt = 'abc'",
                "salt = NULL",
                "salt = NULL, changes = '{}'",
                "seal_number = seal_number + 1",
                "seal_number = NULL",
                "seal_number = NULL, salt = NULL, changes = '{}'",
            ]
        )
        return [f"UPDATE audit_entry SET {value} WHERE {self.of(self.entry())}"]

    def remove(self) -> list[str]:
        some = self.chance.sample(self.entries, self.chance.randint(1, 4))
        return [f"DELETE FROM audit_entry WHERE {self.of(key)}" for key, _number in some]

    def reorder(self) -> list[str]:
        """Two entries change places: each takes the other's moment, or the other's deed."""
        (one, _), (two, _) = self.chance.sample(self.entries, 2)
        column = self.chance.choice(["at", "user_id", "subject_id", "changes, salt", "id"])
        if column == "id":
            spare = self.key(uuid7())
            steps = [(one, spare), (None, None), (two, self.key(one))]
            sql = [f"UPDATE audit_entry SET id = {new} WHERE {self.of(old)}" for old, new in steps if old]
            return [*sql, f"UPDATE audit_entry SET id = {self.key(two)} WHERE id = {spare}"]
        names = [name.strip() for name in column.split(",")]
        other = ", ".join(f"{name} = (SELECT {name} FROM audit_entry WHERE {self.of(two)})" for name in names)
        return [f"UPDATE audit_entry SET {other} WHERE {self.of(one)}"]

    def insert(self) -> list[str]:
        columns = "at, user_id, action, subject_id, changes, seal_number, salt"
        copy = f"SELECT organisation_id, {self.key(uuid7())}, {columns} FROM audit_entry WHERE {self.of(self.entry())}"
        return [f"INSERT INTO audit_entry (organisation_id, id, {columns}) {copy}"]

    def truncate(self) -> list[str]:
        """The seals from one on, and what lies under them."""
        number = self.chance.choice(self.seals)[1]
        ours = f"organisation_id = {self.key(self.organisation.id)}"
        cut = [f"DELETE FROM audit_seal WHERE {ours} AND number >= {number}"]
        under = f"WHERE {ours} AND seal_number >= {number}"
        return cut + self.chance.choice(
            [
                [],
                [f"DELETE FROM audit_entry {under}"],
                [f"UPDATE audit_entry SET seal_number = NULL {under}"],
            ]
        )

    def change_a_seal(self) -> list[str]:
        key, number = self.chance.choice(self.seals[:-1])
        where = f"WHERE {self.of(key)}"
        return self.chance.choice(
            [
                [f"DELETE FROM audit_seal {where}"],
                [f"UPDATE audit_seal SET head = '{'1' * 64}' {where}"],
                [f"UPDATE audit_seal SET previous = '{'2' * 64}' {where}"],
                [f"UPDATE audit_seal SET contents = '[]' {where}"],
                [f"UPDATE audit_seal SET number = {number + 100} {where}"],
                [f"UPDATE audit_seal SET sealed_at = '2026-01-01 10:00:00.000000' {where}"],
            ]
        )

    def any(self) -> tuple[str, list[str]]:
        ways = (self.edit, self.remove, self.reorder, self.insert, self.truncate, self.change_a_seal)
        way: Callable[[], list[str]] = self.chance.choice(ways)
        return way.__name__, way()


def test_a_thousand_forgeries_are_all_found(trail, rows, tampering, look, config):
    chance = random.Random(20261203)
    forger = Forger(rows, trail, chance, sqlite=config.sqlite)
    letter = look(trail).head
    unseen, tried = [], {}
    for _time in range(TIMES):
        name, sql = forger.any()
        with tampering(trail) as (connection, seen):
            changed = sum(connection.exec_driver_sql(one).rowcount for one in sql)
            if not seen(letter).faults and changed:
                unseen.append(sql)
        tried[name] = tried.get(name, 0) + 1
    assert unseen == []
    assert min(tried.values()) > TIMES / 10
    assert look(trail, letter).faults == []


def test_the_entry_that_was_changed_is_named(trail, rows, tampering, config):
    forger = Forger(rows, trail, random.Random(1), sqlite=config.sqlite)
    key = forger.entry()
    with tampering(trail) as (connection, seen):
        connection.exec_driver_sql(f"UPDATE audit_entry SET action = 'x.y' WHERE {forger.of(key)}")
        assert seen().faults == [f"Entry {key} (x.y) was changed: who did what, to what, or when."]
    with tampering(trail) as (connection, seen):
        connection.exec_driver_sql(f"DELETE FROM audit_entry WHERE {forger.of(key)}")
        assert any(f"Entry {key} is missing" in one for one in seen().faults)


def test_a_cut_end_is_found_against_a_letter_and_only_against_one(trail, rows, tampering, look, config):
    letter, (_entries, seals) = look(trail).head, rows
    ours = f"organisation_id = '{trail.id.hex if config.sqlite else trail.id}'"
    with tampering(trail) as (connection, seen):
        connection.exec_driver_sql(f"DELETE FROM audit_seal WHERE {ours} AND number = {seals[-1][1]}")
        connection.exec_driver_sql(f"DELETE FROM audit_entry WHERE {ours} AND seal_number = {seals[-1][1]}")
        assert seen().faults == []
        assert seen(letter).faults == [
            f"The end was cut off: the letter names seal {letter.number}, the last one is {letter.number - 1}."
        ]


def test_a_chain_that_was_written_anew_is_found_against_a_letter(trail, look):
    letter = look(trail).head
    other = Head(letter.number - 1, letter.hash)

    assert look(trail, letter).faults == []
    assert look(trail, other).faults == [f"Seal {other.number} is another one than in the letter."]


def test_with_the_commitments_unread_a_forgery_would_pass(trail, rows, tampering, config, monkeypatch):
    """The control: it is the comparison that finds it."""
    forger = Forger(rows, trail, random.Random(2), sqlite=config.sqlite)
    monkeypatch.setattr(verifying._Reading, "_look_at_entry", lambda *said: None)
    with tampering(trail) as (connection, seen):
        connection.exec_driver_sql(f"UPDATE audit_entry SET action = 'x.y' WHERE {forger.of(forger.entry())}")
        assert seen().faults == []


# Erasing


def test_erasing_takes_the_values_and_leaves_the_chain_whole(factory, trail, rows, look, seal):
    keys = [key for key, _number in rows[0][3:9]]
    with factory.working_as(scope_of(trail.id)):
        assert erase_values(trail.id, keys, by=None) == 6
        db.session.commit()
    seal()

    found = look(trail)
    assert (found.faults, found.erased) == ([], 6)
    with factory.working_as(scope_of(trail.id)):
        gone = db.session.query(AuditEntry).filter(AuditEntry.id.in_(keys)).all()
        assert {(str(row.changes), row.salt, row.form_hash) for row in gone} == {("{}", None, None)}
        said = db.session.query(AuditEntry).filter(AuditEntry.action == "audit.erased").one()
        assert said.changes == {"entries": [key.hex for key in keys]}


def test_erasing_again_does_nothing(factory, trail, rows, seal):
    keys = [rows[0][3][0]]
    with factory.working_as(scope_of(trail.id)):
        assert [erase_values(trail.id, keys, by=None) for _time in range(2)] == [1, 0]
        assert db.session.query(AuditEntry).filter(AuditEntry.action == "audit.erased").count() == 1


def test_what_is_not_sealed_yet_is_sealed_before_it_is_erased(factory, organisation, write, look):
    keys = write(organisation, 2, word=["", "kanarifugl"])
    with factory.working_as(scope_of(organisation.id)):
        erase_values(organisation.id, keys, by=None)
        db.session.commit()

    found = look(organisation)
    assert (found.faults, found.erased) == ([], 2)


def test_an_erased_word_stands_nowhere_in_the_trail_any_more(factory, organisation, write, config, stored_words):
    keys = write(organisation, 1, word=["", "kanarifugl"])
    assert stored_words("kanarifugl")
    with factory.working_as(scope_of(organisation.id)):
        erase_values(organisation.id, keys, by=None)
        db.session.commit()

    assert not stored_words("kanarifugl")


@pytest.fixture
def stored_words(app, config):
    """Whether a word stands in the trail's tables."""
    from tests.contract.stored import Stored

    stored = Stored(app, config)
    return lambda word: [t for t, rows in stored.everything().items() if "audit" in t and any(word in r for r in rows)]


def test_values_that_vanish_without_a_word_are_a_fault(trail, rows, tampering, config):
    forger = Forger(rows, trail, random.Random(3), sqlite=config.sqlite)
    key = forger.entry()
    with tampering(trail) as (connection, seen):
        connection.exec_driver_sql(f"UPDATE audit_entry SET salt = NULL, changes = '{{}}' WHERE {forger.of(key)}")
        assert seen().faults == [f"Entry {key} lost its values, and no entry says why."]


# The command


def _said(app, *words):
    with app.app_context():
        return app.test_cli_runner().invoke(main, ["audit", "verify", *words])


def test_the_command_says_that_all_is_well_and_what_is_not(app, trail, look):
    well = _said(app, "hjertelag", "--head", str(look(trail).head))
    assert well.exit_code == 0, well.output
    assert "hjertelag: whole. 5 seals over 25 entries" in well.output

    cut = _said(app, "hjertelag", "--head", "99:" + "a" * 64)
    assert cut.exit_code == 1
    assert "The end was cut off: the letter names seal 99, the last one is 5." in cut.output

    everything = _said(app)
    assert (everything.exit_code, "the platform: whole" in everything.output) == (0, True)


@pytest.mark.parametrize("said", [["nowhere"], ["hjertelag", "--head", "12:short"], ["--head", "1:" + "a" * 64]])
def test_the_command_refuses_what_it_cannot_do_in_a_sentence(app, organisation, said):
    answer = _said(app, *said)

    assert answer.exit_code == 1
    assert answer.output.startswith("Error: ")


def test_a_head_is_read_as_it_is_copied_from_a_letter():
    written = Head(12, "ab" * 32)

    assert Head.read(f" 12: {'ab' * 16}\n{'AB' * 16} ") == written
    assert Head.read(str(written)) == written
    assert Head.read("12") is None
