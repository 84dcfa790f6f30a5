"""Somebody saves while somebody else writes: both are shown, nothing is lost, and the second press decides."""

from html import unescape

import pytest

from tests.contract.addresses import named
from tests.contract.test_writes import contents
from tests.contract.together import together
from tests.contract.writes import opened, pages_that_write, writes

EDITS = [
    route for route in pages_that_write()
    if route.endpoint in {
         "access.change",
         "actions.answer",
         "actions.change",
         "actions.quick",
         "actions.result",
         "actions.step",
         "actions.surface",
         "activities.correct",
         "calendar.change",
         "contacts.call",
         "coverage.places",
         "goals.baseline",
         "goals.correct",
         "imports.columns",
         "lists.columns",
         "intake.correct",
         "kinds.change",
         "kinds.question",
         "people.change",
         "plans.adopt",
         "plans.area",
         "plans.change",
         "plans.goal",
         "plans.indicator",
         "profile.show",
         "programme.change",
         "recruitment_campaigns.change",
         "recruitment_dues.rates",
         "recruitment_gatherings.change",
         "recruitment_peers.change",
         "recruitment_peers.status",
         "recruitment_codes.change",
         "recruitment_members.change",
         "recruitment_members.leave",
         "recruitment_win_back.answer",
         "recruitment_founding.candidate",
         "recruitment_founding.change",
         "recruitment_founding.step",
         "recruitment_postal.index",
         "recruitment_research.call",
         "recruitment_research.change",
         "recruitment_surfaces.change",
         "recruitment_surfaces.person",
         "recruitment_talks.change",
         "settings.index",
         "shared_links.change",
         "told.correct",
         "unit_figures.correct",
         "consents.change",
         "sendings.change",
         "units.change",
         "year_reports.write",
    }
]  # fmt: skip
#: what the two want, as the page must say it: a role has its name, a number its comma
SAID = {
    "intake.correct": ("Nytt navn", "Nyere navn"),
    "access.change": ("Enhetsleder", "Leser"),
    "actions.answer": ("Gjerne", "Kanskje"),
    "actions.change": ("Nytt tiltak", "Nyere tiltak"),
    "actions.quick": ("Styret", "Kontoret"),
    "actions.result": ("Begynn før", "Begynn nå"),
    "actions.step": ("Nytt steg", "Nyere steg"),
    "actions.surface": ("Nytt sted", "Nyere sted"),
    "activities.correct": ("Rettet", "Rettet igjen"),
    "calendar.change": ("Flyttet", "Flyttet igjen"),
    "contacts.call": ("Kommer gjerne", "Ringes"),
    "coverage.places": ("Rettet", "Rettet igjen"),
    "goals.baseline": ("20", "21"),
    "goals.correct": ("8", "9"),
    "imports.columns": ("Sted", "Merknad"),
    "lists.columns": ("Poststed", "Adresse"),
    "kinds.change": ("Nytt navn", "Nyere navn"),
    "kinds.question": ("Nytt spørsmål", "Nyere spørsmål"),
    "people.change": ("Kari Ny", "Ola Ny"),
    "plans.adopt": ("Styret", "Årsmøtet"),
    "plans.area": ("Nytt navn", "Nyere navn"),
    "plans.change": ("Nytt navn", "Nyere navn"),
    "plans.goal": ("Nytt navn", "Nyere navn"),
    "plans.indicator": ("Et måltall", "Annet måltall"),
    "programme.change": ("Flyttet", "Flyttet igjen"),
    "profile.show": ("Kari Ny", "Ola Ny"),
    "recruitment_campaigns.change": ("Nytt navn", "Nyere navn"),
    "recruitment_dues.rates": ("100", "200"),
    "recruitment_postal.index": ("4500-4599", "4700-4799"),
    "recruitment_gatherings.change": ("Nytt navn", "Nyere navn"),
    "recruitment_peers.change": ("Nytt navn", "Nyere navn"),
    "recruitment_peers.status": ("Pause", "Avsluttet"),
    "recruitment_codes.change": ("Nytt navn", "Nyere navn"),
    "recruitment_members.change": ("Pårørende", "Støttemedlem"),
    "recruitment_members.leave": ("En annen grunn", "Er død"),
    "recruitment_win_back.answer": ("Nei takk: spørres aldri igjen", "Kanskje senere"),
    "recruitment_founding.candidate": ("Ny tekst", "Nyere tekst"),
    "recruitment_founding.change": ("Nytt navn", "Nyere navn"),
    "recruitment_founding.step": ("Nytt navn", "Nyere navn"),
    "recruitment_research.call": ("Nytt tema", "Nyere tema"),
    "recruitment_research.change": ("Nytt navn", "Nyere navn"),
    "recruitment_talks.change": ("Likeperson", "Et annet verv"),
    "recruitment_surfaces.change": ("Nytt navn", "Nyere navn"),
    "recruitment_surfaces.person": ("Sykepleier", "Lege"),
    "settings.index": ("Nytt navn", "Nyere navn"),
    "shared_links.change": ("Åpen dag", "Høstmøte"),
    "told.correct": ("Rettet", "Rettet igjen"),
    "unit_figures.correct": ("8", "9"),
    "units.change": ("Nytt navn", "Nyere navn"),
    "year_reports.write": ("Et godt år", "Et bedre år"),
    "consents.change": ("Nytt navn", "Nyere navn"),
    "sendings.change": ("Et brev", "Et nyere brev"),
}


