"""What the lines of a plan are taken for. # row N1, R1"""

from datetime import date

from portal.intake.content import PlanDraft, numbered
from portal.intake.kinds import Item
from portal.intake.reading.plan import ReadPlan, plan_from_sheets, plan_from_text
from portal.intake.tree import Part, tree_of
from portal.sheets.reading import Sheet, read_text
from tests.portal.intake.texts import NUMBERED, STRATEGY, TABLES, YEARLY
from tests.portal.sheets.files import document, paragraph, style, table

TODAY = date(2026, 3, 1)


def _read(text: str) -> ReadPlan:
    return plan_from_text(text, TODAY)


def _tree(read: ReadPlan):
    facts = read.facts
    draft = PlanDraft(facts.title, facts.starts_on, facts.ends_on, numbered(read.items))
    return tree_of(draft.items, draft.title)


def _below(tree, part: Part) -> list[str]:
    return [one.item.text for one in tree.actions if one.above is part]


def _named(parts: list[Part]) -> list[tuple[str, str]]:
    return [(part.item.number, part.item.text) for part in parts]


def test_a_strategy_has_title_period_purpose_vision_and_values():
    read = _read(STRATEGY)
    tree = _tree(read)

    assert read.facts.title == "Strategi- og handlingsplan for Fjellvandrerlaget"
    assert (read.facts.starts_on, read.facts.ends_on) == (date(2026, 1, 1), date(2028, 12, 31))
    assert tree.purpose == ["Fjellvandrerlaget skal gi flere gode turer."]
    assert tree.vision == ["Alle i dalen skal ha en fjelltur i beina."]
    assert tree.values == ["Varme: Alle blir sett på turen.", "Ro: Vi går i den sistes tempo."]


def test_two_headings_with_the_same_number_are_two_areas():
    assert [number for number, _title in _named(_tree(_read(STRATEGY)).areas)] == ["3.0", "5.0", "5.1", "5.2", "5.2"]


def test_goals_and_sub_goals_keep_their_numbers():
    tree = _tree(_read(STRATEGY))

    assert [goal.item.number for goal in tree.goals] == ["3.1", "3.1.1", "3.2"]
    assert tree.goals[1].above is tree.goals[0]
    assert tree.goals[0].texts == ["Potensialet er stort."]


def test_actions_below_a_goal_that_is_named_again_belong_to_it():
    tree = _tree(_read(STRATEGY))
    members, _sub, safe = tree.goals

    assert _below(tree, members) == ["Verve på stien"]
    assert _below(tree, safe) == ["Kurs for turledere"]
    assert tree.actions[3].steps == ["Stå ved parkeringen hver søndag", "Dele ut kart"]
    assert {action.area.item.number for action in tree.actions[3:]} == {"3.0"}


def test_broken_lines_of_a_pdf_are_joined():
    tree = _tree(_read(YEARLY))

    assert tree.purpose[0].endswith("slik at beboere og pårørende får noe å glede seg til.")
    assert tree.goals[1].item.text.endswith("med særlig vekt på viser fra hjemstedet")
    assert "Invitere kor, f.eks. under festspillene" in _below(tree, tree.goals[2])


def test_a_yearly_plan_has_areas_goals_sub_goals_and_actions_with_steps():
    tree = _tree(_read(YEARLY))

    assert _named(tree.areas) == [("1", "Sangstunder"), ("2", "Drift")]
    assert [(bool(goal.above), goal.item.number) for goal in tree.goals] == [
        (False, ""), (True, "1"), (True, "2"), (False, ""), (True, "1"),
    ]  # fmt: skip
    assert len(_below(tree, tree.goals[1])) == 3
    assert tree.actions[1].steps == ["Egen stund om pust"]


def test_dates_in_a_table_are_no_headings():
    assert not [item for item in _read(YEARLY).items if item.kind == "area" and "mai" in item.text]


def test_a_table_whose_columns_ran_together_gives_actions_steps_and_levels():
    tree = _tree(_read(TABLES))

    assert [(one.item.text, one.item.level) for one in tree.actions] == [
        ("Kartlegging", "both"),
        ("Vise fram laget for andre foreninger i byen", "central"),
        ("Digital plattform: Holde bydelens side i orden", "local"),
    ]
    assert tree.actions[0].steps == ["Spør medlemmene om hvor fornøyde de er", "Be om innspill"]
    assert tree.actions[2].steps == ["Rett det som er feil (bilder, Tider og steder)"]


def test_goals_listed_before_the_first_area_get_one_with_the_plans_title():
    tree = _tree(_read(TABLES))

    assert [goal.item.text for goal in tree.goals] == [
        "Mer enn 900 medlemmer i hele byen.", "Ti prosent årlig økning i rapporterte deltakere.",
    ]  # fmt: skip
    assert [area.item.text for area in tree.areas] == [
        "Handlingsplan for Nærmiljølaget 2026", "Felles tiltak for alle bydeler", "Tiltak rekruttering",
    ]  # fmt: skip


