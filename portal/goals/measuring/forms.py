"""Forms of places, of reports in words and of units' figures."""

from typing import Any
from uuid import UUID

from flask import request
from wtforms import BooleanField, DateField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from portal import clock
from portal.accounts.forms import REQUIRED
from portal.forms import EditForm, PortalForm
from portal.goals.forms import evidence_field
from portal.goals.measuring.services import Tick
from portal.goals.models import Place
from portal.goals.sentences import STATUS_LABELS
from portal.i18n import _, _l

STATES = [SelectChoice(state, STATUS_LABELS[state]) for state in ("reached", "on_track", "at_risk", "behind")]
_WORDS = {"rows": 4, "maxlength": "2000"}


def _state_field() -> Any:
    return RadioField(_l("How is it going?"), [REQUIRED], choices=STATES)


def _text_field() -> Any:
    return TextAreaField(
        _l("In a few words"),
        [DataRequired(_l("Write a few words: what has been done, and what is left?")), Length(max=2000)],
        description=_l("What has been done, and what is left?"),
        render_kw=_WORDS,
    )


class ReportForm(PortalForm):
    on_date = DateField(_l("Date"), [REQUIRED], default=clock.today)
    state = _state_field()
    text = _text_field()
    files = evidence_field()


class ReportCorrectionForm(EditForm):
    state = _state_field()
    text = _text_field()
    files = evidence_field()


class PlacesForm(EditForm):
    """Made anew for each list of places: a tick, a date and a note for each."""

    added = TextAreaField(
        _l("Add to the list"),
        [Optional(), Length(max=20_000)],
        description=_l("One name on each line."),
        render_kw={"rows": 3},
    )
    places: list[Place]

    def ticks(self) -> dict[UUID, Tick]:
        """What was typed of each place. Gathers the faults at their fields and is empty if there are any."""
        found, is_faulty = {}, False
        for place in self.places:
            tick, fault = _tick(place, *(self[_name(part, place)] for part in ("tick", "on", "note")))
            found[place.id], is_faulty = tick, is_faulty or fault
        return {} if is_faulty else found

    def row(self, place: Place) -> list[Any]:
        """The fields of one place."""
        return [self[_name(part, place)] for part in ("tick", "on", "note")]


def _tick(place: Place, tick: Any, on: Any, note: Any) -> tuple[Tick, bool]:
    if tick.data and on.data and on.data > clock.today():
        on.errors = [_("This day has not come yet.")]
        return Tick(None, ""), True
    if not tick.data and on.data and on.data != place.covered_on:
        tick.errors = [_("Tick it as well, or take the date away.")]
        return Tick(None, ""), True
    return Tick((on.data or clock.today()) if tick.data else None, (note.data or "").strip()), False


def places_form(places: list[Place], *, may_tick: bool, **filled: Any) -> PlacesForm:
    """With three fields for each place, unless its activities cover it."""
    fields: dict[str, Any] = {}
    for place in places if may_tick else ():
        fields[_name("tick", place)] = BooleanField(place.name, default=place.covered_on is not None)
        fields[_name("on", place)] = DateField(
            _l("Covered since: %(place)s", place=place.name), [Optional()], default=place.covered_on
        )
        fields[_name("note", place)] = StringField(
            _l("Note: %(place)s", place=place.name), [Length(max=300)], default=place.note
        )
    made: PlacesForm = type("PlacesForm", (PlacesForm,), fields)(**filled)
    made.places = places if may_tick else []
    return made


def sent_places(places: list[Place]) -> list[Place]:
    """Those that stood in the form that is sent: what is shown may have changed since."""
    return [place for place in places if any(_name(part, place) in request.form for part in ("tick", "on", "note"))]


class ListAsRead:
    """All places as one row that somebody else may have changed: its version grows with every change of one."""

    def __init__(self, places: list[Place]) -> None:
        self.version = sum(place.version for place in places) + 1000 * len(places)
        for place in places:
            setattr(self, _name("tick", place), place.covered_on is not None)
            setattr(self, _name("on", place), place.covered_on)
            setattr(self, _name("note", place), place.note)


def _name(part: str, place: Place) -> str:
    return f"{part}_{place.id.hex}"
