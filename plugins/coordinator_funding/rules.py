"""Who sees the visits by county, and what can be registered."""

from portal.i18n import _l
from portal.plugin_api import STAFF, ActivityType, Question, Right, Role

#: the page is about the whole country, so it is for the roles that mean the whole organisation
RIGHTS = [
    Right(
        name="coordinator_funding.see",
        label=_l("See which counties were visited"),
        roles=STAFF | {Role.READER},
    ),
]

MUNICIPALITY_VISIT = "coordinator_funding.municipality_visit"

TYPES = [
    ActivityType(
        key=MUNICIPALITY_VISIT,
        label=_l("Visit to a municipality"),
        questions=(Question(name="participants", label=_l("How many took part?")),),
        position=30,
    ),
    ActivityType(
        key="coordinator_funding.gathering",
        label=_l("Gathering of coordinators"),
        questions=(Question(name="participants", label=_l("How many took part?")),),
        position=31,
    ),
]
