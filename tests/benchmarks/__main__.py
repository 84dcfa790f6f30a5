"""`make bench`: prepare, measure, write the tables. Exit code 1 when a Must is missed in a whole run."""

import os
import sys
from collections.abc import Iterator

from tests.benchmarks import document, report
from tests.benchmarks.data.prepare import prepare
from tests.benchmarks.growth import measure_growth, measure_starting
from tests.benchmarks.neighbours import measure_neighbours
from tests.benchmarks.options import Options, read_options
from tests.benchmarks.rounds import compare


def main(options: Options) -> int:
    os.environ.pop("MEDVIRKE_DEMO", None)  # what is measured is the portal, not its demo
    for dialect in ("postgresql", "sqlite"):
        if dialect == "postgresql" or options.wants("sqlite"):
            for app in ("portal", "floor"):  # the portal's migration makes the role that both run as
                prepare(options.store(app, dialect), options.sizes_on(dialect), fresh=options.fresh)
    if options.wants("neighbours"):
        prepare(options.store_alone, options.sizes_alone, fresh=options.fresh)
    text = "\n".join([document.heading(options), *_chapters(options)])
    print(f"\n{text}")
    if options.is_whole:
        document.keep(text)
    return int(options.is_whole and report.MISSED in text)


def _chapters(options: Options) -> Iterator[str]:
    if options.wants_pages:
        found = compare("postgresql", options)
        yield f"### Portal / floor, PostgreSQL\n\n{report.ratios(found)}"
        yield f"### Statements and sizes\n\n{report.exact(found)}"
        yield f"### One worker\n\n{report.worker(found)}"
    if options.wants("starting"):
        yield report.starting(measure_starting(options))
    if options.wants("growth"):
        yield f"### Growth\n\n{report.growth(measure_growth(options), options)}"
    if options.wants("neighbours"):
        yield f"### Beside others' rows\n\n{report.neighbours(measure_neighbours(options), options)}"
    if options.wants("sqlite"):
        beside = compare("sqlite", options.on_sqlite())
        yield f"### Portal / floor, SQLite\n\n{report.ratios(beside)}"
        yield f"### Figures of this machine, SQLite\n\n{report.figures(beside)}"
    if options.wants_pages:
        yield f"### Figures of this machine, PostgreSQL\n\n{report.figures(found)}"


if __name__ == "__main__":
    sys.exit(main(read_options()))
