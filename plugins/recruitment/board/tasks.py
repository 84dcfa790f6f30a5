"""What to do next: a few sentences that follow from figures by plain rules, each with the page to do it on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import url_for

from plugins.recruitment.board.queries import MOST_COUNTED, Source, Waiting
from plugins.recruitment.joining.waiting import in_words
from plugins.recruitment.rules import MANAGE_DUES, MANAGE_JOINING, SEE_MEMBERS, SEE_SURFACES
from portal.i18n import _, format_number, ngettext
from portal.organisations.viewer import Viewer

#: days after which an enrolment that nobody has confirmed is worth a call
SILENT = timedelta(days=7)
#: from this month on a campaign in autumn should be planned
PLAN_FROM = 9
#: names in a sentence
NAMED = 6


@dataclass(frozen=True)
class Task:
    """A sentence, and where to do it; "" where the page is not hers to open."""

    text: str
    url: str = ""


def tasks_for(viewer: Viewer, waiting: Waiting, sources: list[Source], today: date) -> list[Task]:
    """Figures about people only for whoever may see all members."""
    found = [*_about_dues(viewer, waiting), *_about_people(viewer, waiting), *_about_surfaces(viewer, waiting)]
    found += _about_branches(viewer, waiting, sources)
    if not waiting["campaigns"] and today.month >= PLAN_FROM:
        found.append(_task(viewer, MANAGE_JOINING, "recruitment_campaigns.new", _("No campaign is planned or open.")))
    return found


def _task(viewer: Viewer, right: str, endpoint: str, text: str, **arguments: Any) -> Task:
    return Task(text, url_for(endpoint, **arguments) if viewer.may(right) else "")


def _about_dues(viewer: Viewer, waiting: Waiting) -> Iterator[Task]:
    if not viewer.everywhere(MANAGE_DUES):
        return
    for name, endpoint, say in (
        ("payments", "recruitment_bank.unmatched", _nobody_knows), ("returned", "recruitment_dues.on_paper", _print_it),
    ):  # fmt: skip
        if n := waiting[name]:
            yield _task(viewer, MANAGE_DUES, endpoint, say(n))


def _up_to(n: int) -> str:
    """Beyond what is counted, that there are more."""
    return format_number(n) if n <= MOST_COUNTED else _("Over %(n)s", n=format_number(MOST_COUNTED))


def _nobody_knows(n: int) -> str:
    return ngettext(
        "%(n)s payment came in and nobody knows what for.", "%(n)s payments came in and nobody knows what for.",
        n,
        n=_up_to(n),
    )


def _print_it(n: int) -> str:
    return ngettext(
        "Letters to %(n)s who owes dues come back: send hers on paper.",
        "Letters to %(n)s who owe dues come back: send theirs on paper.",
        n,
        n=_up_to(n),
    )


def _about_people(viewer: Viewer, waiting: Waiting) -> Iterator[Task]:
    if not viewer.everywhere(SEE_MEMBERS):
        return
    if waiting.confirmed_since:
        text = f"{in_words(waiting['confirmed'], waiting.confirmed_since)}."
        yield _task(viewer, SEE_MEMBERS, "recruitment_joining.index", text, state="confirmed")
    if n := waiting["silent"]:
        yield _task(viewer, SEE_MEMBERS, "recruitment_joining.index", _ring(n), state="waiting")
    if n := waiting["unpaid"]:
        yield _task(viewer, SEE_MEMBERS, "recruitment_members.index", _unpaid(n), state="open")


def _ring(n: int) -> str:
    return ngettext(
        "%(n)s enrolled more than a week ago and has not confirmed: ring, or send the letter again.",
        "%(n)s enrolled more than a week ago and have not confirmed: ring, or send the letter again.",
        n,
        n=_up_to(n),
    )


def _unpaid(n: int) -> str:
    return ngettext(
        "%(n)s member has not paid this year's dues, though the day has passed.",
        "%(n)s members have not paid this year's dues, though the day has passed.",
        n,
        n=_up_to(n),
    )


def _about_surfaces(viewer: Viewer, waiting: Waiting) -> Iterator[Task]:
    said: tuple[tuple[str, str, Callable[[int], str]], ...] = (
        ("surfaces", "due", _be_in_touch), ("unplanned", "never", _plan_it),
    )  # fmt: skip
    for name, state, say in said:
        if n := waiting[name]:
            yield _task(viewer, SEE_SURFACES, "recruitment_surfaces.index", say(n), state=state)


def _be_in_touch(n: int) -> str:
    return ngettext(
        "%(n)s contact surface waits for somebody to be in touch.",
        "%(n)s contact surfaces wait for somebody to be in touch.",
        n,
        n=_up_to(n),
    )


def _plan_it(n: int) -> str:
    return ngettext(
        "%(n)s contact surface has no day on which somebody is to be in touch.",
        "%(n)s contact surfaces have no day on which somebody is to be in touch.",
        n,
        n=_up_to(n),
    )


def _about_branches(viewer: Viewer, waiting: Waiting, sources: list[Source]) -> Iterator[Task]:
    branches = [node for node in viewer.setup.units if node.kind == "branch"]
    without = [node.name for node in branches if node.id not in waiting.looking_after]
    brought = {one.unit_id for one in sources if one.unit_id}
    silent = [node.name for node in branches if node.id not in brought]
    if without:
        text = _("These branches look after no contact surface: %(names)s.", names=_named(without))
        yield _task(viewer, SEE_SURFACES, "recruitment_surfaces.index", text)
    if silent and len(silent) < len(branches):
        text = _("Nobody has enrolled through a code of these branches this year: %(names)s.", names=_named(silent))
        yield _task(viewer, MANAGE_JOINING, "recruitment_codes.index", text)


def _named(names: list[str]) -> str:
    more = len(names) - NAMED
    if more <= 0:
        return ", ".join(names)
    return ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", more, names=", ".join(names[:NAMED]))
