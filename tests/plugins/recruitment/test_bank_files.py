"""Row R12: what the bank says came in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.recruitment.dues.bank_files import account_in, read_bank_file
from portal.errors import PortalError
from portal.i18n import use_language
from tests.plugins.recruitment.bank import ACCOUNT, csv_file, ocr_file, together


@pytest.fixture(autouse=True)
def _in_english(app):
    with app.app_context(), use_language("en"):
        yield


def short(lines):
    return [(line.on_date, line.amount, line.kid) for line in lines]


def test_an_ocr_file_tells_of_each_payment_its_day_its_kid_and_what_came_in():
    read = read_bank_file(ocr_file([("1234567897", 30000), ("12-", 12550)]), "OCR.D050326")
    assert short(read) == [(date(2026, 3, 5), 30000, "1234567897"), (date(2026, 3, 5), 12550, "12-")]


def test_a_payment_that_the_bank_takes_back_is_below_nought():
    assert short(read_bank_file(ocr_file([("1234567897", -30000)]), "a.txt"))[0][1] == -30000


@given(st.lists(st.tuples(st.sampled_from(["", "18", "1234567897"]), st.integers(1, 10**9)), max_size=8))
def test_all_of_a_file_is_read_and_every_payment_has_a_mark_of_its_own(payments):
    read = read_bank_file(ocr_file(payments), "a")
    assert [(line.kid, line.amount) for line in read] == payments
    assert len({line.mark for line in read}) == len(payments)


@pytest.mark.parametrize("wrong", [{"total": 29999}, {"number": 2}, {"total_in_all": 29999}, {"number_in_all": 2}])
def test_a_sum_that_does_not_fit_is_refused(wrong):
    with pytest.raises(PortalError, match="Nothing was saved"):
        read_bank_file(ocr_file([("1234567897", 30000)], **wrong), "a")


@pytest.mark.parametrize("cut", [100, 200, -90, -10])
def test_a_file_that_was_cut_off_is_refused(cut):
    with pytest.raises(PortalError, match="cut off"):
        read_bank_file(ocr_file([("1234567897", 30000)])[:cut], "a")


@pytest.mark.parametrize("gone", [b"NY000010", b"NY090020", b"NY090088", b"NY000089"])
def test_a_file_that_lacks_the_line_that_begins_or_ends_something_is_refused(gone):
    lines = ocr_file([("1234567897", 30000)]).splitlines(keepends=True)
    with pytest.raises(PortalError):
        read_bank_file(b"".join(line for line in lines if not line.startswith(gone)), "a")


def test_a_sum_that_is_no_number_is_refused():
    content = ocr_file([("1234567897", 30000)])
    for end in (b"NY090088", b"NY000089"):
        with pytest.raises(PortalError, match="cut off"):
            read_bank_file(content.replace(end + b"0", end + b"x"), "a")


def test_other_services_of_the_bank_in_the_same_file_are_passed_over_and_counted():
    """Nets sends standing orders of the payers (service 21) in the file that has the payments."""
    lines = ocr_file([("1234567897", 30000)], number_in_all=2).decode().splitlines()
    orders = [line.ljust(80, "0") for line in ("NY21" + "2420", "NY21" + "2194" + "0000001", "NY212488" + "00000001")]
    content = "\r\n".join([*lines[:-1], *orders, lines[-1]]).encode()
    assert short(read_bank_file(content, "a")) == [(date(2026, 3, 5), 30000, "1234567897")]


def test_the_same_payment_has_the_same_mark_in_whichever_file_it_stands():
    one, again = (read_bank_file(ocr_file([("1234567897", 30000)]), "a") for _ in range(2))
    other = read_bank_file(ocr_file([("1234567897", 30000)], assignment=2), "a")
    assert one[0].mark == again[0].mark != other[0].mark


def test_each_payment_of_a_file_with_several_assignments_says_to_which_account_it_was_paid():
    one, other = ocr_file([("18", 100)]), ocr_file([("26", 200)], account="98765432109", assignment=2)
    read = read_bank_file(together(one, other), "a")
    assert [(line.kid, line.paid_to) for line in read] == [("18", "12345678903"), ("26", "98765432109")]
    assert [line.paid_to for line in read_bank_file(csv_file([("05-03-2026", "300", "18", "")]), "a.csv")] == [""]


@pytest.mark.parametrize(
    ("written", "read"),
    [("1234.56.78903", ACCOUNT), ("1234 56 78903 ", ACCOUNT), ("DK50 0040 0440 1162 43", ""), ("12345678", ""), ("", "")],
)
def test_a_norwegian_account_is_read_as_people_write_it(written, read):
    assert account_in(written) == read


def test_a_danish_bank_writes_rows_with_headings_somewhere_above_them():
    content = csv_file([("05-03-2026", "1.300,00", "000000000012344", "Kontingent Bo Ø")], above="Konto 1234;;;")
    [line] = read_bank_file(content, "konto.csv")
    assert (line.on_date, line.amount, line.kid, line.text) == (
        date(2026, 3, 5), 130000, "000000000012344", "Kontingent Bo Ø",
    )  # fmt: skip


@pytest.mark.parametrize("written", ["0000 0000 18", "0000\u00a00000\u00a018", "+71<000000000000018+12345678<"])
def test_a_kid_is_read_as_people_write_it(written):
    [line] = read_bank_file(csv_file([("05-03-2026", "300", written, "")]), "a.csv")
    assert line.kid.endswith("00000018")
    assert line.kid.isdigit()


def test_the_same_payment_has_the_same_mark_after_a_spreadsheet_has_left_out_the_noughts():
    marks = {
        read_bank_file(csv_file([("05-03-2026", "300", kid, "Kari")]), "a.csv")[0].mark for kid in ("0000000018", "18")
    }
    assert len(marks) == 1


@pytest.mark.parametrize(
    ("written", "amount"),
    [("1.500", 150000), ("1.500,00", 150000), ("1 500,5", 150050), ("300", 30000), ("300.00", 30000), ("kr 300,-", 30000)],
)
def test_an_amount_is_read_as_people_here_write_it(written, amount):
    assert short(read_bank_file(csv_file([("05-03-2026", written, "", "")]), "a.csv"))[0][1] == amount


@pytest.mark.parametrize("written", ["300,005", "0,001"])
def test_a_part_of_an_oere_is_refused_and_not_cut_off(written):
    with pytest.raises(PortalError, match="no amount"):
        read_bank_file(csv_file([("05-03-2026", written, "", "")]), "a.csv")


def test_two_equal_payments_on_a_day_are_two():
    row = ("05-03-2026", "300,00", "", "Kontingent")
    marks = [line.mark for line in read_bank_file(csv_file([row, row]), "a.csv")]
    assert len(set(marks)) == 2
    assert [line.mark for line in read_bank_file(csv_file([row, row]), "b.csv")] == marks


@pytest.mark.parametrize(
    ("row", "said"),
    [(("05-13-2026", "300", "", ""), "Row 2: There is no such day"), (("05-03-2026", "tre", "", ""), "no amount")],
)
def test_a_row_that_cannot_be_read_is_named(row, said):
    with pytest.raises(PortalError, match=said):
        read_bank_file(csv_file([row]), "a.csv")


def test_a_sheet_without_days_or_amounts_is_refused():
    with pytest.raises(PortalError, match="no OCR file"):
        read_bank_file(b"Navn;By\r\nBo;Odense\r\n", "a.csv")
