"""From a file to a draft, and from the draft to a plan."""

from uuid import UUID

from portal import clock
from portal.audit.services import record
from portal.drafts.models import Draft
from portal.drafts.services import keep_draft, use_up
from portal.errors import PortalError
from portal.extensions import db
from portal.goals.models import Action, ActionStep, FocusArea, Goal, Indicator, Milestone, Plan
from portal.i18n import _
from portal.intake.content import PlanDraft, numbered
from portal.intake.reading.plan import ReadPlan, plan_from_sheets, plan_from_text
from portal.intake.targets import Measure, measure_of
from portal.intake.tree import Part, Tree, tree_of
from portal.sheets.reading import read_text, read_workbook
from portal.sheets.recognise import is_spreadsheet
from portal.tenancy import uuid7

KIND = "plan"


def read_file(content: bytes, name: str) -> ReadPlan:
    """A plan's file: .xlsx, .csv, .docx or .txt. Raises SheetError."""
    if is_spreadsheet(content, name):
        return plan_from_sheets(read_workbook(content, name), clock.today())
    text = read_text(content, name)
    return plan_from_text(text, clock.today(), broken=not content.startswith(b"PK"))


def read_pasted(text: str) -> ReadPlan:
    """A plan's text, its lines broken or not."""
    return plan_from_text(text, clock.today())


def keep_plan(read: ReadPlan, *, by: UUID) -> Draft:
    """Raises PortalError where nothing was found."""
    if not read.items:
        raise PortalError(_("No text was found. Paste the plan's text, or choose another file."))
    facts = read.facts
    draft = PlanDraft(facts.title or _("New plan"), facts.starts_on, facts.ends_on, numbered(read.items))
    return keep_draft(KIND, draft.title, draft.as_content(), by=by)


def make_plan(draft: Draft, *, by: UUID) -> Plan:
    """All of it at once, as a draft of a plan that nobody has adopted yet.

    Raises PortalError where no line is a goal or an action. What is longer
    than a title may be goes on in the text below it: nothing is cut off.
    """
    said = PlanDraft.of(draft.title, draft.content)
    tree = tree_of(said.items, said.title)
    if not tree.goals and not tree.actions:
        raise PortalError(_("There is no goal and no action yet. Say of at least one line that it is one."))
    plan = _plan(said, tree)
    db.session.add(plan)
    db.session.flush()
    _add_parts(plan, tree)
    record(
        "plan.read_in", plan.id, by=by,
        changes={"title": [None, plan.title], "goals": [None, len(tree.goals)], "actions": [None, len(tree.actions)]},
    )  # fmt: skip
    use_up(draft)
    return plan


def _plan(said: PlanDraft, tree: Tree) -> Plan:
    return Plan(
        id=uuid7(), title=said.title, starts_on=said.starts_on, ends_on=said.ends_on, status="draft",
        purpose="\n\n".join(tree.purpose), vision="\n\n".join(tree.vision), note="\n\n".join(tree.notes),
        values=[_value(text) for text in tree.values],
    )  # fmt: skip


def _value(text: str) -> dict[str, str]:
    """`Empathy: we listen.`"""
    name, colon, rest = text.partition(":")
    is_named = bool(colon) and len(name) <= 60
    return {"name": name.strip() if is_named else text, "text": rest.strip() if is_named else ""}


def _add_parts(plan: Plan, tree: Tree) -> None:
    """Parents before children: the database checks each row as it comes."""
    ids = {id(part): uuid7() for part in (*tree.areas, *tree.goals, *tree.actions)}

    def of(part: Part | None) -> UUID | None:
        return ids[id(part)] if part else None

    areas = [
        FocusArea(id=of(part), plan_id=plan.id, position=n, number=part.item.number, **_titled(part, 200))
        for n, part in enumerate(tree.areas, 1)
    ]
    goals = [
        Goal(
            id=of(part), plan_id=plan.id, focus_area_id=of(part.area), parent_id=of(part.above), position=n,
            number=part.item.number, **_titled(part, 300),
        )
        for n, part in enumerate(tree.goals, 1)
    ]  # fmt: skip
    actions = [
        Action(
            id=of(part), plan_id=plan.id, focus_area_id=of(part.area), goal_id=of(part.above), position=n,
            responsible=part.item.responsible, period=part.item.period, level=part.item.level or "both",
            **_titled(part, 400),
        )
        for n, part in enumerate(tree.actions, 1)
    ]  # fmt: skip
    steps = [
        ActionStep(action_id=of(part), position=n, title=text[:300])
        for part in tree.actions
        for n, text in enumerate((piece for step in part.steps for piece in _pieces(step, 300)), 1)
    ]
    measured = [(of(part), part, said) for part in tree.goals if (said := measure_of(part.item))]
    indicators = [_indicator(goal_id, part, said) for goal_id, part, said in measured]
    milestones = [
        Milestone(indicator_id=one.id, on_date=said.by, value=said.amount)
        for one, (_goal_id, _part, said) in zip(indicators, measured, strict=True)
    ]
    for rows in (areas, goals, indicators, milestones, actions, steps):
        db.session.add_all(rows)
        db.session.flush()


def _indicator(goal_id: UUID | None, part: Part, said: Measure) -> Indicator:
    """A number to reach by a day, written down by somebody."""
    return Indicator(
        id=uuid7(), goal_id=goal_id, name=_pieces(part.item.text, 200)[0], kind="level", source="typed",
        activity_types=[], unit_one=said.unit, unit_many=said.unit,
    )  # fmt: skip


def _titled(part: Part, most: int) -> dict[str, str]:
    first, *rest = _pieces(part.item.text, most)
    return {"title": first, "text": "\n\n".join([*([" ".join(rest)] if rest else []), *part.texts])}


def _pieces(text: str, most: int) -> list[str]:
    """The text in pieces that fit, broken between words where there are any."""
    found = []
    while len(text) > most:
        cut = text.rfind(" ", 0, most)
        cut = cut if cut > most // 2 else most
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*found, text]
