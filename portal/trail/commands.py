"""`portal audit verify`: every chain, or one organisation's, compared with its rows and with a letter."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from portal.audit.chains import Chain
from portal.audit.heads import Head
from portal.audit.verifying import Verdict, verify
from portal.errors import MisconfiguredError
from portal.extensions import db
from portal.organisations.models import Organisation
from portal.tenancy.scope import NOBODY, organisation
from portal.work import one_picture, working_as

PLATFORM = "the platform"


def verify_chains(slug: str | None, head: str | None) -> Iterator[tuple[str, Verdict]]:
    """(whose, what was found). Without a slug of all, and of the platform's own chain. Raises MisconfiguredError."""
    letter = _letter(head, slug)
    if not slug:
        with one_picture(NOBODY):
            yield PLATFORM, verify(Chain(None))
    for name, organisation_id in _organisations(slug):
        with one_picture(organisation(organisation_id)):
            yield name, verify(Chain(organisation_id), letter)


def _letter(head: str | None, slug: str | None) -> Head | None:
    found = Head.read(head or "")
    if head and not (found and slug):
        raise MisconfiguredError(
            "--head is what stands in a letter, a number, a colon and 64 letters and digits; name its organisation too."
        )
    return found


def _organisations(slug: str | None) -> list[tuple[str, UUID]]:
    with working_as(NOBODY):
        which = select(Organisation.slug, Organisation.id).order_by(Organisation.slug)
        found = db.session.execute(which.where(Organisation.slug == slug) if slug else which).all()
    if slug and not found:
        raise MisconfiguredError(f"There is no organisation {slug}.")
    return [(row.slug, row.id) for row in found]


def told(name: str, found: Verdict) -> list[str]:
    """What is printed: a line that says how it is, then what is wrong."""
    state = f"{len(found.faults)} FAULTS" if found.faults else "whole"
    size = f"{found.seals} seals over {found.entries} entries, {found.erased} of them erased, {found.waiting} waiting"
    last = f"; the last seal is {found.head}" if found.head else ""
    return [f"{name}: {state}. {size}{last}.", *(f"  {sentence}" for sentence in found.faults)]
