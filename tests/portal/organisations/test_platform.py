"""The operator makes and closes organisations, and sees nothing of what is inside."""

import pytest
from sqlalchemy import select

from portal.activities.models import Activity
from portal.extensions import db
from portal.organisations.models import Organisation
from portal.plugin_api import Role
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of
from tests.actors import Browser, form_fields
from tests.reading import letters_to, link_in, says

NEW = {
    "name": "Nyrelaget", "slug": "nyrelag", "country": "NO", "language": "nb", "number": "974 760 673",
    "email": "anne@nyrelag.example",
}  # fmt: skip


@pytest.fixture
def operator(factory, browser):
    return browser(factory.person("operator@medvirke.example", operator=True))


def stored(factory, slug):
    with factory.working_as(NOBODY):
        return db.session.scalars(select(Organisation).where(Organisation.slug == slug)).first()


def test_a_new_organisation_is_made_and_its_administrator_invited(app, factory, operator):
    answer = operator.post("/platform/new", NEW)
    assert answer.location == "/platform/"

    made = stored(factory, "nyrelag")
    assert (made.name, made.number, made.timezone) == ("Nyrelaget", "974760673", "Europe/Oslo")
    anne = Browser(app)
    path = link_in(letters_to(factory, "anne@nyrelag.example")[0])
    welcome = anne.post(path, {"name": "Anne", "password": "stein saks papir"})
    assert welcome.location == "/o/nyrelag/"
    assert anne.get("/o/nyrelag/settings/").status_code == 200


def test_a_danish_organisation_is_invited_in_danish_and_lives_in_its_own_time(factory, operator):
    operator.post("/platform/new", {**NEW, "country": "DK", "language": "da", "number": "24 25 67 90"})

    made = stored(factory, "nyrelag")
    assert (made.language, made.number, made.timezone) == ("da", "24256790", "Europe/Copenhagen")
    assert letters_to(factory, "anne@nyrelag.example")[0].language == "da"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"slug": "Nyre Lag"}, "Use small letters a to z, digits and hyphens, at most 40."),
        ({"slug": "-nyre"}, "Use small letters a to z, digits and hyphens, at most 40."),
        ({"slug": "hjertelag"}, "This address is taken by another organisation."),
        ({"number": "974760674"}, "This is not an organisation number."),
        ({"country": "DK", "number": "24256791"}, "This is not a CVR number."),
        ({"email": "anne"}, "This does not look like an e-mail address."),
        ({"name": "  "}, "Please fill this in."),
    ],
)
def test_bad_input_is_told_at_its_field_what_was_typed_is_kept_and_nothing_is_made(
    factory, organisation, operator, typed, sentence
):
    page = operator.post("/platform/new", {**NEW, **typed})

    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.text
    assert says(page, _whole(sentence))
    kept = form_fields(page.text)
    assert {name: kept[name] for name in NEW if name != "name"} == {
        name: value for name, value in {**NEW, **typed}.items() if name != "name"
    }
    assert stored(factory, "nyrelag") is None
    assert letters_to(factory, "anne@nyrelag.example") == []


def _whole(beginning):
    """The message that begins like this."""
    known = (
        "This is not an organisation number. It has nine digits; please check them once more.",
        "This is not a CVR number. It has eight digits; please check them once more.",
        "This does not look like an e-mail address. It should be like name@example.org.",
    )
    return next((message for message in known if message.startswith(beginning)), beginning)


def test_pressing_twice_makes_one_organisation_and_one_letter(factory, operator):
    typed = {**operator.fields("/platform/new"), **NEW}

    answers = [operator.send("/platform/new", typed).location for _turn in range(2)]

    assert answers == ["/platform/", "/platform/"]
    assert len(letters_to(factory, "anne@nyrelag.example")) == 1


def test_closed_an_organisation_is_closed_at_the_next_request_and_open_again_nothing_is_lost(
    factory, organisation, actor, browser, operator, make_activity
):
    make_activity(organisation)
    member = browser(actor(organisation, Role.ADMINISTRATOR))
    path = f"/platform/{organisation.id}"

    operator.post(path)
    closed = member.get("/o/hjertelag/activities/")
    typed = {"csrf_token": member.token(), "number_participants": "3", "form_key": "0" * 32}
    written = member.send("/o/hjertelag/activities/register/core.meeting", typed)
    operator.post(path)

    assert (closed.status_code, written.status_code) == (403, 403)
    assert says(closed, "%(name)s is closed for now. Nothing is lost. Please ask your organisation or the operator.",
                name="Hjertelaget")  # fmt: skip
    assert member.get("/o/hjertelag/activities/").status_code == 200
    with factory.working_as(scope_of(organisation.id)):
        assert len(db.session.scalars(select(Activity)).all()) == 1


def test_a_closed_organisation_is_no_choice_and_closes_no_other(
    factory, organisation, other_organisation, browser, operator
):
    kari = factory.actor(organisation, Role.STAFF)
    operator.post(f"/platform/{other_organisation.id}")
    opened = browser(kari)

    assert opened.get("/o/hjertelag/").status_code == 200
    assert opened.get("/", follow_redirects=True).request.path == "/o/hjertelag/"


def test_an_invitation_to_a_closed_organisation_waits(app, factory, operator):
    operator.post("/platform/new", NEW)
    path = link_in(letters_to(factory, NEW["email"])[0])
    operator.post(f"/platform/{stored(factory, 'nyrelag').id}")

    anne = Browser(app)
    assert says(anne.get(path), "This invitation is over")
    assert "password" not in anne.fields(path)


def test_the_operator_sees_names_and_states_and_nothing_inside(
    factory, organisation, other_organisation, actor, operator, make_activity
):
    kari = actor(organisation, Role.ADMINISTRATOR)
    factory.unit(organisation, "Xylofonavdelingen")
    make_activity(organisation, note="hemmelig notat")

    index = operator.get("/platform/")
    pages = [index, operator.get(f"/platform/{organisation.id}"), operator.get("/organisations")]

    assert "Hjertelaget" in index.text
    assert "Lungelaget" in index.text
    for page in pages:
        assert page.status_code == 200
        for inside in (kari.email, "Xylofonavdelingen", "hemmelig notat"):
            assert inside not in page.text
    assert operator.get("/o/hjertelag/").status_code == 404
    assert operator.get("/o/hjertelag/access/").status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_nobody_else_comes_to_the_operators_pages(organisation, actor, browser, role):
    opened = browser(actor(organisation, role))

    for path in ("/platform/", "/platform/new", f"/platform/{organisation.id}"):
        assert opened.get(path).status_code == 404
        assert opened.send(path, {"csrf_token": opened.token()}).status_code in (404, 405)


def test_two_operators_who_close_it_have_it_closed(factory, organisation, browser, operator):
    other = browser(factory.person("operator2@medvirke.example", operator=True))
    path = f"/platform/{organisation.id}"
    typed = [opened.fields(path) for opened in (operator, other)]

    operator.send(path, typed[0])
    other.send(path, typed[1])

    assert stored(factory, "hjertelag").status == "suspended"
