"""The weekly letter."""

from collections.abc import Iterable

from portal import clock
from portal.due.groups import GROUPS, Due, group_of
from portal.i18n import _, format_date
from portal.messages.services import Letter, address_for
from portal.organisations.viewer import Viewer


def weekly_letter(viewer: Viewer, week: Iterable[Due], off_url: str) -> Letter:
    """What is late and what the week brings. The organisation's name may tell of an illness, so the subject
    does not bear it.
    """
    here, today = viewer.here, clock.today()
    lines: dict[str, list[str]] = {}
    for due in week:
        lines.setdefault(group_of(due.on, today), []).append(_line(due, viewer))
    return Letter(
        subject=_("Your week in Medvirke"),
        paragraphs=(_("This is what is due for you in %(organisation)s this week.", organisation=here.name),),
        lists=tuple((str(label), tuple(lines[key])) for key, label in GROUPS.items() if key in lines),
        button=_("All that is due"),
        url=address_for("due.index", slug=here.slug),
        sender=here.name,
        off_url=off_url,
    )


def _line(due: Due, viewer: Viewer) -> str:
    """24. november 2026: Ring kommunen (Bergen)"""
    unit = viewer.setup.name(due.unit_id) if due.unit_id and due.unit_id != viewer.setup.root.id else ""
    return f"{format_date(due.on)}: {due.title}" + (f" ({unit})" if unit else "")
