"""What counts, how much did, a new rule with its preview, and a recount with its own."""

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from plugins.recruitment.counting import queries
from plugins.recruitment.counting.forms import RuleForm, as_typed
from plugins.recruitment.counting.models import FORMS
from plugins.recruitment.counting.rules import FORM_NAMES, NAME, rule_on
from plugins.recruitment.counting.services import days_of, preview_of, say_rule
from plugins.recruitment.counting.telling import rule_in_words
from plugins.recruitment.rules import MANAGE_COUNTING
from portal import clock
from portal.accounts.forms import ConfirmForm
from portal.activities.recounting import Change, what_would_change
from portal.audit.services import record
from portal.forms import done
from portal.i18n import _
from portal.jobs.services import start_job
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("recruitment_counting", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/counting")
FIRST_YEAR = 2000


@rooms.route("/", right="activities.see")
def index() -> str:
    """The rules for everybody who registers; the figures for who may see them."""
    year = _year(request.args.get("year", type=int))
    units = current_user.choices("recruitment.see") if current_user.may("recruitment.see") else []
    lines = queries.counting_by_unit(current_user.here.id, units, year) if units else []
    rules = queries.rules_of(current_user.here.id)
    return _render(
        "index",
        year=year,
        lines=lines,
        total=queries.in_all(lines),
        holding=[(form, rule_on(rules, form, clock.today())) for form in FORMS],
        history=sorted(rules, key=lambda rule: rule.starts_on, reverse=True),
    )


def _render(page: str, **context: Any) -> str:
    return render(
        f"recruitment/counting/{page}.html", form_names=FORM_NAMES, in_words=rule_in_words, on=clock.today(), **context
    )


def _year(asked: int | None) -> int:
    this = clock.today().year
    return asked if asked and FIRST_YEAR <= asked <= this else this


@rooms.route("/new", right=MANAGE_COUNTING, methods=["GET", "POST"])
def new() -> Response | str:
    """It begins with what holds today for the form that `?form=` names."""
    asked = request.args.get("form", "")
    form_name = asked if asked in FORMS else FORMS[0]
    holds = rule_on(queries.rules_of(current_user.here.id), form_name, clock.today())
    form = RuleForm(data=as_typed(holds) if holds else {"form": form_name, "sessions": 1})
    if form.is_fine() and not form.was_shown():
        with form.attempt():
            changes = preview_of(current_user.here.id, form.said)
            form.show()
            return _render("form", form=form, changes=_in_short(changes), rule=form.said)
    elif form.is_sent():
        with form.attempt():
            say_rule(form.said, by=current_user.id)
            return done(url_for("recruitment_counting.index"), _("Saved. It holds for what is registered from now on."))
    return _render("form", form=form, changes=None, rule=None)


def _in_short(changes: Iterable[Change]) -> dict[str, int]:
    found = Counter(change.gains for change in changes)
    return {"more": found[1], "fewer": found[-1], "reasons": found[0]}


@rooms.route("/again", right=MANAGE_COUNTING, methods=["GET", "POST"])
def again() -> Response | str:
    """What a recount of the year that `?year=` names would change; pressed, the worker does it."""
    year = _year(request.args.get("year", type=int))
    form = ConfirmForm()
    if form.is_sent():
        return done(_recount(year))
    changes = what_would_change(current_user.here.id, NAME, *days_of(year))
    return _render("again", form=form, year=year, changes=_in_short(changes), lines=_by_unit(changes))


def _by_unit(changes: Iterable[Change]) -> list[tuple[str, int, int]]:
    """(unit, how many more count, how many fewer) of units where something does."""
    found: Counter[tuple[UUID, int]] = Counter((change.row.unit_id, change.gains) for change in changes)
    lines = [(node.name, found[node.id, 1], found[node.id, -1]) for node in current_user.setup.units]
    return [line for line in lines if line[1] or line[2]]


def _recount(year: int) -> str:
    job = start_job(
        "recruitment.count_anew",
        title=_("A recount of %(year)s", year=year),
        details={"year": year},
        back=url_for("recruitment_counting.index", year=year),
        by=current_user.id,
    )
    record("recruitment.recount_asked_for", job.id, by=current_user.id, changes={"year": year})
    return url_for("jobs.show", job_id=job.id)
