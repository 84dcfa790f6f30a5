"""Rows R7, R8 and R9: from the form to the membership, with or without e-mail, and nobody told who is known."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from plugins.recruitment.board.queries import Steps, sources_of
from plugins.recruitment.campaigns.models import Campaign
from plugins.recruitment.campaigns.queries import brought_by
from plugins.recruitment.campaigns.services import plan_campaign
from plugins.recruitment.codes.services import make_code
from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.dues.services import say_rates
from plugins.recruitment.joining.admitting import ask_first_dues, let_in, tidy_enrolments
from plugins.recruitment.joining.models import Enrolment, Magazine
from plugins.recruitment.joining.services import say_asked
from plugins.recruitment.joining.waiting import say_waiting
from plugins.recruitment.members.models import Membership
from plugins.recruitment.postal.rules import Span
from plugins.recruitment.postal.services import say_ranges
from portal import clock
from portal.accounts.models import UserAccount
from portal.audit.models import AuditEntry
from portal.calendar.models import DueItem
from portal.consents.models import Consent
from portal.consents.services import add_purpose, reword
from portal.erasure.services import erase
from portal.extensions import db
from portal.links.models import PersonalLink
from portal.messages.models import Message
from portal.organisations.models import Organisation
from portal.organisations.services import change_settings
from portal.people.models import Person
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.contract.stored import Stored
from tests.reading import words_of

FORM, HOUSE = "/p/hjertelag/medlem/", "/o/hjertelag/recruitment/enrolments/"
DUE = "/o/hjertelag/due/"
KARI = {
    "kind": "patient", "name": "Kari Nordmann", "email": "Kari@Example.org", "street": "Storgata 1",
    "postal_code": "4612", "town": "Kristiansand", "magazine": "digital",
}  # fmt: skip


@pytest.fixture
def agder(factory, association):
    return factory.unit(association, "Agder")


@pytest.fixture
def inside(factory, association):
    """`inside(work)`: do it in the association, and commit."""

    def run(work):
        with factory.working_as(scope_of(association.id)):
            found = work()
            db.session.commit()
            return found

    return run


@pytest.fixture
def stored(app, config):
    return Stored(app, config)


@pytest.fixture
def open_form(inside, association, agder):
    inside(lambda: change_settings(association.id, "recruitment", {"joining_open": True}, by=uuid7()))
    inside(lambda: say_ranges([Span("4400", "4999", agder)], by=None))
    inside(lambda: say_rates(2026, {"patient": 35000, "next_of_kin": 35000, "supporter": 20000}, by=uuid7()))


@pytest.fixture
def newsletter(inside, open_form):
    """(purpose, wording) of what the form asks."""

    def make():
        made = add_purpose(name="Nyhetsbrev", nb="Ja, send meg nyhetsbrevet.", da="Ja, send mig nyhedsbrevet.", by=None)
        db.session.flush()
        say_asked({made.id: "may"}, by=None)
        return made.id

    return inside(make)


@pytest.fixture
def enrolments(inside):
    def rows(**values):
        return inside(lambda: list(db.session.query(Enrolment).filter_by(**values).order_by(Enrolment.id)))

    return rows


@pytest.fixture
def letters(inside):
    """The texts of letters to an address, the newest last."""

    def texts(recipient="kari@example.org"):
        found = db.session.query(Message).filter_by(recipient=recipient).order_by(Message.id)
        return [letter.text for letter in found]

    return lambda *args: inside(lambda: texts(*args))


@pytest.fixture
def link(letters):
    """The path of the link in the newest letter to her."""

    def path(*args):
        return re.search(r"(/p/hjertelag/l/\S+)", letters(*args)[-1])[1]

    return path


def send(browser, path=FORM, **said):
    return browser.post(path, {**KARI, **said})


def test_she_enrols_and_waits_until_she_has_confirmed(nobody, open_form, enrolments, letters, agder, staff):
    """Row R9."""
    answer = send(nobody)

    assert answer.status_code == 303
    (made,) = enrolments()
    assert (made.status, made.kind, made.unit_id, made.magazine) == ("waiting", "patient", agder, "digital")
    assert "/p/hjertelag/l/" in letters()[0]
    assert "Kari Nordmann" in staff.get(HOUSE).text
    assert "Kari Nordmann" not in staff.get("/o/hjertelag/recruitment/members/").text


def test_opening_the_link_confirms_nothing_and_pressing_the_button_does(nobody, open_form, enrolments, link):
    send(nobody)

    page = nobody.get(link())

    assert "Storgata 1" in page.text
    assert enrolments()[0].status == "waiting"
    assert nobody.post(link()).status_code == 303
    assert (enrolments()[0].status, enrolments()[0].confirmed_by) == ("confirmed", "link")


def test_she_may_choose_another_branch_when_she_confirms(nobody, open_form, enrolments, link, factory, association):
    troms = factory.unit(association, "Troms")
    send(nobody)

    nobody.post(link(), {"unit_id": str(troms)})

    assert enrolments()[0].unit_id == troms


def test_let_in_she_is_a_person_and_a_member_and_what_she_wrote_is_emptied(nobody, staff, open_form, enrolments, link, inside, agder):
    send(nobody, phone="400 00 000")
    nobody.post(link())
    (waiting,) = enrolments()

    staff.post(f"{HOUSE}{waiting.id}/let-in")

    (her,) = inside(lambda: db.session.query(Person).filter_by(name="Kari Nordmann").all())
    (membership,) = inside(lambda: db.session.query(Membership).filter_by(person_id=her.id).all())
    assert (her.email, her.phone, her.postal_code, her.unit_id) == ("kari@example.org", "+4740000000", "4612", agder)
    assert (membership.kind, membership.unit_id, membership.starts_on) == ("patient", agder, date(2026, 11, 22))
    (closed,) = enrolments()
    assert (closed.status, closed.person_id) == ("member", her.id)
    assert [closed.name, closed.email, closed.phone, closed.street, closed.postal_code, closed.town] == [""] * 6
    assert inside(lambda: db.session.query(Magazine).filter_by(person_id=her.id).one()).way == "digital"


def test_the_worker_asks_a_new_member_for_her_dues_once(nobody, staff, open_form, enrolments, link, inside, association):
    send(nobody)
    nobody.post(link())
    staff.post(f"{HOUSE}{enrolments()[0].id}/let-in")

    for _time in range(2):
        inside(lambda: ask_first_dues(association.id))

    (invoice,) = inside(lambda: db.session.query(Invoice).all())
    assert (invoice.year, invoice.amount, invoice.status) == (2026, 35000, "open")


def test_where_the_association_has_decided_so_she_is_a_member_as_soon_as_she_confirms(nobody, open_form, inside, association, enrolments, link):
    inside(lambda: change_settings(association.id, "recruitment", {"joining_open": True, "joining_admits": "itself"}, by=uuid7()))
    send(nobody)
    nobody.post(link())

    assert enrolments()[0].status == "member"


def test_somebody_who_may_be_known_waits_for_staff_all_the_same(nobody, open_form, inside, association, enrolments, link, person, staff):
    inside(lambda: change_settings(association.id, "recruitment", {"joining_open": True, "joining_admits": "itself"}, by=uuid7()))
    known = person(association, "Kari Normann", email="kari@example.org")
    send(nobody)
    nobody.post(link())
    (waiting,) = enrolments()
    assert waiting.status == "confirmed"

    page = staff.get(f"{HOUSE}{waiting.id}/let-in")
    assert "Kari Normann" in page.text
    staff.post(f"{HOUSE}{waiting.id}/let-in", {"person_id": str(known)})

    assert enrolments()[0].person_id == known
    assert inside(lambda: db.session.query(Person).count()) == 1
    assert inside(lambda: db.session.get(Person, (association.id, known))).street == "Storgata 1"


def test_a_member_who_enrols_again_is_not_made_a_member_twice(nobody, staff, open_form, enrolments, link, member, association, inside):
    her = member(association, "Kari Nordmann", email="kari@example.org")
    send(nobody)
    nobody.post(link())

    page = staff.post(f"{HOUSE}{enrolments()[0].id}/let-in", {"person_id": str(her)})

    assert page.status_code == 200
    assert "Personen er medlem fra før." in page.text
    assert inside(lambda: db.session.query(Membership).count()) == 1


def test_the_form_tells_nobody_who_is_known_here(nobody, browser, open_form, member, association):
    member(association, "Kari Nordmann", email="kari@example.org")

    known, unknown = send(nobody), send(browser(), email="ukjent@example.org")

    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert without_token(nobody.get(known.location)) == without_token(browser().get(unknown.location))


def without_token(page):
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page.text)


def test_the_same_sent_twice_is_one_enrolment_and_one_letter(nobody, browser, open_form, enrolments, letters):
    first, second = send(nobody), send(browser())

    assert first.location == second.location
    assert len(enrolments()) == len(letters()) == 1


def test_with_other_words_it_is_another_one_but_nobody_is_written_to_again_and_again(nobody, open_form, enrolments, letters):
    """Whoever fills in somebody else's address fills her mailbox no more than three times."""
    places = [send(nobody, town=f"Sted {n}").location for n in range(6)]

    assert len(set(places)) == 1
    assert len(enrolments()) == len(letters()) == 3


