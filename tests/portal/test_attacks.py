"""What a hostile visitor tried, and what she got."""

import re
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal.accounts.models import MailedLink
from portal.accounts.services import create_account
from portal.accounts.sessions import hash_token
from portal.extensions import db
from portal.messages.models import PlatformMessage
from portal.messages.services import Letter, send
from portal.organisations.setup import _in_order
from portal.plugin_api import Role
from portal.tenancy.scope import NOBODY
from portal.worker import work_once
from tests.actors import PASSWORD
from tests.reading import letters_to, link_in

INVITE = "/o/hjertelag/access/invite"
MARKUP = "\"><img src=x onerror=alert(1)><script>alert(2)</script>'"
NUL = "a\x00b"


@pytest.fixture
def work(app):
    def once():
        with app.app_context():
            return work_once()

    return once


def is_in(browser):
    return browser.get("/profile/").status_code == 200


# --- where a link leads


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example", "/\\evil.example", "\\/evil.example", "/\t/evil.example", "/\t\\evil.example",
        "/\r\n//evil.example", "//[evil", "https:evil.example", "javascript:alert(1)", " //evil.example", "\x00//evil.example",
    ],
)  # fmt: skip
def test_signing_in_and_choosing_a_language_lead_to_no_address_but_ours(organisation, actor, browser, nobody, wanted):
    kari = actor(organisation, Role.VOLUNTEER)
    page = browser().client.get("/sign-in", query_string={"next": wanted})
    assert page.status_code == 200

    signed_in = browser(kari).client.get("/sign-in", query_string={"next": wanted})
    chosen = nobody.post("/language", {"language": "da", "next": wanted, "csrf_token": nobody.token()})

    assert (signed_in.status_code, signed_in.location) == (303, "/")
    assert chosen.status_code == 303
    assert re.fullmatch(r"/(%20[^\\\s]*|a%20b)?", chosen.location)  # a path of ours, which exists or does not


def test_signing_in_still_leads_to_the_page_that_was_asked_for(organisation, actor, browser, nobody):
    wanted = "/o/hjertelag/activities/?after=2026-01-01_æ b"
    asked = nobody.client.get("/sign-in", query_string={"next": wanted})
    kari = actor(organisation, Role.VOLUNTEER)
    typed = {**nobody.fields("/sign-in"), "email": kari.email, "password": PASSWORD}

    answer = nobody.client.post("/sign-in", query_string={"next": wanted}, data=typed)

    assert asked.status_code == 200
    assert answer.location.startswith("/o/hjertelag/activities/?after=2026-01-01_")


# --- what is typed


def test_a_nul_character_breaks_no_page(organisation, actor, browser, nobody):
    boss = browser(actor(organisation, Role.ADMINISTRATOR))
    anybody = [
        nobody.post("/sign-in", {"email": f"{NUL}@example.org", "password": NUL}),
        nobody.post("/forgotten-password", {"email": f"{NUL}@example.org"}),
        nobody.get("/o/%00/"),
    ]
    hers = [
        boss.post("/profile/", {"name": NUL}),
        boss.post("/o/hjertelag/units/new", {"name": NUL}),
        boss.post("/o/hjertelag/settings/", {"name": NUL}),
        boss.post("/o/hjertelag/activities/register/core.meeting", {"note": NUL, "number_participants": "1"}),
    ]

    assert [page.status_code for page in anybody] == [200, 303, 404]
    assert [page.status_code for page in hers] == [303] * 4
    assert boss.get("/o/hjer%00telag/").status_code == 404
    assert boss.fields("/profile/")["name"] == "a b"


def test_a_password_may_hold_any_character(factory, browser):
    with factory.working_as(NOBODY):
        create_account("gry@example.org", "Gry", password="tre\x07ord\x00på\x1fnorsk")
        db.session.commit()
    opened = browser()

    opened.post("/sign-in", {"email": "gry@example.org", "password": "tre\x07ord\x00på\x1fnorsk"})

    assert is_in(opened)


def test_a_note_keeps_its_lines(factory, organisation, actor, browser):
    kari = browser(actor(organisation, Role.VOLUNTEER))
    kari.post(
        "/o/hjertelag/activities/register/core.meeting",
        {"note": "først\r\n\tså\x0b\x00", "number_participants": "1"},
    )

    path = re.search(r"/o/hjertelag/activities/[0-9a-f-]{36}", kari.get("/o/hjertelag/activities/").text)[0]
    assert kari.fields(f"{path}/correct")["note"].split() == ["først", "så"]
    assert "\n" in kari.fields(f"{path}/correct")["note"]


