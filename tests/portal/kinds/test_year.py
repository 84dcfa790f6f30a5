"""The questions of the unit's year are written on the same pages (row D5, form part)."""

from portal.activities.kinds import YEAR, kinds_at
from portal.tenancy.scope import organisation as scope_of
from tests.portal.kinds.arranging import KINDS
from tests.reading import says

YEAR_PAGE = f"{KINDS}type/{YEAR}"


def test_the_page_is_there_before_anybody_has_written_anything(staff):
    assert says(staff.browser.get(YEAR_PAGE), "No questions yet")
    assert YEAR_PAGE in staff.browser.get(KINDS).text


def test_why_it_matters_and_what_is_asked(staff, factory, organisation):
    staff.browser.post(
        f"{YEAR_PAGE}/change", {"help": "Styret leser alle svar.", "help_other": "Bestyrelsen læser alle svar."}
    )
    staff.ask(YEAR_PAGE, "text", "Hva er dere mest fornøyd med?", required="y")
    staff.ask(YEAR_PAGE, "number", "Hvor mange er dere i styret?", maximum="30")

    version = factory.setup(organisation).version
    with factory.working_as(scope_of(organisation.id)):
        year = kinds_at(organisation.id, version)[YEAR]
    assert str(year.help) == "Styret leser alle svar."
    assert [(question.name, question.kind, question.required) for question in year.questions] == [
        ("q1", "text", True),
        ("q2", "number", False),
    ]
    assert str(year.label) == "Spørsmål om enhetens år"


def test_it_is_neither_registered_nor_moved_nor_hidden_nor_renamed(staff, volunteer):
    staff.ask(YEAR_PAGE, "text", "Hva er dere mest fornøyd med?")
    assert "Spørsmål om enhetens år" not in staff.listed()
    assert volunteer.get(f"/o/hjertelag/activities/register/{YEAR}").status_code == 404
    assert staff.browser.get(f"{YEAR_PAGE}/hide").status_code == 404
    assert 'name="label"' not in staff.browser.get(f"{YEAR_PAGE}/change").text
    staff.browser.post(f"{YEAR_PAGE}/change", {"label": "Noe annet", "people": "apart", "who": "staff"})
    row = staff.rows()[0]
    assert (row.label, row.splits, row.who) == ({}, False, "registrars")
