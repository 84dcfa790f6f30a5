"""Who sees local activity by county, and what can be registered."""

from portal.i18n import _l
from portal.plugin_api import STAFF, ActivityType, Question, Right, Role

#: the page is about the whole country, so it is for the roles that mean the whole organisation
RIGHTS = [
    Right(
        name="digital_inclusion.see",
        label=_l("See local activity by county"),
        roles=STAFF | {Role.READER},
    ),
]

TYPES = [
    ActivityType(
        key="digital_inclusion.course",
        label=_l("Course in digital skills"),
        questions=(Question(name="participants", label=_l("How many took part?")),),
        position=50,
    ),
    ActivityType(
        key="digital_inclusion.drop_in",
        label=_l("Drop-in help"),
        questions=(Question(name="participants", label=_l("How many came?")),),
        position=51,
    ),
]
LOCAL_ACTIVITY = tuple(kind.key for kind in TYPES)
