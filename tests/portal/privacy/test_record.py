"""The record of processing and the privacy notice: what is in use, for everybody, and nothing of other organisations."""

import pytest
import sqlalchemy as sa

from portal.plugin_api import HEALTH, AboutPeople, Basis, Keep, Role, house
from portal.plugin_api.personal import KEY
from portal.privacy import catalogue
from portal.privacy.catalogue import processings
from portal.tenancy import Base

RECORD, NOTICE = "/o/hjertelag/privacy/", "/p/hjertelag/privacy"


@pytest.fixture
def boss(organisation, actor, browser):
    return browser(actor(organisation, Role.ADMINISTRATOR))


def test_the_record_says_what_for_why_and_how_long(boss):
    page = boss.get(RECORD).text

    assert "For å vite hvem som hører til organisasjonen" in page
    assert "artikkel 6 nr. 1 bokstav a" in page
    assert "12 måneder" in page


def test_it_stands_beside_the_annual_report(boss):
    assert RECORD in boss.get("/o/hjertelag/reports/").text


def test_everybody_reads_the_notice_and_whom_to_ask(boss, browser):
    boss.post(RECORD + "contact", {"contact": "Kari Vern, 55 00 00 01"})

    page = browser().get(NOTICE).text
    assert "Slik behandler Hjertelaget opplysninger om deg" in page
    assert "Kari Vern, 55 00 00 01" in page
    assert "Kari Vern, 55 00 00 01" in boss.get(RECORD).text


def test_an_organisation_names_its_own_contact_only(boss, factory, browser):
    factory.organisation("hjerteforeningen", country="DK", language="da")
    boss.post(RECORD + "contact", {"contact": "Kari Vern, 55 00 00 01"})

    page = browser().get("/p/hjerteforeningen/privacy").text
    assert "Sådan behandler hjerteforeningen oplysninger om dig" in page
    assert "Kari Vern" not in page


def test_as_long_as_nobody_is_named_staff_are_told(boss):
    assert "Det er ikke oppgitt hvem" in boss.get(RECORD).text


def test_an_empty_contact_is_told_at_its_field(boss):
    page = boss.post(RECORD + "contact", {"contact": " "}).text

    assert 'aria-invalid="true"' in page


def test_open_pages_lead_to_the_notice(browser, organisation):
    assert f'href="{NOTICE}"' in browser().get("/p/hjertelag/programme/").text


def test_each_purpose_stands_once(app):
    with app.app_context():
        told = [(one.basis, str(one.purpose)) for one in processings(())]

    assert len(told) == len(set(told))
    assert len(told) > 8


def test_every_table_about_people_is_told_of(app):
    about_people = [
        said for table in Base.metadata.tables.values() if isinstance(said := table.info.get(KEY), AboutPeople)
    ]
    with app.app_context():
        told = {str(one.purpose) for one in processings([plugin.name for plugin in house().optional])}

    assert about_people
    assert {str(said.purpose) for said in about_people} <= told


def test_what_belongs_to_a_plugin_is_told_where_it_is_switched_on_and_nowhere_else(app, monkeypatch):
    talk = sa.Table(
        "recruitment_talk", sa.MetaData(), sa.Column("person_id", sa.Uuid()), sa.Column("on_date", sa.Date()),
        sa.Column("notes", sa.Text(), info=HEALTH),
        info={KEY: AboutPeople(
            purpose="To follow up", basis=Basis.CONSENT, keep=Keep(months=24, after="on_date"), person="person_id"
        )},
    )  # fmt: skip
    monkeypatch.setattr(catalogue, "_modules_and_tables", lambda: [("plugins.recruitment.models", talk)])
    with app.app_context():
        told, elsewhere = processings({"recruitment"}), processings({"alliances"})

    assert [(one.purpose, one.categories) for one in told] == [("To follow up", ("health", "technical"))]
    assert elsewhere == []
