from portal.plugin_api import Role


def test_an_administrator_signs_in_and_lands_on_her_start_page(organisation, actor, browser):
    opened = browser(actor(organisation, Role.ADMINISTRATOR))

    page = opened.client.get("/", follow_redirects=True)

    assert page.status_code == 200
    assert "Hjertelaget" in page.text


def test_a_volunteer_registers(organisation, actor, browser):
    opened = browser(actor(organisation, Role.VOLUNTEER))
    page = opened.post("/o/hjertelag/activities/register/core.meeting", {"number_participants": "7"})
    assert page.status_code == 303, page.text
    assert "7" in opened.get("/o/hjertelag/activities/").text
