"""Row R11: labels for the magazine, without protected addresses and without those who want none."""

import re
import shutil
import subprocess
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from plugins.recruitment.joining.models import Magazine
from plugins.recruitment.magazine.queries import addresses
from plugins.recruitment.magazine.rules import labels_of, pages_of
from portal.extensions import db
from portal.files.models import StoredFile
from portal.files.store import store
from portal.i18n import use_language
from portal.plugin_api import Role
from portal.reports.printing.press import can_print
from portal.sheets.reading import read_workbook
from tests.reading import words_of

#: poppler's, where it is installed
TEXT = shutil.which("pdftotext")
#: in points
A4_HIGH = 842
PAGE = "/o/hjertelag/recruitment/magazine/"
LIVES = {"street": "Lia 1", "postal_code": "4611", "town": "Kristiansand"}


@pytest.fixture
def made(staff, work, inside, association):
    """The file that the worker made, as it was ordered."""

    def make(ending, **typed):
        job = staff.post(PAGE, {"format": ending, **typed})
        assert job.status_code == 303
        work()
        with inside():
            row = db.session.scalars(select(StoredFile).order_by(StoredFile.id.desc())).first()
            return store().open(association.id, row.sha256).read()

    return make


# row R11
def test_labels_are_for_members_who_get_it_by_post(staff, member, person, association, inside):
    kari = member(association, "Kari Nordmann", **LIVES)
    digital, none = (member(association, name, **LIVES) for name in ("Dina Digital", "Nina Ingen"))
    member(association, "Helge Hemmelig", is_protected=True, street="Skjult 7", postal_code="0570", town="Oslo")
    member(association, "Una Uten")
    person(association, "Pia Person", **LIVES)
    for her, way in ((digital, "digital"), (none, "none"), (kari, "post")):
        assert staff.post(f"{PAGE}{her}", {"way": way}).status_code == 303
    with inside():
        found = [row.name for row in addresses(association.id)]
        assert {one.way for one in db.session.scalars(select(Magazine))} == {"post", "digital", "none"}

    assert found == ["Kari Nordmann"]
    page = words_of(staff.get(PAGE))
    assert "Helge Hemmelig" in page
    assert "Skjult" not in page
    assert "av dem har skjermet adresse 1" in page
    assert "av dem har ikke full adresse 1" in page


# row R11
def test_the_sheet_of_addresses_holds_no_protected_one(member, association, made):
    member(association, "Kari Nordmann", **LIVES)
    member(association, "Ola Nordmann", **LIVES)
    member(association, "Helge Hemmelig", is_protected=True, **LIVES)

    rows = read_workbook(made("xlsx", one_each="y"), "a.xlsx")[0].rows
    assert rows[1:] == [("Kari Nordmann og Ola Nordmann", "Lia 1", "4611", "Kristiansand", None)]
    assert "Helge" not in str(rows)


# row R11
def test_strangers_of_one_block_of_flats_share_no_label(member, association, made):
    for name in ("Ola Nordmann", "Berit Ås", "Kari Nordmann", "Per Moe"):
        member(association, name, **LIVES)

    rows = read_workbook(made("xlsx", one_each="y"), "a.xlsx")[0].rows
    assert [row[0] for row in rows[1:]] == ["Per Moe", "Kari Nordmann og Ola Nordmann", "Berit Ås"]


# row R11
def test_each_gets_a_label_of_her_own_where_nobody_asked_otherwise(member, association, made):
    for name in ("Kari Nordmann", "Ola Nordmann"):
        member(association, name, **LIVES)

    rows = read_workbook(made("xlsx"), "a.xlsx")[0].rows
    assert [row[0] for row in rows[1:]] == ["Kari Nordmann", "Ola Nordmann"]


# row R11
def test_a_family_is_one_however_its_members_wrote_name_and_street(member, association, made):
    for name, street in (("Kari Nordmann", "Lia 1"), ("Ida Berg", "Lia 1"), ("Ola NORDMANN", "LIA  1"),
                         ("Eva Berg", "lia 1")):  # fmt: skip
        member(association, name, **{**LIVES, "street": street})

    rows = read_workbook(made("xlsx", one_each="y"), "a.xlsx")[0].rows
    together = {frozenset(row[0].split(" og ")) for row in rows[1:]}
    assert together == {frozenset(("Ida Berg", "Eva Berg")), frozenset(("Kari Nordmann", "Ola NORDMANN"))}


@pytest.mark.skipif(not can_print(), reason="weasyprint's libraries are not here")
def test_labels_are_printed_as_a_pdf(member, association, made):
    for n in range(30):
        member(association, f"Kari Nr{n}", street=f"Lia {n}", postal_code="4611", town="Kristiansand")

    content = made("pdf")

    assert content.startswith(b"%PDF")
    if TEXT:
        first, second = places_on(content)
        assert len(first) == 24
        assert len(second) == 6
        assert {round(x) for x, _y in first} == {23, 221, 420}
        assert max(y for _x, y in first) < A4_HIGH - 40


def places_on(content):
    """Where each street stands on each page, in points from the left and the top."""
    done = subprocess.run([TEXT, "-bbox", "-", "-"], input=content, capture_output=True, check=True)
    pages = done.stdout.decode().split("<page ")[1:]
    word = re.compile(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>Lia<')
    return [[(float(x), float(y)) for x, y in word.findall(page)] for page in pages]


def test_a_sheet_has_room_for_24_and_a_foreign_address_names_its_country():
    row = SimpleNamespace(name="Ada", street="Gata 1", postal_code="111 20", town="Stockholm", country="SE")
    rows = [SimpleNamespace(**{**vars(row), "street": f"Gata {n}"}) for n in range(25)]
    with use_language("nb"):
        labels = list(labels_of(rows, "NO", one_each=True))

    assert [len(page) for page in pages_of(labels)] == [24, 1]
    assert labels[0].country == "SVERIGE"


def test_addresses_are_for_staff_and_it_is_written_down(association, actor, browser, member, made, inside):
    from portal.audit.models import AuditEntry

    member(association, "Kari Nordmann", **LIVES)
    made("csv")

    assert browser(actor(association, Role.UNIT_LEADER)).get(PAGE).status_code == 403
    with inside():
        assert "recruitment.addresses_taken_out" in list(db.session.scalars(select(AuditEntry.action)))
