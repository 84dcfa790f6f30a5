"""Who sees the figures of peer support, and what can be registered."""

from portal.i18n import _l
from portal.plugin_api import LEADERS, REGISTRARS, STAFF, ActivityType, ConsentOffer, Question, Right, Role

SEE_MEMBERS = "recruitment.see_members"
MANAGE_MEMBERS = "recruitment.manage_members"
MANAGE_DUES = "recruitment.manage_dues"
BRING_MEMBERS = "recruitment.bring_members"
MANAGE_JOINING = "recruitment.manage_joining"
MAKE_CODES = "recruitment.make_codes"
HELP_JOIN = "recruitment.help_join"
SEE_PEERS = "recruitment.see_peers"
MANAGE_PEERS = "recruitment.manage_peers"
MANAGE_GATHERINGS = "recruitment.manage_gatherings"
MEMBER_LIST = "recruitment.members"
MANAGE_COUNTING = "recruitment.manage_counting"
SEE_SURFACES = "recruitment.see_surfaces"
KEEP_SURFACES = "recruitment.keep_surfaces"
SEE_BOARD = "recruitment.see_board"
#: in the addresses that stand on posters: "member" in Norwegian and Danish
OPEN_WORD = "medlem"

RIGHTS = [
    Right(name=SEE_MEMBERS, label=_l("See the register of members"), roles=LEADERS),
    Right(name=MANAGE_MEMBERS, label=_l("Keep the register of members"), roles=LEADERS),
    Right(name=BRING_MEMBERS, label=_l("Bring in a list of members"), roles=STAFF),
    Right(name=MANAGE_DUES, label=_l("Ask for dues and match payments"), roles=STAFF),
    Right(name=MANAGE_JOINING, label=_l("Decide what the enrolment form asks, and plan campaigns"), roles=STAFF),
    Right(name=MAKE_CODES, label=_l("Make codes and posters that lead to the enrolment form"), roles=LEADERS),
    Right(name=HELP_JOIN, label=_l("Help somebody to enrol, on the spot"), roles=REGISTRARS),
    Right(name=SEE_PEERS, label=_l("See the register of peers"), roles=LEADERS),
    Right(name=MANAGE_PEERS, label=_l("Keep the register of peers and follow them up"), roles=LEADERS),
    Right(name=MANAGE_GATHERINGS, label=_l("Plan courses and meetings with peers"), roles=STAFF),
    Right(name=MANAGE_COUNTING, label=_l("Decide by which rules peer support counts"), roles=STAFF),
    Right(name=SEE_SURFACES, label=_l("See how contact surfaces are looked after"), roles=LEADERS),
    Right(name=KEEP_SURFACES, label=_l("Look after contact surfaces"), roles=LEADERS),
    Right(name=SEE_BOARD, label=_l("See the board's page"), roles=LEADERS | {Role.READER}),
    Right(name="recruitment.see", label=_l("See the figures of peer support"), roles=LEADERS | {Role.READER}),
]

#: what the enrolment form may ask, each by itself
OFFERS = [
    ConsentOffer(
        name="recruitment.newsletter",
        label=_l("Newsletter"),
        nb="Jeg vil ha nyhetsbrevet på e-post. Jeg kan si nei igjen når jeg vil.",
        da="Jeg vil gerne have nyhedsbrevet på e-mail. Jeg kan sige nej igen, når jeg vil.",
        position=10,
    ),
    ConsentOffer(
        name="recruitment.magazine",
        label=_l("Members' magazine by e-mail"),
        nb="Jeg vil ha medlemsbladet på e-post i stedet for i posten. Jeg kan si nei igjen når jeg vil.",
        da="Jeg vil gerne have medlemsbladet på e-mail i stedet for med posten. Jeg kan sige nej igen, når jeg vil.",
        position=20,
    ),
]

PEER_SUPPORT = "recruitment.peer_support"

#: names stand in the counters and with each activity: they never change
FORM_OPTIONS = (
    ("talk", _l("Outreach talk, in person")),
    ("group", _l("Group")),
    ("course", _l("Course day")),
    ("other", _l("Something else")),
)

TYPES = [
    ActivityType(
        key=PEER_SUPPORT,
        label=_l("Peer support activity"),
        questions=(
            Question(name="participants", label=_l("How many took part?")),
            Question(name="new_people", label=_l("How many of them were new?"), part_of="participants"),
            # what it is judged by: see counting/rules.py
            Question(name="form", label=_l("What was it?"), kind="choice", options=FORM_OPTIONS, required=False),
            Question(
                name="lasted",
                label=_l("How many hours did it last?"),
                kind="hours",
                help=_l("Without the breaks: 45 minutes is 0:45."),
                required=False,
            ),
            Question(name="led", label=_l("Did a peer lead it?"), kind="yes_no", required=False),
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
