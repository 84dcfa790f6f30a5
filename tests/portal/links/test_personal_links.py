"""One purpose, one person, an expiry: opening a personal link changes nothing, sending its form uses it.

Rows N9, N18, F10 and A2, as far as the core carries them.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal import clock
from portal.audit.models import AuditEntry
from portal.extensions import db
from portal.links import limits
from portal.links.models import PersonalLink
from portal.links.rules import FREE_WRONG
from portal.links.services import make_link, revoke_link, use_link
from portal.organisations.services import switch_off
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.personal_links import OFTEN, ONCE, SHOWN, planted_kinds
from tests.portal.at_once import all_at_once

WRONG = "x" * 43
COLUMNS = (
    PersonalLink.id,
    PersonalLink.email,
    PersonalLink.token_hash,
    PersonalLink.uses,
    PersonalLink.used_at,
    PersonalLink.version,
)


@pytest.fixture(autouse=True)
def kinds(app: Flask, factory: Any, organisation: Any) -> Iterator[None]:
    factory.plugin(organisation, "recruitment")
    with planted_kinds(app):
        yield


@pytest.fixture
def made(factory: Any, organisation: Any) -> Any:
    def make(kind: str = ONCE, *, days: int = 7, **said: Any) -> str:
        with factory.working_as(scope_of(organisation.id)):
            until = clock.now() + timedelta(days=days)
            address = make_link(kind, uuid7(), expires_at=until, email="kari@example.org", **said)
            db.session.commit()
            return f"/p/{address.partition('/p/')[2]}"

    return make


@pytest.fixture
def stored(factory: Any, organisation: Any) -> Any:
    def read(*columns: Any) -> list[Any]:
        with factory.working_as(scope_of(organisation.id)):
            return list(db.session.execute(select(*columns)).all())

    return read


def answers(stored: Any) -> list[str]:
    return [
        changes["word"]
        for changes, action in stored(AuditEntry.changes, AuditEntry.action)
        if action == "test.answered"
    ]


def test_of_the_secret_only_a_hash_is_kept(made, stored):
    token = made().rpartition("/")[2]

    assert len(token) >= 43
    assert token not in str(stored(*COLUMNS)) + str(stored(AuditEntry.changes))


@pytest.mark.parametrize("kind", [ONCE, OFTEN])
def test_where_its_form_led_is_kept_without_the_secret(kind, made, nobody, stored):
    address = made(kind)
    fields = {**nobody.fields(address), "word": "ja"}

    answered = [nobody.send(address, fields) for _turn in range(2)]

    assert [(one.status_code, one.location) for one in answered] == [(303, address)] * 2
    assert stored(AuditEntry.answer).count(("",)) == 1
    assert address.rpartition("/")[2] not in str(stored(AuditEntry.answer, AuditEntry.changes))


def test_opening_it_changes_nothing_however_often(made, nobody, stored):
    address = made()
    before = stored(*COLUMNS), stored(func.count(AuditEntry.id))

    assert {nobody.get(address).status_code for _turn in range(3)} == {200}
    nobody.client.head(address)

    assert (stored(*COLUMNS), stored(func.count(AuditEntry.id))) == before
    assert nobody.post(address, {"word": "ja"}).status_code == 303


def test_it_takes_one_answer_and_says_thank_you(made, nobody, stored):
    address = made()

    nobody.post(address, {"word": "ja"})

    page = nobody.get(address)
    assert (page.status_code, "Takk" in page.text) == (410, True)
    assert answers(stored) == ["ja"]


def test_a_second_answer_is_not_taken(made, nobody, stored):
    address = made()
    first, second = nobody.fields(address), nobody.fields(address)
    nobody.send(address, {**first, "word": "ja"})

    page = nobody.send(address, {**second, "word": "nei"})

    assert "tar ikke imot flere svar" in page.text
    assert answers(stored) == ["ja"]


def test_the_same_form_sent_twice_is_one_answer(made, nobody, stored):
    address = made()
    fields = {**nobody.fields(address), "word": "ja"}

    assert [nobody.send(address, fields).status_code for _turn in range(2)] == [303, 303]
    assert answers(stored) == ["ja"]


def test_two_answers_at_the_same_moment_are_one(app, config, made, organisation, factory, stored):
    made()

    def answer() -> None:
        with factory.working_as(scope_of(organisation.id)):
            link = db.session.scalars(select(PersonalLink)).one()
            use_link(link, once=True)
            db.session.commit()

    outcomes = all_at_once(config, "personal_link", answer, answer)

    assert sorted(type(one).__name__ for one in outcomes) == ["NoneType", "PortalError"]
    assert stored(PersonalLink.uses) == [(1,)]


def test_a_refused_answer_leaves_it_open(made, nobody, stored):
    address = made()

    assert "This word is refused." in nobody.post(address, {"word": "refused"}).text
    assert nobody.post(address, {"word": "ja"}).status_code == 303
    assert answers(stored) == ["ja"]


def test_one_that_stays_open_takes_an_answer_each_time(made, nobody, stored):
    address = made(OFTEN)

    for word in ("ja", "nei"):
        nobody.post(address, {"word": word})

    assert nobody.get(address).status_code == 200
    assert answers(stored) == ["ja", "nei"]


def test_one_that_is_over_says_since_when(made, nobody, stored):
    address = made(days=7)
    fields = nobody.fields(address)
    with clock.stopped_at(clock.now() + timedelta(days=8)):
        assert "er ikke åpen lenger" in nobody.get(address).text
        nobody.send(address, {**fields, "word": "ja"})

    assert answers(stored) == []


def test_one_that_was_taken_back_opens_nothing(made, nobody, factory, organisation, stored):
    address = made()
    fields = nobody.fields(address)
    with factory.working_as(scope_of(organisation.id)):
        revoke_link(db.session.scalars(select(PersonalLink)).one(), by=None)
        db.session.commit()

    assert nobody.get(address).status_code == 410
    nobody.send(address, {**fields, "word": "ja"})

    assert answers(stored) == []


@pytest.mark.parametrize("word", ["nei", ""])
@pytest.mark.parametrize("over", ["used", "expired", "revoked"])
def test_one_that_is_over_shows_nothing_to_whoever_sends_its_form(
    over, word, made, nobody, factory, organisation, stored
):
    address = made(OFTEN if over == "revoked" else ONCE)
    fields, later = nobody.fields(address), clock.now() + timedelta(days=8 if over == "expired" else 0)
    assert SHOWN in nobody.get(address).text
    if over == "used":
        nobody.post(address, {"word": "ja"})
    if over == "revoked":
        with factory.working_as(scope_of(organisation.id)):
            revoke_link(db.session.scalars(select(PersonalLink)).one(), by=None)
            db.session.commit()

    with clock.stopped_at(later):
        page = nobody.send(address, {**fields, "word": word})

    assert (page.status_code, SHOWN in page.text) == (410, False)
    assert "så svaret ditt ble ikke lagret" in page.text
    assert "nei" not in answers(stored)


def test_staff_take_it_back_on_a_page(made, actor, organisation, browser, nobody, stored):
    address = made()
    [(link_id,)] = stored(PersonalLink.id)

    browser(actor(organisation, Role.STAFF)).post(f"/o/hjertelag/links/{link_id}/take-back")

    assert nobody.get(address).status_code == 410


def test_at_another_organisation_it_is_as_wrong_as_any(made, nobody, other_organisation):
    token = made().rpartition("/")[2]

    elsewhere, unknown = (nobody.get(f"/p/lungelag/l/{one}") for one in (token, WRONG))

    assert (elsewhere.status_code, elsewhere.text.replace(token, WRONG)) == (404, unknown.text)
    assert "virker ikke" in unknown.text


def test_where_the_plugin_is_off_it_is_as_wrong_as_any(made, nobody, factory, organisation):
    address = made()
    with factory.working_as(scope_of(organisation.id)):
        switch_off(organisation.id, "recruitment", by=None)
        db.session.commit()

    pages = [nobody.get(one) for one in (address, f"/p/hjertelag/l/{WRONG}")]

    assert [page.status_code for page in pages] == [404, 404]
    assert main_of(pages[0]) == main_of(pages[1])


def main_of(page):
    """Without what stands around it: a token of forms, and its own address."""
    return page.text.partition("<main")[2].partition("</main>")[0]


def test_guessing_is_slowed_down_and_two_hundred_behind_the_same_address_get_through(made, nobody):
    address = made(OFTEN)
    codes = [nobody.get(f"/p/hjertelag/l/{n}").status_code for n in range(FREE_WRONG + 3)]

    assert codes == [404] * FREE_WRONG + [429] * 3
    assert {nobody.get(address).status_code for _turn in range(200)} == {200}


def test_a_broken_link_that_is_opened_again_and_again_is_no_guess(nobody):
    codes = {nobody.get("/p/hjertelag/l/broken").status_code for _turn in range(FREE_WRONG + 5)}

    assert codes == {404}


def test_without_the_limit_a_guesser_is_not_slowed_down(nobody, monkeypatch):
    monkeypatch.setattr(limits, "refuse_if_too_many", lambda key, free: None)

    assert {nobody.get(f"/p/hjertelag/l/{n}").status_code for n in range(FREE_WRONG + 3)} == {404}


def test_nobody_finds_it_in_a_search_and_the_next_page_is_not_told_where_she_came_from(made, nobody):
    headers = nobody.get(made()).headers

    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["Referrer-Policy"] in ("same-origin", "no-referrer")