def test_names_write_no_lines_of_their_own_and_no_markup_into_letters(factory, organisation, actor, browser):
    leader = browser(actor(organisation, Role.UNIT_LEADER))
    leader.post("/profile/", {"name": f"Kari\r\n\r\n-- \u2028{MARKUP}"})

    leader.post(INVITE, {"email": "gry@example.org", "role": "volunteer"})

    (letter,) = letters_to(factory, "gry@example.org")
    assert "\nKari --  " in letter.text
    assert letter.text.count("\n-- \n") == 1
    assert "<img" not in letter.html
    assert "<script" not in letter.html


def test_markup_in_names_and_notes_is_shown_as_it_was_typed(factory, organisation, actor, browser):
    boss = browser(actor(organisation, Role.ADMINISTRATOR))
    boss.post("/profile/", {"name": MARKUP})
    boss.post("/o/hjertelag/settings/", {"name": MARKUP})
    boss.post("/o/hjertelag/units/new", {"name": MARKUP})
    boss.post("/o/hjertelag/activities/register/core.meeting", {"note": MARKUP, "number_participants": "1"})
    boss.post(INVITE, {"email": "gry@example.org", "role": "administrator"})
    goal, indicator = factory.goal(organisation, factory.plan(organisation, MARKUP), MARKUP)
    invited = link_in(letters_to(factory, "gry@example.org")[0])

    goals, seen = "/o/hjertelag/goals", set()
    waiting = {"/", invited, f"{goals}/{goal}", f"{goals}/indicators/{indicator}/measure"}
    while waiting := waiting - seen:
        path = waiting.pop()
        seen.add(path)
        answer = boss.get(path, follow_redirects=True)
        if answer.mimetype != "text/html":  # a file that is saved shows nothing
            continue
        text = answer.text
        assert not re.search(r"<img|<script>", text), path
        waiting |= {link for link in re.findall(r'href="(/[^"?#]*)', text) if not link.startswith("/static")}

    assert len(seen) > 20


# --- letters


@pytest.mark.parametrize(
    "address",
    [
        "=?utf-8?q?=0d=0abcc=3ax?=@example.org",
        "=?utf-8?q?gry=40evil.example=2c?=@example.org",
        "a\r\nBcc: x@example.org",
    ],
)
def test_an_address_that_mail_programs_read_as_another_one_is_refused(
    factory, organisation, actor, browser, work, address
):
    boss = browser(actor(organisation, Role.ADMINISTRATOR))

    pages = [
        boss.post(INVITE, {"email": address, "role": "volunteer"}),
        boss.post("/profile/address", {"email": address, "present": PASSWORD}),
    ]

    assert [page.status_code for page in pages] == [200, 200]
    assert letters_to(factory, address) == []


def test_one_letter_that_cannot_be_written_keeps_no_other_back(app, factory, work):
    letter = Letter(subject="Et brev", paragraphs=("Her.",))
    with factory.working_as(NOBODY):
        for recipient in ("=?utf-8?q?=0d=0a?=@example.org", "gry@example.org"):
            send(letter, recipient)
        db.session.commit()

    assert work() == 1
    (poison,) = letters_to(factory, "=?utf-8?q?=0d=0a?=@example.org")
    assert poison.sent_at is None
    assert poison.fault.startswith("ValueError")


def test_a_letter_that_was_sent_leaves_no_working_link_in_the_database(factory, nobody, work):
    kari = factory.person("kari@example.org")
    nobody.post("/forgotten-password", {"email": kari.email})
    token = link_in(letters_to(factory, kari.email)[0]).rpartition("/")[2]
    work()

    (sent,) = letters_to(factory, kari.email)
    with factory.working_as(NOBODY):
        stored = db.session.scalars(select(MailedLink)).one()
        assert db.session.scalars(select(PlatformMessage)).one().sent_at is not None
    assert stored.token_hash == hash_token(token)
    assert token not in sent.text + sent.html + sent.subject
    assert nobody.get(f"/new-password/{token}").status_code == 200


# --- wearing it down


def test_a_very_deep_tree_of_units_is_read():
    ids = [uuid4() for _turn in range(3000)]
    rows = [(unit, "x", "branch", above) for unit, above in zip(ids, [None, *ids], strict=False)]

    assert [node.depth for node in _in_order(rows)] == list(range(3000))


def test_what_was_written_does_not_stand_in_the_error(factory):
    factory.person("kari@example.org")
    with factory.working_as(NOBODY), pytest.raises(IntegrityError) as fault:
        db.session.execute(
            PlatformMessage.__table__.insert(),
            {"id": uuid4(), "recipient": "hemmelig@example.org", "subject": None},
        )
    assert "[SQL parameters hidden" in str(fault.value)