@pytest.fixture
def clash(world, route):
    """She opens the form; somebody saves other words meanwhile; she presses."""
    hers, theirs = opened(world, route.endpoint), opened(world, route.endpoint)
    assert theirs.send(**theirs.write.other).status_code == 303
    return hers


def test_every_form_over_a_row_is_tried(world):
    """It has the version that was read."""
    own = {name for name, write in writes(world).items() if write.form_at is None}
    over_a_row = {name for name in own if opened(world, name).fields.get("version")}
    assert over_a_row == {route.endpoint for route in EDITS}


@named(EDITS)
def test_both_are_shown_and_nothing_is_saved(clash, stored, route):
    before = contents(stored)

    page = clash.send()

    assert page.status_code == 200
    conflict = unescape(page.text.partition('class="ds-alert conflict"')[2].partition("</section>")[0])
    assert [word for word in SAID[route.endpoint] if f"<dd>{word}" not in conflict] == [], conflict
    assert contents(stored) == before


@named(EDITS)
def test_of_two_at_the_same_moment_one_saves_and_the_other_is_shown_both(world, stored, route):
    """On PostgreSQL both have read the row before either writes: the later one begins again, and sees the change."""
    hers, theirs = opened(world, route.endpoint), opened(world, route.endpoint)
    beside = theirs.twin()

    answers = together(stored, hers.send, lambda: theirs.send(browser=beside, **theirs.write.other))

    shown, _saved = sorted(answers, key=lambda answer: answer.status_code)
    assert sorted(answer.status_code for answer in answers) == [200, 303], shown.text
    assert [word for word in SAID[route.endpoint] if f"<dd>{word}" not in unescape(shown.text)] == []


@named(EDITS)
def test_pressing_again_saves_over_it(clash, stored, route):
    page = clash.send()
    before = contents(stored)

    answer = clash.shown_in(page).send()

    assert answer.status_code == 303, answer.text
    assert contents(stored) != before


@named(EDITS)
def test_pressing_again_keeps_what_she_typed(clash, route):
    again = clash.shown_in(clash.send())
    assert {name: again.fields[name] for name in clash.write.typed} == clash.write.typed


@named(EDITS)
def test_the_same_words_are_no_clash(world, route):
    """Both typed the same: there is nothing to choose."""
    hers, theirs = opened(world, route.endpoint), opened(world, route.endpoint)
    theirs.send()
    assert hers.send().status_code == 303


def test_a_refused_form_leaves_its_key_to_nobody(world):
    """One thread serves many: what somebody else does next must not use up the key of a form that was refused."""
    sheet = opened(world, "profile.password")
    assert sheet.send(present="not her password").status_code == 200
    staff = world.browser("staff")
    staff.send("/sign-out", {"csrf_token": world.keys["staff"].token})

    assert sheet.send().status_code == 303
