"""docs/performance.md: where the tables stand, with when and how they were measured."""

import os
import platform
import subprocess
from datetime import date

import psycopg

from tests.benchmarks.options import Options
from tests.benchmarks.stores import POSTGRES, ROOT

DOCUMENT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def heading(options: Options) -> str:
    """Where, when and how it was measured."""
    with psycopg.connect(POSTGRES) as server:
        version = server.info.server_version
    return (
        f"Measured on {date.today().isoformat()} at commit {_commit()}: {os.cpu_count()} cores,"
        f" Python {platform.python_version()}, PostgreSQL {version // 10000}.{version % 10000},"
        f" {options.rounds} rounds of {options.seconds} s.\n"
    )


def _commit() -> str:
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True).stdout.strip()

    changed = " with changes" if git("status", "--porcelain", "--", "portal", "plugins") else ""
    return (git("rev-parse", "--short", "HEAD") or "unknown") + changed


def keep(text: str) -> None:
    """Between the marks of the document; what stands around them stays."""
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    DOCUMENT.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
