"""Where recruitment's pages stand: in the menu, or on the page that they belong to, so that the menu stays short."""

from plugins.recruitment.rules import (
    FOUND_BRANCHES,
    HELP_JOIN,
    KEEP_OFFICERS,
    MAKE_CODES,
    MANAGE_DUES,
    MANAGE_GATHERINGS,
    MANAGE_JOINING,
    SEE_BOARD,
    SEE_MEMBERS,
    SEE_NUMBERS,
    SEE_PEERS,
    SEE_RESEARCH,
    SEE_SURFACES,
    SEND_MAGAZINE,
    WIN_BACK,
)
from portal.i18n import LazyText, _l
from portal.plugin_api import MenuItem

#: label, page, right, position
Line = tuple[LazyText, str, str, int]


def _under(page: str, *lines: Line) -> list[MenuItem]:
    return [
        MenuItem(label=label, endpoint=endpoint, right=right, position=position, under=page)
        for label, endpoint, right, position in lines
    ]


MENU = [
    *_under(
        "",
        (_l("Recruitment"), "recruitment_board.index", SEE_BOARD, 26),
        (_l("Enrol somebody"), "recruitment_help.enrol", HELP_JOIN, 27),
        (_l("Members"), "recruitment_members.index", SEE_MEMBERS, 28),
        (_l("Peer support"), "recruitment.index", "recruitment.see", 30),
    ),
    *_under(
        "recruitment_board.index",
        (_l("Contact surfaces"), "recruitment_surfaces.index", SEE_SURFACES, 31),
        (_l("Recruitment talks"), "recruitment_talks.index", KEEP_OFFICERS, 40),
        (_l("How many members"), "recruitment_numbers.index", SEE_NUMBERS, 41),
        (_l("New branches"), "recruitment_founding.index", FOUND_BRANCHES, 41),
        (_l("Research"), "recruitment_research.index", SEE_RESEARCH, 42),
    ),
    *_under(
        "recruitment_members.index",
        (_l("Enrolments"), "recruitment_joining.index", SEE_MEMBERS, 28),
        (_l("Dues"), "recruitment_dues.index", MANAGE_DUES, 29),
        (_l("The magazine"), "recruitment_magazine.index", SEND_MAGAZINE, 40),
        (_l("Who could come back"), "recruitment_win_back.index", WIN_BACK, 42),
    ),
    *_under(
        "recruitment_joining.index",
        (_l("Codes and posters"), "recruitment_codes.index", MAKE_CODES, 30),
        (_l("Campaigns"), "recruitment_campaigns.index", MANAGE_JOINING, 31),
        (_l("Postal codes"), "recruitment_postal.index", MANAGE_JOINING, 32),
        (_l("What the form asks"), "recruitment_joining.asking", MANAGE_JOINING, 33),
    ),
    *_under(
        "recruitment.index",
        (_l("Peers"), "recruitment_peers.index", SEE_PEERS, 31),
        (_l("Courses and meetings"), "recruitment_gatherings.index", MANAGE_GATHERINGS, 32),
        (_l("What counts"), "recruitment_counting.index", "activities.see", 33),
    ),
]
