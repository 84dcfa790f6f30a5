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
from plugins.recruitment.counting.queries import judge
from plugins.recruitment.counting.rules import NAME as COUNTS
from plugins.recruitment.counting.services import count_anew
from plugins.recruitment.counting.telling import tell
from plugins.recruitment.deeds import DEEDS
from plugins.recruitment.demo.members import fill_members
from plugins.recruitment.dues import bank_views
from plugins.recruitment.dues import views as dues_views
from plugins.recruitment.dues.asking import write_invoices
from plugins.recruitment.dues.bank_reading import JOB as READ_BANK_FILE
from plugins.recruitment.dues.bank_reading import read_file
from plugins.recruitment.dues.merging import settle_dues
from plugins.recruitment.dues.printing import JOB as PRINT_DUES
from plugins.recruitment.dues.printing import make_letters
from plugins.recruitment.dues.rules import SETTINGS as DUES_SETTINGS
from plugins.recruitment.founding import views as founding_views
from plugins.recruitment.gatherings import views as gathering_views
from plugins.recruitment.joining import help_views, open_views
from plugins.recruitment.joining import views as joining_views
from plugins.recruitment.joining.admitting import ask_first_dues, tidy_enrolments
from plugins.recruitment.joining.confirmation import KIND as CONFIRMATION
from plugins.recruitment.joining.rules import SETTINGS as JOINING_SETTINGS
from plugins.recruitment.joining.waiting import JOB as SAY_WAITING
from plugins.recruitment.joining.waiting import say_waiting
from plugins.recruitment.magazine import views as magazine_views
from plugins.recruitment.magazine.services import JOB as LABELS
from plugins.recruitment.magazine.services import make_labels
from plugins.recruitment.members import views as member_views
from plugins.recruitment.members.merging import settle_memberships
from plugins.recruitment.members.queries import ids_of_members
from plugins.recruitment.members.rules import SETTINGS as MEMBER_SETTINGS
from plugins.recruitment.menu import MENU
from plugins.recruitment.metrics import METRICS
from plugins.recruitment.numbers import views as number_views
from plugins.recruitment.peers import views as peer_views
from plugins.recruitment.peers.queries import ids_of_peers
from plugins.recruitment.peers.services import say_all_due
from plugins.recruitment.postal import views as postal_views
from plugins.recruitment.reminders import views as reminder_views
from plugins.recruitment.reminders.services import JOB as REMIND
from plugins.recruitment.reminders.services import write_reminders
from plugins.recruitment.research import views as research_views
from plugins.recruitment.rules import (
    BRING_MEMBERS,
    MANAGE_PEERS,
    MEMBER_LIST,
    OFFERS,
    OPEN_WORD,
    PEER_SUPPORT,
    RIGHTS,
    SEE_MEMBERS,
    SEE_PEERS,
    TYPES,
    WIN_BACK,
)
from plugins.recruitment.surfaces import views as surface_views
from plugins.recruitment.talks import views as talk_views
from plugins.recruitment.views import rooms
from plugins.recruitment.win_back import views as win_back_views
from plugins.recruitment.win_back.merging import settle_win_back
from plugins.recruitment.win_back.queries import ids_of_former
from plugins.recruitment.win_back.rules import FORMER
from plugins.recruitment.win_back.rules import SETTINGS as WIN_BACK_SETTINGS
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
    PersonMerge,
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
        win_back_views.rooms,
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
    settings=(*JOINING_SETTINGS, *DUES_SETTINGS, *MEMBER_SETTINGS, *WIN_BACK_SETTINGS, QUOTA),
    folder=Path(__file__).parent,
    open_word=OPEN_WORD,
)


@hookimpl
def menu_items() -> list[MenuItem]:
    return MENU


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
    return METRICS


@hookimpl
def job_kinds() -> list[JobKind]:
    return [
        JobKind(name="recruitment.write_invoices", work=write_invoices, waited_for=_l("Asking for dues")),
        JobKind(name=PRINT_DUES, work=make_letters, waited_for=_l("Letters of dues")),
        JobKind(name=READ_BANK_FILE, work=read_file, waited_for=_l("Files from the bank")),
        JobKind(name=REMIND, work=write_reminders, waited_for=_l("Reminders of dues")),
        JobKind(name=LABELS, work=make_labels, waited_for=_l("Labels for the magazine")),
        JobKind(name="recruitment.ask_first_dues", work=ask_first_dues, daily=True),
        JobKind(name="recruitment.tidy_enrolments", work=tidy_enrolments, daily=True),
        JobKind(name=SAY_WAITING, work=say_waiting, daily=True),
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
def person_merges() -> list[PersonMerge]:
    return [
        PersonMerge(name="recruitment.memberships", settle=settle_memberships),
        PersonMerge(name="recruitment.dues", settle=settle_dues),
        PersonMerge(name="recruitment.win_back", settle=settle_win_back),
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
        RecipientList(
            name=FORMER,
            label=_l("Those who have left and may be asked to come back"),
            right=WIN_BACK,
            people=ids_of_former,
            position=12,
            foot=_l(
                "You get this because you have been a member. If you do not want to be asked again, tell us, "
                "and we write no more."
            ),
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
