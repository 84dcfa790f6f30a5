"""The sentences of goals, word for word, in all three languages."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.goals.progress import Point, Target, assess
from portal.goals.sentences import Unit, period_name, sentence, status_label
from portal.i18n import use_language


def point(day: str, value: int | str | None) -> Point:
    return Point(date.fromisoformat(day), None if value is None else Decimal(value))


MEMBERS = Target(
    "level",
    point("2025-12-31", 700),
    (point("2026-12-31", 801), point("2028-12-31", 1001), point("2030-12-31", 1500)),
)
ACTIVITIES = Target("yearly", point("2025-12-31", 40), (point("2028-12-31", 60),))
WAITING_WEEKS = Target("level", point("2025-12-31", 20), (point("2026-12-31", 10),))
CEILING = Target("yearly", point("2025-12-31", 100), (point("2026-12-31", 50),))
BRANCH = Target("yes_no", None, (point("2027-12-31", 1),))
UNITS = {
    "nb": Unit("betalende medlem", "betalende medlemmer"),
    "da": Unit("betalende medlem", "betalende medlemmer"),
    "en": Unit("paying member", "paying members"),
}


def said(language: str, target: Target, day: str, *measured: Point, unit: Unit | None = None) -> str:
    """What is said on that day, with plain spaces."""
    progress = assess(target, measured, date.fromisoformat(day))
    with use_language(language):
        return sentence(target, progress, unit or UNITS[language]).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "nb",
            "742 betalende medlemmer. 59 igjen til 801 innen 31. desember 2026. I dagens takt er vi der i mars 2027.",
        ),
        (
            "da",
            "742 betalende medlemmer. Der mangler 59 for at nå 801 senest den 31. december 2026. "
            "I det nuværende tempo er vi der i marts 2027.",
        ),
        (
            "en",
            "742 paying members. 59 left to reach 801 by December 31, 2026. "
            "At today's pace we are there in March 2027.",
        ),
    ],
)
def test_members_on_their_way(language, expected):
    assert said(language, MEMBERS, "2026-07-15", point("2026-07-01", 742)) == expected


def test_one_is_one():
    unit = Unit("lokallag", "lokallagene")
    target = Target("level", None, (point("2027-12-31", 2),))
    assert said("nb", target, "2026-07-01", point("2026-07-01", 1), unit=unit).startswith("1 lokallag. 1 igjen til 2")


def test_a_figure_without_a_unit_stands_alone():
    assert said("nb", MEMBERS, "2026-07-01", point("2026-07-01", 742), unit=Unit("", "")).startswith("742. 59 igjen")


def test_an_old_measurement_is_told_with_its_date():
    assert said("nb", MEMBERS, "2026-07-01", point("2025-12-31", 700)).startswith(
        "700 betalende medlemmer per 31. desember 2025."
    )
    assert said("da", MEMBERS, "2026-07-01", point("2025-12-31", 700)).startswith(
        "700 betalende medlemmer pr. 31. december 2025."
    )


@pytest.mark.parametrize(
    ("language", "one", "many", "by"),
    [
        ("nb", "1 betalende medlem. ", "1 234 betalende medlemmer. ", "innen 31. desember 2026"),
        ("da", "1 betalende medlem. ", "1.234 betalende medlemmer. ", "senest den 31. december 2026"),
        ("en", "1 paying member. ", "1,234 paying members. ", "by December 31, 2026"),
    ],
)
def test_one_and_many_and_the_day_are_written_as_each_language_does(language, one, many, by):
    target = replace(MEMBERS, baseline=None, milestones=(point("2026-12-31", 9000),))
    single, several = (said(language, target, "2026-06-30", point("2026-06-30", value)) for value in (1, 1234))
    assert (single.startswith(one), several.startswith(many)) == (True, True)
    assert by in single
    assert by in several


def test_a_reached_goal_is_short():
    measured = point("2030-02-01", 1512)
    assert said("nb", MEMBERS, "2030-02-01", measured) == "1 512 betalende medlemmer. Målet på 1 500 er nådd."
    assert said("da", MEMBERS, "2030-02-01", measured) == "1.512 betalende medlemmer. Målet på 1.500 er nået."


def test_a_missed_deadline_is_said_plainly():
    assert said("nb", MEMBERS, "2031-01-05", point("2031-01-01", 1499)).startswith(
        "1 499 betalende medlemmer. Fristen var 31. desember 2030. 1 igjen til 1 500."
    )


def test_more_than_a_figure_is_told_as_the_next_one():
    target = replace(MEMBERS, milestones=(point("2026-12-31", 800),), at_least=False)
    assert "2 igjen til 801" in said("nb", target, "2026-07-01", point("2026-07-01", 799))


def test_a_value_just_below_the_goal_is_not_rounded_into_it():
    assert said("nb", MEMBERS, "2026-07-01", point("2026-07-01", "800.9")).startswith(
        "800 betalende medlemmer. 1 igjen til 801"
    )


def test_a_falling_goal_goes_down():
    unit = Unit("uke", "uker")
    text = said("nb", WAITING_WEEKS, "2026-07-01", point("2026-07-01", 17), unit=unit)
    assert text.startswith("17 uker. Tallet må ned med 7 for å nå 10 innen 31. desember 2026.")


def test_a_year_under_way():
    unit = Unit("aktivitet", "aktiviteter")
    happened = point("2026-06-30", 20)
    assert said("nb", ACTIVITIES, "2026-06-30", happened, unit=unit) == (
        "20 aktiviteter så langt i 2026. 27 igjen til 47. I dagens takt blir det 40 i 2026."
    )
    assert said("da", ACTIVITIES, "2026-06-30", happened, unit=unit) == (
        "20 aktiviteter indtil videre i 2026. Der mangler 27 for at nå 47. I det nuværende tempo bliver det 40 i 2026."
    )


def test_a_year_under_way_in_english():
    unit = Unit("activity", "activities")
    assert said("en", ACTIVITIES, "2026-06-30", point("2026-06-30", 1), unit=unit).startswith(
        "1 activity so far in 2026. 46 left to reach 47."
    )


def test_a_year_that_is_reached_and_the_last_one_that_was_not():
    unit = Unit("aktivitet", "aktiviteter")
    assert said("nb", ACTIVITIES, "2026-06-30", point("2026-06-30", 47), unit=unit) == (
        "47 aktiviteter så langt i 2026. Målet på 47 er nådd."
    )
    assert said("nb", ACTIVITIES, "2029-02-01", point("2028-06-30", 59), unit=unit) == (
        "59 aktiviteter i 2028. Målet var 60."
    )


def test_a_ceiling_is_told_as_one():
    unit = Unit("avlysning", "avlysninger")
    assert said("nb", CEILING, "2026-06-30", point("2026-06-30", 24), unit=unit) == (
        "24 avlysninger så langt i 2026. Målet er høyst 50. I dagens takt blir det 48 i 2026."
    )


def test_what_is_missing_is_named():
    unknown = replace(ACTIVITIES, baseline=point("2025-12-31", None))
    assert said("nb", unknown, "2026-06-30").startswith(
        "0 betalende medlemmer så langt i 2026. Ingen status ennå, fordi tallet for 2025 mangler."
    )
    assert said("nb", MEMBERS, "2026-06-30") == (
        "Ingenting er målt ennå. Målet er 801 betalende medlemmer innen 31. desember 2026."
    )
    assert said("da", ACTIVITIES, "2026-06-30", unit=Unit("aktivitet", "aktiviteter")) == (
        "Der er ikke registreret noget endnu. Målet er 47 aktiviteter i 2026."
    )
    assert said("da", Target("level"), "2026-06-30").endswith("Der er ikke sat tal på målet endnu.")


def test_something_that_is_to_exist():
    not_yet = point("2026-12-01", 0)
    assert said("nb", BRANCH, "2027-01-01", not_yet) == "Ikke på plass ennå. Fristen er 31. desember 2027."
    assert said("da", BRANCH, "2028-01-01", not_yet) == "Ikke på plads endnu. Fristen var den 31. december 2027."
    assert said("nb", BRANCH, "2027-01-01", point("2026-12-01", 1)) == "Dette er på plass."


def test_something_that_nobody_has_answered_yet():
    nb = "Ingen har sagt ennå om dette er på plass. Fristen er 31. desember 2027."
    da = "Ingen har endnu sagt, om det er på plads. Fristen var den 31. december 2027."
    assert (said("nb", BRANCH, "2027-01-01"), said("da", BRANCH, "2028-01-01")) == (nb, da)


@pytest.mark.parametrize(
    ("start", "end", "nb", "da"),
    [
        ("2026-01-01", "2026-12-31", "2026", "2026"),
        ("2026-07-01", "2026-12-31", "andre halvår 2026", "andet halvår 2026"),
        ("2026-01-01", "2026-03-31", "første kvartal 2026", "første kvartal 2026"),
        ("2026-10-01", "2026-12-31", "fjerde kvartal 2026", "fjerde kvartal 2026"),
        ("2026-05-01", "2026-05-31", "mai 2026", "maj 2026"),
    ],
)
def test_periods_have_names(start, end, nb, da):
    names = []
    for language in ("nb", "da"):
        with use_language(language):
            names.append(period_name(date.fromisoformat(start), date.fromisoformat(end)))
    assert names == [nb, da]


def test_a_status_is_a_plain_word():
    with use_language("nb"):
        assert [status_label(s) for s in ("reached", "on_track", "at_risk", "behind", "no_data")] == [
            "Nådd",
            "I rute",
            "Usikkert",
            "Ligger etter",
            "Ingen status ennå",
        ]