def test_numbers_make_the_levels_and_who_and_when_go_with_the_action():
    tree = _tree(_read(NUMBERED))

    assert _named(tree.areas) == [("1", "Rent vann"), ("2", "Levende bredder")]
    assert _named(tree.goals) == [("1.1", "Vannet skal kunne drikkes innen 2030"), ("2.1", "Minst 12 nye rasteplasser")]
    first = tree.actions[0].item
    assert (first.number, first.responsible, first.period) == ("1.1.1", "Målegruppen", "hvert kvartal")
    assert tree.actions[1].item.responsible == "Styret"


def danish_document() -> bytes:
    body = (
        paragraph("Strategi 2026-2029 for Havnens Venner", "T") + paragraph("Vision", "O1")
        + paragraph("En havn for alle.") + paragraph("Vores værdier", "O1") + paragraph("Nysgerrighed", "L", 0)
        + paragraph("Indsatsområde 1: Flere både", "O1") + paragraph("Mål: 60 både i 2028", "O2")
        + paragraph("Indsatser", "O3") + paragraph("Åbent hus i maj", "L", 0)
        + paragraph("Indsatsområde 2: Bedre kajer", "O1")
        + table(("Mål", "Indsats", "Ansvarlig", "Hvornår"), ("Hele kajen oplyst", "Nye lamper", "Kajudvalget", "2027"),
                ("", "Tjek af lamper", "Havnefogeden", "Hvert år"))
    )  # fmt: skip
    heads = "".join(style(f"O{n}", f"heading {n}") for n in (1, 2, 3))
    return document(body, style("T", "Title") + heads + style("L", "List Paragraph"))


def test_a_danish_document_is_read_by_its_headings_lists_and_tables():
    tree = _tree(plan_from_text(read_text(danish_document(), "strategi.docx"), TODAY, broken=False))

    assert tree.vision == ["En havn for alle."]
    assert tree.values == ["Nysgerrighed"]
    assert _named(tree.areas) == [("1", "Flere både"), ("2", "Bedre kajer")]
    assert [goal.item.text for goal in tree.goals] == ["60 både i 2028", "Hele kajen oplyst"]
    assert [(one.item.text, one.item.responsible, one.item.period) for one in tree.actions] == [
        ("Åbent hus i maj", "", ""), ("Nye lamper", "Kajudvalget", "2027"), ("Tjek af lamper", "Havnefogeden", "Hvert år"),
    ]  # fmt: skip


MUNICIPAL = [
    Sheet("Oppvekst", [
        ("Handlingsplan for trivsel 2025–2027", None, None, None, None, None),
        (None, None, None, None, None, None),
        ("Satsingsområde", "Mål", "Tiltak", "Ansvarlig", "Frist", "Kommentar"),
        ("1. Møteplasser", "Alle har et sted å være", "Åpen hall på lørdager", "Kultur", date(2026, 5, 1), None),
        (None, None, "• Sykler til utlån\n• Verksted", "Frivilligsentralen", 2026, "Søk om penger"),
        ("2. Natur", "Flere går tur", "Merke stier", "Teknisk", "Løpende", None),
    ]),
]  # fmt: skip


def test_a_municipal_table_names_area_and_goal_once_and_an_action_a_row():
    read = plan_from_sheets(MUNICIPAL, TODAY)
    tree = _tree(read)

    assert (read.facts.title, read.facts.ends_on.year) == ("Handlingsplan for trivsel 2025–2027", 2027)
    assert _named(tree.areas) == [("1", "Møteplasser"), ("2", "Natur")]
    assert [goal.item.text for goal in tree.goals] == ["Alle har et sted å være", "Flere går tur"]
    assert [(one.item.text, one.item.responsible, one.item.period) for one in tree.actions] == [
        ("Åpen hall på lørdager", "Kultur", "1.5.2026"), ("Sykler til utlån", "Frivilligsentralen", "2026"),
        ("Verksted", "Frivilligsentralen", "2026"), ("Merke stier", "Teknisk", "Løpende"),
    ]  # fmt: skip
    assert tree.actions[2].texts == ["Kommentar: Søk om penger"]


def test_who_and_when_below_an_action_are_no_heading_of_a_table():
    read = _read("Indsatser\n• Åbent hus\nAnsvarlig: Aktivitetsudvalget\nHvornår: maj\n• Lån en båd\n")
    first, second = [item for item in read.items if item.kind == "action"]

    assert (first.responsible, first.period, second.text) == ("Aktivitetsudvalget", "maj", "Lån en båd")


def test_nothing_of_a_text_is_lost():
    words = {word for item in _read(STRATEGY).items for word in item.text.split()}
    headings = {"Mål", "Delmål", "Tiltak"}

    left = {word.strip(":–") for word in STRATEGY.split()} - {word.strip(":–") for word in words} - headings
    assert [
        word for word in left if not word.replace("-", "").replace(".", "").isdigit() and word != "-" and word
    ] == []


def test_a_letter_that_is_no_plan_comes_back_as_text():
    assert [item.kind for item in _read("Kjære alle.\n\nTakk for i går.\n").items] == ["text", "text"]


def test_what_is_left_out_does_not_become_part_of_the_plan():
    items = [
        Item("area", "A"),
        Item("goal", "B"),
        Item("more", "og C"),
        Item("out", "D"),
        Item("rest", "E"),
        Item("goal", "F"),
    ]
    draft = PlanDraft("P", TODAY, TODAY, numbered(items))

    assert [(item.kind, item.text) for item in draft.items] == [("area", "A"), ("goal", "B og C")]