def test_nothing_is_ticked_or_chosen_beforehand(nobody, newsletter):
    page = nobody.get(FORM).text

    assert "checked" not in page
    assert "Ja, send meg nyhetsbrevet." in page


def test_each_consent_keeps_its_words_language_time_and_channel(nobody, staff, newsletter, enrolments, link, inside):
    """Row R9: to the words of then, also when they were changed before she was let in."""
    send(nobody, **{f"agree_{newsletter.hex}": "y"})
    nobody.send(link(), nobody.fields(link()))
    inside(lambda: reword(newsletter, nb="Noe helt annet.", da="Noget helt andet.", by=None))
    (waiting,) = enrolments()
    then = waiting.agreed[0]

    staff.post(f"{HOUSE}{waiting.id}/let-in")

    (kept,) = inside(lambda: db.session.query(Consent).all())
    assert (kept.purpose_id, kept.language, kept.channel, kept.by_user_id) == (newsletter, "nb", "form", None)
    assert str(kept.wording_id) == then["wording"]
    assert kept.at.isoformat() == then["at"]


def test_who_confirms_reads_what_was_ticked_and_can_take_it_back(nobody, newsletter, enrolments, link):
    """Row R9: whoever typed her address cannot agree in her name."""
    send(nobody, **{f"agree_{newsletter.hex}": "y"})
    page = nobody.get(link()).text
    sheet = {name: value for name, value in nobody.fields(link()).items() if not name.startswith("agree_")}

    nobody.send(link(), sheet)

    assert "Ja, send meg nyhetsbrevet." in page
    assert "checked" in page
    assert (enrolments()[0].status, enrolments()[0].agreed) == ("confirmed", [])


