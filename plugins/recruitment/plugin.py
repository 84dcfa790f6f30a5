"""What recruitment declares."""

from pathlib import Path

from plugins.recruitment.board import views as board_views
from plugins.recruitment.bringing.checking import check_rows
from plugins.recruitment.bringing.columns import COLUMNS
from plugins.recruitment.bringing.taking import take_rows
from plugins.recruitment.campaigns import views as campaign_views
from plugins.recruitment.chapter import peer_support_chapter
from plugins.recruitment.codes import views as code_views
from plugins.recruitment.codes.poster import make_poster
from plugins.recruitment.counting import views as counting_views
from plugins.recruitment.counting.queries import judge, peer_activities_that_count
from plugins.recruitment.counting.rules import NAME as COUNTS
from plugins.recruitment.counting.services import count_anew
from plugins.recruitment.counting.telling import tell
from plugins.recruitment.deeds import DEEDS
from plugins.recruitment.demo.members import fill_members
from plugins.recruitment.dues import bank_views
from plugins.recruitment.dues import views as dues_views
from plugins.recruitment.dues.rules import SETTINGS as DUES_SETTINGS
from plugins.recruitment.dues.services import write_invoices
from plugins.recruitment.founding import views as founding_views
from plugins.recruitment.gatherings import views as gathering_views
from plugins.recruitment.gatherings.queries import courses_with_a_peer, meetings_held
from plugins.recruitment.joining import help_views, open_views
from plugins.recruitment.joining import views as joining_views
from plugins.recruitment.joining.admitting import ask_first_dues, tidy_enrolments
from plugins.recruitment.joining.confirmation import KIND as CONFIRMATION
from plugins.recruitment.joining.rules import SETTINGS as JOINING_SETTINGS
from plugins.recruitment.magazine import views as magazine_views
from plugins.recruitment.magazine.services import JOB as LABELS
from plugins.recruitment.magazine.services import make_labels
from plugins.recruitment.members import views as member_views
from plugins.recruitment.members.figures import paying_members, reach_of_next_of_kin, reach_of_patients
from plugins.recruitment.members.queries import ids_of_members
from plugins.recruitment.members.rules import SETTINGS as MEMBER_SETTINGS
from plugins.recruitment.numbers import views as number_views
from plugins.recruitment.peers import views as peer_views
from plugins.recruitment.peers.queries import ids_of_peers, peers_followed_up, trained_peers
from plugins.recruitment.peers.services import say_all_due
from plugins.recruitment.postal import views as postal_views
from plugins.recruitment.queries import branches_with_peer_support
from plugins.recruitment.reminders import views as reminder_views
from plugins.recruitment.reminders.services import JOB as REMIND
from plugins.recruitment.reminders.services import write_reminders
from plugins.recruitment.research import views as research_views
from plugins.recruitment.research.queries import share_of_quota
from plugins.recruitment.rules import (
    BRING_MEMBERS,
    FOUND_BRANCHES,
    HELP_JOIN,
    KEEP_OFFICERS,
    MAKE_CODES,
    MANAGE_DUES,
    MANAGE_GATHERINGS,
    MANAGE_JOINING,
    MANAGE_PEERS,
    MEMBER_LIST,
    OFFERS,
    OPEN_WORD,
    PEER_SUPPORT,
    RIGHTS,
    SEE_BOARD,
    SEE_MEMBERS,
    SEE_NUMBERS,
    SEE_PEERS,
    SEE_RESEARCH,
    SEE_SURFACES,
    SEND_MAGAZINE,
    TYPES,
    WIN_BACK,
)
from plugins.recruitment.surfaces import views as surface_views
from plugins.recruitment.talks import views as talk_views
from plugins.recruitment.talks.queries import share_trained
from plugins.recruitment.views import rooms
from portal.i18n import _l
from portal.plugin_api import (
    ActivityCheck,
    ActivityType,
    AuditAction,
    ConsentOffer,
    DemoRows,
    FileKind,
    JobKind,
    LinkKind,
    ListKind,
    MenuItem,
    Metric,
    OpenLink,
    PersonLink,
    Plugin,
    RecipientList,
    ReportChapter,
    Right,
    Setting,
    hookimpl,
)

QUOTA = Setting(
    name="research_quota",
    label=_l("How many applications a year you may send to Stiftelsen Dam"),
    default=0,
    help=_l("Your quota. 0: it is not shown."),
)

