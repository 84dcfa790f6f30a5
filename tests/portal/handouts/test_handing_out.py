"""All that is kept about somebody in one file, and nobody else's; written down each time."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from plugins.recruitment.members.services import begin_membership
from portal import clock
from portal.audit.models import AuditEntry, PlatformAuditEntry
from portal.consents.queries import purpose as read_purpose
from portal.consents.services import add_purpose, give_consent
from portal.extensions import db
from portal.files.services import keep
from portal.messages.services import Letter, send_to_person
from portal.organisations.accesses import give_access
from portal.organisations.queries import setup_now
from portal.people.services import add_person
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of

HOUSE = "/o/hjertelag/handouts/"


@pytest.fixture
def kari(factory, organisation):
    """With something in every kind of place, beside somebody who shares her postal code."""
    with factory.working_as(scope_of(organisation.id)):
        kari = add_person(by=None, name="Kari Hjertnes", language="nb", email="Kari@hjertnes.example", birth_year=1950)
        ola = add_person(by=None, name="Ola Hemmeligsen", language="nb", email="ola@hemmelig.example")
        asked = add_purpose(name="Nyheter", nb="Jeg vil ha nyheter.", da="Jeg vil have nyheder.", by=None)
        db.session.flush()
        words = read_purpose(organisation.id, asked.id).wording_id
        give_consent(kari.id, asked.id, wording_id=words, language="nb", channel="paper", by=None)
        for one in (kari, ola):
            send_to_person(Letter(subject=f"Hei {one.name}", paragraphs=(f"Kjære {one.name}",)), one.email, one.id)
            keep(owner_kind="agreement", owner_id=one.id, name=f"{one.name}.txt", content=one.name.encode(), by=None)
        begin_membership(kari.id, kind="next_of_kin", unit_id=None, starts_on=clock.today(), by=None)
        db.session.commit()
        return kari.id


@pytest.fixture
def staff(organisation, actor, browser):
    return browser(actor(organisation, Role.STAFF))


def taken_out(browser, address, language="nb") -> dict[str, bytes]:
    asked = browser.post(address, {"language": language})
    assert asked.status_code == 303, asked.text
    answer = browser.get(asked.location)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    with ZipFile(BytesIO(answer.data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def page_in(packed: dict[str, bytes]) -> str:
    return next(content.decode() for name, content in packed.items() if name.endswith(".html"))


@pytest.mark.parametrize(
    "word",
    [
        "Kari@hjertnes.example", "1950", "Jeg vil ha nyheter.", "På papir", "Hei Kari", "Pårørende",
        "Staff hjertelag", "Kari Hjertnes.txt",
    ],
)  # fmt: skip
def test_the_page_tells_what_is_kept_in_her_own_language(staff, kari, word):
    staff.get(f"/o/hjertelag/people/{kari}")
    assert word in page_in(taken_out(staff, f"{HOUSE}{kari}"))


def test_it_speaks_danish_and_english_too(staff, kari):
    assert "Jeg vil have nyheder." in page_in(taken_out(staff, f"{HOUSE}{kari}", "da"))
    assert "Next of kin" in page_in(taken_out(staff, f"{HOUSE}{kari}", "en"))


def test_the_same_stands_there_as_data_with_her_files(staff, kari):
    packed = taken_out(staff, f"{HOUSE}{kari}")
    tables = json.loads(packed["data.json"])["kept_by"][0]["tables"]

    assert tables["person"][0]["birth_year"] == 1950
    assert tables["recruitment_member"][0]["kind"] == "next_of_kin"
    assert b"Kari Hjertnes" in [content for name, content in packed.items() if name.startswith("files/")]


def test_nobody_elses_data_are_in_it(staff, kari):
    packed = taken_out(staff, f"{HOUSE}{kari}")
    assert [name for name, content in packed.items() if "emmelig" in name or b"emmelig" in content] == []


def test_no_secret_and_no_words_of_the_audit_log_are_in_it(staff, kari):
    said = b"".join(taken_out(staff, f"{HOUSE}{kari}").values())
    assert [word for word in (b"off_url", b"token_hash", b'"changes', b'"words', b"salt") if word in said] == []


def test_that_it_is_handed_out_is_written_down(staff, kari, factory, organisation):
    taken_out(staff, f"{HOUSE}{kari}")
    with factory.working_as(scope_of(organisation.id)):
        wanted = select(AuditEntry.subject_id).where(AuditEntry.action == "person.handed_out")
        assert db.session.scalars(wanted).all() == [kari]


def test_its_address_is_nobody_elses_and_holds_half_an_hour(staff, kari, organisation, actor, browser, monkeypatch):
    address = staff.post(f"{HOUSE}{kari}", {"language": "nb"}).location
    colleague = browser(actor(organisation, Role.STAFF))

    assert colleague.get(address).status_code == 404
    assert staff.get(address).status_code == 200
    later = clock.in_the_future(minutes=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert staff.get(address).status_code == 404


def test_two_who_share_an_address_get_only_what_names_them(staff, kari, factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        add_person(by=None, name="Per Hjertnes", language="nb", email="kari@hjertnes.example")
        letter = send_to_person(Letter(subject="Til en av dem", paragraphs=("Hei",)), "kari@hjertnes.example", kari)
        letter.person_id = None
        db.session.commit()
    assert "Til en av dem" not in page_in(taken_out(staff, f"{HOUSE}{kari}"))


def test_everybody_takes_out_her_own_account_from_all_her_organisations(
    factory, organisation, other_organisation, actor, browser
):
    her = actor(organisation, Role.READER)
    with factory.working_as(scope_of(other_organisation.id)):
        give_access(her.email, "Reader", Role.STAFF, setup_now(other_organisation.id).root.id)
        db.session.commit()

    packed = taken_out(browser(her), "/profile/data")
    data = json.loads(packed["data.json"])

    assert [part["name"] for part in data["kept_by"]] == ["", "Hjertelaget", "Lungelaget"]
    assert [part["tables"]["access"][0]["role"] for part in data["kept_by"][1:]] == ["reader", "staff"]
    assert data["kept_by"][0]["tables"]["user_account"][0]["email"] == her.email
    assert b"argon2" not in b"".join(packed.values())
    with factory.working_as(scope_of(organisation.id)):
        wanted = select(PlatformAuditEntry.user_id).where(PlatformAuditEntry.action == "account.handed_out")
        assert db.session.scalars(wanted).all() == [her.id]