def test_what_a_helper_ticked_she_ticks_herself(association, actor, browser, newsletter, enrolments, link, agder):
    """Rows R8 and R9."""
    volunteer, box = actor(association, Role.VOLUNTEER, agder), f"agree_{newsletter.hex}"
    send(browser(volunteer), "/o/hjertelag/recruitment/help/", **{box: "y"})
    her = browser()
    page, sheet = her.get(link()).text, her.fields(link())

    her.send(link(), {**sheet, box: "y"})

    assert "Ja, send meg nyhetsbrevet." in page
    assert "checked" not in page
    assert [one["purpose"] for one in enrolments()[0].agreed] == [str(newsletter)]


def test_what_is_needed_is_needed_of_her_too(nobody, newsletter, inside, enrolments, link):
    inside(lambda: say_asked({newsletter: "must"}, by=None))
    send(nobody, **{f"agree_{newsletter.hex}": "y"})
    sheet = {name: value for name, value in nobody.fields(link()).items() if not name.startswith("agree_")}

    page = nobody.send(link(), sheet)

    assert "Du kan bare være medlem" in page.text
    assert enrolments()[0].status == "waiting"


# row R9
def test_an_english_reader_reads_the_words_in_the_language_of_the_association_and_that_is_kept(
    nobody, newsletter, enrolments, inside, association, agder, actor, browser
):
    change = update(Organisation).where(Organisation.id == association.id).values(language="da")
    inside(lambda: db.session.execute(change))
    volunteer = actor(association, Role.VOLUNTEER, agder)
    inside(lambda: db.session.execute(update(UserAccount).where(UserAccount.id == volunteer.id).values(language="en")))
    helper, form = browser(volunteer), "/o/hjertelag/recruitment/help/"

    page = helper.get(form).text
    send(helper, form, **{f"agree_{newsletter.hex}": "y"})

    assert "Ja, send mig nyhedsbrevet." in page
    assert "Ja, send meg nyhetsbrevet." not in page
    assert [one["language"] for one in enrolments()[0].agreed] == ["da"]


