"""Pages of calendar entries. They are listed in the year wheel."""

from datetime import date, timedelta
from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal import clock
from portal.accounts.forms import ConfirmForm
from portal.calendar import queries
from portal.calendar.forms import CountBackForm, EntryForm, entry_form
from portal.calendar.holidays import holidays_of
from portal.calendar.models import CalendarEntry
from portal.calendar.rules import KINDS, can_keep, falls_on
from portal.calendar.services import add_entry, change_entry, count_back, remove_entry
from portal.errors import Forbidden, NotFound
from portal.forms import done
from portal.i18n import _, current_language
from portal.i18n.formats import month_names
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("calendar", __name__)


@rooms.route("/new/<key>", right="calendar.edit", methods=["GET", "POST"])
def new(key: str) -> Response | str:
    if key not in KINDS:
        raise NotFound
    form = entry_form(key, current_user.choices("calendar.edit"))
    if form.is_sent():
        _demand(form)
        with form.attempt():
            entry = add_entry(kind=key, by=current_user.id, **form.said)
            return done(_year_of(entry), _("%(name)s is added.", name=entry.title))
    return render("calendar/form.html", form=form, kind=key)


def _demand(form: EntryForm) -> None:
    if not can_keep(current_user, UUID(form.unit_id.data)):
        raise Forbidden(_("You keep the calendar of your own unit only."))


def _year_of(entry: CalendarEntry) -> str:
    return url_for("yearwheel.index", year=entry.on_date.year)


def _entry(entry_id: UUID) -> CalendarEntry:
    found = queries.entry(current_user.here.id, entry_id)
    if found is None:
        raise NotFound
    return found


def _mine_to_keep(entry_id: UUID) -> CalendarEntry:
    found = _entry(entry_id)
    if not can_keep(current_user, found.unit_id):
        raise Forbidden(_("You keep the calendar of your own unit only."))
    return found


@rooms.route("/<uuid:entry_id>", right="calendar.see")
def show(entry_id: UUID) -> str:
    entry = _entry(entry_id)
    today = clock.today()
    following = next(falls_on(entry, today, today + timedelta(days=366)), None) if entry.yearly else None
    return render(
        "calendar/show.html",
        entry=entry,
        kind=KINDS[entry.kind],
        months=[month_names(current_language())[month - 1] for month in sorted(entry.months)],
        following=following,
        holiday=_holiday,
        can_keep=can_keep(current_user, entry.unit_id),
    )


def _holiday(day: date) -> str:
    """What the day is called where nobody can be expected to come to a meeting."""
    return holidays_of(current_user.here.country, day.year).get(day, "")


@rooms.route("/<uuid:entry_id>/change", right="calendar.edit", methods=["GET", "POST"])
def change(entry_id: UUID) -> Response | str:
    entry = _mine_to_keep(entry_id)
    form = entry_form(entry.kind, current_user.choices("calendar.edit"), obj=entry)
    if form.is_sent() and not form.clashes_with(entry):
        _demand(form)
        with form.attempt():
            change_entry(entry, by=current_user.id, **form.said)
            return done(url_for("calendar.show", entry_id=entry_id), _("Saved."))
    return render("calendar/form.html", form=form, kind=entry.kind, entry=entry)


@rooms.route("/<uuid:entry_id>/remove", right="calendar.edit", methods=["GET", "POST"])
def remove(entry_id: UUID) -> Response | str:
    entry = _mine_to_keep(entry_id)
    form = ConfirmForm()
    if form.is_sent():
        back, name = _year_of(entry), entry.title
        remove_entry(entry, by=current_user.id)
        return done(back, _("%(name)s is removed.", name=name))
    return render("calendar/remove.html", form=form, entry=entry)


@rooms.route("/<uuid:entry_id>/before", right="calendar.edit", methods=["GET", "POST"])
def before(entry_id: UUID) -> Response | str:
    """Count back from its day."""
    entry = _mine_to_keep(entry_id)
    if entry.kind == "standing":
        raise NotFound
    form = CountBackForm()
    if form.is_sent():
        with form.attempt():
            made = count_back(entry, title=form.title.data.strip(), weeks=form.weeks.data, by=current_user.id)
            return done(_year_of(made), _("%(name)s is added.", name=made.title))
    return render("calendar/before.html", form=form, entry=entry)
