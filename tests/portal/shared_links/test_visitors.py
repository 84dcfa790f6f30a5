"""Somebody without an account registers through a link."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.activities.models import ActivityKind, ActivityTally
from portal.audit.models import AuditEntry
from portal.extensions import db
from portal.organisations.models import Organisation
from portal.organisations.setup import touch_setup
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of
from tests.actors import form_fields
from tests.reading import says, without_keys

TYPED = {"number_participants": "12", "registered_as": "Gerd", "note": "Fint vær"}
GONE = "Nothing more can be registered here"


@pytest.fixture
def kind(factory, organisation):
    """`kind(asks_name="must")`: a type that the organisation made."""

    def make(**values):
        key = f"own.{uuid7().hex[:12]}"
        with factory.working_as(scope_of(organisation.id)):
            said = {"label": {"nb": "Kafé"}, "help": {}, "questions": [], **values}
            db.session.add(ActivityKind(key=key, **said))
            touch_setup(organisation.id)
            db.session.commit()
        return key

    return make


def test_nobody_registers_and_it_waits_without_counting(factory, organisation, nobody, link, agder, rows):
    answer = nobody.post(link.path, TYPED)

    assert (answer.status_code, answer.location) == (303, f"{link.path}/thanks")
    [row] = rows()
    assert (row.status, row.unit_id, row.link_id, row.registered_by) == ("waiting", agder, link.id, None)
    assert (row.registered_as, row.numbers, row.note) == ("Gerd", {"participants": 12}, "Fint vær")
    with factory.working_as(scope_of(organisation.id)):
        assert db.session.scalars(select(ActivityTally)).all() == []


def test_the_trail_names_nobody_but_the_link(factory, organisation, nobody, link):
    nobody.post(link.path, TYPED)

    with factory.working_as(scope_of(organisation.id)):
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "activity.registered")).one()
        assert (entry.user_id, entry.changes["link"]) == (None, str(link.id))
        assert "Gerd" not in str(entry.changes)


def test_the_thanks_offer_one_more_and_show_nothing_of_what_was_typed(nobody, link):
    page = nobody.post(link.path, TYPED, follow_redirects=True)

    assert says(page, "One more")
    assert f'href="{link.path}"' in page.text
    assert not re.search("Gerd|Fint vær|12", page.text.partition("<main")[2].partition("</main>")[0])


def test_what_is_typed_shows_to_no_next_visitor(nobody, link):
    nobody.post(link.path, {**TYPED, "number_participants": "mange"})
    nobody.post(link.path, TYPED)
    page = nobody.get(link.path)

    fields = form_fields(page.text)
    assert (fields["registered_as"], fields["note"], fields["number_participants"]) == ("", "", "")
    assert '<form method="post" class="form" novalidate autocomplete="off">' in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_no_cookie_but_the_sessions(nobody, link):
    answers = [nobody.get(link.path), nobody.post(link.path, TYPED), nobody.get(f"{link.path}/thanks")]

    cookies = {said.partition("=")[0] for answer in answers for said in answer.headers.getlist("Set-Cookie")}
    assert cookies == {"medvirke"}


def test_the_form_names_the_unit_and_does_not_ask_for_it(nobody, link, rows, factory, organisation, agder):
    page = nobody.get(link.path)
    elsewhere = factory.unit(organisation, "Innlandet")
    nobody.post(link.path, {**TYPED, "unit_id": str(elsewhere)})

    assert "Agder" in page.text
    assert "Åpen dag" in page.text
    assert "unit_id" not in form_fields(page.text)
    assert [row.unit_id for row in rows()] == [agder]


def test_a_filled_trap_is_thanked_and_nothing_is_kept(nobody, link, rows, stored_link):
    answer = nobody.post(link.path, {**TYPED, "website": "http://cheap.example"})

    assert (answer.status_code, answer.location) == (303, f"{link.path}/thanks")
    assert rows() == []
    assert stored_link(link).used == 0


def test_the_trap_is_hidden_from_readers_and_from_the_keyboard(nobody, link):
    trap = nobody.get(link.path).text.partition('<div class="trap" aria-hidden="true">')[2].partition("</div>")[0]
    assert 'name="website"' in trap
    assert 'tabindex="-1"' in trap


def test_pressing_twice_registers_once(nobody, link, rows, stored_link):
    typed = {**nobody.fields(link.path), **TYPED}
    first, second = nobody.send(link.path, typed), nobody.send(link.path, typed)

    assert (first.status_code, first.location) == (second.status_code, second.location) == (303, f"{link.path}/thanks")
    assert len(rows()) == stored_link(link).used == 1


def test_pressing_twice_on_the_last_place_is_thanked_twice(nobody, link_for, organisation, agder, rows):
    link = link_for(organisation, agder, allowance=1)
    typed = {**nobody.fields(link.path), **TYPED}

    assert [nobody.send(link.path, typed).location for _time in range(2)] == [f"{link.path}/thanks"] * 2
    assert len(rows()) == 1


def test_somebody_signed_in_is_nobody_here_and_pressing_twice_is_once_for_her_too(
    organisation, actor, browser, link, rows
):
    staff = browser(actor(organisation, Role.STAFF))
    typed = {**staff.fields(link.path), **TYPED}

    assert [staff.send(link.path, typed).location for _time in range(2)] == [f"{link.path}/thanks"] * 2
    assert [row.registered_by for row in rows()] == [None]


def test_a_fault_is_said_and_nothing_typed_is_lost(nobody, link, rows):
    page = nobody.post(link.path, {**TYPED, "number_participants": "mange"})

    assert page.status_code == 200
    assert form_fields(page.text)["note"] == "Fint vær"
    assert rows() == []


def test_a_day_to_come_is_refused(nobody, link, rows):
    page = nobody.post(link.path, {**TYPED, "on_date": str(clock.today() + timedelta(days=1))})

    assert says(page, "This day has not come yet. Register the activity when it has taken place.")
    assert rows() == []


@pytest.mark.parametrize(
    ("asks", "asked", "needed"), [("no", False, False), ("may", True, False), ("must", True, True)]
)
def test_a_name_is_asked_for_as_the_type_says(nobody, organisation, agder, link_for, kind, rows, asks, asked, needed):
    link = link_for(organisation, agder, activity_type=kind(asks_name=asks))

    assert ("registered_as" in nobody.fields(link.path)) is asked
    nameless = nobody.post(link.path, {"registered_as": ""} if asked else {})
    assert (nameless.status_code == 200) is needed
    nobody.post(link.path, {"registered_as": "Gerd"})
    assert [row.registered_as for row in rows()][-1] == ("Gerd" if asked else "")


# row D8 (who is no member takes part without an account, and is counted apart)
def test_non_members_at_an_event_register_and_are_counted_apart(
    factory, organisation, actor, browser, nobody, agder, link_for, kind
):
    questions = [{"name": "participants", "kind": "number", "label": {"nb": "Hvor mange?"}, "required": True}]
    key = kind(splits=True, questions=questions, asks_name="no")
    link = link_for(organisation, agder, activity_type=key)
    nobody.post(link.path, {"number_participants_members": "3", "number_participants_others": "9"})
    staff = browser(actor(organisation, Role.STAFF))
    path = re.search(
        r"/o/hjertelag/shared-links/waiting/[0-9a-f-]{36}", staff.get("/o/hjertelag/shared-links/waiting/").text
    )[0]
    staff.post(path)

    with factory.working_as(scope_of(organisation.id)):
        cells = db.session.execute(
            select(ActivityTally.measure, ActivityTally.total).where(ActivityTally.unit_id == agder)
        ).all()
    assert dict(map(tuple, cells)) == {
        "activities": 1, "participants": 12, "participants_members": 3, "participants_others": 9,
    }  # fmt: skip


# --- a link that is not open


def says_closed(page, sentence=""):
    return (
        page.status_code == 410
        and says(page, GONE)
        and says(page, sentence or "The link is closed. Ask whoever gave it to you.")
    )


def test_an_expired_link_says_so_and_takes_nothing(nobody, link, rows):
    typed = {**nobody.fields(link.path), **TYPED}
    with clock.stopped_at(clock.now() + timedelta(days=31)):
        page, sent = nobody.get(link.path), nobody.send(link.path, {**typed, "on_date": str(clock.today())})

    assert page.status_code == 410
    assert says(page, GONE)
    assert sent.status_code == 200
    assert form_fields(sent.text)["note"] == "Fint vær"
    assert rows() == []


def test_it_is_open_until_the_end_of_its_last_day_where_the_organisation_is(
    nobody, link_for, organisation, agder, stored_link
):
    link = link_for(organisation, agder, until=clock.today())
    end = stored_link(link).expires_at

    with clock.stopped_at(end - timedelta(seconds=1)):
        assert nobody.get(link.path).status_code == 200
    with clock.stopped_at(end):
        assert nobody.get(link.path).status_code == 410
    assert clock.local(end).strftime("%H:%M") == "00:00"


def test_a_closed_link_takes_nothing_from_a_form_that_was_open_before(organisation, actor, browser, nobody, link, rows):
    typed = {**nobody.fields(link.path), **TYPED}
    browser(actor(organisation, Role.STAFF)).post(f"/o/hjertelag/shared-links/{link.id}/close")

    sent = nobody.send(link.path, typed)

    assert says_closed(nobody.get(link.path))
    assert says(sent, "This link takes no more registrations, so yours was not saved. Tell whoever gave it to you.")
    assert rows() == []


def test_a_full_link_says_whom_to_tell(nobody, link_for, organisation, agder):
    link = link_for(organisation, agder, allowance=1)
    nobody.post(link.path, TYPED)

    sentence = "As many as were expected have registered. Tell whoever gave you the link: they can make room for more."
    assert says_closed(nobody.get(link.path), sentence)
    assert not says(nobody.get(f"{link.path}/thanks"), "One more")


def test_a_type_whose_plugin_is_switched_off_closes_its_links(
    factory, organisation, actor, browser, nobody, agder, link_for, rows
):
    factory.plugin(organisation, "recruitment")
    link = link_for(organisation, agder, activity_type="recruitment.peer_support")
    typed = {**nobody.fields(link.path), "number_participants": "3", "number_new_people": "1"}
    assert nobody.get(link.path).status_code == 200

    browser(actor(organisation, Role.ADMINISTRATOR)).post("/o/hjertelag/plugins/recruitment")

    assert says_closed(nobody.get(link.path))
    assert nobody.send(link.path, typed).status_code == 200
    assert rows() == []


def test_a_type_that_is_hidden_closes_its_links(nobody, organisation, agder, link_for, kind):
    assert says_closed(nobody.get(link_for(organisation, agder, activity_type=kind(hidden=True)).path))


def test_unknown_and_foreign_answer_with_the_same_404(nobody, factory, other_organisation, link, link_for):
    theirs = link_for(other_organisation, factory.root(other_organisation))
    foreign = theirs.path.replace("/lungelag/", "/hjertelag/")
    unknown = "/p/hjertelag/r/bcdfghjk"
    nobody.get(unknown)

    for tail in ("", "/thanks"):
        pages = [nobody.get(path + tail) for path in (foreign, unknown)]
        assert [page.status_code for page in pages] == [404, 404]
        bodies = {without_keys(page).replace(path + tail, "") for page, path in zip(pages, (foreign, unknown), strict=True)}
        assert len(bodies) == 1
    assert nobody.get(theirs.path).status_code == 200


def test_a_suspended_organisations_link_is_a_404(factory, organisation, nobody, link, rows):
    typed = {**nobody.fields(link.path), **TYPED}
    with factory.working_as(NOBODY):
        db.session.get(Organisation, organisation.id).status = "suspended"
        db.session.commit()

    assert nobody.get(link.path).status_code == 404
    assert nobody.send(link.path, typed).status_code == 404
    assert rows() == []


def test_it_is_found_in_capitals_too(nobody, link):
    head, _slash, token = link.path.rpartition("/")
    assert nobody.get(f"{head}/{token.upper()}").status_code == 200
