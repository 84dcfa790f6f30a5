"""Slow down whoever tries out links, not two hundred people behind one address.

Only wrong links count, each of them once for an address: a broken one that is
opened again and again is no guess. A right link is let through, whatever
others behind the same address have tried.
"""

from sqlalchemy import select

from portal.accounts.limits import count_failure, counter_key, refuse_if_too_many
from portal.accounts.models import RateCounter
from portal.database import may_write
from portal.extensions import db
from portal.links.rules import FREE_WRONG


def count_wrong_link(address: str, token: str) -> None:
    """Raises TooMany where this address has tried too many others."""
    by_address, tried = counter_key("link", address), counter_key("link", address, token)
    refuse_if_too_many(by_address, FREE_WRONG)
    db.session.rollback()
    may_write.set(True)  # it was only opened, and that is written down all the same
    if not _is_known(tried):
        count_failure(by_address)
    count_failure(tried)


def _is_known(key: str) -> bool:
    return db.session.scalar(select(RateCounter.id).where(RateCounter.key == key)) is not None
