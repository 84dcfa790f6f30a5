"""Who sees what alliances cost, what can be registered, and when Denmark votes."""

from datetime import date, timedelta

from portal.i18n import _l
from portal.plugin_api import LEADERS, ActivityType, Question, Right, Role

RIGHTS = [
    Right(name="alliances.see", label=_l("See what alliances cost"), roles=LEADERS | {Role.READER}),
]

PARTNER_MEETING = "alliances.partner_meeting"
HANDOVER = "alliances.handover"

TYPES = [
    ActivityType(
        key=PARTNER_MEETING,
        label=_l("Meeting with partners"),
        questions=(
            Question(name="participants", label=_l("How many took part?")),
            Question(name="hours", label=_l("How many hours did it take?"), maximum=1_000),
        ),
        position=40,
    ),
    ActivityType(
        key=HANDOVER,
        label=_l("Joint statement handed over"),
        questions=(Question(name="participants", label=_l("How many took part?")),),
        position=41,
    ),
]

TUESDAY = 1


def election_day(year: int) -> date:
    """The third Tuesday of November: the Danish act on municipal and regional elections."""
    first = date(year, 11, 1)
    return first + timedelta(days=(TUESDAY - first.weekday()) % 7, weeks=2)


def next_election(on: date) -> date:
    """The next Danish local elections, every fourth year from 2025; on the day itself, that day."""
    year = on.year + (2025 - on.year) % 4
    day = election_day(year)
    return day if day >= on else election_day(year + 4)
