"""What it costs members and others, as the public programme tells it. # row D8"""

from types import SimpleNamespace

import pytest

from portal.i18n import use_language
from portal.programme.words import price_of
from tests.reading import says

WHOLE = "/p/hjertelag/programme/"


@pytest.mark.parametrize(
    ("members", "others", "nb", "da"),
    [
        (None, None, "", ""),
        (0, 0, "Gratis", "Gratis"),
        (10000, 10000, "100 kr", "100 kr."),
        (5000, 12550, "Medlemmer 50 kr, andre 125,50 kr", "Medlemmer 50 kr., andre 125,50 kr."),
        (0, 150000, "Medlemmer gratis, andre 1\u00a0500 kr", "Medlemmer gratis, andre 1.500 kr."),
        (5000, None, "For medlemmer: 50 kr", "For medlemmer: 50 kr."),
        (None, 5005, "For andre: 50,05 kr", "For andre: 50,05 kr."),
    ],
)
def test_a_price_is_told_as_people_here_write_it(members, others, nb, da):
    planned = SimpleNamespace(price_members=members, price_others=others)
    for language, said in (("nb", nb), ("da", da)):
        with use_language(language):
            assert price_of(planned).replace("\u00a0", " ") == said.replace("\u00a0", " ")


def test_who_plans_writes_both_and_everybody_reads_them(opened, nobody, days, stored):
    page = "/o/hjertelag/programme/plan"
    typed = {"title": "Kurs", "on_date": days(3).isoformat(), "kr_members": "50", "kr_others": "1 125,50"}
    answer = opened.post(page, {**typed, "is_public": "y"})
    assert answer.status_code == 303

    (planned,) = stored()
    assert (planned.price_members, planned.price_others) == (5000, 112550)
    for path in (WHOLE, f"{WHOLE}embed"):
        assert "Medlemmer 50\u00a0kr, andre 1\u00a0125,50\u00a0kr" in nobody.get(path).text
    feed = nobody.get(f"{WHOLE}programme.ics").text.replace("\r\n ", "")
    assert "Medlemmer 50\u00a0kr" in feed
    shown = f"/o/hjertelag/programme/{planned.id}"
    assert "Medlemmer 50\u00a0kr" in opened.get(shown).text
    fields = opened.fields(f"{shown}/change")
    assert (fields["kr_members"], fields["kr_others"]) == ("50", "1\u00a0125,5")


def test_a_price_that_cannot_be_comes_back(opened, days):
    typed = {"title": "Kurs", "on_date": days(3).isoformat(), "kr_members": "-5"}
    assert says(opened.post("/o/hjertelag/programme/plan", typed), "Write an amount from 0 to 100 000.")


def test_two_who_change_the_price_are_both_shown_it(opened, put):
    shown = f"/o/hjertelag/programme/{put(3, title='Kurs', price_others=10000)}/change"
    hers, theirs = opened.fields(shown), opened.fields(shown)
    opened.send(shown, {**theirs, "kr_others": "200"})

    page = opened.send(shown, {**hers, "kr_others": "300"}).text

    assert "<dd>300</dd>" in page
    assert "<dd>200</dd>" in page


def test_what_is_cancelled_costs_nothing(opened, nobody, put):
    planned = put(3, title="Kurs", price_others=10000)
    opened.post(f"/o/hjertelag/programme/{planned}/cancel", {"why": "Snø"})
    assert "100\u00a0kr" not in nobody.get(WHOLE).text
