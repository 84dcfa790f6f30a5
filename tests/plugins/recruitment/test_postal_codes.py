"""Row R9: which branch a postal code belongs to, by ranges that the association sets and can paste."""

import pytest

from plugins.recruitment.postal.queries import branch_of, spans_of
from plugins.recruitment.postal.rules import code_of, gaps_in, written
from portal.errors import PortalError
from portal.tenancy.scope import organisation as scope_of

PAGE = "/o/hjertelag/recruitment/postal-codes/"


@pytest.fixture
def branches(factory, association):
    return {name: factory.unit(association, name) for name in ("Agder", "Oslo og Akershus")}


@pytest.fixture
def spans(factory, association):
    def read():
        with factory.working_as(scope_of(association.id)):
            return [(written(span), span.unit_id) for span in spans_of(association.id)]

    return read


def test_ranges_are_pasted_as_they_stand_in_a_spreadsheet(staff, branches, spans):
    staff.post(PAGE, {"text": "4400\t4999\tagder\n0001-1299 Oslo og Akershus\n\n 1300 ; Oslo og Akershus "})

    oslo, agder = branches["Oslo og Akershus"], branches["Agder"]
    assert spans() == [("0001-1299", oslo), ("1300", oslo), ("4400-4999", agder)]
    assert "4400-4999 Agder" in staff.get(PAGE).text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("4400-4999 Agder\nAgder", "Linje 2: Skriv den som 0001-1299 og lokallagets navn."),
        ("4400-4999 Finnmark", "Linje 1: Det finnes ikke noe lokallag som heter «Finnmark»."),
        ("4400-9999 Agder", "Postnummer 9999 finnes ikke."),
        ("4999-4400 Agder", "Linje 1: Det siste nummeret kommer før det første."),
        ("4400-4999 Agder\n4900-5000 Agder", "4400-4999 og 4900-5000 overlapper."),
    ],
)
def test_what_cannot_be_is_told_with_its_line_and_nothing_is_changed(staff, branches, spans, text, sentence):
    staff.post(PAGE, {"text": "0001-1299 Oslo og Akershus"})

    page = staff.post(PAGE, {"text": text})

    assert sentence in page.text
    assert len(spans()) == 1


@pytest.mark.parametrize(("code", "name"), [("4400", "Agder"), ("4999", "Agder"), ("4399", None), ("5000", None), ("0001", "Oslo og Akershus")])
def test_a_code_has_the_branch_whose_range_it_stands_in(factory, association, staff, branches, code, name):
    staff.post(PAGE, {"text": "4400-4999 Agder\n0001-1299 Oslo og Akershus"})
    with factory.working_as(scope_of(association.id)):
        assert branch_of(association.id, code) == branches.get(name)


def test_what_no_branch_has_is_shown(staff, branches):
    page = staff.post(PAGE, {"text": "0001-4399 Agder\n4500-9991 Agder"}, follow_redirects=True)
    assert "4400-4499" in page.text


def test_a_country_has_its_own_codes():
    assert code_of(" n-0150 ", "NO") == "0150"
    assert code_of("DK-2100", "DK") == "2100"
    with pytest.raises(PortalError):
        code_of("9992", "DK")
    assert gaps_in([], "DK") == ["0555-9990"]
