"""Words: looked up late, filled, and never lost."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, StringField
from wtforms.validators import Length, NumberRange

from portal.forms import PlainForm
from portal.i18n import LazyText, _, _l, add_catalogues, ngettext, pgettext, use_language
from portal.i18n.catalogue import _folders, catalogue

GOALS = {"nb": "Mål", "da": "Mål", "en": "Goals"}
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.mark.parametrize(("language", "word"), GOALS.items())
def test_a_message_is_read_in_the_language_of_the_moment(language, word):
    with use_language(language):
        assert _("Goals") == word


def test_the_language_before_comes_back():
    with use_language("da"):
        with use_language("nb"):
            assert _("Password") == "Passord"
        assert _("Password") == "Adgangskode"


def test_an_unknown_message_is_said_in_english():
    with use_language("da"):
        assert _("Never translated, %(name)s", name="Kim") == "Never translated, Kim"
        assert ngettext("%(n)s unknown thing", "%(n)s unknown things", 2) == "2 unknown things"
        assert pgettext("garden", "Unknown bed") == "Unknown bed"


def test_a_percent_sign_without_values_is_only_a_sign():
    assert _("100 % sure") == "100 % sure"


@pytest.mark.parametrize(
    ("language", "none", "one", "many"),
    [
        ("nb", "0 personer", "1 person", "1\u00a0200 personer"),
        ("da", "0 personer", "1 person", "1.200 personer"),
        ("en", "0 people", "1 person", "1,200 people"),
    ],
)
def test_numbers_in_sentences_are_written_as_the_language_does(language, none, one, many):
    with use_language(language):
        assert [ngettext("%(n)s person", "%(n)s people", n) for n in (0, 1, 1200)] == [none, one, many]


def test_a_lazy_text_is_read_by_whoever_looks():
    label = _l("Password")

    for language, word in (("nb", "Passord"), ("da", "Adgangskode"), ("en", "Password")):
        with use_language(language):
            assert (str(label), f"{label}") == (word, word)


def test_a_lazy_text_carries_its_values():
    label = _l("Welcome to %(name)s", name="Hjertelaget")

    with use_language("nb"):
        assert str(label) == "Velkommen til Hjertelaget"


def test_lazy_texts_are_equal_by_what_they_say():
    assert _l("Goals") == LazyText("Goals", {})
    assert len({_l("Goals"), _l("Goals"), _l("Plans")}) == 2
    assert _l("To %(address)s", address="a") != _l("To %(address)s", address="b")
    assert _l("Goals") != "Goals"


def test_the_core_lies_over_a_plugin(tmp_path):
    path = tmp_path / "nb" / "LC_MESSAGES" / "garden.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        HEADER + 'msgid "Goals"\nmsgstr "Kål"\n\nmsgid "Bed"\nmsgstr "Seng"\n\n'
        'msgctxt "garden"\nmsgid "Bed"\nmsgstr "Bed"\n\n#, fuzzy\nmsgid "Rake"\nmsgstr "Gjett"\n'
    )
    add_catalogues("garden", tmp_path)
    try:
        with use_language("nb"):
            assert (_("Goals"), _("Bed"), pgettext("garden", "Bed"), _("Rake")) == ("Mål", "Seng", "Bed", "Rake")
    finally:
        _folders.remove(("garden", tmp_path))
        catalogue.cache_clear()


class GardenForm(PlainForm):
    class Meta(PlainForm.Meta):
        csrf = False

    name = StringField("Name", [Length(max=3)])
    size = IntegerField("Size", [NumberRange(0, 30, _l("Write a number from 0 to %(max)s."))])


@pytest.mark.parametrize(
    ("language", "too_long", "too_large", "no_number"),
    [
        ("nb", "Skriv høyst 3 tegn.", "Skriv et tall fra 0 til 30.", "Skriv et helt tall."),
        ("da", "Skriv højst 3 tegn.", "Skriv et tal fra 0 til 30.", "Skriv et helt tal."),
        (
            "en",
            "Field cannot be longer than 3 characters.",
            "Write a number from 0 to 30.",
            "Not a valid integer value.",
        ),
    ],
)
def test_the_form_library_speaks_the_language_too(language, too_long, too_large, no_number):
    with Flask(__name__).test_request_context(), use_language(language):
        large = GardenForm(MultiDict({"name": "hagen", "size": "31"}))
        wordy = GardenForm(MultiDict({"name": "hag", "size": "mange"}))
        assert not large.validate()
        assert not wordy.validate()

    assert large.errors == {"name": [too_long], "size": [too_large]}
    assert wordy.errors["size"][0] == no_number
