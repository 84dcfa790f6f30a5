"""Somebody with words that stand nowhere else in every place that takes something about her."""

import secrets
import subprocess
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import make_url

from plugins.recruitment.dues.models import Invoice, Payment
from portal import clock, worker
from portal.audit.sealing import seal_everywhere
from portal.consents.queries import purpose
from portal.consents.services import add_purpose, give_consent
from portal.extensions import db
from portal.files.services import keep
from portal.links.models import PersonalLink
from portal.messages.models import MailStop
from portal.messages.services import Letter, send_to_person
from portal.organisations.models import Invitation
from portal.people.models import Person
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.contract.stored import Stored


@dataclass
class Planted:
    """Her, and the words that are hers alone, by where they were written."""

    id: UUID
    words: dict[str, str] = field(default_factory=dict)


def word() -> str:
    return "q" + secrets.token_hex(6)


@pytest.fixture
def staff(organisation, actor, browser):
    return browser(actor(organisation, Role.STAFF))


@pytest.fixture
def stored(app, config) -> Stored:
    (config.data / "erased.txt").unlink(missing_ok=True)
    return Stored(app, config)


@pytest.fixture
def her(factory, organisation, staff) -> Planted:
    """Typed into the forms as far as there are forms; the rest as the services write it."""
    factory.plugin(organisation, "recruitment")
    said = {name: word() for name in ("first name", "name", "email", "street", "town")}
    typed = {"street": said["street"], "town": said["town"], "email": f"{said['email']}@example.org", "birth_year": "1950"}
    staff.post("/o/hjertelag/people/new", {"name": f"Kari {said['first name']}", **typed})
    with factory.working_as(scope_of(organisation.id)):
        person_id = db.session.query(Person.id).scalar()
    her = Planted(person_id, said)
    staff.post(f"/o/hjertelag/people/{person_id}/change", {"name": f"Kari {said['name']}", **typed})
    staff.post(f"/o/hjertelag/recruitment/members/join/{person_id}", {"kind": "patient", "starts_on": "2026-01-05"})
    with factory.working_as(scope_of(organisation.id)):
        _plant(her, organisation.id)
        db.session.commit()
    return her


def _plant(her: Planted, here: UUID) -> None:
    said, moment = her.words, clock.now()
    asked = add_purpose(name="Nyheter", nb="Jeg vil ha nyheter.", da="Jeg vil have nyheder.", by=None)
    db.session.flush()
    give_consent(
        her.id, asked.id, wording_id=purpose(here, asked.id).wording_id, language="nb", channel="paper", by=None
    )  # fmt: skip
    said |= {name: word() for name in ("subject", "letter", "file name", "file", "payer", "link", "invited", "stop")}
    address = f"{said['email']}@example.org"
    send_to_person(Letter(subject=said["subject"], paragraphs=(said["letter"],)), address, her.id)
    keep(owner_kind="agreement", owner_id=her.id, name=f"{said['file name']}.txt", content=said["file"].encode(), by=None)
    said["export"] = word()
    keep(owner_kind="job", owner_id=uuid7(), name="list.csv", content=said["export"].encode(), by=None, ours=True)
    later: dict[str, Any] = {"expires_at": moment + timedelta(days=9)}
    db.session.add_all([
        PersonalLink(kind="x", person_id=her.id, email=f"{said['link']}@b.no", token_hash="1", made_at=moment, **later),
        Invitation(
            email=address.upper(), name=said["invited"], role="volunteer", unit_id=_root(here), token_hash="2",
            created_at=moment, **later,
        ),
        MailStop(address=address, said=said["stop"], at=moment),
    ])  # fmt: skip
    invoice = Invoice(
        id=uuid7(), person_id=her.id, year=2026, number=1, kid="18", kind="patient", amount=30000, status="paid",
        invoiced_on=clock.today(), due_on=clock.today(), paid_on=clock.today(), paid=30000,
    )  # fmt: skip
    db.session.add(invoice)
    db.session.flush()
    db.session.add(
        Payment(invoice_id=invoice.id, on_date=clock.today(), amount=30000, text=said["payer"], mark="m", settled_at=moment)
    )


def _root(here: UUID) -> UUID:
    from portal.organisations.queries import setup_now

    return setup_now(here).root.id


@pytest.fixture
def found(app, stored, config, capfd):
    """`found(words)`: which of them stand in rows, in the database's own bytes, in files or in what was logged."""

    def look(words: dict[str, str]) -> dict[str, str]:
        heap = {"rows": repr(stored.everything()).encode(), "bytes": _bytes(stored, config)}
        heap["files"] = b"".join(path.read_bytes() + path.name.encode() for path in _files(config))
        heap["logs"] = "".join(capfd.readouterr()).encode()
        return {name: where for name, one in words.items() for where, all_of_it in heap.items() if one.encode() in all_of_it}

    return look


def _files(config):
    return [path for path in (config.data / "files").rglob("*") if path.is_file()]


def _bytes(stored: Stored, config) -> bytes:
    """SQLite: the file after a checkpoint. PostgreSQL: a dump, and the tables' bytes are new after VACUUM FULL."""
    if config.sqlite:
        stored.run("PRAGMA wal_checkpoint(TRUNCATE)")
        name = make_url(config.database_url).database
        return b"".join(path.read_bytes() for path in config.data.glob("*.db*") if str(path).startswith(str(name)))
    stored.run("VACUUM FULL")
    url = make_url(config.owner_url).set(drivername="postgresql").render_as_string(hide_password=False)
    return subprocess.run(["pg_dump", url], check=True, capture_output=True).stdout


@pytest.fixture
def work(app):
    """The worker's round: letters, jobs, seals."""

    def round() -> None:
        with app.app_context():
            seal_everywhere()
            worker.work_once()

    return round
