"""Sentences of goals that have no figure: something that is in place or not, and what is told in words."""

from collections.abc import Iterator

from portal.goals.progress import Progress
from portal.i18n import _


def of_yes_no(progress: Progress, words: dict[str, str]) -> Iterator[str]:
    if progress.reason == "no_target":
        yield _("No target has been set yet.")
    elif progress.reason == "nothing_measured":
        yield _("Nobody has said yet whether this is in place.")
        yield _deadline(progress, words)
    elif progress.status == "reached":
        yield _("This is in place.")
    elif progress.is_overdue:
        yield _("Not in place yet. The deadline was %(date)s.", **words)
    else:
        yield _("Not in place yet. The deadline is %(date)s.", **words)


def _deadline(progress: Progress, words: dict[str, str]) -> str:
    is_past = progress.next is not None and progress.next.on < progress.today
    return _("The deadline was %(date)s.", **words) if is_past else _("The deadline is %(date)s.", **words)


def of_told(progress: Progress, words: dict[str, str]) -> Iterator[str]:
    if progress.reason == "not_told":
        yield _("Nobody has told yet how this is going.")
    else:
        yield _("%(day)s: %(report)s", **words)
    if progress.reason == "told_long_ago":
        yield _("This was told more than a year ago, so there is no status now.")
    if progress.next and progress.status != "reached":
        yield _deadline(progress, words)