PLUGIN = Plugin(
    name="recruitment",
    label=_l("Recruitment"),
    description=_l("Members and their dues, and peer support in the branches."),
    blueprints=(
        rooms,
        member_views.rooms,
        dues_views.rooms,
        bank_views.rooms,
        reminder_views.rooms,
        number_views.rooms,
        magazine_views.rooms,
        joining_views.rooms,
        help_views.rooms,
        code_views.rooms,
        campaign_views.rooms,
        postal_views.rooms,
        counting_views.rooms,
        peer_views.rooms,
        gathering_views.rooms,
        surface_views.rooms,
        board_views.rooms,
        talk_views.rooms,
        research_views.rooms,
        founding_views.rooms,
        open_views.rooms,
    ),
    settings=(*JOINING_SETTINGS, *DUES_SETTINGS, *MEMBER_SETTINGS, QUOTA),
    folder=Path(__file__).parent,
    open_word=OPEN_WORD,
)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(
            label=_l("Peer support"),
            endpoint="recruitment.index",
            right="recruitment.see",
            position=30,
        ),
        MenuItem(label=_l("Members"), endpoint="recruitment_members.index", right=SEE_MEMBERS, position=28),
        MenuItem(
            label=_l("Dues"),
            endpoint="recruitment_dues.index",
            right=MANAGE_DUES,
            position=29,
            under="recruitment_members.index",
        ),
        MenuItem(
            label=_l("Enrolments"),
            endpoint="recruitment_joining.index",
            right=SEE_MEMBERS,
            position=28,
            under="recruitment_members.index",
        ),
        MenuItem(
            label=_l("Contact surfaces"),
            endpoint="recruitment_surfaces.index",
            right=SEE_SURFACES,
            position=31,
            under="recruitment_board.index",
        ),
        MenuItem(
            label=_l("How many members"),
            endpoint="recruitment_numbers.index",
            right=SEE_NUMBERS,
            position=41,
            under="recruitment_board.index",
        ),
        MenuItem(
            label=_l("Who could come back"),
            endpoint="recruitment_numbers.win_back",
            right=WIN_BACK,
            position=42,
            under="recruitment_members.index",
        ),
        MenuItem(
            label=_l("The magazine"),
            endpoint="recruitment_magazine.index",
            right=SEND_MAGAZINE,
            position=40,
            under="recruitment_members.index",
        ),
        MenuItem(label=_l("Recruitment"), endpoint="recruitment_board.index", right=SEE_BOARD, position=26),
        MenuItem(label=_l("Enrol somebody"), endpoint="recruitment_help.enrol", right=HELP_JOIN, position=27),
        MenuItem(
            label=_l("Peers"),
            endpoint="recruitment_peers.index",
            right=SEE_PEERS,
            position=31,
            under="recruitment.index",
        ),
        MenuItem(
            label=_l("Courses and meetings"),
            endpoint="recruitment_gatherings.index",
            right=MANAGE_GATHERINGS,
            position=32,
            under="recruitment.index",
        ),
        MenuItem(
            label=_l("What counts"),
            endpoint="recruitment_counting.index",
            right="activities.see",
            position=33,
            under="recruitment.index",
        ),
        *_beside_board(),
        *_beside_enrolments(),
    ]


def _beside_board() -> list[MenuItem]:
    pages = (
        (_l("Recruitment talks"), "recruitment_talks.index", KEEP_OFFICERS),
        (_l("New branches"), "recruitment_founding.index", FOUND_BRANCHES),
        (_l("Research"), "recruitment_research.index", SEE_RESEARCH),
    )
    return [
        MenuItem(label=label, endpoint=endpoint, right=right, position=40 + number, under="recruitment_board.index")
        for number, (label, endpoint, right) in enumerate(pages)
    ]


def _beside_enrolments() -> list[MenuItem]:
    """What stands on the page of enrolments, so that the menu stays short."""
    pages = (
        (_l("Codes and posters"), "recruitment_codes.index", MAKE_CODES),
        (_l("Campaigns"), "recruitment_campaigns.index", MANAGE_JOINING),
        (_l("Postal codes"), "recruitment_postal.index", MANAGE_JOINING),
        (_l("What the form asks"), "recruitment_joining.asking", MANAGE_JOINING),
    )
    return [
        MenuItem(label=label, endpoint=endpoint, right=right, position=30 + number, under="recruitment_joining.index")
        for number, (label, endpoint, right) in enumerate(pages)
    ]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def activity_types() -> list[ActivityType]:
    return TYPES


@hookimpl
def activity_checks() -> list[ActivityCheck]:
    return [
        ActivityCheck(
            name=COUNTS,
            yes=_l("Counts for the grant"),
            no=_l("Does not count for the grant"),
            activity_types=(PEER_SUPPORT,),
            judge=judge,
            tell=tell,
        )
    ]


