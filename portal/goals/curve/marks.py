"""A mark for each status: told apart by shape, not by colour."""

from markupsafe import Markup

from portal.goals.progress import Status

# The signs inside the filled shapes are holes, so that the marks fit on any ground.
_SHAPES = {
    "reached": (
        '<path class="status-mark-fill"'
        ' d="M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18M4.8 10.7l1.5-1.5 2.3 2.3 5.1-5.9 1.6 1.4-6.6 7.6z"/>'
    ),
    "on_track": '<circle cx="10" cy="10" r="8"/><path d="M10 14V6M6.5 9.5 10 6l3.5 3.5"/>',
    "at_risk": '<path d="M10 2.5 18.5 17h-17zM10 8v4M10 14.5v.01"/>',
    "behind": (
        '<path class="status-mark-fill" d="M10 .5l9.5 9.5-9.5 9.5L.5 10zM8.9 5v6h2.2V5zM8.9 12.8v2.2h2.2v-2.2z"/>'
    ),
    "no_data": '<circle class="status-mark-open" cx="10" cy="10" r="8"/>',
}


def status_mark(status: Status) -> str:
    """A small picture beside the status's name, which says it in words."""
    shape = _SHAPES[status]
    return Markup(
        f'<svg class="status-mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">{shape}</svg>'
    )