def test_a_letter_greets_her_once_and_by_name(nobody, open_form, letters):
    send(nobody)

    assert letters()[0].startswith("Hei, Kari Nordmann!")
    assert letters()[0].count("Hei") == 1


def test_who_ticks_nothing_agrees_to_nothing(nobody, staff, newsletter, enrolments, link, inside):
    send(nobody)
    nobody.post(link())
    staff.post(f"{HOUSE}{enrolments()[0].id}/let-in")

    assert inside(lambda: db.session.query(Consent).count()) == 0


def test_what_is_needed_is_asked_until_it_is_given(nobody, newsletter, inside, enrolments):
    inside(lambda: say_asked({newsletter: "must"}, by=None))

    page = send(nobody)

    assert page.status_code == 200
    assert "Du kan bare være medlem" in page.text
    assert enrolments() == []


def test_a_postal_code_that_is_none_and_one_without_a_branch_are_told_in_a_sentence(nobody, open_form, enrolments):
    none, far = send(nobody, postal_code="46121"), send(nobody, postal_code="9008")

    assert "46121 finnes ikke" in none.text
    assert "Ingen lokallag har postnummer 9008" in far.text
    assert enrolments() == []
    assert send(nobody, postal_code="9008", unit_id="none").status_code == 303


def test_somebody_without_e_mail_confirms_on_paper_and_it_is_marked_so(nobody, staff, open_form, enrolments, inside):
    answer = send(nobody, email="")
    (waiting,) = enrolments()
    assert "on-paper" in answer.location
    assert inside(lambda: db.session.query(Message).count()) == 0

    staff.post(f"{HOUSE}{waiting.id}/confirm", {"way": "paper"})

    assert (enrolments()[0].status, enrolments()[0].confirmed_by) == ("confirmed", "paper")
    assert "Bekreftet på papir" in staff.get(f"{HOUSE}{waiting.id}").text


def test_a_volunteer_enrols_somebody_who_confirms_it_herself(association, actor, browser, open_form, enrolments, link, agder):
    """Row R8."""
    volunteer = actor(association, Role.VOLUNTEER, agder)
    answer = send(browser(volunteer), "/o/hjertelag/recruitment/help/")

    (waiting,) = enrolments()
    assert answer.status_code == 303
    assert (waiting.status, waiting.helped_by) == ("waiting", volunteer.id)
    browser().post(link())
    assert (enrolments()[0].status, enrolments()[0].confirmed_by) == ("confirmed", "link")


