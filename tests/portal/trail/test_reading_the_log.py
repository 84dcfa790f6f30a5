"""Administrators read what was done, in sentences, and find it again."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest

from portal import clock
from portal.audit.erasing import erase_values
from portal.audit.services import record
from portal.extensions import db
from portal.i18n import use_language
from portal.plugin_api import Role, house
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from portal.trail.queries import entries_about

LOG = "/o/hjertelag/trail/"
ROOT = Path(__file__).parents[3]


@pytest.fixture
def boss(actor, organisation):
    return actor(organisation, Role.ADMINISTRATOR)


@pytest.fixture
def boss_browser(browser, boss):
    return browser(boss)


@pytest.fixture
def log(boss_browser):
    """`log("?who=…")`: the page, as an administrator sees it."""
    return lambda asked="": boss_browser.get(LOG + asked)


@pytest.fixture
def write(factory, organisation):
    def entry(action, subject_id=None, *, by=None, inside=organisation, **changes):
        with factory.working_as(scope_of(inside.id)):
            made = record(action, subject_id, by=by, changes=changes)
            db.session.commit()
            return made.id

    return entry


def test_an_entry_is_a_sentence_with_what_stood_there_before_and_after(log, write, boss):
    write("goal.changed", uuid7(), by=boss.id, title=["Flere med", "Enda flere med"])

    page = log().text

    assert "Administrator hjertelag endret et mål" in page
    assert "Tittel: «Flere med» ble til «Enda flere med»" in page


def test_what_was_done_on_a_page_is_read_in_the_log(log, browser, boss):
    hers = browser(boss)
    form = hers.fields("/o/hjertelag/units/new")
    hers.send("/o/hjertelag/units/new", {**form, "name": "Avdeling nord"})

    assert "Administrator hjertelag la til en enhet" in log().text
    assert "Navn: Avdeling nord" in log().text


def test_in_danish(log, write, browser, factory):
    other = factory.organisation("lunge", "Lunge", country="DK", language="da")
    boss = factory.actor(other, Role.ADMINISTRATOR)
    write("goal.changed", uuid7(), by=boss.id, inside=other, title=["Et", "To"], on_date=[None, "2026-05-07"])

    page = browser(boss).get("/o/lunge/trail/").text

    assert "Administrator lunge ændrede et mål" in page
    assert "»Et« blev til »To«" in page
    assert "Dato: 7. maj 2026" in page


def test_the_newest_stands_first_and_more_is_one_page_on(log, write):
    for number in range(35):
        write("calendar.added", uuid7(), title=f"Møte nr. {number:02}")

    first = log()
    following = first.text.partition('rel="next" href="')[2].partition('"')[0].partition(LOG)[2].replace("&amp;", "&")
    second = log(following)

    assert first.text.index("Møte nr. 34") < first.text.index("Møte nr. 33")
    assert "Møte nr. 04" not in first.text
    assert "Møte nr. 04" in second.text
    assert "Møte nr. 05" not in second.text


def test_it_is_narrowed_by_who_what_when_and_record(log, write, boss):
    record_id = uuid7()
    with clock.stopped_at(clock.now() - timedelta(days=40)):
        write("calendar.changed", record_id, by=boss.id, title="gammelt")
    write("calendar.changed", record_id, title="nytt")
    write("unit.added", uuid7(), by=boss.id, name="enhet")
    day = (clock.today() - timedelta(days=3)).isoformat()

    def found(asked):
        page = log(asked).text
        return [word for word in ("gammelt", "nytt", "enhet") if f": {word}<" in page]

    assert found("") == ["gammelt", "nytt", "enhet"]
    assert found(f"?who={boss.id}") == ["gammelt", "enhet"]
    assert found(f"?record={record_id}") == ["gammelt", "nytt"]
    assert found("?what=calendar") == ["gammelt", "nytt"]
    assert found(f"?from={day}") == ["nytt", "enhet"]
    assert found(f"?to={day}") == ["gammelt"]
    assert found("?who=rubbish&from=neither&what=nothing&after=x") == ["gammelt", "nytt", "enhet"]


def test_a_link_leads_to_the_record_while_it_is_there(log, write, factory, organisation):
    plan = factory.plan(organisation)
    goal, _indicator = factory.goal(organisation, plan)
    write("goal.changed", goal, title=["a", "b"])
    assert f'href="/o/hjertelag/goals/{goal}"' in log().text

    write("goal.removed", goal, title=["b", None])
    assert f'href="/o/hjertelag/goals/{goal}"' not in log().text


def test_what_was_erased_says_so_and_shows_nothing(log, write, factory, organisation):
    key = write("goal.changed", uuid7(), title=["", "kanarifugl"])
    assert "kanarifugl" in log().text
    with factory.working_as(scope_of(organisation.id)):
        erase_values(organisation.id, [key], by=None)
        db.session.commit()

    page = log().text
    assert "kanarifugl" not in page
    assert "Det som sto her, er slettet." in page
    assert "slettet en persons opplysninger fra loggen" in page


def test_markup_in_a_value_is_only_text(log, write):
    write("goal.changed", uuid7(), title=["", "<script>alert(1)</script>"])

    assert "<script>alert(1)" not in log().text


def test_an_action_that_nobody_declares_is_called_by_its_name(log, write):
    write("oldplugin.burnt", uuid7())

    assert "Noen som ikke var logget inn: oldplugin.burnt" in log().text


@pytest.mark.parametrize("role", [Role.STAFF, Role.UNIT_LEADER, Role.VOLUNTEER, Role.READER])
def test_nobody_else_reads_it(role, browser, actor, organisation, write):
    write("goal.changed", uuid7(), title=["", "kanarifugl"])

    reader = browser(actor(organisation, role))
    for answer in (reader.get(LOG), reader.post(LOG + "file", {})):
        assert (answer.status_code, "kanarifugl" in answer.text) == (403, False)


def test_another_organisations_entries_are_not_there(log, boss_browser, write, other_organisation):
    key = uuid7()
    write("goal.changed", key, inside=other_organisation, title=["", "fremmed"])

    assert "fremmed" not in log().text + log(f"?record={key}").text + file_of(boss_browser, "").text


def test_the_list_is_taken_out_to_a_file_that_works_nothing_out(boss_browser, write, boss):
    write("goal.changed", uuid7(), by=boss.id, title=["", "=1+1"])
    write("unit.added", uuid7(), name="bare enhet")

    answer = file_of(boss_browser, "?what=plans")

    assert ".csv" in answer.headers["Content-Disposition"]
    assert "Administrator hjertelag endret et mål;Tittel: =1+1;Nei" in answer.text
    assert "bare enhet" not in answer.text


def test_who_took_the_list_out_stands_in_it(boss_browser, log, write):
    write("goal.changed", uuid7(), title=["", "x"])

    file_of(boss_browser, "?what=plans")

    page = log().text
    assert "Administrator hjertelag hentet ut endringsloggen til en fil" in page
    assert "what=plans" in page


def file_of(browser, asked):
    """Press the button below the list."""
    sent = browser.send(f"{LOG}file{asked}", browser.fields(LOG + asked))
    return browser.get(sent.location)


def test_everything_about_a_record_is_found_also_where_only_a_value_names_it(write, factory, organisation):
    person, other = uuid7(), uuid7()
    own = write("person.changed", person, name=["a", "b"])
    named = write("file.kept", uuid7(), of=person)
    write("file.kept", uuid7(), of=other)

    with factory.working_as(scope_of(organisation.id)):
        assert [entry.id for entry in entries_about(organisation.id, [person])] == [own, named]
        assert entries_about(organisation.id, []) == []


def test_where_nothing_is_found_it_says_how_to_go_on(log):
    page = log("?from=2031-01-01").text

    assert "Ingenting i loggen passer" in page
    assert f'href="{LOG}"' in page


@pytest.mark.parametrize(("role", "is_led"), [(Role.ADMINISTRATOR, True), (Role.STAFF, False)])
def test_a_goal_and_an_activity_lead_to_their_history(role, is_led, browser, actor, factory, organisation):
    goal, _indicator = factory.goal(organisation, factory.plan(organisation))
    activity = factory.activity(organisation)
    hers = browser(actor(organisation, role))

    for page, key in ((f"goals/{goal}", goal), (f"activities/{activity}", activity)):
        assert (f'href="{LOG}?record={key}"' in hers.get(f"/o/hjertelag/{page}").text) is is_led


# That every action has a sentence


def written_actions():
    """Every action that stands as a text in a call of `record` in the code."""
    for path in sorted([*ROOT.glob("portal/**/*.py"), *ROOT.glob("plugins/**/*.py")]):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("record", "keep", "_set_hidden"):
                yield from (
                    part.value
                    for argument in node.args
                    for part in ast.walk(argument)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and "." in part.value[1:-1]
                )


def test_every_action_in_the_code_has_a_sentence_in_every_language(app):
    found = set(written_actions())
    with app.app_context():
        declared = house().audit_actions
        assert len(found) > 80
        assert found - set(declared) == set()
        for language in ("nb", "da"):
            with use_language(language):
                assert [a.name for a in declared.values() if str(a.sentence) == a.sentence.message] == []
