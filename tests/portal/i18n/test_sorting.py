"""The alphabet is the same in Python, in SQLite and in PostgreSQL."""

import unicodedata
from functools import cmp_to_key

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import literal, select, union_all

from portal.database import as_people_sort
from portal.extensions import db
from portal.i18n.sorting import compare_names, sort_key

IN_ORDER = """10. lag|Alta|Anna|Čáhput|Cato|Dag|Đorđe|Elin|Emil|Israel|Isaac|Kárášjohka|Karasjok|Kåre|Lund
Myhre|Müller|nord|Nord Odal|Nord-Norge|Nordby|Sandnes|Šapina|Tone|Vadsø|Vågå|Zebra|Ærlig|Ärtan|Öberg|Østby
Aabenraa|Aalborg|Åse|Aasen""".replace("\n", "|").split("|")


def test_æ_ø_å_come_last_and_aa_is_an_old_å():
    mixed = IN_ORDER[::2] + IN_ORDER[1::2]

    assert sorted(mixed, key=sort_key) == IN_ORDER


def test_the_database_sorts_alike(app):
    names = union_all(*(select(literal(name).label("name")) for name in reversed(IN_ORDER))).subquery()
    with app.app_context():
        assert list(db.session.scalars(select(names.c.name).order_by(as_people_sort(names.c.name)))) == IN_ORDER


def test_capitals_stand_beside_small_letters():
    assert sorted(["beta", "Alfa", "alfa", "Beta"], key=sort_key) == ["Alfa", "alfa", "Beta", "beta"]


@pytest.mark.parametrize("name", ["Åse", "Årdal", "Ørsta", "Kåfjord"])
def test_a_letter_put_together_from_two_signs_sorts_as_one(name):
    assert sort_key(unicodedata.normalize("NFD", name))[0] == sort_key(name)[0]


@settings(deadline=None)
@given(names=st.lists(st.text(max_size=12), max_size=8))
def test_comparing_and_sorting_agree(names):
    assert sorted(names, key=cmp_to_key(compare_names)) == sorted(names, key=sort_key)


@settings(deadline=None)
@given(one=st.text(max_size=12), other=st.text(max_size=12))
def test_only_the_same_name_is_equal(one, other):
    assert compare_names(one, other) == -compare_names(other, one)
    assert (compare_names(one, other) == 0) == (one == other)
