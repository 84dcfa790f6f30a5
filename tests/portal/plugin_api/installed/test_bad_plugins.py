"""Bad plugins beside a good one: each is refused or shown in its place, and all the rest works."""

import pytest

from portal.doctor import examine
from portal.plugin_api import Role, house
from portal.tenancy import Base

REFUSED = {
    "bad_page": "It is not used: bad_page: the page /open states no right.",
    "bad_table": "It is not used: the table bad_table_secret does not derive from TenantModel.",
    "bad_people": (
        "It is not used: the table bad_people_talk has the column notes, which may hold something about a person and"
        " does not say so: write info=CONTACT, HEALTH, FREE_TEXT, TECHNICAL or NOT_PERSONAL."
    ),
    "bad_import": (
        "It is not used: plugin.py, line 3, uses plugins.recruitment.queries.total_of, which is another plugin:"
        " it may not be there, and an organisation may have switched it off."
    ),
}
HOOKS = (
    "rights",
    "menu_items",
    "activity_types",
    "metrics",
    "job_kinds",
    "report_chapters",
    "file_kinds",
    "link_kinds",
    "letter_kinds",
    "recipients",
    "consent_purposes",
    "list_kinds",
)


@pytest.fixture
def boss(organisation, actor, browser):
    return browser(actor(organisation, Role.ADMINISTRATOR))


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_as_a_whole_with_a_sentence(app, name):
    with app.app_context():
        found = house()

    assert found.faults[name] == REFUSED[name]
    assert name not in found.plugins
    assert not found.manager.has_plugin(name)
    assert [rule for rule in app.url_map.iter_rules() if name in rule.endpoint] == []
    assert [table for table in Base.metadata.tables if table.startswith(name)] == []


@pytest.mark.parametrize("name", REFUSED)
def test_its_addresses_do_not_exist(boss, name):
    for tail in ("", "open"):
        assert boss.get(f"/o/hjertelag/{name.replace('_', '-')}/{tail}").status_code == 404
    assert boss.get(f"/o/hjertelag/plugins/{name}").status_code == 404


def test_hooks_that_fail_are_left_out_and_named(app):
    with app.app_context():
        fault = house().faults["bad_hooks"]

    assert all(f"Its hook {hook} failed and is left out (RuntimeError: no " in fault for hook in HOOKS)


def test_a_page_that_fails_says_so_in_its_place(boss):
    boss.post("/o/hjertelag/plugins/bad_hooks")

    assert boss.get("/o/hjertelag/bad-hooks/").status_code == 500
    assert boss.get("/o/hjertelag/").status_code == 200


def test_administrators_see_the_sentences_on_the_plugins_page(boss):
    page = boss.get("/o/hjertelag/plugins/").text

    assert "no figures today" in page
    assert all(f'<span lang="en">{sentence}</span>' in page for sentence in REFUSED.values())


def test_the_doctor_names_them(app):
    findings = list(examine(app))

    for name, sentence in REFUSED.items():
        assert (False, f"the plugin {name} has a fault: {sentence}") in findings
    assert (True, "the tables are up to date") in findings


def test_all_other_plugins_are_used_and_work(app, factory, organisation, boss):
    with app.app_context():
        good = {plugin.name for plugin in house().optional} - {"bad_hooks"}
    assert good == {
        "alliances", "care_network", "coordinator_funding", "digital_inclusion", "logbook", "recruitment",
    }  # fmt: skip

    for name in good:
        factory.plugin(organisation, name)
        assert boss.get(f"/o/hjertelag/{name.replace('_', '-')}/").status_code == 200
