"""The words of consents as what a question of the kind `person` asks with: always those that hold now."""

from dataclasses import replace
from uuid import UUID

from portal.consents.queries import purposes
from portal.i18n import OwnText
from portal.plugin_api import ActivityType, Question

PERSON = "person"
#: purpose's id: (id of its words, the words)
Wordings = dict[str, tuple[str, OwnText]]


def with_wordings(organisation_id: UUID, kinds: dict[str, ActivityType]) -> dict[str, ActivityType]:
    """The same types, their questions for a person with the words as the one option. Nothing is read if none asks.

    A purpose that is closed, or is not this organisation's, has no words here, so its question is not asked.
    """
    asking = [key for key, kind in kinds.items() if any(one.kind == PERSON for one in (*kind.questions, *kind.retired))]
    if not asking:
        return kinds
    known = {
        row.id.hex: (row.wording_id.hex, OwnText({"nb": row.nb, "da": row.da}))
        for row in purposes(organisation_id)
        if not row.closed_at
    }
    return kinds | {key: _worded(kinds[key], known) for key in asking}


def _worded(kind: ActivityType, known: Wordings) -> ActivityType:
    return replace(
        kind,
        questions=tuple(_with(one, known) for one in kind.questions),
        retired=tuple(_with(one, known) for one in kind.retired),
    )


def _with(question: Question, known: Wordings) -> Question:
    if question.kind != PERSON or question.purpose not in known:
        return question
    return replace(question, options=(known[question.purpose],))
