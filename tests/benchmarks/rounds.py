"""Floor and portal in turn, round after round, so that what slows the machine slows both."""

import statistics
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field

from tests.benchmarks.inside import Reading, make_app, read_page
from tests.benchmarks.load import Figures, load
from tests.benchmarks.options import Options
from tests.benchmarks.pages import Page
from tests.benchmarks.servers import Server, Weight, serving
from tests.benchmarks.visitor import Request, Visitor

APPS = ("floor", "portal")
AT_ONCE = (1, 8)
WARMING_SECONDS = 1
Measure = Callable[[Figures], float]


@dataclass
class Comparison:
    """What was measured of both apps on one database."""

    dialect: str
    pages: tuple[Page, ...]
    #: (round, at once, app, page's name)
    figures: dict[tuple[int, int, str, str], Figures] = field(default_factory=dict)
    #: (app, page's name)
    readings: dict[tuple[str, str], Reading] = field(default_factory=dict)
    weights: dict[str, Weight] = field(default_factory=dict)

    def each_round(self, app: str, page: str, at_once: int, measure: Measure) -> list[float]:
        keys = [key for key in sorted(self.figures) if key[1:] == (at_once, app, page)]
        return [measure(self.figures[key]) for key in keys]

    def median(self, app: str, page: str, at_once: int, measure: Measure) -> float:
        return statistics.median(self.each_round(app, page, at_once, measure))

    def ratios(self, page: str, at_once: int, measure: Measure) -> list[float]:
        """Portal / floor, formed inside each round."""
        portal, floor = (self.each_round(app, page, at_once, measure) for app in ("portal", "floor"))
        return [ours / theirs for ours, theirs in zip(portal, floor, strict=True)]


def compare(dialect: str, options: Options) -> Comparison:
    """Both apps under gunicorn with two workers each, all pages, all rounds."""
    found = Comparison(dialect, options.pages)
    with ExitStack() as stack:
        servers = {app: stack.enter_context(serving(options.store(app, dialect))) for app in APPS}
        requests = {app: requests_of(server, found.pages) for app, server in servers.items()}
        _warm(servers, requests)
        for number in range(options.rounds):
            print(f"{dialect}: round {number + 1} of {options.rounds}", flush=True)
            for at_once in AT_ONCE:
                _one_round(found, number, at_once, servers, requests, options.seconds)
        found.weights = {app: server.weight() for app, server in servers.items()}
        found.readings = _read(servers, requests)
    return found


def requests_of(server: Server, pages: tuple[Page, ...]) -> dict[str, Request]:
    """What is sent again and again, each tried once."""
    visitors: dict[str | None, Visitor] = {}
    found = {}
    for page in pages:
        visitor = visitors.setdefault(page.who, Visitor(server.store.app, server.port))
        if page.who and not visitor.cookies:
            visitor.sign_in(page.who)
        found[page.name] = visitor.request_for(page)
        visitor.check(found[page.name])
    return found


def _warm(servers: dict[str, Server], requests: dict[str, dict[str, Request]]) -> None:
    for app, server in servers.items():
        for request in requests[app].values():
            load(server.port, request, at_once=4, seconds=WARMING_SECONDS)


def _one_round(
    found: Comparison,
    number: int,
    at_once: int,
    servers: dict[str, Server],
    requests: dict[str, dict[str, Request]],
    seconds: int,
) -> None:
    known: dict[tuple[str, str], Figures] = {}  # two of the portal's pages have the same one of the floor beside them
    for page in found.pages:
        for app in APPS:
            key = (app, page.paths[app] + str(page.status))
            if key not in known:
                known[key] = load(servers[app].port, requests[app][page.name], at_once=at_once, seconds=seconds)
            found.figures[number, at_once, app, page.name] = known[key]


def _read(servers: dict[str, Server], requests: dict[str, dict[str, Request]]) -> dict[tuple[str, str], Reading]:
    """In a process of our own, on the same database."""
    found = {}
    for app, server in servers.items():
        inside = make_app(server.store)
        for name, request in requests[app].items():
            found[app, name] = read_page(inside, request)
    return found
