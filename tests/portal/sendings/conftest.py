"""A register, something to agree to, and a letter."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import insert

from portal import clock
from portal.consents.models import Consent
from portal.consents.queries import purpose as read_purpose
from portal.consents.services import add_purpose
from portal.extensions import db
from portal.organisations.viewer import place_of
from portal.people.models import Person
from portal.people.services import derive
from portal.sendings import queries
from portal.sendings.services import begin_sending, prepare_sending, write_letter
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.portal.messages.conftest import (  # noqa: F401  # fixtures
    mail_server,
    outbox,
    post_letter,
    use_mail_server,
    work,
)

WORDS = {
    "name": "Nyhetsbrev", "subject_nb": "Nytt fra oss", "text_nb": "Hei {fornavn}!\n\nDu hører til **{enhet}**.",
    "subject_da": "Nyt fra os", "text_da": "Hej {navn}!",
}  # fmt: skip


@pytest.fixture
def within(factory, organisation):
    """Do something inside the organisation, and commit it."""

    def do(what: Callable[[], object], inside=organisation) -> object:
        with factory.working_as(scope_of(inside.id)):
            made = what()
            db.session.commit()
            return made

    return do


@pytest.fixture
def news(within) -> UUID:
    return within(lambda: add_purpose(name="Nyheter", nb="Jeg vil ha nyheter.", da="Jeg vil have nyheder.", by=None).id)


@pytest.fixture
def people(within, organisation):
    """So many in the register, each of whom has agreed to `news`; their ids."""

    def make(many: int, purpose_id: UUID | None, *, email: str = "p{n}@eng.example", **values) -> list[UUID]:
        def add() -> list[UUID]:
            moment = clock.now()
            rows = []
            for n in range(many):
                person = Person(
                    id=uuid7(), name=f"Kari{n} Eng", email=email.format(n=n), added_at=moment,
                    **{"language": "nb", **values},
                )  # fmt: skip
                derive(person)
                rows.append(person)
            db.session.add_all(rows)
            db.session.flush()
            if purpose_id:
                words = read_purpose(organisation.id, purpose_id).wording_id
                said = {"purpose_id": purpose_id, "wording_id": words, "is_given": True, "language": "nb"}
                given = [
                    {
                        "organisation_id": organisation.id,
                        "id": uuid7(),
                        "person_id": one.id,
                        "channel": "paper",
                        "at": moment,
                        **said,
                    }
                    for one in rows
                ]
                db.session.execute(insert(Consent), given)
            return [one.id for one in rows]

        return within(add)

    return make


@pytest.fixture
def begin(within, organisation, news):
    """Write a letter and send it; the sending's id."""

    def begun(purpose_id: UUID | None = news, listed=None, unit_id=None, **words) -> UUID:
        def do() -> UUID:
            letter = write_letter(by=None, **{**WORDS, **words})
            db.session.flush()
            made = prepare_sending(letter, purpose_id=purpose_id, listed=listed, unit_id=unit_id, by=uuid7())
            db.session.flush()
            begin_sending(made, letter, place_of(organisation.id), by=uuid7())
            return made.id

        return within(do)

    return begun


@pytest.fixture
def progress(within, organisation):
    def read(sending_id: UUID) -> queries.Progress:
        return within(lambda: queries.progress(organisation.id, sending_id))

    return read


@pytest.fixture
def work_off(work):  # noqa: F811
    """All that the worker has to do, until it has nothing more."""

    def all_of_it() -> None:
        for _round in range(2000):
            if not work():
                return
        raise AssertionError("the worker does not come to an end")

    return all_of_it
