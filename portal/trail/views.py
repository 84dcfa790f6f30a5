"""The audit log: what was done here, newest first."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.forms import done
from portal.i18n import _
from portal.plugin_api import Rooms, house
from portal.templating import render
from portal.trail import queries
from portal.trail.daily import switch_daily_letter
from portal.trail.forms import DailyForm
from portal.trail.queries import Asked
from portal.trail.services import take_out
from portal.trail.words import Line, told

#: entries in one file
MOST_IN_FILE = 5000
EARLIEST, LATEST = date(1900, 1, 1), date(2900, 1, 1)

rooms = Rooms("trail", __name__)


@rooms.route("/", right="audit.see")
def index() -> str:
    said = _said()
    lines, following = _lines(_asked(said), _id("after"), queries.PAGE)
    groups = {name: str(house().plugins[name].label) for name in house().audit_groups if name in house().plugins}
    return render(
        "trail/index.html",
        lines=lines,
        following=following,
        after=_id("after"),
        said=said,
        form=ConfirmForm(),
        groups=dict(sorted(groups.items(), key=lambda pair: pair[1])),
        who=next((line.who for line in lines if str(line.user_id) == said.get("who")), ""),
    )


@rooms.route("/file", right="audit.see", methods=["POST"], endpoint="take_out")
def send() -> Response:
    """What the page is narrowed to, at most 5,000 entries."""
    form, said = ConfirmForm(), _said()
    back = url_for("trail.index", **said)
    if form.is_sent():
        lines, _following = _lines(_asked(said), None, MOST_IN_FILE)
        return done(url_for("files.get", file_id=take_out(lines, said, back=back, by=current_user.id)))
    for sentence in form.form_errors:
        flash(sentence, "warning")
    return redirect(back, 303)


def _lines(asked: Asked, after: UUID | None, limit: int) -> tuple[list[Line], UUID | None]:
    here = current_user.here
    rows, following = queries.entries(here.id, asked, here.timezone, after=after, limit=limit)
    ending = [action.name for action in house().audit_actions.values() if action.ends]
    gone = queries.ended(here.id, {row.subject_id for row in rows if row.subject_id}, ending)
    return [told(row, current_user.setup, gone) for row in rows], following


def _said() -> dict[str, Any]:
    """What the address narrows it to, as far as it can be read."""
    read = {
        "who": _id("who"),
        "record": _id("record"),
        "what": what if (what := request.args.get("what")) in house().audit_groups else None,
        "from": _day("from"),
        "to": _day("to"),
    }
    return {name: str(value) for name, value in read.items() if value}


def _asked(said: dict[str, Any]) -> Asked:
    return Asked(
        who=_id("who"),
        record=_id("record"),
        actions=house().audit_groups[said["what"]] if "what" in said else None,
        first=_day("from"),
        last=_day("to"),
    )


def _id(name: str) -> UUID | None:
    return request.args.get(name, type=UUID)


def _day(name: str) -> date | None:
    """Farther away there is nothing in the log, and before the first day of all days no moment."""
    found = request.args.get(name, type=date.fromisoformat)
    return min(max(found, EARLIEST), LATEST) if found else None


@rooms.route("/letter", right="audit.see", methods=["GET", "POST"])
def letter() -> Response | str:
    form = DailyForm(data={"daily_letter": current_user.setup.setting("trail.daily_letter")})
    if form.is_sent():
        switch_daily_letter(current_user.here, form.daily_letter.data, by=current_user.id, name=current_user.name)
        return done(url_for("trail.index"), _("Saved."))
    return render("trail/letter.html", form=form)
