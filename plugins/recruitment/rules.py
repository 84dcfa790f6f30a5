"""Who sees the figures of peer support, and what can be registered."""

from portal.i18n import _l
from portal.plugin_api import LEADERS, REGISTRARS, STAFF, ActivityType, ConsentOffer, Question, Right, Role

SEE_MEMBERS = "recruitment.see_members"
MANAGE_MEMBERS = "recruitment.manage_members"
MANAGE_DUES = "recruitment.manage_dues"
BRING_MEMBERS = "recruitment.bring_members"
SEND_MAGAZINE = "recruitment.send_magazine"
SEE_NUMBERS = "recruitment.see_numbers"
WIN_BACK = "recruitment.win_back"
REPORT_MEMBERS = "recruitment.report_members"
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
KEEP_OFFICERS = "recruitment.keep_officers"
SEE_RESEARCH = "recruitment.see_research"
KEEP_RESEARCH = "recruitment.keep_research"
FOUND_BRANCHES = "recruitment.found_branches"
#: in the addresses that stand on posters: "member" in Norwegian and Danish
OPEN_WORD = "medlem"

RIGHTS = [
    Right(name=SEE_MEMBERS, label=_l("See the register of members"), roles=LEADERS),
    Right(name=MANAGE_MEMBERS, label=_l("Keep the register of members"), roles=LEADERS),
    Right(name=BRING_MEMBERS, label=_l("Bring in a list of members"), roles=STAFF),
    Right(name=SEE_NUMBERS, label=_l("See how many members there are"), roles=STAFF | {Role.READER}),
    Right(name=REPORT_MEMBERS, label=_l("Fill in the funder's form of members"), roles=STAFF),
    Right(name=WIN_BACK, label=_l("See who has left and could come back"), roles=STAFF),
    Right(name=SEND_MAGAZINE, label=_l("Take out addresses for the magazine"), roles=STAFF),
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
    Right(name=KEEP_OFFICERS, label=_l("Write down who is elected and trained"), roles=LEADERS),
    Right(name=SEE_RESEARCH, label=_l("See calls and applications for research"), roles=LEADERS | {Role.READER}),
    Right(name=KEEP_RESEARCH, label=_l("Keep calls and applications for research"), roles=STAFF),
    Right(name=FOUND_BRANCHES, label=_l("Follow the founding of new branches"), roles=STAFF),
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
TALK = "recruitment.recruitment_talk"
#: what came of talks; names stand in the counters: they never change
RESULT_OPTIONS = (
    ("joined", _l("Somebody enrolled")),
    ("thinks", _l("They want to think about it")),
    ("later", _l("We talk again")),
    ("no", _l("No, thanks")),
)

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
        key=TALK,
        label=_l("Recruitment talk"),
        questions=(
            Question(name="participants", label=_l("How many did you talk to?")),
            Question(
                name="result", label=_l("What came of it?"), kind="choice", options=RESULT_OPTIONS, required=False
            ),
            Question(
                name="next_step",
                label=_l("What is the next step?"),
                kind="text",
                help=_l("Not names or illness."),
                required=False,
            ),
        ),
        position=11,
    ),
]
