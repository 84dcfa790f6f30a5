"""Which language is spoken: the user's choice, else the organisation's, else the browser's."""

import pytest

from portal.i18n import choose_language


@pytest.mark.parametrize(
    ("user", "organisation", "header", "chosen"),
    [
        ("en", "da", "nb", "en"),
        (None, "da", "nb", "da"),
        ("", "da", "nb", "da"),
        (None, None, "da", "da"),
        (None, None, None, "nb"),
        (None, None, "", "nb"),
        ("sv", None, "da", "da"),
    ],
)
def test_the_nearest_choice_counts(user, organisation, header, chosen):
    assert choose_language(user, organisation, header, "nb") == chosen


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("no", "nb"),
        ("nn", "nb"),
        ("nn-NO", "nb"),
        ("nb-NO", "nb"),
        ("NB", "nb"),
        ("no-NO,no;q=0.9,en;q=0.8", "nb"),
        ("da-DK", "da"),
        ("en-GB,en;q=0.9,da;q=0.8", "en"),
        ("sv-SE,sv;q=0.9,da;q=0.8,en;q=0.7", "da"),
        ("en;q=0.3,da;q=0.8", "da"),
        ("fi", "da"),
        ("*", "da"),
        ("fi,*;q=0.5", "da"),
        (";;;=", "da"),
    ],
)
def test_what_a_browser_asks_for_is_understood(header, chosen):
    assert choose_language(None, None, header, "da") == chosen
