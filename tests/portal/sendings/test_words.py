"""What staff write becomes harmless HTML and readable text, and names stay names."""

import pytest

from portal.errors import PortalError
from portal.sendings.words import check_subject, check_text, filled, html_of, marked, text_of

VALUES = {"name": "Kari <b>Eng</b> **x**", "first_name": "Kari", "organisation": "Laget", "unit": "Bergen"}


def as_html(text, language="nb", for_mail=False):
    return filled(html_of(marked(text, language), for_mail=for_mail), VALUES, html=True)


def as_text(text, language="nb"):
    return filled(text_of(marked(text, language)), VALUES, html=False)


def test_fields_are_filled_in_and_what_stands_in_a_name_is_neither_html_nor_markdown(app):
    assert as_html("Hei {navn}!") == "<p>Hei Kari &lt;b&gt;Eng&lt;/b&gt; **x**!</p>\n"
    assert as_text("Hei {navn}!") == "Hei Kari <b>Eng</b> **x**!"


@pytest.mark.parametrize(
    ("language", "text"), [("nb", "{fornavn} {organisasjon} {enhet}"), ("da", "{fornavn} {organisation} {enhed}"),
                           ("en", "{first name} {organisation} {unit}")]
)  # fmt: skip
def test_fields_have_the_names_of_the_language(app, language, text):
    check_text(text, language, "text")
    assert as_text(text, language) == "Kari Laget Bergen"


@pytest.mark.parametrize("text", ["{adresse}", "Hei {Navn}", "{diagnose}"])
def test_an_unknown_field_is_refused_with_those_that_there_are(app, text):
    with pytest.raises(PortalError) as refused:
        check_text(text, "nb", "text_nb")
    assert "{navn}, {fornavn}, {organisasjon}, {enhet}" in refused.value.sentence
    assert refused.value.field == "text_nb"


@pytest.mark.parametrize("subject", ["Hei {navn}", "Om {diagnose}", "{", "}"])
def test_a_subject_takes_no_field(app, subject):
    with pytest.raises(PortalError):
        check_subject(subject, "subject_nb")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=alert(1)>", "![x](http://t.example/p)",
        "<a href='javascript:x'>y</a>", "[x](data:text/html;base64,xx)", '<p style="position:fixed">', "<svg/onload=x>",
        "[a](http://x.example \"on'click=x\")", "\ue000\ue0ff",
    ],
)  # fmt: skip
def test_nothing_harmful_comes_through(app, text):
    for html in (as_html(text), as_html(text, for_mail=True)):
        lowered = html.casefold()
        assert "<script" not in lowered
        assert "<img" not in lowered
        assert "<svg" not in lowered
        assert 'href="javascript' not in lowered
        assert 'href="data' not in lowered
        assert '<p style="position' not in lowered
        assert "Kari" not in html
        assert "\ue0ff" not in html


def test_the_text_reads_as_the_letter_does(app):
    written = "# Nytt\n\nHei {fornavn},\nvelkommen.\n\n- **Første**\n- [Her](https://x.example/a)\n\n1. En\n2. To\n\nSe <https://y.example>"

    assert as_text(written) == (
        "Nytt\n\nHei Kari,\nvelkommen.\n\n- Første\n- Her (https://x.example/a)\n\n1. En\n2. To\n\nSe https://y.example"
    )


def test_a_letter_for_mail_bears_its_styles_and_a_preview_none(app):
    assert 'style="' in as_html("Hei\n\n- en", for_mail=True)
    assert "style" not in as_html("Hei\n\n- en")
