"""Every word that the portal says has its Norwegian and its Danish."""

import re
from collections import defaultdict

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from portal.i18n.tool import CORE, TRANSLATED, Key, Part, forms_of, is_translated, needed, plugins, read, said_in
from tests.contract.foreign import foreign_parts

CATALOGUES = [
    pytest.param(part, code, id=f"{part.domain}-{code}")
    for part in (CORE, *plugins(), *foreign_parts())
    for code in TRANSLATED
]
each_catalogue = pytest.mark.parametrize(("part", "language"), CATALOGUES)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%s|\{\w+\}")


def faults(messages: dict[Key, Message], wanted: frozenset[Key], allowed: frozenset[Key] = frozenset()) -> list[str]:
    """What is wrong with a catalogue, a line each. `allowed` may stand in it and need not."""
    missing = [f"missing: {key}" for key in wanted - set(messages)]
    dead = [f"nobody says: {key}" for key in set(messages) - wanted - allowed]
    wrong = [f"{fault}: {key}" for key, message in messages.items() for fault in _faults_of(message)]
    return sorted(missing + dead + wrong)


def _faults_of(message: Message) -> list[str]:
    if not is_translated(message):
        return ["not translated"]
    ids = [message.id] if isinstance(message.id, str) else message.id
    forms = forms_of(message)
    if len(ids) != len(forms):
        return ["forms of the plural"]
    pairs = list(zip(ids, forms, strict=True))
    lost = any(set(PLACEHOLDER.findall(one)) != set(PLACEHOLDER.findall(other)) for one, other in pairs)
    return ["placeholders"] * lost or ["cannot be filled"] * any(not _can_be_filled(*pair) for pair in pairs)


def _can_be_filled(message: str, text: str) -> bool:
    """A lone % beside a placeholder stops the page that says it."""
    if "%(" not in message:
        return True
    try:
        return bool(text % defaultdict(int))
    except (ValueError, TypeError):
        return False


@each_catalogue
def test_every_message_is_translated(part: Part, language: str):
    own = said_in(part.code) if part != CORE else frozenset()

    found = faults(read(part, language), needed(part), allowed=own)

    assert not found, "\n".join(found)


@each_catalogue
def test_a_catalogue_says_what_it_is(part: Part, language: str):
    text = part.file(language).read_bytes()
    with part.file(language).open("rb") as file:
        catalogue = read_po(file)

    assert (str(catalogue.locale), catalogue.charset) == (language, "utf-8")
    assert (catalogue.num_plurals, catalogue.plural_expr) == (2, "(n != 1)")
    assert b"-Date:" not in text


def test_all_built_in_plugins_are_looked_at():
    assert {part.domain for part in plugins()} == {
        "alliances",
        "care_network",
        "coordinator_funding",
        "digital_inclusion",
        "recruitment",
    }


def test_the_form_library_is_part_of_the_core():
    asked = needed(CORE)

    assert ("Not a valid choice.", None) in asked
    characters = "Field cannot be longer than %(max)d character."
    assert ((characters, characters.replace("character.", "characters.")), None) in asked
    assert ("File does not have an approved extension.", None) in asked


def test_a_planted_message_is_found_wherever_it_is_said(tmp_path):
    pages = tmp_path / "templates" / "garden"
    pages.mkdir(parents=True)
    (tmp_path / "garden.py").write_text(
        'first = _("Planted %(n)s", n=1)\nsecond = _l("Planted late")\n'
        'third = ngettext("%(n)s seed", "%(n)s seeds", 2)\nfourth = pgettext("garden", "Bed")\n'
    )
    (pages / "index.html").write_text('{% macro bed() %}{{ _("Planted in a macro") }}{% endmacro %}')
    (pages / "letter.txt").write_text('{{ ngettext("%(n)s letter", "%(n)s letters", n) }}')

    planted = said_in(tmp_path)

    assert planted == {
        ("Planted %(n)s", None),
        ("Planted late", None),
        (("%(n)s seed", "%(n)s seeds"), None),
        ("Bed", "garden"),
        ("Planted in a macro", None),
        (("%(n)s letter", "%(n)s letters"), None),
    }
    assert {f"missing: {key}" for key in planted} <= set(faults(read(CORE, "nb"), needed(CORE) | planted))


PEOPLE = ("%(n)s person", "%(n)s people")


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        (Message("Goals", ""), "not translated"),
        (Message("Goals", "Mål", flags=["fuzzy"]), "not translated"),
        (Message(PEOPLE, ("%(n)s person", "")), "not translated"),
        (Message(PEOPLE, ("%(n)s person",)), "forms of the plural"),
        (Message(PEOPLE, ("%(n)s person", "%(m)s personer")), "placeholders"),
        (Message("The goal of %(goal)s is reached.", "Målet er nådd."), "placeholders"),
        (Message("Invalid field name '%s'.", "Feltet finnes ikke."), "placeholders"),
        (Message("%(share)s of all", "%(share)s % av alle"), "cannot be filled"),
    ],
)
def test_each_kind_of_fault_is_told(message, fault):
    key = (message.id, None)

    assert faults({key: message}, frozenset({key})) == [f"{fault}: {key}"]


def test_a_message_that_nobody_says_is_told():
    key = ("Said no more", None)
    there = {key: Message(key[0], "Ikke lenger sagt")}

    assert faults(there, frozenset()) == [f"nobody says: {key}"]
    assert faults(there, frozenset(), allowed=frozenset({key})) == []
