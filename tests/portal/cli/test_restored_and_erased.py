"""A backup brings back whoever was erased or has left since it was made; restoring erases her again."""

from typing import Any

import pytest
from flask import Flask

from portal import clock
from portal.accounts.models import LoginSession, UserAccount
from portal.backup.services import make_backup, restore
from portal.erasure.closing import close_account
from portal.erasure.services import erase
from portal.erasure.tombstones import close_again, file_of_erased
from portal.errors import MisconfiguredError
from portal.extensions import db
from portal.messages.models import PlatformMessage
from portal.organisations.accesses import give_access
from portal.organisations.models import Access
from portal.organisations.queries import setup_now
from portal.people.models import Person
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from portal.tenancy.scope import person
from portal.work import working_as
from portal.worker import run, work_once
from tests.actors import PASSWORD

NAME = "q7kanarifugl"


def names(app: Flask, organisation: Any) -> list[str]:
    with app.app_context(), working_as(scope_of(organisation.id)):
        return sorted(db.session.scalars(db.select(Person.name).where(Person.organisation_id == organisation.id)))


def test_whoever_was_erased_since_is_erased_again(app, factory, organisation, elsewhere, tmp_path):
    with factory.working_as(scope_of(organisation.id)):
        key = uuid7()
        for person_id, name in ((key, NAME), (uuid7(), "Blir Her")):
            said = {"language": "nb", "sorting": name, "words": name, "added_at": clock.now()}
            db.session.add(Person(id=person_id, name=name, **said))
        db.session.commit()
    with app.app_context():
        archive, _manifest = make_backup(app.config["PORTAL"], tmp_path / "backups")
        with working_as(scope_of(organisation.id)):
            erase(db.session.get_one(Person, (organisation.id, key)), by=None)
            db.session.commit()
        work_once()
        kept = file_of_erased()

    with elsewhere.app_context():
        again = restore(elsewhere.config["PORTAL"], archive, kept).erased

    assert again == 1
    assert [name for name in names(elsewhere, organisation) if name] == ["Blir Her"]


@pytest.fixture
def closed(app, factory, organisation, tmp_path):
    """Somebody closes her account after the backup was made: (the archive, the list that is kept)."""

    def close(who):
        with app.app_context():
            archive, _manifest = make_backup(app.config["PORTAL"], tmp_path / "backups")
            with working_as(person(who.id)):
                close_account(db.session.get_one(UserAccount, who.id), PASSWORD)
                db.session.commit()
            run(pause=0, rounds=2)
            return archive, file_of_erased()

    return close


def what_is_back(elsewhere, organisation, who):
    """(her account, accesses, open sign-ins, letters that wait)"""
    with elsewhere.app_context(), working_as(scope_of(organisation.id)):
        accesses = db.session.query(Access).filter_by(user_id=who.id).count()
        sessions = db.session.query(LoginSession).filter_by(user_id=who.id).count()
        return db.session.get_one(UserAccount, who.id), accesses, sessions, db.session.query(PlatformMessage).count()


def test_an_account_that_was_closed_since_is_closed_again_and_nobody_is_written_to(
    factory, organisation, actor, browser, closed, elsewhere
):
    kari, _stays = actor(organisation, Role.VOLUNTEER), actor(organisation, Role.ADMINISTRATOR)
    browser(kari)
    archive, kept = closed(kari)

    with elsewhere.app_context():
        done = restore(elsewhere.config["PORTAL"], archive, kept)

    account, *left = what_is_back(elsewhere, organisation, kari)
    assert (done.closed, done.alone, left) == (1, [], [0, 0, 0])
    assert (account.name, account.email, account.password_hash) == ("", "", None)
    assert kari.email not in account.email_key
    with elsewhere.app_context():
        assert list(close_again(kept)) == []


def test_an_account_without_access_anywhere_is_remembered_too(factory, organisation, closed, elsewhere):
    archive, kept = closed(who := factory.person())

    with elsewhere.app_context():
        assert restore(elsewhere.config["PORTAL"], archive, kept).closed == 1

    assert what_is_back(elsewhere, organisation, who)[0].email == ""


def test_where_she_was_the_only_administrator_then_it_is_said(
    app, factory, organisation, actor, tmp_path, closed, elsewhere
):
    """Another one has come since the backup was made: she may leave, and is not kept by what is back."""
    kari, heir = actor(organisation, Role.ADMINISTRATOR), factory.person()

    with app.app_context():
        archive, _manifest = make_backup(app.config["PORTAL"], tmp_path / "earlier")
    with factory.working_as(scope_of(organisation.id)):
        give_access(heir.email, "", Role.ADMINISTRATOR, setup_now(organisation.id).root.id)
        db.session.commit()
    _later, kept = closed(kari)

    with elsewhere.app_context():
        done = restore(elsewhere.config["PORTAL"], archive, kept)

    assert (done.closed, done.alone) == (1, [organisation.name])
    assert what_is_back(elsewhere, organisation, kari)[1] == 0


def test_without_the_list_she_is_back_and_nothing_says_otherwise(app, factory, organisation, elsewhere, tmp_path):
    """The control; and a list that is none stops it before anything is done."""
    with factory.working_as(scope_of(organisation.id)):
        db.session.add(Person(name=NAME, language="nb", sorting=NAME, words=NAME, added_at=clock.now()))
        db.session.commit()
    with app.app_context():
        archive, _manifest = make_backup(app.config["PORTAL"], tmp_path / "backups")
    (tmp_path / "other.txt").write_text("not a list")

    with elsewhere.app_context():
        with pytest.raises(MisconfiguredError, match="no list of people"):
            restore(elsewhere.config["PORTAL"], archive, tmp_path / "other.txt")
        again = restore(elsewhere.config["PORTAL"], archive).erased

    assert (again, names(elsewhere, organisation)) == (0, [NAME])
