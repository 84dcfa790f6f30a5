"""Slow down a guesser, not a hall full of people behind one address.

Only failures count. An account lets five through, then each one waits longer
than the last: about twenty guesses an hour. Whoever has signed in from this
device before is counted by herself, so that a guesser cannot lock her out.
"""

import hashlib
from datetime import timedelta

from sqlalchemy import case, delete, select

from portal import clock
from portal.accounts.models import RateCounter
from portal.database import Upsert
from portal.errors import TooMany
from portal.extensions import db
from portal.i18n import _, ngettext
from portal.tenancy import uuid7

MEMORY = timedelta(hours=1)
LONGEST_WAIT = 300


def counter_key(*parts: str) -> str:
    """A hash, so that the table tells nobody which addresses were tried."""
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()


def seconds_to_wait(count: int, free: int) -> int:
    """Nothing for the first `free` failures, then 15, 30, 60 … at most 300 seconds after the last."""
    return 0 if count < free else min(LONGEST_WAIT, 15 * 2 ** min(count - free, 10))


def refuse_if_too_many(key: str, free: int) -> None:
    """Raises TooMany while the wait after the last failure lasts."""
    found = db.session.execute(
        select(RateCounter.count.label("failures"), RateCounter.last_at).where(RateCounter.key == key)
    ).first()
    if found is None or found.last_at < clock.now() - MEMORY:
        return
    left = found.last_at + timedelta(seconds=seconds_to_wait(found.failures, free)) - clock.now()
    if left > timedelta(0):
        seconds = int(left.total_seconds()) + 1
        raise TooMany(_too_many(seconds), seconds)


def _too_many(seconds: int) -> str:
    if seconds <= 90:
        return ngettext("Please wait %(n)s second and try again.", "Please wait %(n)s seconds and try again.", seconds)
    return _("Too many tries. Please wait five minutes and try again.")


def count_failure(key: str) -> None:
    """One more within the hour. Commits: a refused request must not undo it."""
    moment = clock.now()
    forgotten = RateCounter.last_at < moment - MEMORY
    count_one_more = Upsert(
        model=RateCounter,
        key=("key",),
        change=lambda offered: {
            "count": case((forgotten, 1), else_=RateCounter.count + 1),
            "last_at": offered.last_at,
        },
    )
    count_one_more([{"id": uuid7(), "key": key, "count": 1, "last_at": moment}])
    db.session.commit()


def forget_failures(key: str) -> None:
    """She got it right."""
    db.session.execute(delete(RateCounter).where(RateCounter.key == key))
