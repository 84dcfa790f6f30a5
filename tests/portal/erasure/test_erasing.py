"""Whoever is erased is gone from everywhere, and the figures of the past stay as they were."""


from datetime import timedelta

import pytest
from sqlalchemy import select

from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.members.models import Membership
from plugins.recruitment.members.queries import is_member_on, number_paying
from portal import clock
from portal.activities.contacts.models import ActivityContact, WaitingContact
from portal.audit.chains import Chain
from portal.audit.models import AuditEntry
from portal.audit.verifying import verify
from portal.consents.models import Consent
from portal.erasure import services
from portal.erasure.tombstones import erase_again, file_of_erased
from portal.extensions import db
from portal.files.models import StoredFile
from portal.files.services import drop_files_of, keep
from portal.messages.models import MailStop
from portal.people.models import Person
from portal.people.services import add_person
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of

PEOPLE, ERASE = "/o/hjertelag/people/", "/o/hjertelag/erasure/"


@pytest.fixture
def erase(staff, her):
    def press():
        answer = staff.post(f"{ERASE}{her.id}", {})
        assert answer.status_code == 303, answer.text

    return press


def test_of_what_was_planted_nothing_is_left_anywhere(her, erase, work, found, factory, organisation, staff):
    assert set(found(her.words)) == set(her.words)  # it is there to be found

    erase()
    work()

    assert found(her.words) == {}
    with factory.working_as(scope_of(organisation.id)):
        verdict = verify(Chain(organisation.id))
    assert (verdict.faults, verdict.erased > 0) == ([], True)


@pytest.mark.parametrize(
    ("step", "instead", "left"),
    [
        ("_erase_in", lambda *_all: None, {"name", "email", "street", "town", "payer", "link", "subject"}),
        ("erase_values", lambda *_all, **_more: 0, {"first name"}),
        ("_drop_files", lambda *_all: set(), {"file", "file name"}),
        ("_own_address_is_lost", None, {"invited", "stop"}),
        ("emptied", lambda *_all: {}, {"name", "payer"}),
    ],
)
def test_without_one_of_its_steps_a_word_is_found(her, erase, work, found, monkeypatch, step, instead, left):
    if instead is None:
        monkeypatch.setattr("portal.privacy.holdings._own_address", lambda _person: "")
    else:
        monkeypatch.setattr(services, step, instead)
    erase()
    work()
    assert left <= set(found(her.words))


def test_a_file_that_is_written_meanwhile_is_begun_again_without_her(
    her, found, work, factory, organisation, staff, monkeypatch
):
    staff.post("/o/hjertelag/handouts/register", {"format": "csv"})

    def keep_while_she_is_erased(**values):
        monkeypatch.undo()
        assert her.words["name"].encode() in values["content"], "the control: she stands in it"
        db.session.commit()
        with factory.working_as(scope_of(organisation.id)):
            services.erase(db.session.get(Person, (organisation.id, her.id)), by=None)
            db.session.commit()
        return keep(**values)

    monkeypatch.setattr("portal.handouts.register.keep", keep_while_she_is_erased)
    for _round in range(3):
        work()

    assert found(her.words) == {}
    with factory.working_as(scope_of(organisation.id)):
        made = db.session.scalars(select(StoredFile.name)).all()
    assert made == [f"Registeret {clock.today()}.csv"]


def test_figures_of_the_past_stay_as_they_were(her, erase, factory, organisation):
    yesterday, figures = clock.today() - timedelta(days=1), []
    for _time in range(2):
        with factory.working_as(scope_of(organisation.id)):
            here = organisation.id
            members = repr(db.session.execute(select(Membership.kind).where(is_member_on(yesterday))).all())
            figures.append((members, number_paying(here, clock.today(), [2026])))
        if len(figures) == 1:
            erase()
    assert figures[0][0] == figures[1][0] != "[]"
    assert (figures[0][1], figures[1][1]) == (1, 0)  # she is no member from today on


def test_her_membership_ends_and_names_nobody(her, erase, factory, organisation, staff):
    erase()
    with factory.working_as(scope_of(organisation.id)):
        assert db.session.scalars(select(Membership.ends_on)).all() == [clock.today()]
        assert (db.session.query(Consent).count(), db.session.query(Person).count()) == (0, 1)
    for page in (PEOPLE, "/o/hjertelag/recruitment/members/?state=left"):
        assert str(her.id) not in staff.get(page).text
    for page in (f"{PEOPLE}{her.id}", f"/o/hjertelag/recruitment/members/{her.id}", f"{ERASE}{her.id}"):
        assert staff.get(page).status_code == 404


def test_first_it_says_what_goes_and_what_stays_and_why(her, staff):
    page = staff.get(f"{ERASE}{her.id}").text
    goes, stays = page.split("Dette blir stående")
    assert "Brev som venter" in goes
    assert "Regnskap oppbevares i fem år" in stays
    assert "Telles med i tallene" in stays


def test_nobody_else_loses_a_word(her, erase, work, found, staff, factory, organisation):
    staff.post(PEOPLE + "new", {"name": "Ola qnabomann", "email": "ola@example.org"})
    erase()
    work()
    assert set(found({"ola": "qnabomann"})) == {"ola"}


