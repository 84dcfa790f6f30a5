"""Who sees the groups' meetings, and what can be registered."""

from portal.goals.progress.period import Period
from portal.i18n import _, _l
from portal.plugin_api import LEADERS, ActivityType, Question, Right, Role

RIGHTS = [
    Right(name="care_network.see", label=_l("See which groups have met"), roles=LEADERS | {Role.READER}),
]

NETWORK_MEETING = "care_network.network_meeting"

TYPES = [
    ActivityType(
        key=NETWORK_MEETING,
        label=_l("Network meeting"),
        questions=(Question(name="participants", label=_l("How many took part?")),),
        position=20,
    ),
    ActivityType(
        key="care_network.teaching",
        label=_l("Teaching"),
        questions=(Question(name="participants", label=_l("How many took part?")),),
        position=21,
    ),
]


def name_of(half: Period) -> str:
    """Spring is January to June, autumn July to December, as the network plans its meetings."""
    year = half.start.year
    return _("Spring %(year)s", year=year) if half.number == 1 else _("Autumn %(year)s", year=year)
