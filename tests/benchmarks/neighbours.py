"""One organisation in a portal of its own and the same among a thousand others: its pages must not be slower."""

import statistics
from contextlib import ExitStack
from dataclasses import dataclass, field

from tests.benchmarks.inside import Plan, make_app, plan_of
from tests.benchmarks.load import load
from tests.benchmarks.options import Options
from tests.benchmarks.pages import BESIDE
from tests.benchmarks.rounds import requests_of
from tests.benchmarks.servers import serving

#: many short ones: what slows one of them is mostly somebody else on the machine
ROUNDS, SECONDS = 11, 1


@dataclass
class Neighbours:
    """The slowest twentieth in milliseconds, by page and place ("alone", "among"), round by round."""

    p95: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    plans: dict[tuple[str, str], Plan] = field(default_factory=dict)

    def ratio(self, page: str) -> float:
        """How many times as long it takes among others: the median of the rounds' ratios."""
        pairs = zip(self.p95[page, "alone"], self.p95[page, "among"], strict=True)
        return statistics.median(among / alone for alone, among in pairs)


def measure_neighbours(options: Options) -> Neighbours:
    """On PostgreSQL, one visitor at a time, the two in turn."""
    found = Neighbours()
    stores = {"alone": options.store_alone, "among": options.store("portal", "postgresql")}
    with ExitStack() as stack:
        servers = {where: stack.enter_context(serving(store)) for where, store in stores.items()}
        requests = {where: requests_of(server, BESIDE) for where, server in servers.items()}
        print("beside others", flush=True)
        for number in range(1 if options.quick else ROUNDS + 1):  # the first one warms up
            for page in BESIDE:
                for where, server in servers.items():
                    p95 = load(server.port, requests[where][page.name], at_once=1, seconds=SECONDS).p95
                    if number or options.quick:
                        found.p95.setdefault((page.name, where), []).append(p95)
    for where, store in stores.items():
        app = make_app(store)
        for page in BESIDE:
            found.plans[page.name, where] = plan_of(app, store, requests[where][page.name])
    return found
