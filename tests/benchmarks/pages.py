"""What is measured, and how good it has to be ("Fast by its shape" in the architecture)."""

from dataclasses import dataclass, field

from tests.benchmarks.data.tenants import EMAIL, LEADER, PASSWORD, VOLUNTEER

ORGANISATION = "/o/measured"
PEER_SUPPORT = f"{ORGANISATION}/activities/register/recruitment.peer_support"


@dataclass(frozen=True)
class Bar:
    """At most so much: `must` holds always, `aim` is where we want to be."""

    must: float
    aim: float


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of the portal and the one of the floor that does the same work.

    With `typed`, its form is filled in with what stands there for the app and
    sent; else the page is opened.
    """

    name: str
    paths: dict[str, str]
    typed: dict[str, dict[str, str]] = field(default_factory=dict)
    #: who looks; nobody yet when she is about to sign in
    who: str | None = EMAIL
    time: Bar | None = None
    statements: Bar | None = None
    kilobytes: Bar | None = None

    @property
    def status(self) -> int:
        """Of the answer when all went well."""
        return 303 if self.typed else 200


OVERVIEW = Bar(1.5, 1.0)
START = Page(
    name="start",
    paths={"portal": f"{ORGANISATION}/", "floor": "/"},
    time=OVERVIEW,
    statements=Bar(6, 4),
    kilobytes=Bar(30, 20),
)
LIST = Page(
    name="list",
    paths={"portal": f"{ORGANISATION}/activities/", "floor": "/"},
    time=OVERVIEW,
    statements=Bar(6, 4),
    kilobytes=Bar(30, 20),
)
#: as somebody narrows it: one activity in nine hundred fits, oldest first
NARROWED = "activities/?type=core.talk&unit=Lokallag%207&period=last_year&sort=oldest"
LIST_NARROWED = Page(
    name="list, narrowed",
    paths={"portal": f"{ORGANISATION}/{NARROWED}", "floor": "/"},
    time=OVERVIEW,
    statements=Bar(6, 4),
    kilobytes=Bar(30, 20),
)
FORM = Page(
    name="form",
    paths={"portal": PEER_SUPPORT, "floor": "/register"},
    time=Bar(1.5, 1.2),
    statements=Bar(4, 3),
    kilobytes=Bar(12, 12),
)
POST = Page(
    name="post",
    paths=FORM.paths,
    typed={
        "portal": {"unit_id": "Lokallag 7", "number_participants": "12", "number_new_people": "3"},
        "floor": {"participants": "12", "new_people": "3", "place": "Storgata 1"},
    },
    time=Bar(2, 1.5),
    statements=Bar(8, 6),
)
SIGN_IN = Page(
    name="sign-in",
    paths={"portal": "/sign-in", "floor": "/sign-in"},
    typed={app: {"email": EMAIL, "password": PASSWORD} for app in ("portal", "floor")},
    who=None,
)
#: sixty of five hundred actions; the floor has no wide page, so its overview is only there to compare with
MATRIX = Page(
    name="matrix",
    paths={"portal": f"{ORGANISATION}/actions/", "floor": "/"},
    statements=Bar(8, 6),
    kilobytes=Bar(35, 32),
)
PAGES = (START, LIST, LIST_NARROWED, FORM, POST, MATRIX, SIGN_IN)

#: whoever may not see everything: the rows that she may see are to be found, not looked for
LEADERS_LIST = Page(name="list, unit leader", paths={"portal": LIST.paths["portal"]}, who=LEADER)
VOLUNTEERS_LIST = Page(name="list, new volunteer", paths={"portal": LIST.paths["portal"]}, who=VOLUNTEER)
VOLUNTEERS_CHOICE = Page(
    name="choose a type, new volunteer", paths={"portal": f"{ORGANISATION}/activities/register"}, who=VOLUNTEER
)
#: what an organisation looks for among its own must not hang on what others hold
BESIDE = (START, LIST, LIST_NARROWED)
GROWING = (START, LIST, LIST_NARROWED, LEADERS_LIST, VOLUNTEERS_LIST, VOLUNTEERS_CHOICE)

#: of the smaller organisation's time, from each size to the next
GROWTH = (Bar(1.15, 1.15), Bar(1.2, 1.2))
#: p95 among two million rows of others, as a multiple of the same page's where there are none
BESIDE_OTHERS = Bar(1.3, 1.15)
WORKER_MB = Bar(130, 100)
STARTING = Bar(2.5, 2.5)
TAIL = Bar(3, 3)
#: activities that a page may read to show thirty
MOST_READ = 40
