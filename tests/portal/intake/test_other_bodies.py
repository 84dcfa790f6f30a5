"""Plans of bodies that the guesser was not written for: what comes out right, and what is left to correct by hand."""

from datetime import date

import pytest

from portal.intake.content import PlanDraft, numbered
from portal.intake.reading.plan import plan_from_text
from portal.intake.tree import tree_of
from portal.sheets.reading import read_text
from tests.portal.intake.bodies import HEALTH_TRUST_NB, MUNICIPALITY_DA, MUNICIPALITY_NB
from tests.portal.sheets.files import document, paragraph, style, table

TODAY = date(2026, 3, 1)
POINTS = {"point": 0, "point below": 1}


def municipal_document() -> bytes:
    body = "".join(
        table(*said) if kind == "table" else paragraph(said, "L" if kind in POINTS else kind, POINTS.get(kind))
        for kind, said in MUNICIPALITY_DA
    )
    names = [style(name, name) for name in ("heading 1", "heading 2", "heading 3")]
    return document(body, "".join(names) + style("title", "Title") + style("L", "List Paragraph"))


READ = {
    "a Danish municipality's document": lambda: plan_from_text(
        read_text(municipal_document(), "plan.docx"), TODAY, broken=False
    ),
    "a Norwegian health trust's PDF": lambda: plan_from_text(HEALTH_TRUST_NB, TODAY),
    "a Norwegian municipality's text": lambda: plan_from_text(MUNICIPALITY_NB, TODAY),
}
#: areas, goals and sub-goals, actions, steps, lines: docs/intake.md tells how many of these are to be corrected by hand
COMES_OUT = {
    "a Danish municipality's document": (4, 7, 13, 2, 58),
    "a Norwegian health trust's PDF": (3, 4, 8, 2, 43),
    "a Norwegian municipality's text": (3, 4, 6, 0, 31),
}


def tree(name):
    read = READ[name]()
    draft = PlanDraft(read.facts.title, read.facts.starts_on, read.facts.ends_on, numbered(read.items))
    return read, tree_of(draft.items, draft.title)


@pytest.mark.parametrize("name", READ)
def test_the_plan_of_another_body_comes_out_as_a_tree(name):
    read, found = tree(name)
    steps = sum(len(action.steps) for action in found.actions)
    assert (len(found.areas), len(found.goals), len(found.actions), steps, len(read.items)) == COMES_OUT[name]


def test_headings_that_ask_lead_to_goals_and_to_actions():
    _read, found = tree("a Danish municipality's document")

    assert [value.partition(":")[0] for value in found.values] == [
        "Det frivillige er frivilligt", "Kort vej til hjælp", "Sammen om opgaven",
    ]  # fmt: skip
    assert [(goal.item.number, goal.item.text) for goal in found.goals][2:4] == [
        ("2.1", "Det er nemt at søge støtte"), ("2.2", "Lokalerne bliver brugt"),
    ]  # fmt: skip
    assert [one.item.responsible for one in found.actions if one.item.period == "2026"] == ["Fritidsafdelingen"]
    assert not [part for part in found.areas if "læser" in part.item.text or "Opfølgning" in part.item.text]


def test_contents_and_feet_of_pages_are_no_part_of_the_plan():
    read, found = tree("a Norwegian health trust's PDF")

    assert not [item for item in read.items if "....." in item.text or "Side 3" in item.text]
    assert [area.item.number for area in found.areas] == ["3.1", "3.2", "3.3"]
    assert found.purpose == [
        "Planen skal gi ledere og ansatte et felles grunnlag for å arbeide sammen med pasienter, pårørende og "
        "organisasjonene deres."
    ]
    listed = {one.item.number: one for one in found.actions if one.item.number}
    assert [(number, one.item.responsible, one.item.period) for number, one in listed.items()] == [
        ("3.2.1", "Lærings- og mestringssenteret", "våren 2027"), ("3.2.2", "Avdelingslederne", "løpende"),
        ("3.2.3", "Klinikk for psykisk helse", "2026"),
    ]  # fmt: skip
    assert listed["3.2.3"].steps == ["Sjekkliste i journalen", "Navn på barneansvarlig på tavlen i hver post"]


def test_a_sentence_that_names_a_page_once_stays():
    [_title, item] = plan_from_text("Plan 2026\n\nSe mer om dette på side 12\n", TODAY).items
    assert item.text == "Se mer om dette på side 12"


def test_a_vision_on_one_line_and_who_behind_a_sentence():
    _read, found = tree("a Norwegian municipality's text")

    assert found.vision == ["Øysund – her er det lett å bli med"]
    assert [area.item.text for area in found.areas][1:] == ["Inkludering", "Møteplasser"]
    assert found.actions[2].item.responsible == "Flyktningtjenesten og frivilligsentralen"
