"""The organisation's own name, language and number."""

import pytest

from portal.plugin_api import Role
from tests.actors import form_fields
from tests.reading import says

SETTINGS = "/o/hjertelag/settings/"


@pytest.fixture
def boss(organisation, actor, browser):
    return browser(actor(organisation, Role.ADMINISTRATOR))


def test_name_language_and_number_are_saved(boss):
    boss.post(SETTINGS, {"name": "Hjertelaget Norge", "language": "da", "number": "974 760 673"})

    kept = boss.fields(SETTINGS)
    assert (kept["name"], kept["language"], kept["number"]) == ("Hjertelaget Norge", "da", "974760673")
    assert '<html lang="da"' in boss.get("/o/hjertelag/").text


def test_a_wrong_number_is_told_at_its_field_and_nothing_is_saved(boss):
    page = boss.post(SETTINGS, {"name": "Nytt navn", "number": "974760674"})

    assert says(page, "This is not an organisation number. It has nine digits; please check them once more.")
    assert form_fields(page.text)["number"] == "974760674"
    assert boss.fields(SETTINGS)["name"] == "Hjertelaget"


def test_a_number_can_be_taken_away(boss):
    boss.post(SETTINGS, {"number": "974760673"})
    boss.post(SETTINGS, {"number": ""})

    assert boss.fields(SETTINGS)["number"] == ""


@pytest.mark.parametrize("name", ["", "  ", "x" * 121])
def test_a_name_is_needed(boss, name):
    assert 'aria-invalid="true"' in boss.post(SETTINGS, {"name": name}).text
    assert boss.fields(SETTINGS)["name"] == "Hjertelaget"


def test_two_who_change_them_are_shown_both_and_choose(organisation, actor, browser, boss):
    other = browser(actor(organisation, Role.ADMINISTRATOR))
    older = other.fields(SETTINGS)
    boss.post(SETTINGS, {"name": "Fra Kari"})

    page = other.send(SETTINGS, {**older, "name": "Fra Nils"})
    assert says(page, "Somebody else saved this while you were writing")
    assert "Fra Kari" in page.text
    assert boss.fields(SETTINGS)["name"] == "Fra Kari"

    other.send(SETTINGS, form_fields(page.text))
    assert boss.fields(SETTINGS)["name"] == "Fra Nils"


@pytest.mark.parametrize("role", [Role.STAFF, Role.UNIT_LEADER, Role.VOLUNTEER, Role.READER])
def test_only_administrators_change_them(organisation, actor, browser, role):
    opened = browser(actor(organisation, role))

    assert opened.get(SETTINGS).status_code == 403
    assert opened.send(SETTINGS, {"csrf_token": opened.token(), "name": "Kupp"}).status_code == 403