def test_without_e_mail_she_may_confirm_to_the_helper_and_it_is_marked_so(association, actor, browser, open_form, enrolments, agder):
    """Row R8."""
    volunteer = actor(association, Role.VOLUNTEER, agder)
    send(browser(volunteer), "/o/hjertelag/recruitment/help/", email="", is_here="y")

    (made,) = enrolments()
    assert (made.status, made.confirmed_by, made.confirmed_with) == ("confirmed", "helper", volunteer.id)


def test_who_has_an_e_mail_cannot_be_confirmed_by_the_helper(association, actor, browser, open_form, enrolments, agder):
    page = send(browser(actor(association, Role.VOLUNTEER, agder)), "/o/hjertelag/recruitment/help/", is_here="y")

    assert page.status_code == 200
    assert enrolments() == []


def test_a_volunteer_sees_no_enrolment(association, actor, browser, open_form, nobody, enrolments, agder):
    send(nobody)
    volunteer = browser(actor(association, Role.VOLUNTEER, agder))
    assert volunteer.get(HOUSE).status_code == volunteer.get(f"{HOUSE}{enrolments()[0].id}").status_code == 403


def test_a_leader_sees_the_enrolments_of_her_branch_alone(association, actor, browser, factory, open_form, nobody, enrolments, agder):
    troms = factory.unit(association, "Troms")
    send(nobody)
    send(nobody, name="Tor Tromsen", email="tor@example.org", unit_id=str(troms))
    theirs = enrolments(name="Tor Tromsen")[0]
    leader = browser(actor(association, Role.UNIT_LEADER, agder))

    assert "Kari Nordmann" in leader.get(f"{HOUSE}?state=waiting").text
    assert "Tromsen" not in leader.get(f"{HOUSE}?state=waiting").text
    assert {leader.get(f"{HOUSE}{theirs.id}{page}").status_code for page in ("", "/let-in", "/decline", "/ask")} == {404}


# row R8
def test_a_leader_is_shown_nobody_of_another_branch_and_staff_decide_who_she_is(
    association, actor, browser, staff, factory, open_form, nobody, enrolments, link, person, agder, inside
):
    known = person(association, "Kari Normann", email="kari@example.org", phone="+4740000000", unit_id=factory.unit(association, "Troms"))
    send(nobody)
    nobody.post(link())
    address = f"{HOUSE}{enrolments()[0].id}/let-in"
    leader = browser(actor(association, Role.UNIT_LEADER, agder))

    page = leader.get(address)
    assert "Noen i et annet lokallag kan være samme person: de ansatte avgjør." in words_of(page)
    assert "Kari Normann" not in page.text
    assert str(known) not in page.text
    for chosen in (str(known), "new"):
        assert leader.post(address, {"person_id": chosen}).status_code == 200
    assert inside(lambda: db.session.query(Membership).count()) == 0
    assert inside(lambda: db.session.get(Person, (association.id, known))).street == ""

    assert "Kari Normann" in staff.get(address).text
    assert staff.post(address, {"person_id": str(known)}).status_code == 303


def test_a_leader_lets_in_somebody_of_her_own_branch(association, actor, browser, open_form, nobody, enrolments, link, person, agder):
    known = person(association, "Kari Normann", email="kari@example.org", unit_id=agder)
    send(nobody)
    nobody.post(link())
    leader = browser(actor(association, Role.UNIT_LEADER, agder))

    assert leader.post(f"{HOUSE}{enrolments()[0].id}/let-in", {"person_id": str(known)}).status_code == 303
    assert enrolments()[0].person_id == known


def test_nobody_is_let_in_who_has_not_confirmed(nobody, staff, open_form, enrolments, inside):
    send(nobody)
    page = staff.post(f"{HOUSE}{enrolments()[0].id}/let-in", {"person_id": "new"})

    assert page.status_code == 200
    assert inside(lambda: db.session.query(Person).count()) == 0


