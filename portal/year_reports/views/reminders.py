"""Remind those who have not sent theirs in; and until when it is asked for."""

from collections.abc import Sequence

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.activities.kinds import kinds_of
from portal.forms import done
from portal.i18n import _, ngettext
from portal.templating import render
from portal.year_reports import queries
from portal.year_reports.figures import why
from portal.year_reports.forms import LastDayForm, RemindForm
from portal.year_reports.rules import last_day, units_asked
from portal.year_reports.services import posts_for, remind, set_last_day
from portal.year_reports.views.rooms import asked_year, rooms
from portal.year_reports.words import Line, lines_for


@rooms.route("/remind", right="year_reports.manage", methods=["GET", "POST"])
def reminder() -> Response | str:
    year = asked_year()
    if request.method == "GET" and "ticked" in request.args and "unit" not in request.args:
        flash(_("Tick at least one unit first."), "warning")
        return redirect(url_for("year_reports.index", year=year), 303)
    form = RemindForm(data={"units": " ".join(request.args.getlist("unit"))})
    missing = [line for line in _lines(year) if not line.sent_at]
    chosen = [line for line in missing if line.can_be_reminded and _is_ticked(line, form.units.data or "")]
    posts = posts_for([line.unit for line in chosen], {line.unit.id: line.leaders or () for line in chosen})
    if form.is_sent():
        with form.attempt():
            n = remind(current_user.here, posts, year, by=current_user.id)
            return done(
                url_for("year_reports.index", year=year),
                ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", n),
            )
    return render(
        "year_reports/remind.html",
        form=form,
        year=year,
        posts=posts,
        chosen=chosen,
        without=[line for line in missing if not line.leaders],
        why=why(kinds_of(current_user.here)),
        until=last_day(current_user.setup, year),
    )


def _lines(year: int) -> Sequence[Line]:
    here, units = current_user.here, units_asked(current_user.setup)
    leaders = queries.leaders_of(here.id, here.setup, [unit.id for unit in units])
    return lines_for(units, queries.told_of(here.id, year), leaders)


def _is_ticked(line: Line, ticked: str) -> bool:
    """Without any, all are meant."""
    return not ticked.strip() or str(line.unit.id) in ticked.split()


@rooms.route("/last-day", right="year_reports.manage", methods=["GET", "POST"])
def last() -> Response | str:
    year = asked_year()
    form = LastDayForm(data={"on_date": last_day(current_user.setup, year)})
    if form.is_sent():
        with form.attempt():
            set_last_day(current_user.here.id, year, form.on_date.data, by=current_user.id)
            return done(url_for("year_reports.index", year=year), _("Saved."))
    return render("year_reports/last_day.html", form=form, year=year)
