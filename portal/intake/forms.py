"""Forms of reading in a plan."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flask import request
from flask_wtf.file import FileField
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from portal.accounts.forms import REQUIRED, REQUIRED_TEXT
from portal.drafts.models import Draft
from portal.errors import PortalError
from portal.forms import EditForm, PortalForm, answer_second_sending
from portal.i18n import _, _l, format_date
from portal.intake.content import PlanDraft
from portal.intake.kinds import KINDS, LEVELS, NAMES, Item
from portal.intake.targets import LONGEST_UNIT, plain_amount
from portal.plans.rules import check_reach
from portal.sheets.limits import CHARACTERS

#: differences that are shown when two people corrected the same draft
SHOWN = 20


class NewPlanForm(PortalForm):
    text = TextAreaField(
        _l("The plan's text"),
        [Length(max=CHARACTERS)],
        description=_l("Open the plan, copy all of it, and paste it here."),
        render_kw={"rows": 8},
    )
    file = FileField(
        _l("Or choose a file"),
        description=_l("Word (.docx), Excel (.xlsx) or plain text (.txt, .csv), at most 2 MB."),
        render_kw={"accept": ".docx,.xlsx,.txt,.csv"},
    )

    def validate_text(self, field: TextAreaField) -> None:
        if not (field.data or "").strip() and not (self.file.data and self.file.data.filename):
            raise ValidationError(_("Paste the text, or choose a file below."))


class CorrectionForm(EditForm):
    """The first page has the plan's name and period; every page has its lines, which are read from what was sent."""

    title = StringField(_l("Name of the plan"), [REQUIRED_TEXT, Length(max=200)])
    starts_on = DateField(_l("First day"), [REQUIRED])
    ends_on = DateField(_l("Last day"), [REQUIRED])

    def validate_ends_on(self, field: DateField) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("The last day lies before the first day."))
        for day in (self.starts_on.data, field.data):
            if day:
                _check_year(day)

    def without_head(self) -> "CorrectionForm":
        """For the pages after the first."""
        del self.title, self.starts_on, self.ends_on
        return self

    def differs_from(self, draft: Draft, mine: PlanDraft, theirs: PlanDraft, numbers: Sequence[int]) -> bool:
        """As `clashes_with`, line by line."""
        if self.version.data == str(draft.version):
            return False
        answer_second_sending()
        self.version.data = str(draft.version)
        both = _heads(self, mine, theirs) if "title" in self else []
        ours, others = dict(mine.lines), dict(theirs.lines)
        both += [(_("Line %(n)s", n=n), _said(ours.get(n)), _said(others.get(n))) for n in numbers]
        self.conflict = [row for row in both if row[1] != row[2]][:SHOWN]
        return bool(self.conflict)


def _heads(form: CorrectionForm, mine: PlanDraft, theirs: PlanDraft) -> list[tuple[str, str, str]]:
    return [
        (str(form.title.label.text), mine.title, theirs.title),
        (str(form.starts_on.label.text), format_date(mine.starts_on), format_date(theirs.starts_on)),
        (str(form.ends_on.label.text), format_date(mine.ends_on), format_date(theirs.ends_on)),
    ]


def _said(item: Item | None) -> str:
    if item is None:
        return ""
    measured = " ".join(filter(None, (item.amount, item.unit, item.by)))
    about = filter(
        None, (item.number, item.text, item.responsible, item.period, dict(LEVELS)[item.level] or "", measured)
    )
    return f"{dict(KINDS)[item.kind]}: {' · '.join(str(part) for part in about)}"


def sent_numbers(said: PlanDraft) -> list[int]:
    """Which of the draft's lines came with the form."""
    return [number for number, _item in said.lines if f"k{number}" in request.form]


def typed_items(number: int, item: Item, sent: Mapping[str, Any] | None = None) -> list[Item]:
    """What a line became: several where its text was divided by a line break, none where it was emptied."""
    form = request.form if sent is None else sent
    kind = form.get(f"k{number}", item.kind)
    texts = [" ".join(part.split()) for part in form.get(f"t{number}", item.text).splitlines()]
    first = Item(
        kind=kind if kind in NAMES else item.kind,
        text="",
        number=" ".join(form.get(f"n{number}", item.number).split())[:20],
        responsible=" ".join(form.get(f"r{number}", item.responsible).split())[:120],
        period=" ".join(form.get(f"p{number}", item.period).split())[:120],
        level=level if (level := form.get(f"l{number}", item.level)) in dict(LEVELS) else item.level,
    )
    kept = [text for text in texts if text]
    return [
        replace(first, text=text, **({"number": ""} if n else _typed_measure(number, item, form)))
        for n, text in enumerate(kept)
    ]


def _typed_measure(number: int, item: Item, form: Mapping[str, Any]) -> dict[str, Any]:
    """How the goal is measured, where the page asked for it."""
    if f"a{number}" not in form:
        return {name: getattr(item, name) for name in ("amount", "unit", "by", "asked")}
    return {
        "amount": plain_amount(form[f"a{number}"]),
        "unit": " ".join(form.get(f"u{number}", "").split())[:LONGEST_UNIT],
        "by": form.get(f"d{number}", "").strip()[:10],
        "asked": True,
    }


def _check_year(day: date) -> None:
    try:
        check_reach(day, "ends_on")
    except PortalError as fault:
        raise ValidationError(fault.sentence) from None
