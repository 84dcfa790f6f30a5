"""What the command line may say."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.benchmarks.data.tenants import ALONE, QUICK, WHOLE, Sizes
from tests.benchmarks.pages import PAGES, Page
from tests.benchmarks.stores import Store

PARTS = ("growth", "starting", "neighbours", "sqlite")


@dataclass(frozen=True)
class Options:
    """How much is measured. `seconds` is the length of one load."""

    quick: bool
    fresh: bool
    rounds: int
    seconds: int
    only: tuple[str, ...]

    @property
    def sizes(self) -> Sizes:
        return QUICK if self.quick else WHOLE

    def sizes_on(self, dialect: str) -> Sizes:
        """Growth is measured on PostgreSQL only."""
        return self.sizes if dialect == "postgresql" else replace(self.sizes, large=0)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that are named; all of them where none is."""
        named = tuple(page for page in PAGES if page.name in self.only)
        return named or PAGES

    @property
    def wants_pages(self) -> bool:
        return not self.only or any(page.name in self.only for page in PAGES)

    def wants(self, part: str) -> bool:
        return not self.only or part in self.only

    @property
    def is_whole(self) -> bool:
        """Only such a run is kept in the documentation."""
        return not (self.quick or self.only)

    def store(self, app: str, dialect: str) -> Store:
        return Store(app, dialect, self.quick)

    @property
    def store_alone(self) -> Store:
        """The portal with the measured organisation and nobody else."""
        return Store("portal", "postgresql", self.quick, alone=True)

    @property
    def sizes_alone(self) -> Sizes:
        return replace(ALONE, measured=self.sizes.measured)

    def on_sqlite(self) -> "Options":
        """Beside the real thing: fewer and shorter rounds."""
        return replace(self, rounds=max(1, self.rounds * 2 // 5), seconds=max(1, self.seconds - 1))


def read_options(words: Sequence[str] | None = None) -> Options:
    """From the command line; argparse answers what it does not understand."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="The portal beside its floor.")
    parser.add_argument("--quick", action="store_true", help="small data, one round: to see that everything works")
    parser.add_argument("--fresh", action="store_true", help="fill the databases anew")
    parser.add_argument("--rounds", type=int, help="how often all is measured (5)")
    parser.add_argument("--seconds", type=int, help="length of one load (3)")
    names = [page.name for page in PAGES] + list(PARTS)
    parser.add_argument("--only", nargs="+", choices=names, default=[], metavar="NAME", help=", ".join(names))
    said = parser.parse_args(words)
    rounds, seconds = (1, 1) if said.quick else (5, 3)
    return Options(said.quick, said.fresh, said.rounds or rounds, said.seconds or seconds, tuple(said.only))
