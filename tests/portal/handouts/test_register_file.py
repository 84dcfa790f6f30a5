"""The register as a spreadsheet: safe to open, without protected addresses, written down."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from portal import worker
from portal.audit.models import AuditEntry
from portal.erasure.services import erase
from portal.extensions import db
from portal.files.models import StoredFile
from portal.files.store import store
from portal.people.services import add_person
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of

PAGE = "/o/hjertelag/handouts/register"


@pytest.fixture
def made(factory, organisation, other_organisation, actor, browser, app):
    """`made("csv")`: what the worker wrote."""
    with factory.working_as(scope_of(organisation.id)):
        add_person(by=None, name="=HYPERLINK(1)", language="nb", phone="+4740000000", postal_code="0150", town="Oslo")
        add_person(by=None, name="Liv Skjult", language="nb", street="Hemmelig vei 3", town="Oslo", is_protected=True)
        erase(add_person(by=None, name="Eva Borte", language="nb"), by=None)
        db.session.commit()
    with factory.working_as(scope_of(other_organisation.id)):
        add_person(by=None, name="Fru Fremmed", language="nb")
        db.session.commit()
    staff = browser(actor(organisation, Role.STAFF))

    def make(ending: str) -> bytes:
        assert staff.post(PAGE, {"format": ending}).status_code == 303
        with app.app_context():
            worker.work_once()
        with factory.working_as(scope_of(organisation.id)):
            file = db.session.query(StoredFile).one()
            assert db.session.query(AuditEntry).filter(AuditEntry.action == "people.exported").count() == 1
            return store().open(organisation.id, file.sha256).read()

    return make


def test_as_a_spreadsheet_nothing_is_worked_out_and_no_number_is_lost(made):
    rows = list(load_workbook(BytesIO(made("xlsx"))).active.iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Navn", "=HYPERLINK(1)", "Liv Skjult"]
    assert rows[1][2:6] == ("+4740000000", None, "0150", "Oslo")
    assert rows[2][3:6] == (None, None, None)


def test_as_text_too(made):
    text = made("csv").decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert [word for word in ("Hemmelig", "Borte", "Fremmed") if word in text] == []


def test_a_unit_leader_takes_no_register_out(factory, organisation, actor, browser):
    leader = browser(actor(organisation, Role.UNIT_LEADER, factory.unit(organisation, "Agder")))
    assert leader.get(PAGE).status_code == 403
