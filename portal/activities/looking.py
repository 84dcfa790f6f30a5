"""What the list is narrowed to, in words: what may be chosen, what was chosen, and the way to each part's end."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from portal.activities.filter import CANCELLED, HELD, NEWEST, OLDEST, PLANNED, REGISTERED, WAITING, Filter, read_filter
from portal.activities.forms import LIST_LIMIT
from portal.activities.kinds import OWN, YEAR, kinds_of
from portal.i18n import _, _l
from portal.organisations.viewer import Viewer
from portal.plugin_api import ActivityType
from portal.plugin_api.manager import owner

STATUSES = {
    HELD: _l("Held"),
    PLANNED: _l("Planned"),
    CANCELLED: _l("Cancelled"),
    WAITING: _l("To be looked through"),
}
SORTS = {NEWEST: _l("Newest first"), OLDEST: _l("Oldest first"), REGISTERED: _l("Last registered first")}
PERIODS = {"this_year": _l("This year"), "last_year": _l("Last year")}


@dataclass(frozen=True)
class Chip:
    """A part of the filter in words, and the list without it."""

    label: str
    url: str


def asked_in(said: MultiDict[str, str], viewer: Viewer) -> Filter:
    return read_filter(said, viewer.setup, kinds_of(viewer.here), statuses_for(viewer))


def statuses_for(viewer: Viewer) -> list[str]:
    """What came in through a link is for those who look it through."""
    return [status for status in STATUSES if status != WAITING or viewer.may("activities.correct")]


def choices(viewer: Viewer, asked: Filter) -> dict[str, Any]:
    """What the page of the list needs beside its lines."""
    units, kinds = viewer.setup.units, kinds_of(viewer.here)
    return {
        "asked": asked,
        "types": kinds,
        "kinds": [kind for key, kind in kinds.items() if is_to_choose(viewer, kind) or key in asked.types],
        "units": units[1:] if len(units) <= LIST_LIMIT + 1 else (),
        "statuses": {status: STATUSES[status] for status in statuses_for(viewer)},
        "sorts": SORTS,
        "periods": PERIODS,
        "chips": chips(asked, viewer),
        "faults": dict(asked.faults),
        "sees_others": viewer.may("activities.see_all"),
        "may_take_out": viewer.may("activities.export"),
    }


def is_to_choose(viewer: Viewer, kind: ActivityType) -> bool:
    """Its plugin is switched on, or it is the organisation's own; a hidden one too, for its old activities."""
    return kind.key != YEAR and (owner(kind.key) == OWN or viewer.hooks.has(owner(kind.key)))


def chips(asked: Filter, viewer: Viewer, endpoint: str = "activities.index") -> list[Chip]:
    """Each leads to the same page without it."""
    return [Chip(label, url_for(endpoint, **asked.but(**without))) for label, without in _chosen(asked, viewer)]


def _chosen(asked: Filter, viewer: Viewer) -> Iterator[tuple[str, dict[str, Any]]]:
    """In words, and what the filter is without it."""
    kinds = kinds_of(viewer.here)
    if asked.search:
        yield _("“%(words)s”", words=asked.search), {"search": ""}
    if asked.types:
        yield ", ".join(str(kinds[key].label) for key in asked.types), {"types": ()}
    if asked.unit:
        yield viewer.setup.name(asked.unit), {"unit": None}
    if asked.period_in_words:
        yield asked.period_in_words, {"period": "", "first": None, "last": None}
    if asked.status != HELD:
        yield str(STATUSES[asked.status]), {"status": HELD}
    if asked.mine:
        yield _("Registered by me"), {"mine": False}
