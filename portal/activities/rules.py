"""Who sees and registers activities, and what an activity must be."""

from datetime import date, timedelta
from uuid import UUID

from portal import clock
from portal.errors import PortalError
from portal.i18n import _, _l, format_date
from portal.organisations.viewer import Viewer
from portal.plugin_api import EVERYBODY, LEADERS, REGISTRARS, ActivityType, Question, Right, Role

RIGHTS = [
    Right(name="activities.see", label=_l("See activities"), roles=EVERYBODY),
    Right(name="activities.see_all", label=_l("See everybody's activities"), roles=LEADERS | {Role.READER}),
    Right(name="activities.register", label=_l("Register activities"), roles=REGISTRARS),
    Right(name="activities.correct", label=_l("Correct everybody's activities"), roles=LEADERS),
    Right(name="activities.export", label=_l("Take activities out to a spreadsheet"), roles=LEADERS),
]

#: what every organisation can register; plugins bring the rest
TYPES = [
    ActivityType(
        key="core.meeting",
        label=_l("Meeting"),
        questions=(Question(name="participants", label=_l("How many took part?")),),
        position=60,
    ),
    ActivityType(
        key="core.talk",
        label=_l("Talk or lecture"),
        questions=(Question(name="participants", label=_l("How many took part?")),),
        position=61,
    ),
    ActivityType(
        key="core.webinar",
        label=_l("Webinar"),
        questions=(Question(name="participants", label=_l("How many took part?")),),
        position=62,
    ),
    ActivityType(
        key="core.other",
        label=_l("Other activity"),
        questions=(Question(name="participants", label=_l("How many took part?"), required=False),),
        position=69,
    ),
]

#: not held, or not yet
PROGRAMMED = ("planned", "cancelled")
#: how long a volunteer may correct what she registered
OWN_CORRECTION = timedelta(days=14)
FURTHEST = timedelta(days=5 * 366)
OLDEST = date(2000, 1, 1)


def can_register_for(viewer: Viewer, unit_id: UUID) -> bool:
    return viewer.may_in("activities.register", unit_id)


def can_see(viewer: Viewer, unit_id: UUID, registered_by: UUID | None) -> bool:
    """Her own, or any of the units whose activities she may see."""
    return registered_by == viewer.id or viewer.may_in("activities.see_all", unit_id)


def can_look_through(viewer: Viewer, unit_id: UUID) -> bool:
    """What came in through a shared link counts for nobody until a leader has said yes."""
    return viewer.may_in("activities.correct", unit_id)


def can_read_note(viewer: Viewer, unit_id: UUID, registered_by: UUID | None) -> bool:
    """A note may tell about people, so a reader of figures does not get it."""
    return registered_by == viewer.id or viewer.may_in("activities.correct", unit_id)


def can_correct(viewer: Viewer, activity: object) -> bool:
    """Her own for 14 days, where she still may register; leaders and staff those of their units, always."""
    unit_id, by, at = activity.unit_id, activity.registered_by, activity.registered_at  # type: ignore[attr-defined]
    if viewer.may_in("activities.correct", unit_id):
        return True
    return by == viewer.id and can_register_for(viewer, unit_id) and clock.now() - at < OWN_CORRECTION


def check_date(on: date, status: str = "held") -> None:
    """It has taken place; what is planned or cancelled may lie ahead, for five years. Raises PortalError."""
    if status in PROGRAMMED:
        if on > clock.today() + FURTHEST:
            raise PortalError(_("This is more than five years ahead. Please check the year."), "on_date")
    elif on > clock.today():
        raise PortalError(_("This day has not come yet. Register the activity when it has taken place."), "on_date")
    if on < OLDEST:
        raise PortalError(_("Activities can be registered back to %(date)s.", date=format_date(OLDEST)), "on_date")
