"""Have all databases filled: what is there from an earlier run is used again."""

import hashlib
from datetime import date
from pathlib import Path

from portal.migrate import HOME
from tests.benchmarks.data.floor_rows import fill_floor, tidy_floor
from tests.benchmarks.data.load import refresh_statistics
from tests.benchmarks.data.portal_rows import fill_portal, tidy_portal
from tests.benchmarks.data.tenants import Sizes
from tests.benchmarks.stores import ROOT, Store

FILL = {"portal": fill_portal, "floor": fill_floor}
TIDY = {"portal": tidy_portal, "floor": tidy_floor}


def prepare(store: Store, sizes: Sizes, *, fresh: bool) -> None:
    """Fill it, or clear away what the last run wrote into it."""
    wanted = fingerprint(sizes)
    if not fresh and store.is_ready(wanted):
        TIDY[store.app](store)
    else:
        print(f"filling {store.app} on {store.dialect}", flush=True)
        store.make_empty()
        FILL[store.app](store, sizes, date.today())
        store.mark_ready(wanted)
    refresh_statistics(store)


def fingerprint(sizes: Sizes) -> str:
    """Of everything that decides what is in a database."""
    here = Path(__file__).parent
    sources = [
        *here.glob("*.py"),
        here.parent / "floor" / "models.py",
        *(HOME / "versions").glob("*.py"),
        *(ROOT / "plugins").glob("*/migrations/*.py"),
    ]
    text = repr(sizes) + "".join(path.read_text(encoding="utf-8") for path in sorted(sources))
    return hashlib.sha256(text.encode()).hexdigest()
