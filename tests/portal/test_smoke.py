from portal.plugin_api import Role
from tests.reading import words_of


def test_an_administrator_signs_in_and_lands_on_her_start_page(organisation, actor, browser):
    opened = browser(actor(organisation, Role.ADMINISTRATOR))

    page = opened.client.get("/", follow_redirects=True)

    assert page.status_code == 200
    assert "Hjertelaget" in page.text


def test_a_volunteer_registers(organisation, actor, browser):
    opened = browser(actor(organisation, Role.VOLUNTEER))
    page = opened.post("/o/hjertelag/activities/register/core.meeting", {"number_participants": "7"})
    assert page.status_code == 303, page.text
    assert "7" in words_of(opened.get("/o/hjertelag/activities/"))


def test_a_form_that_was_refused_leaves_no_key_for_the_next_request(organisation, actor, browser):
    """gunicorn's workers keep their context from one request to the next."""
    opened = browser(actor(organisation, Role.VOLUNTEER))
    page = "/o/hjertelag/activities/register/core.meeting"
    refused = opened.fields(page)
    opened.send(page, {**refused, "number_participants": "7", "on_date": "2999-01-01"})

    opened.post("/sign-out")
    again = browser(actor(organisation, Role.VOLUNTEER))
    answer = again.send(page, {**again.fields(page), "form_key": refused["form_key"], "number_participants": "7"})

    assert answer.status_code == 303
    assert answer.location.startswith("/o/hjertelag/mine/registered/")
