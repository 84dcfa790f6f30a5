"""Row R7: a short address and a poster for each thing, credited, closed, and no more in a day than staff say."""

import io
import re
from datetime import date, timedelta

import pytest

from plugins.recruitment.codes.models import JoinCode
from plugins.recruitment.codes.poster import address_of_code, make_poster, order_poster, poster_page
from plugins.recruitment.codes.services import make_code
from plugins.recruitment.joining.models import Enrolment
from portal import clock
from portal.extensions import db
from portal.files.models import StoredFile
from portal.i18n import use_language
from portal.jobs.errands import errand_of
from portal.jobs.models import Job
from portal.organisations.models import ContactSurface
from portal.organisations.services import change_settings
from portal.plugin_api import Role
from portal.reports.printing.press import can_print, print_pdf
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.portal.reports.test_pdf import unpacked

FORM, HOUSE = "/p/hjertelag/medlem/", "/o/hjertelag/recruitment/codes/"
SENT = {
    "kind": "supporter", "street": "Storgata 1", "postal_code": "4612", "town": "Kristiansand", "magazine": "digital",
    "unit_id": "none",
}  # fmt: skip


@pytest.fixture
def agder(factory, association):
    return factory.unit(association, "Agder")


@pytest.fixture
def inside(factory, association):
    def run(work):
        with factory.working_as(scope_of(association.id)):
            found = work()
            db.session.commit()
            return found

    return run


@pytest.fixture(autouse=True)
def open_form(inside, association):
    inside(lambda: change_settings(association.id, "recruitment", {"joining_open": True}, by=uuid7()))


@pytest.fixture
def code(inside):
    def make(label="Brosjyren", kind="printed", a_day=100, **about):
        return inside(lambda: make_code(kind=kind, label=label, a_day=a_day, about=about, by=None))

    return make


def enrol(browser, code, name="Kari Nordmann"):
    email = f"{name.split()[0].lower()}@example.org"
    return browser.post(f"{FORM}{code.token}", {**SENT, "name": name, "email": email})


def test_what_a_code_stands_on_is_kept_on_the_enrolment(nobody, staff, inside, factory, association, agder, make_activity):
    """Row R7: event, branch and contact surface, as they were on that day."""
    event = make_activity(association, unit_id=agder, on_date=date(2026, 12, 3), status="planned", title="Åpen kafé", numbers={})
    surface = inside(_surface)
    staff.post(f"{HOUSE}new", {"kind": "event", "label": "Kafé", "activity_id": str(event), "unit_id": str(agder)})
    staff.post(f"{HOUSE}new", {"kind": "surface", "label": "Oppslag", "surface_id": str(surface)})
    codes = inside(lambda: {one.label: one for one in db.session.query(JoinCode)})

    enrol(nobody, codes["Kafé"])
    enrol(nobody, codes["Oppslag"], "Ola Nordmann")

    came = inside(lambda: {one.name: one for one in db.session.query(Enrolment)})
    cafe, notice = came["Kari Nordmann"], came["Ola Nordmann"]
    assert (cafe.activity_id, cafe.credited_unit_id, cafe.surface_id) == (event, agder, None)
    assert (notice.activity_id, notice.credited_unit_id, notice.surface_id) == (None, None, surface)
    assert "1 innmelding" in staff.get(HOUSE).text


def _surface():
    made = ContactSurface(id=uuid7(), name="Poliklinikken")
    db.session.add(made)
    db.session.flush()
    return made.id


def test_a_code_for_an_event_says_which_event(staff, inside):
    page = staff.post(f"{HOUSE}new", {"kind": "event", "label": "Kafé"})

    assert "Velg nedenfor hvilken det er." in page.text
    assert inside(lambda: db.session.query(JoinCode).count()) == 0


def test_its_address_is_short_and_written_beside_it(staff, code, app):
    made = code()
    with app.app_context():
        address = address_of_code("hjertelag", made)

    page = staff.get(f"{HOUSE}{made.id}").text

    assert len(address.partition("://")[2].partition("/")[2]) <= 30
    assert f">{made.token}</span>" in page
    assert "<svg" in page


def test_the_picture_is_an_svg_to_save(staff, code):
    answer = staff.get(f"{HOUSE}{code().id}/code.svg")

    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert b"<svg xmlns" in answer.data


