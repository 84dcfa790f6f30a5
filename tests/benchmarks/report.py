"""The tables: what was measured against what it has to be."""

import statistics
from collections.abc import Iterable, Sequence

from tests.benchmarks import pages
from tests.benchmarks.data.tenants import GROWTH
from tests.benchmarks.growth import Growth
from tests.benchmarks.load import Figures
from tests.benchmarks.neighbours import Neighbours
from tests.benchmarks.options import Options
from tests.benchmarks.pages import Bar, Page
from tests.benchmarks.rounds import APPS, AT_ONCE, Comparison

MISSED = "**missed**"


def p50(figures: Figures) -> float:
    return figures.p50


def rate(figures: Figures) -> float:
    return figures.rate


def judged(value: float, bar: Bar | None) -> list[str]:
    """Must, aim, and what became of them."""
    if bar is None:
        return ["–", "–", "–"]
    word = "aim" if value <= bar.aim else "must" if value <= bar.must else MISSED
    return [f"≤ {bar.must:g}", f"≤ {bar.aim:g}", word]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(lines) + "\n"


def ratios(found: Comparison) -> str:
    """Portal / floor: the bars are for one visitor at a time."""
    head = ["Page", "p50, 1 at once", "p50, 8 at once", "requests/s, 1", "requests/s, 8", "Must", "Aim", ""]
    rows = []
    for page in found.pages:
        cells = [_spread(found.ratios(page.name, at_once, how)) for how in (p50, rate) for at_once in AT_ONCE]
        rows.append([page.name, *cells, *judged(statistics.median(found.ratios(page.name, 1, p50)), page.time)])
    return table(head, rows)


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def exact(found: Comparison) -> str:
    """Statements and sizes: the same in every run."""
    rows = []
    for page in found.pages:
        ours, theirs = (found.readings[app, page.name] for app in ("portal", "floor"))
        rows.append([f"{page.name}: statements", f"{ours.statements}", f"{theirs.statements}"])
        rows[-1] += judged(ours.statements, page.statements)
        if page.kilobytes:
            rows.append([f"{page.name}: kB", f"{ours.size / 1000:.1f}", f"{theirs.size / 1000:.1f}"])
            rows[-1] += judged(ours.size / 1000, page.kilobytes)
    return table(["", "Portal", "Floor", "Must", "Aim", ""], rows)


def worker(found: Comparison) -> str:
    """Memory after load, and the tail of the start page."""
    ours, theirs = found.weights["portal"], found.weights["floor"]
    rows = [
        ["RSS of a worker after load, MB", f"{ours.rss:.0f}", f"{theirs.rss:.0f}", *judged(ours.rss, pages.WORKER_MB)],
        ["its share (PSS), MB", f"{ours.pss:.0f}", f"{theirs.pss:.0f}", *judged(0, None)],
    ]
    if any(page.name == "start" for page in found.pages):
        tails = [
            found.median(app, "start", 1, lambda figures: figures.p99 / figures.p50) for app in ("portal", "floor")
        ]
        rows.append(["start: p99 / own p50", *(f"{tail:.1f}" for tail in tails), *judged(tails[0], pages.TAIL)])
    return table(["", "Portal", "Floor", "Must", "Aim", ""], rows)


def starting(rounds: list[tuple[float, float]]) -> str:
    floor, portal = (statistics.median(times) for times in zip(*rounds, strict=True))
    ratio = statistics.median(ours / theirs for theirs, ours in rounds)
    row = ["one worker to its first start page, s", f"{portal:.2f}", f"{floor:.2f}", f"{ratio:.2f}"]
    return table(["", "Portal", "Floor", "Ratio", "Must", "Aim", ""], [[*row, *judged(ratio, pages.STARTING)]])


def growth(found: Growth, options: Options) -> str:
    """The same page in organisations of three sizes."""
    rows = []
    for page in pages.GROWING:
        for number, slug in enumerate(GROWTH):
            time = statistics.median(found.times[page.name, slug])
            row = [page.name, f"{getattr(options.sizes, slug):,}", f"{time:.2f}"]
            row += _step(found, page, number) if number else ["–", *judged(0, None)]
            rows.append([*row, *_read(found, page, slug)])
    return table(["Page", "Activities", "p50, ms", "×", "Must", "Aim", "", "Plan", "Rows read"], rows)


def _step(found: Growth, page: Page, number: int) -> list[str]:
    """Five rows are no measure for a page of thirty; whoever reads more than a page's is caught by `_read`."""
    smaller, larger = GROWTH[number - 1], GROWTH[number]
    step = found.step(page.name, smaller, larger)
    shows = [found.plans[page.name, slug].rows["activity"] for slug in (smaller, larger)]
    return [f"{step:.2f}", *judged(step, pages.GROWTH[number - 1] if shows[0] == shows[1] else None)]


def _read(found: Growth, page: Page, slug: str) -> list[str]:
    plan, first = found.plans[page.name, slug], found.plans[page.name, GROWTH[0]]
    if plan.sequential or plan.rows["activity"] > pages.MOST_READ:
        word = f"{MISSED}: {', '.join(plan.sequential) or 'reads too much'}"
    else:
        word = "same" if plan.scans == first.scans else "other indexes"
    return [word, ", ".join(f"{table_name} {rows}" for table_name, rows in plan.rows.items() if rows) or "–"]


def neighbours(found: Neighbours, options: Options) -> str:
    """The same organisation in a portal of its own, and among all the others."""
    rows = []
    others = options.sizes.shared + options.sizes.small + options.sizes.large
    for page in pages.BESIDE:
        alone, among = (statistics.median(found.p95[page.name, where]) for where in ("alone", "among"))
        ratio = found.ratio(page.name)
        same = found.plans[page.name, "alone"].scans == found.plans[page.name, "among"].scans
        read = ", ".join(f"{name} {n}" for name, n in found.plans[page.name, "among"].rows.items() if n) or "–"
        row = [page.name, f"{alone:.1f}", f"{among:.1f}", f"{ratio:.2f}", *judged(ratio, pages.BESIDE_OTHERS)]
        rows.append([*row, "same" if same else "other indexes", read])
    head = ["Page", "alone, p95 ms", f"beside {others:,}, p95 ms", "×", "Must", "Aim", "", "Plan", "Rows read"]
    return table(head, rows)


def figures(found: Comparison) -> str:
    """Of this machine in this hour: not to be compared with another run's."""
    rows = []
    for page in found.pages:
        for at_once in AT_ONCE:
            for app in APPS:
                measures = (rate, p50, lambda it: it.p95, lambda it: it.p99)
                cells = [f"{found.median(app, page.name, at_once, how):.1f}" for how in measures]
                rows.append([page.name, str(at_once), app, *cells])
    return table(["Page", "At once", "App", "requests/s", "p50 ms", "p95 ms", "p99 ms"], rows)
