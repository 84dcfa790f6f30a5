"""Invented people: one for each role in each organisation, and the operator."""

from portal import clock
from portal.accounts.models import UserAccount
from portal.accounts.passwords import hash_password
from portal.accounts.rules import email_key
from portal.extensions import db
from portal.organisations.models import Access
from portal.organisations.setup import Setup
from portal.plugin_api import Role

PASSWORD = "medvirke-demo"  # printed when the demo starts
OPERATOR = "operator@medvirke.example"

ADDRESSES = {
    "administrator": Role.ADMINISTRATOR,
    "staff": Role.STAFF,
    "leader": Role.UNIT_LEADER,
    "volunteer": Role.VOLUNTEER,
    "reader": Role.READER,
}
_NAMES = {
    "nb": ("Ingrid Demo", "Lars Demo", "Solveig Demo", "Arne Demo", "Randi Demo"),
    "da": ("Kirsten Demo", "Jens Demo", "Birthe Demo", "Poul Demo", "Grethe Demo"),
}


def make_operator() -> UserAccount:
    return _account(OPERATOR, "Medvirke Demo", None, operator=True)


def make_people(slug: str, language: str, setup: Setup) -> dict[str, UserAccount]:
    """The five of an organisation; leader and volunteer belong to its first branch or group."""
    people = {}
    for (local, role), name in zip(ADDRESSES.items(), _NAMES[language], strict=True):
        account = _account(f"{local}@{slug}.example", name, language)
        unit = _home_unit(setup) if role in (Role.UNIT_LEADER, Role.VOLUNTEER) else setup.root
        db.session.add(Access(user_id=account.id, role=role, unit_id=unit.id, created_at=clock.now()))
        people[local] = account
    return people


def make_administrator(slug: str, language: str, setup: Setup) -> UserAccount:
    """The only one of a small organisation."""
    account = _account(f"administrator@{slug}.example", _NAMES[language][0], language)
    row = {"role": Role.ADMINISTRATOR, "unit_id": setup.root.id, "created_at": clock.now()}
    db.session.add(Access(user_id=account.id, **row))
    return account


def _home_unit(setup: Setup):  # type: ignore[no-untyped-def]
    """A county with branches below it, else a branch, else a group."""
    inner = {node.parent_id for node in setup.units}
    wanted = [node for node in setup.units if node.depth and node.kind != "office"]
    counties = [node for node in wanted if node.kind == "county" and node.id in inner]
    return (counties or [node for node in wanted if node.id not in inner])[0]


def _account(email: str, name: str, language: str | None, *, operator: bool = False) -> UserAccount:
    account = UserAccount(
        email=email,
        email_key=email_key(email),
        name=name,
        language=language,
        password_hash=hash_password(PASSWORD),
        is_operator=operator,
        created_at=clock.now(),
    )
    db.session.add(account)
    db.session.flush()
    return account