@pytest.mark.skipif(not can_print(), reason="weasyprint's libraries are not here")
@pytest.mark.parametrize(("language", "words"), [("nb", "Bli medlem"), ("da", "Bliv medlem")])
def test_the_poster_is_one_page_in_the_language_that_was_chosen(factory, association, code, language, words):
    made = code("Høstmøtet for alle som bor i nærheten og vil høre om " * 2)
    with factory.working_as(scope_of(association.id)), use_language(language), factory.app.test_request_context():
        html, parts = poster_page(association.id, made)
        content = print_pdf(html, parts)

    assert f"<h1>{words}</h1>" in html
    assert f"/p/hjertelag/medlem/{made.token}</p>" in html
    assert content.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", unpacked(content))) == 1


@pytest.mark.skipif(not can_print(), reason="weasyprint's libraries are not here")
def test_the_worker_prints_it_for_whoever_asked(inside, association, actor, code):
    made, her = code("Høstmøtet"), actor(association, Role.STAFF)

    def print_it():
        order_poster(made, "nb", back="/", by=her.id)
        db.session.flush()
        make_poster(association.id, errand_of(db.session.query(Job).filter_by(kind="recruitment.poster").one()))
        return [(one.name, one.media_type) for one in db.session.query(StoredFile)]

    assert inside(print_it) == [("Plakat Høstmøtet.pdf", "application/pdf")]


def test_closed_it_leads_to_the_form_without_credit(nobody, staff, code, inside):
    made = code()
    staff.post(f"{HOUSE}{made.id}/close")

    assert nobody.get(f"{FORM}{made.token}").status_code == 200
    enrol(nobody, made)

    (enrolment,) = inside(lambda: list(db.session.query(Enrolment)))
    assert enrolment.code_id != made.id
    assert inside(lambda: db.session.get(JoinCode, (enrolment.organisation_id, enrolment.code_id))).kind == "web"


def test_no_more_get_through_in_a_day_than_staff_say(nobody, code, inside):
    made = code(a_day=2)

    answers = [enrol(nobody, made, f"Nummer{n} Nordmann").status_code for n in range(3)]

    assert answers == [303, 303, 200]
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        assert enrol(nobody, made, "Morgen Nordmann").status_code == 303
    assert inside(lambda: db.session.query(Enrolment).count()) == 3


def test_a_full_code_keeps_no_letter_and_no_link_of_who_did_not_get_in(nobody, code, inside):
    from portal.messages.models import Message

    made = code(a_day=1)
    enrol(nobody, made)
    enrol(nobody, made, "Ola Nordmann")
    assert inside(lambda: db.session.query(Message).count()) == 1


def test_a_leader_keeps_the_codes_of_her_branch_alone(factory, association, actor, browser, code, agder):
    troms = factory.unit(association, "Troms")
    hers, theirs, whole = code("Vår", unit_id=agder), code("Deres", unit_id=troms), code("Hele")
    leader = browser(actor(association, Role.UNIT_LEADER, agder))

    page = leader.get(HOUSE).text
    assert "Vår" in page
    assert "Deres" not in page
    assert "Hele" not in page
    assert leader.get(f"{HOUSE}{hers.id}").status_code == 200
    assert {leader.get(f"{HOUSE}{one.id}{page}").status_code for one in (theirs, whole) for page in ("", "/close", "/code.svg")} == {404}


def test_a_leader_makes_none_for_another_branch(factory, association, actor, browser, agder, inside):
    troms = factory.unit(association, "Troms")
    leader = browser(actor(association, Role.UNIT_LEADER, agder))

    answer = leader.post(f"{HOUSE}new", {"kind": "printed", "label": "Flyer", "unit_id": str(troms)})

    assert answer.status_code in (200, 403)
    assert inside(lambda: db.session.query(JoinCode).count()) == 0


def test_an_event_that_is_removed_takes_nothing_along(nobody, inside, association, code):
    made = code(kind="event", activity_id=uuid7())
    assert enrol(nobody, made).status_code == 303


def test_what_is_read_off_the_svg_is_the_address(code, app, association):
    """Scanned as a phone does, where a reader is at hand; else its modules are those of the address."""
    import segno

    made = code()
    with app.app_context():
        address = address_of_code(association.slug, made)
    wanted = io.BytesIO()
    segno.make(address, error="q", micro=False).save(wanted, kind="svg", border=4, dark="#000", light="#fff", omitsize=True)
    from plugins.recruitment.codes.poster import svg_of

    with app.app_context():
        assert svg_of(address).encode() == wanted.getvalue()
