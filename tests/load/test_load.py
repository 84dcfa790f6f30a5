"""Nothing acknowledged is lost and nothing sent twice is done twice, however many write at once and whoever dies."""

import pytest

from tests.load.crowd import rush
from tests.load.house import furnished
from tests.load.ledger import CLASH
from tests.load.load import Size, load
from tests.load.reckoning import faults

pytestmark = pytest.mark.long
WHOLE = Size(writes=10_000, doubled=1_000, writes_a_kill=400)
SMALL = Size(writes=200, doubled=40, writes_a_kill=100)
#: what the tests without a guard run for; with it, there is not a fault at this size either
CONTROL = Size(writes=240, doubled=60, writes_a_kill=100)
HUNDRED = 100


@pytest.fixture
def house(tmp_path, worker_id, on_postgresql):
    with furnished(tmp_path, f"load_{worker_id}_", on_postgresql=on_postgresql) as made:
        yield made


def test_nothing_is_lost_and_nothing_is_doubled(house):
    outcome = load(house, WHOLE)
    print(outcome)

    assert faults(house, outcome.ledger) == [], outcome.log[-4000:]
    assert (outcome.ledger.acknowledged, outcome.ledger.doubled) == (WHOLE.writes + WHOLE.doubled, WHOLE.doubled)
    assert outcome.kills >= WHOLE.writes / WHOLE.writes_a_kill
    assert outcome.ledger.resent > 0  # some of them had a request in their hands
    assert outcome.ledger.answers[CLASH] > WHOLE.writes / 20  # the editors did meet


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_worker_that_dies_at_its_commit_has_done_it_once_when_it_is_sent_again(house, moment):
    """Before it, nothing was kept; after it, all is kept and nobody was told. Her second sending must know which."""
    outcome = load(house, SMALL, f"tests.load.altered:dying_{moment}_commit()")
    print(outcome)

    assert faults(house, outcome.ledger) == [], outcome.log[-4000:]
    assert outcome.ledger.resent > 0


def test_a_hundred_volunteers_registering_at_once_lose_nothing_and_double_nothing(house):
    ledger = rush(house, HUNDRED)
    print(ledger.answers)

    assert faults(house, ledger) == []
    assert (len(ledger.registered), ledger.doubled) == (HUNDRED, HUNDRED)


def test_with_the_key_taken_away_the_hundred_are_doubled(house):
    house.stored.run("DROP INDEX uq_audit_entry_form_key")

    told = faults(house, rush(house, HUNDRED))

    assert any("registered once, but there 2 times" in fault for fault in told), told


def test_without_the_version_column_changes_are_lost(house):
    assert any("acknowledged are" in fault for fault in _faults_without(house, "versions"))


def test_without_the_unique_form_key_what_is_sent_twice_is_done_twice(house):
    house.stored.run("DROP INDEX uq_audit_entry_form_key")

    told = _faults_without(house)

    assert any("in the trail 2 times" in fault for fault in told)
    assert any("registered once, but there 2 times" in fault for fault in told)


def test_without_the_immediate_transaction_writers_are_turned_away(house):
    if not house.config.sqlite:
        pytest.skip("for SQLite; PostgreSQL lets a writer wait for the row")

    assert any("answered 503" in fault for fault in _faults_without(house, "immediate"))


def test_without_beginning_again_somebody_loses_what_she_typed(house):
    if house.config.sqlite:
        pytest.skip("for PostgreSQL; SQLite lets in one writer at a time")

    assert any("answered 409" in fault for fault in _faults_without(house, "beginning_again"))


def _faults_without(house, guard=None):
    """What the same load finds when this is taken away."""
    outcome = load(house, CONTROL, *([f"tests.load.altered:without_{guard}()"] if guard else []))
    told = faults(house, outcome.ledger)
    print(outcome, *told, sep="\n")
    return told