def test_a_declined_one_can_confirm_no_more(nobody, staff, open_form, enrolments, link):
    send(nobody)
    address = link()
    staff.post(f"{HOUSE}{enrolments()[0].id}/decline", {"why": "Sendt to ganger"})

    assert nobody.get(address).status_code == 410
    assert enrolments()[0].status == "declined"


def test_the_letter_is_sent_again_and_the_older_link_leads_nowhere(nobody, staff, open_form, enrolments, link, letters):
    send(nobody)
    older, row = link(), enrolments()[0]
    too_soon = staff.post(f"{HOUSE}{row.id}/ask")
    assert too_soon.status_code == 200

    with clock.stopped_at(clock.now() + timedelta(hours=1)):
        staff.post(f"{HOUSE}{row.id}/ask")
        assert len(letters()) == 2
        assert nobody.get(older).status_code == 410
        assert nobody.get(link()).status_code == 200


def test_what_nobody_confirms_is_forgotten_and_what_a_declined_one_wrote_is_emptied(nobody, staff, open_form, enrolments, inside, association):
    send(nobody)
    send(nobody, name="Nei Takk", email="nei@example.org")
    send(nobody, name="Ja Men", email="ja@example.org")
    for name in ("Nei Takk", "Ja Men"):
        staff.post(f"{HOUSE}{enrolments(name=name)[0].id}/decline", {"why": "Et tulleord"})
    confirmed = update(Enrolment).where(Enrolment.name == "Ja Men").values(confirmed_at=clock.now())
    inside(lambda: db.session.execute(confirmed))

    with clock.stopped_at(clock.now() + timedelta(days=59)):
        inside(lambda: tidy_enrolments(association.id))
        assert {row.name for row in enrolments()} == {"Kari Nordmann", "Nei Takk", "Ja Men"}
    with clock.stopped_at(clock.now() + timedelta(days=91)):
        inside(lambda: tidy_enrolments(association.id))
        assert [(row.name, row.email, row.why) for row in enrolments()] == [("", "", "")]


# row R9
@pytest.mark.parametrize("what_happens", ["nobody_confirms", "nobody_lets_in", "declined", "erased_later"])
def test_an_address_of_an_enrolment_that_is_over_stands_in_no_table(
    what_happens, nobody, staff, open_form, enrolments, inside, association, link, person, stored
):
    address, known = f"q{uuid7().hex}@example.org", person(association, "Kari Normann", email="annen@example.org")
    send(nobody, email=address)
    row, days = enrolments()[0], 0
    if what_happens in ("nobody_lets_in", "erased_later"):
        nobody.post(link(address))
    assert repr(stored.everything()).count(address) >= 3

    if what_happens == "declined":
        staff.post(f"{HOUSE}{row.id}/decline", {"why": "Sendt to ganger"})
        inside(lambda: db.session.execute(update(Enrolment).values(email="")))  # emptied with its time
    elif what_happens == "erased_later":  # let in as somebody of whom the register has another address
        her = lambda: db.session.get(Person, (association.id, known))  # noqa: E731
        inside(lambda: let_in(db.session.get(Enrolment, (association.id, row.id)), her(), by=None))
        inside(lambda: erase(her(), by=None))
    else:
        days = 61 if what_happens == "nobody_confirms" else 181
    with clock.stopped_at(clock.now() + timedelta(days=days)):
        inside(lambda: tidy_enrolments(association.id))

    assert address not in repr(stored.everything())


def test_a_letter_of_another_enrolment_to_the_same_address_stays(nobody, staff, open_form, enrolments, letters, link):
    send(nobody)
    send(nobody, name="Kåre Nordmann")
    staff.post(f"{HOUSE}{enrolments(name='Kari Nordmann')[0].id}/decline", {"why": "Sendt to ganger"})

    assert len(letters()) == 1
    assert nobody.get(link()).status_code == 200


