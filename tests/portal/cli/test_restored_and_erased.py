"""A backup brings back whoever was erased since it was made; restoring erases her again."""

from typing import Any

import pytest
from flask import Flask

from portal import clock
from portal.backup.services import make_backup, restore
from portal.erasure.services import erase
from portal.erasure.tombstones import file_of_erased
from portal.errors import MisconfiguredError
from portal.extensions import db
from portal.people.models import Person
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from portal.work import working_as
from portal.worker import work_once

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
