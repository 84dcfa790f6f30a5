"""What recruitment declares."""

from pathlib import Path

from plugins.recruitment.chapter import peer_support_chapter
from plugins.recruitment.deeds import DEEDS
from plugins.recruitment.dues import bank_views
from plugins.recruitment.dues import views as dues_views
from plugins.recruitment.dues.rules import SETTINGS as DUES_SETTINGS
from plugins.recruitment.dues.services import write_invoices
from plugins.recruitment.members import views as member_views
from plugins.recruitment.members.figures import paying_members, reach_of_next_of_kin, reach_of_patients
from plugins.recruitment.members.rules import SETTINGS as MEMBER_SETTINGS
from plugins.recruitment.queries import branches_with_peer_support
from plugins.recruitment.rules import MANAGE_DUES, PEER_SUPPORT, RIGHTS, SEE_MEMBERS, TYPES
from plugins.recruitment.views import rooms
from portal.i18n import _l
from portal.plugin_api import (
    ActivityType,
    AuditAction,
    JobKind,
    MenuItem,
    Metric,
    PersonLink,
    Plugin,
    ReportChapter,
    Right,
    hookimpl,
)

PLUGIN = Plugin(
    name="recruitment",
    label=_l("Recruitment"),
    description=_l("Members and their dues, and peer support in the branches."),
    blueprints=(rooms, member_views.rooms, dues_views.rooms, bank_views.rooms),
    settings=(*DUES_SETTINGS, *MEMBER_SETTINGS),
    folder=Path(__file__).parent,
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
    ]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def activity_types() -> list[ActivityType]:
    return TYPES


@hookimpl
def metrics() -> list[Metric]:
    return [
        Metric(
            name="recruitment.branches_with_peer_support",
            label=_l("Branches with peer support in the last twelve months"),
            measure=branches_with_peer_support,
            activity_types=(PEER_SUPPORT,),
        ),
        Metric(name="recruitment.paying_members", label=_l("Paying members"), measure=paying_members),
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
    return [JobKind(name="recruitment.write_invoices", work=write_invoices, waited_for=_l("Asking for dues"))]


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
        )
    ]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