def test_whom_nobody_lets_in_stands_on_the_list_of_what_is_due_until_somebody_does(
    nobody, staff, open_form, enrolments, link, association, actor, browser, factory, agder, work
):
    send(nobody)
    nobody.post(link())
    work()
    troms = factory.unit(association, "Troms")
    told = "1 har bekreftet og venter på å bli tatt opp, siden 22. november 2026"
    leader, elsewhere = (browser(actor(association, Role.UNIT_LEADER, unit)) for unit in (agder, troms))

    with clock.stopped_at(clock.now() + timedelta(days=20)):
        assert told in words_of(staff.get(DUE))
        assert told in words_of(leader.get(DUE))
        assert told not in words_of(elsewhere.get(DUE))
        assert "slettes innmeldingen 21. mai 2027" in words_of(staff.get(f"{HOUSE}{enrolments()[0].id}"))
        staff.post(f"{HOUSE}{enrolments()[0].id}/let-in")
        work()
        assert "venter på å bli tatt opp" not in words_of(staff.get(DUE))


def test_whom_nobody_lets_in_is_forgotten_in_time_and_the_log_says_so(nobody, open_form, enrolments, link, inside, association):
    send(nobody)
    nobody.post(link())
    for days, name, due in ((179, "Kari Nordmann", 1), (181, "", 0)):
        with clock.stopped_at(clock.now() + timedelta(days=days)):
            inside(lambda: tidy_enrolments(association.id))
            inside(lambda: say_waiting(association.id))
            assert [row.name for row in enrolments()] == [name]
            assert inside(lambda: db.session.query(DueItem).filter_by(source="recruitment.to_let_in").count()) == due

    (entry,) = inside(lambda: db.session.query(AuditEntry).filter_by(action="recruitment.enrolments_forgotten").all())
    assert entry.changes == {"number": 1}


# row R9
def test_figures_stay_as_they_were_when_whom_nobody_let_in_is_forgotten_and_her_words_are_nowhere(
    nobody, staff, open_form, enrolments, link, inside, association, stored
):
    words = {name: f"q{uuid7().hex[:12]}" for name in ("name", "street", "town")}
    address = f"q{uuid7().hex}@example.org"
    inside(lambda: plan_campaign(
        name="Høst", year=2026, starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31), patient=10000,
        next_of_kin=10000, supporter=10000, by=None,
    ))  # fmt: skip
    send(nobody, email=address, phone="98765432", **words)
    nobody.post(link(address))
    planted = [*words.values(), address]
    assert [word for word in planted if word not in repr(stored.everything())] == []

    def figures():
        campaign = inside(lambda: db.session.query(Campaign).one())
        return (
            inside(lambda: sources_of(association.id, 2026)),
            inside(lambda: brought_by(association.id, [campaign])),
            words_of(staff.get(f"/o/hjertelag/recruitment/codes/{enrolments()[0].code_id}")),
        )

    before, [row] = figures(), enrolments()
    with clock.stopped_at(clock.now() + timedelta(days=181)):
        inside(lambda: tidy_enrolments(association.id))
    [after] = enrolments()

    assert (row.status, after.status, after.closed_at is not None) == ("confirmed", "forgotten", True)
    assert figures() == before
    assert before[0][0].steps == Steps(1, 1, 0, 0)
    assert [word for word in (*planted, "98765432") if word in repr(stored.everything())] == []
    assert "Tømt" in words_of(staff.get(f"{HOUSE}?state=forgotten"))
    assert "i tide" in words_of(staff.post(f"{HOUSE}{after.id}/decline", {"why": "For sent"}))
    assert staff.get(f"{HOUSE}{after.id}").status_code == 200


def test_a_script_that_fills_in_what_nobody_sees_is_answered_as_everybody_and_nothing_is_kept(nobody, open_form, enrolments):
    answer, trapped = send(nobody), send(nobody, name="Skript", website="http://spam.example")

    assert (trapped.status_code, trapped.location) == (answer.status_code, answer.location)
    assert [row.name for row in enrolments()] == ["Kari Nordmann"]