@hookimpl
def metrics() -> list[Metric]:
    return [
        Metric(
            name="recruitment.branches_with_peer_support",
            label=_l("Branches with peer support in the last twelve months"),
            measure=branches_with_peer_support,
            activity_types=(PEER_SUPPORT,),
        ),
        Metric(
            name="recruitment.peer_activities_that_count",
            label=_l("Peer activities that count for the grant, this year"),
            measure=peer_activities_that_count,
            activity_types=(PEER_SUPPORT,),
        ),
        Metric(name="recruitment.trained_peers", label=_l("Active peers who are trained"), measure=trained_peers),
        Metric(
            name="recruitment.peers_followed_up",
            label=_l("Active peers with two follow-up talks this year"),
            measure=peers_followed_up,
        ),
        Metric(
            name="recruitment.peer_meetings", label=_l("Online meetings for peers this year"), measure=meetings_held
        ),
        Metric(
            name="recruitment.courses_with_a_peer",
            label=_l("Diagnosis courses this year with a peer"),
            measure=courses_with_a_peer,
        ),
        Metric(name="recruitment.paying_members", label=_l("Paying members"), measure=paying_members),
        Metric(
            name="recruitment.trained_officers",
            label=_l("Those who are elected and trained in recruitment talks, of all who are elected"),
            measure=share_trained,
        ),
        Metric(
            name="recruitment.research_applications",
            label=_l("Applications sent to Stiftelsen Dam this year, of the quota"),
            measure=share_of_quota,
        ),
        Metric(
            name="recruitment.reach_of_patients",
            label=_l("Paying members who are patients, of all who have or have had the illness"),
            measure=reach_of_patients,
        ),
        Metric(
            name="recruitment.reach_of_next_of_kin",
            label=_l("Paying members who are next of kin, of all who could be"),
            measure=reach_of_next_of_kin,
        ),
    ]


@hookimpl
def job_kinds() -> list[JobKind]:
    return [
        JobKind(name="recruitment.write_invoices", work=write_invoices, waited_for=_l("Asking for dues")),
        JobKind(name=REMIND, work=write_reminders, waited_for=_l("Reminders of dues")),
        JobKind(name=LABELS, work=make_labels, waited_for=_l("Labels for the magazine")),
        JobKind(name="recruitment.ask_first_dues", work=ask_first_dues, daily=True),
        JobKind(name="recruitment.tidy_enrolments", work=tidy_enrolments, daily=True),
        JobKind(name="recruitment.say_peers_due", work=say_all_due, daily=True),
        JobKind(name="recruitment.count_anew", work=count_anew, waited_for=_l("A recount of peer support")),
        JobKind(name="recruitment.poster", work=make_poster, waited_for=_l("A poster")),
    ]


@hookimpl
def report_chapters() -> list[ReportChapter]:
    return [
        ReportChapter(
            name="recruitment.peer_support",
            label=_l("Peer support"),
            right="recruitment.see",
            write=peer_support_chapter,
            position=30,
        ),
    ]


@hookimpl
def person_links() -> list[PersonLink]:
    return [
        PersonLink(
            name="recruitment.membership",
            label=_l("Membership"),
            endpoint="recruitment_members.show",
            right=SEE_MEMBERS,
        ),
        PersonLink(
            name="recruitment.peer", label=_l("Peer"), endpoint="recruitment_peers.show", right=SEE_PEERS, position=60
        ),
    ]


@hookimpl
def file_kinds() -> list[FileKind]:
    return [
        FileKind(
            name=peer_views.FILES,
            label=_l("Agreement of a peer"),
            right=SEE_PEERS,
            change_right=MANAGE_PEERS,
            address=peer_views.address_of,
            may_see=peer_views.may_see_files,
        )
    ]


@hookimpl
def consent_purposes() -> list[ConsentOffer]:
    return OFFERS


@hookimpl
def recipients() -> list[RecipientList]:
    return [
        RecipientList(
            name="recruitment.members", label=_l("Members"), right=SEE_MEMBERS, people=ids_of_members, position=10
        ),
        RecipientList(
            name="recruitment.peers", label=_l("Active peers"), right=SEE_PEERS, people=ids_of_peers, position=11
        ),
    ]


@hookimpl
def list_kinds() -> list[ListKind]:
    return [
        ListKind(
            name=MEMBER_LIST,
            label=_l("A list of members"),
            right=BRING_MEMBERS,
            intro=_l("A row for each member, as another system or a spreadsheet has them."),
            columns=COLUMNS,
            needed=(("name", "family_name"),),
            check=check_rows,
            take=take_rows,
        )
    ]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS


@hookimpl
def link_kinds() -> list[LinkKind]:
    return [CONFIRMATION]


@hookimpl
def open_links() -> list[OpenLink]:
    return [
        OpenLink(
            name="recruitment.join",
            label=_l("Become a member"),
            endpoint="recruitment_open.form",
            setting="joining_open",
        )
    ]


@hookimpl
def demo() -> list[DemoRows]:
    return [DemoRows(name="recruitment.members", fill=fill_members)]
