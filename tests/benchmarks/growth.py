"""The same pages in a small, a middling and a large organisation; and how long a worker takes to come up."""

import statistics
from dataclasses import dataclass, field, replace

from tests.benchmarks.data.tenants import GROWTH
from tests.benchmarks.inside import Plan, make_app, plan_of
from tests.benchmarks.load import load
from tests.benchmarks.options import Options
from tests.benchmarks.pages import GROWING, START
from tests.benchmarks.rounds import requests_of
from tests.benchmarks.servers import Server, seconds_to_first_answer, serving
from tests.benchmarks.visitor import Request

#: fifteen loads a round: enough to see a page grow
MOST_ROUNDS, SECONDS = 3, 2


@dataclass
class Growth:
    """Median times in milliseconds by page and organisation, round by round; and how their rows are read."""

    times: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    plans: dict[tuple[str, str], Plan] = field(default_factory=dict)

    def step(self, page: str, smaller: str, larger: str) -> float:
        """How many times as long the larger one takes: the median of the rounds' ratios."""
        pairs = zip(self.times[page, smaller], self.times[page, larger], strict=True)
        return statistics.median(after / before for before, after in pairs)


def measure_growth(options: Options) -> Growth:
    """On PostgreSQL, one visitor at a time."""
    found, store, rounds = Growth(), options.store("portal", "postgresql"), min(options.rounds, MOST_ROUNDS)
    with serving(store) as server:
        requests = _requests(server)
        for number in range(rounds + 1):  # the first one warms up
            print(f"growth: round {number} of {rounds}", flush=True)
            for key, request in requests.items():
                p50 = load(server.port, request, at_once=1, seconds=SECONDS if number else 1).p50
                if number:
                    found.times.setdefault(key, []).append(p50)
        app = make_app(store)
        found.plans = {key: plan_of(app, store, request) for key, request in requests.items()}
    return found


def _requests(server: Server) -> dict[tuple[str, str], Request]:
    measured = requests_of(server, GROWING)
    return {
        (page.name, slug): replace(request, path=request.path.replace("/measured/", f"/{slug}/"))
        for page in GROWING
        for slug in GROWTH
        for request in [measured[page.name]]
    }


def measure_starting(options: Options) -> list[tuple[float, float]]:
    """Seconds from nothing to the first start page, (floor, portal) in each round."""
    stores = [options.store(app, "postgresql") for app in ("floor", "portal")]
    requests = []
    for store in stores:
        with serving(store, workers=1) as server:
            requests.append(requests_of(server, (START,))[START.name])
    rounds = []
    for _ in range(options.rounds):
        floor, portal = (
            seconds_to_first_answer(store, request) for store, request in zip(stores, requests, strict=True)
        )
        rounds.append((floor, portal))
    return rounds