def test_no_more_get_in_a_day_than_the_settings_say(nobody, open_form, inside, association, enrolments):
    inside(lambda: change_settings(association.id, "recruitment", {"joining_open": True, "joining_a_day": 2}, by=uuid7()))
    answers = [send(nobody, name=f"Nummer {n}", email=f"n{n}@example.org") for n in range(4)]

    assert [answer.status_code for answer in answers] == [303, 303, 200, 200]
    assert len(enrolments()) == 2
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        assert send(nobody, name="I morgen", email="m@example.org").status_code == 303


def test_a_code_of_the_association_keeps_what_it_stands_on(nobody, open_form, inside, enrolments, agder):
    """Row R7."""
    code = inside(lambda: make_code(kind="printed", label="Brosjyren", a_day=5, about={"unit_id": agder}, by=None))

    send(nobody, f"{FORM}{code.token.upper()}")

    (made,) = enrolments()
    assert (made.code_id, made.credited_unit_id) == (code.id, agder)


def test_closed_the_form_takes_nothing_in_and_nothing_leads_to_it(nobody, association, agder, inside, enrolments, open_form):
    assert "/p/hjertelag/medlem/" in nobody.get("/p/hjertelag/programme/").text
    fields = nobody.fields(FORM)
    inside(lambda: change_settings(association.id, "recruitment", {"joining_open": False}, by=uuid7()))

    assert "/p/hjertelag/medlem/" not in nobody.get("/p/hjertelag/programme/").text
    assert nobody.get(FORM).status_code == 410
    assert nobody.send(FORM, {**fields, **KARI}).status_code == 410
    assert enrolments() == []


def test_what_is_asked_for_is_what_the_association_decides(nobody, open_form, inside, association):
    assert 'name="birth_year"' not in nobody.get(FORM).text
    inside(lambda: change_settings(association.id, "recruitment", {"joining_open": True, "joining_birth_year": "must", "joining_phone": "no"}, by=uuid7()))

    page = nobody.get(FORM).text

    assert 'name="birth_year"' in page
    assert 'name="phone"' not in page
    assert send(nobody).status_code == 200


def test_a_code_of_another_association_leads_nowhere(nobody, factory, other_organisation, open_form):
    factory.plugin(other_organisation, "recruitment")
    with factory.working_as(scope_of(other_organisation.id)):
        change_settings(other_organisation.id, "recruitment", {"joining_open": True}, by=uuid7())
        theirs = make_code(kind="printed", label="Deres", a_day=5, by=None)
        db.session.commit()
        token = theirs.token

    assert nobody.get(f"/p/lungelag/medlem/{token}").status_code == 200
    assert nobody.get(f"{FORM}{token}").status_code == nobody.get(f"{FORM}nevervar").status_code == 404


def test_looking_at_the_form_leaves_no_row_and_no_line_in_the_log(nobody, open_form, inside, capsys):
    """Row R7: nothing is kept about who scanned."""
    code = inside(lambda: make_code(kind="event", label="Åpen kafé", a_day=5, by=None))
    before = inside(_everything)

    page = nobody.get(f"{FORM}{code.token}", environ_base={"REMOTE_ADDR": "203.0.113.77"}, headers={"User-Agent": "Tullesurfer/9"})

    assert page.status_code == 200
    assert inside(_everything) == before
    said = "".join(capsys.readouterr())
    assert "203.0.113.77" not in said
    assert "Tullesurfer" not in said


def _everything():
    """How many rows each table of the organisation has, and how often each code was used."""
    tables = (Enrolment, Message, PersonalLink, AuditEntry, Person)
    from plugins.recruitment.codes.models import JoinCode

    return [db.session.query(table).count() for table in tables], [
        (code.used, code.used_on, code.version) for code in db.session.query(JoinCode).order_by(JoinCode.id)
    ]
