"""What a table says about people: each rule is seen to refuse what leaves it unsaid, and the core says all of it."""

import pytest
import sqlalchemy as sa

from portal.errors import MisconfiguredError
from portal.plugin_api import (
    CONTACT,
    FREE_TEXT,
    NO_PEOPLE,
    NOT_PERSONAL,
    AboutPeople,
    Basis,
    Erase,
    Keep,
    because,
)
from portal.plugin_api.check import check_people
from portal.plugin_api.personal import KEY, faults_of_people
from portal.tenancy import Base


def about_her(**said):
    return AboutPeople(**{"purpose": "To help", "basis": Basis.CONSENT, "keep": "Always", "person": "person_id"} | said)


def table(*columns, people=NO_PEOPLE):
    return sa.Table("visitor_visit", sa.MetaData(), *columns, info={KEY: people})


def person():
    return sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"))


GOOD = [
    table(person(), sa.Column("note", sa.Text(), info=FREE_TEXT), people=about_her()),
    table(sa.Column("on_date", sa.Date()), sa.Column("state", sa.String(20)), sa.Column("made_by", sa.Uuid())),
    table(sa.Column("endpoint", sa.String(200), info=NOT_PERSONAL)),
    table(person(), sa.Column("at", sa.DateTime()), people=about_her(keep=Keep(months=12, after="at"))),
]
BAD = [
    ("does not say whether it is about people", table(people=None)),
    ("does not say whether it is about people", table(people="NO_PEOPLE")),
    ("refers to person and says NO_PEOPLE", table(person())),
    ("has the column note, which may hold something", table(sa.Column("note", sa.Text()))),
    ("has the column answers, which may hold something", table(sa.Column("answers", sa.JSON()))),
    ("has the column title, which may hold something", table(sa.Column("title", sa.String(61)))),
    ("has the column title, which may hold something", table(sa.Column("title", sa.String()))),
    ("has the column phone_2, which may hold something", table(sa.Column("phone_2", sa.String(20)))),
    ("has the column birth_year, which may hold something", table(sa.Column("birth_year", sa.Integer()))),
    ("has the column email and says that it is about nobody", table(sa.Column("email", sa.Text(), info=NOT_PERSONAL))),
    ("has the column note, whose info says 'free'", table(sa.Column("note", sa.Text(), info={KEY: "free"}))),
    ("does not say whose a row is", table(person(), people=about_her(person=""))),
    ("is hers by person_id, which is none", table(people=about_her())),
    ("keeps the rows of somebody who is erased", table(person(), people=about_her(erase=Erase.KEEP))),
    (
        "keeps the column note of somebody who is erased",
        table(sa.Column("note", sa.Text(), info=because(FREE_TEXT, erase=Erase.KEEP))),
    ),
    ("counts its time from at, which is none", table(person(), people=about_her(keep=Keep(months=1, after="at")))),
]


@pytest.mark.parametrize("made", GOOD)
def test_a_table_that_says_it_all_has_no_fault(made):
    assert list(faults_of_people(made)) == []


@pytest.mark.parametrize(("fault", "made"), BAD)
def test_what_is_unsaid_or_wrong_is_refused_with_a_sentence(fault, made):
    assert fault in " ".join(faults_of_people(made))


def test_a_fault_in_the_core_stops_the_start_up():
    with pytest.raises(MisconfiguredError, match="the table visitor_visit has the column note, which may hold"):
        check_people([table(sa.Column("note", sa.Text()))])


def test_every_table_there_is_says_what_it_holds_about_people(app):
    faults = {name: list(faults_of_people(made)) for name, made in Base.metadata.tables.items()}

    assert {name: found for name, found in faults.items() if found} == {}


def test_what_a_person_is_reached_by_is_called_contact(app):
    columns = Base.metadata.tables["person"].columns

    assert all(columns[name].info[KEY].category == "contact" for name in ("name", "email", "phone", "street"))
    assert CONTACT[KEY].category == "contact"