def test_where_she_is_named_in_others_words_is_listed_with_the_page(her, staff, factory, organisation):
    name = f"Kari {her.words['name']}"
    activity = factory.activity(organisation, note=f"Takk til {name.upper()} for kaken")
    page = staff.get(f"{ERASE}{her.id}/words").text
    assert "for kaken" in page
    assert f"/o/hjertelag/activities/{activity}" in page


def test_where_a_note_about_somebody_else_names_her_is_listed_and_her_own_is_not(her, staff, factory, organisation):
    name, activity = f"Kari {her.words['name']}", factory.activity(organisation)
    with factory.working_as(scope_of(organisation.id)):
        purpose, ola = db.session.query(Consent).first().purpose_id, add_person(by=None, name="Ola", language="nb").id
        said = {"question": "q", "purpose_id": purpose, "event_id": uuid7(), "event_name": "Møte", "kept_at": clock.now()}
        db.session.flush()
        for whose, note in ((ola, f"Bor med {name}"), (her.id, f"{name} ringer selv")):
            db.session.add(ActivityContact(activity_id=activity, person_id=whose, follow_up_note=note, **said))
        db.session.commit()

    page = staff.get(f"{ERASE}{her.id}/words").text

    assert "Bor med" in page
    assert f'href="{PEOPLE}{ola}"' in page
    assert "ringer selv" not in page


@pytest.mark.parametrize(("email", "left"), [("", []), ("ola@x.example", ["waits"])])
def test_who_waits_with_a_number_alone_goes_with_her(
    her, staff, erase, work, found, factory, organisation, email, left
):
    """A number with somebody else's address is that one's."""
    staff.post(f"{PEOPLE}{her.id}/change", {"phone": "40 00 00 01"})
    activity = factory.activity(organisation)
    with factory.working_as(scope_of(organisation.id)):
        given = db.session.query(Consent).first()
        db.session.add(WaitingContact(
            activity_id=activity, question="q", name="qwaiting", email=email, phone="+4740000001",
            country="NO", purpose_id=given.purpose_id, wording_id=given.wording_id, language="nb", event_name="Møte",
            at=clock.now(),
        ))  # fmt: skip
        db.session.commit()

    erase()
    work()

    assert list(found({"waits": "qwaiting"})) == left


def test_a_text_that_was_mended_names_her_no_more_in_the_log_either(her, erase, work, found, staff, factory, organisation):
    """As docs/privacy.md asks for: first the words of others, then her."""
    said = her.words
    names = f"Kari {said['name']}".upper(), f"{said['email']}@example.org", f"Kari {said['first name']}"
    written = {"shouted": said["name"].upper(), "written to": said["email"], "once": said["first name"]}
    for name in names:
        mended = f"/o/hjertelag/activities/{factory.activity(organisation, note=f'Takk til {name} for kaken')}/correct"
        assert staff.post(mended, {"note": "Takk for kaken"}).status_code == 303
    assert set(found(written)) == set(written)

    erase()
    work()

    assert found(written | said) == {}


def test_an_address_or_a_file_that_is_gone_before_her_is_in_no_entry(her, erase, work, found, staff, factory, organisation):
    said, here = her.words, scope_of(organisation.id)
    with factory.working_as(here):
        stopped, invoice = (db.session.query(model.id).scalar() for model in (MailStop, Invoice))
        said["receipt"] = "q-of-the-receipt"
        keep(owner_kind="receipt", owner_id=invoice, name=f"{said['receipt']}.txt", content=b"x", by=None)
        db.session.commit()
        drop_files_of("receipt", [invoice], by=None)
        db.session.commit()
    assert staff.post(f"/o/hjertelag/returned/{stopped}").status_code == 303
    assert {"email", "receipt"} <= set(found(said))

    erase()
    work()

    assert found(said) == {}


def test_the_log_of_another_of_her_name_keeps_its_values(her, erase, factory, organisation, staff):
    staff.post(PEOPLE + "new", {"name": f"Kari {her.words['name']}", "email": "other@example.org"})
    erase()
    with factory.working_as(scope_of(organisation.id)):
        other = db.session.query(Person.id).filter(Person.gone_at.is_(None)).scalar()
        kept = db.session.query(AuditEntry.changes).filter_by(subject_id=other, action="person.added").scalar()
    assert her.words["name"] in str(kept)


def test_a_backup_that_is_put_back_is_erased_again(her, erase, work, stored, found, app, factory, organisation):
    stored.keep()
    erase()
    work()
    with app.app_context():
        assert file_of_erased().read_text() == f"{organisation.id.hex} {her.id.hex}\n"
    stored.restore()
    assert "name" in found(her.words)

    for done in (1, 0):
        with app.app_context():
            assert list(erase_again(file_of_erased())) == [("hjertelag", done)]
    work()
    assert found(her.words) == {}


def test_only_staff_erase_and_only_their_own(her, factory, organisation, other_organisation, actor, browser):
    stranger = browser(actor(other_organisation, Role.ADMINISTRATOR))
    leader = browser(actor(organisation, Role.UNIT_LEADER, factory.unit(organisation, "Agder")))
    assert leader.get(f"{ERASE}{her.id}").status_code == 403
    assert stranger.get(f"/o/lungelag/erasure/{her.id}").status_code == 404
    with factory.working_as(scope_of(organisation.id)):
        assert db.session.scalars(select(Person.gone_at)).all() == [None]
        assert db.session.query(AuditEntry).filter(AuditEntry.action == "person.erased").count() == 0
