"""What a goal's progress says, in a sentence that anybody understands.

Where we are, what is left, and when we get there at today's pace. Every message is a
whole sentence, so that each language can order its words as it likes.
"""

from collections.abc import Iterator

from portal.goals.progress import Progress, Status, Target
from portal.goals.words import Unit, words_of
from portal.i18n import _, _l

#: days after which a measurement is told with its date
STALE = 92
STATUS_LABELS = {
    "reached": _l("Reached"),
    "on_track": _l("On track"),
    "at_risk": _l("At risk"),
    "behind": _l("Behind"),
    "no_data": _l("No status yet"),
}


def status_label(status: Status) -> str:
    return str(STATUS_LABELS[status])


def sentence(target: Target, progress: Progress, unit: Unit) -> str:
    """Where the goal stands, in the current language."""
    words = words_of(target, progress, unit)
    if target.kind == "told":
        parts = _of_told(progress, words)
    elif target.kind == "yes_no":
        parts = _of_yes_no(progress, words)
    elif target.is_flow:
        parts = _of_flow(target, progress, words)
    else:
        parts = _of_stock(target, progress, words)
    return " ".join(parts)


def _of_yes_no(progress: Progress, words: dict[str, str]) -> Iterator[str]:
    if progress.reason == "no_target":
        yield _("No target has been set yet.")
    elif progress.status == "reached":
        yield _("This is in place.")
    elif progress.is_overdue:
        yield _("Not in place yet. The deadline was %(date)s.", **words)
    else:
        yield _("Not in place yet. The deadline is %(date)s.", **words)


def _of_told(progress: Progress, words: dict[str, str]) -> Iterator[str]:
    if progress.reason == "not_told":
        yield _("Nobody has told yet how this is going.")
    else:
        yield _("%(day)s: %(report)s", **words)
    if progress.reason == "told_long_ago":
        yield _("This was told more than a year ago, so there is no status now.")
    if progress.next and progress.today > progress.next.on and progress.status != "reached":
        yield _("The deadline was %(date)s.", **words)
    elif progress.next and progress.status != "reached":
        yield _("The deadline is %(date)s.", **words)


def _of_stock(target: Target, progress: Progress, words: dict[str, str]) -> Iterator[str]:
    yield from _of_value(target, progress, words)
    if progress.reason == "baseline_missing":
        yield _("No status yet, because the figure for %(base_year)s is missing.", **words)
    elif progress.reason == "no_target":
        yield _("No target has been set yet.")
    elif progress.reason == "nothing_measured":
        yield _("The goal is %(aim)s by %(date)s.", **words)
    elif progress.status == "reached":
        yield _("The goal of %(goal)s is reached.", **words)
    else:
        yield from _of_way_ahead(target, progress, words)


def _of_value(target: Target, progress: Progress, words: dict[str, str]) -> Iterator[str]:
    """A share as per cent and as "12 of 40"; places of all that are listed."""
    if target.kind == "coverage":
        yield _of_places(target, progress, words)
    elif progress.value_on is None:
        yield _("Nothing has been measured yet.")
    elif progress.of:
        is_old = (progress.today - progress.value_on).days > STALE
        yield (
            _("%(percent)s per cent: %(part)s of %(whole)s on %(day)s.", **words)
            if is_old
            else _("%(percent)s per cent: %(part)s of %(whole)s.", **words)
        )
    elif (progress.today - progress.value_on).days > STALE:
        yield _("%(value)s on %(day)s.", **words)
    else:
        yield _("%(value)s.", **words)


def _of_places(target: Target, progress: Progress, words: dict[str, str]) -> str:
    if not target.places:
        return _("No places have been listed yet.")
    if not progress.value:
        return _("None of %(places)s yet.", **words)
    if target.recent:
        return _("%(number)s of %(places)s in the last twelve months.", **words)
    return _("%(number)s of %(places)s.", **words)


def _of_way_ahead(target: Target, progress: Progress, words: dict[str, str]) -> Iterator[str]:
    if target.kind == "share":
        yield from _of_share_ahead(target, progress, words)
    elif progress.is_overdue and target.is_rising:
        yield _("The deadline was %(date)s. %(left)s left to reach %(goal)s.", **words)
    elif progress.is_overdue:
        yield _("The deadline was %(date)s. %(left)s left to get down to %(goal)s.", **words)
    elif target.is_rising:
        yield _("%(left)s left to reach %(goal)s by %(date)s.", **words)
    else:
        yield _("%(left)s left to get down to %(goal)s by %(date)s.", **words)
    if progress.forecast:
        yield _("At today's pace we are there in %(month)s.", **words)


def _of_share_ahead(target: Target, progress: Progress, words: dict[str, str]) -> Iterator[str]:
    """In people, not in percentage points: as many more, or fewer, as it takes of today's whole."""
    if progress.is_overdue:
        yield _("The deadline was %(date)s.", **words)
    if progress.is_overdue and target.is_rising:
        yield _("%(more)s more to reach %(goal)s.", **words)
    elif progress.is_overdue:
        yield _("%(more)s too many to get down to %(goal)s.", **words)
    elif target.is_rising:
        yield _("%(more)s more to reach %(goal)s by %(date)s.", **words)
    else:
        yield _("%(more)s fewer to get down to %(goal)s by %(date)s.", **words)


def _of_flow(target: Target, progress: Progress, words: dict[str, str]) -> Iterator[str]:
    is_over = progress.period_end is not None and progress.period_end < progress.today
    if progress.reason == "nothing_measured":
        yield _("Nothing has been registered yet.")
        yield _("The goal is %(aim)s in %(period)s.", **words)
    elif is_over:
        yield _("%(value)s in %(period)s.", **words)
    else:
        yield _("%(value)s so far in %(period)s.", **words)
    if progress.reason == "no_target":
        yield _("No target has been set for %(period)s.", **words)
    elif progress.reason == "baseline_missing":
        yield _("No status yet, because the figure for %(base_year)s is missing.", **words)
    elif not progress.reason:
        yield from _of_period_target(target, progress, words, is_over=is_over)


def _of_period_target(target: Target, progress: Progress, words: dict[str, str], *, is_over: bool) -> Iterator[str]:
    if progress.status == "reached":
        yield _("The goal of %(goal)s is reached.", **words)
    elif is_over:
        yield _("The goal was %(goal)s.", **words)
    elif target.is_rising:
        yield _("%(left)s left to reach %(goal)s.", **words)
    else:
        yield _("The goal is at most %(goal)s.", **words)
    if progress.forecast_total is not None and not is_over and progress.status != "reached":
        yield _("At today's pace it will be %(total)s in %(period)s.", **words)
