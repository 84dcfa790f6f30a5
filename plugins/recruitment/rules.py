"""Who sees the figures of peer support, and what can be registered."""

from portal.i18n import _l
from portal.plugin_api import LEADERS, STAFF, ActivityType, Question, Right, Role

SEE_MEMBERS = "recruitment.see_members"
MANAGE_MEMBERS = "recruitment.manage_members"
MANAGE_DUES = "recruitment.manage_dues"

RIGHTS = [
    Right(name=SEE_MEMBERS, label=_l("See the register of members"), roles=LEADERS),
    Right(name=MANAGE_MEMBERS, label=_l("Keep the register of members"), roles=LEADERS),
    Right(name=MANAGE_DUES, label=_l("Ask for dues and match payments"), roles=STAFF),
    Right(name="recruitment.see", label=_l("See the figures of peer support"), roles=LEADERS | {Role.READER}),
]

PEER_SUPPORT = "recruitment.peer_support"

TYPES = [
    ActivityType(
        key=PEER_SUPPORT,
        label=_l("Peer support activity"),
        questions=(
            Question(name="participants", label=_l("How many took part?")),
            Question(name="new_people", label=_l("How many of them were new?"), part_of="participants"),
        ),
        position=10,
    ),
    ActivityType(
        key="recruitment.recruitment_talk",
        label=_l("Recruitment talk"),
        questions=(Question(name="participants", label=_l("How many did you talk to?")),),
        position=11,
    ),
]
