"""The public programme: what everybody may read, and nothing else. # row D10"""

import re
from uuid import uuid4

import pytest
from sqlalchemy import update

from portal.extensions import db
from portal.organisations.models import Organisation
from portal.tenancy.scope import EVERYONE
from tests.reading import says

WHOLE = "/p/hjertelag/programme/"
VIEWS = ("", "/embed", ".ics")


def test_everybody_reads_what_when_where_and_whose(nobody, put, agder, days):
    put(3, title="Sangkveld", place="Biblioteket")

    for path in (WHOLE, f"{WHOLE}{agder}", f"{WHOLE}embed", f"{WHOLE}{agder}/embed"):
        page = nobody.get(path)
        assert page.status_code == 200
        for word in ("Sangkveld", "Biblioteket, Agder", str(days(3).year)):
            assert word in page.text


def test_without_a_title_the_type_is_its_name(nobody, put):
    put(3, activity_type="core.talk")
    assert says(nobody.get(WHOLE), "Talk or lecture")


def test_what_is_not_public_not_to_come_or_not_looked_through_is_not_there(factory, organisation, nobody, put, agder):
    put(3, title="Styret møtes", is_public=False)
    put(-1, title="I går")
    factory.activity(organisation, unit_id=agder, status="waiting", title="Sendt inn", is_public=True)
    put(4, title="Sangkveld")

    for path in (WHOLE, f"{WHOLE}{agder}", f"{WHOLE}embed"):
        text = nobody.get(path).text
        assert [word for word in ("Styret møtes", "I går", "Sendt inn") if word in text] == []
        assert "Sangkveld" in text


def test_a_note_is_nowhere(nobody, put, agder):
    put(3, title="Sangkveld", note="Nøkkelen ligger under matta")
    for path in (WHOLE, f"{WHOLE}{agder}", f"{WHOLE}embed", f"{WHOLE}programme.ics", f"{WHOLE}{agder}.ics"):
        assert "matta" not in nobody.get(path).text


def test_cancelled_says_so_in_words_too(opened, nobody, put):
    opened.post(f"/o/hjertelag/programme/{put(3, title='Sangkveld')}/cancel", {"why": "Snø"})
    for path in (WHOLE, f"{WHOLE}embed"):
        text = nobody.get(path).text
        assert "<s>Sangkveld</s>" in text
        assert "Avlyst</b> Snø" in text


def test_a_unit_shows_its_own_and_what_lies_below_it(factory, organisation, nobody, put, agder):
    below = factory.unit(organisation, "Grimstad", kind="group", parent_id=agder)
    put(3, title="I Grimstad", unit_id=below)
    put(4, title="I Agder")
    put(5, title="På Innlandet", unit_id=factory.unit(organisation, "Innlandet"))

    def told(unit_id):
        text = nobody.get(f"{WHOLE}{unit_id}").text
        return [word for word in ("I Grimstad", "I Agder", "På Innlandet") if word in text]

    assert told(below) == ["I Grimstad"]
    assert told(agder) == ["I Grimstad", "I Agder"]
    assert told(factory.root(organisation)) == ["I Grimstad", "I Agder", "På Innlandet"]


def test_a_unit_with_nothing_has_a_friendly_page(nobody, agder):
    page = nobody.get(f"{WHOLE}{agder}")
    assert page.status_code == 200
    assert says(page, "Nothing is announced just now")


@pytest.mark.parametrize("view", VIEWS)
def test_another_organisations_unit_is_no_page_of_ours(factory, other_organisation, nobody, put, view):
    theirs = factory.unit(other_organisation, "Lungene i Agder")
    put(3, where=other_organisation, title="Deres kveld", unit_id=theirs)

    assert nobody.get(f"/p/lungelag/programme/{theirs}{view}").status_code == 200
    answer = nobody.get(f"{WHOLE}{theirs}{view}")
    assert answer.status_code == 404
    assert "Lungene" not in answer.text
    assert nobody.get(f"{WHOLE}{uuid4()}{view}").status_code == 404


def test_one_organisations_programme_holds_nothing_of_anothers(other_organisation, nobody, put):
    put(3, title="Vår kveld")
    put(3, where=other_organisation, title="Deres kveld")
    for path in ("", "embed", "programme.ics"):
        ours, theirs = nobody.get(f"{WHOLE}{path}").text, nobody.get(f"/p/lungelag/programme/{path}").text
        assert ("Vår kveld" in ours, "Deres kveld" in ours) == (True, False)
        assert ("Vår kveld" in theirs, "Deres kveld" in theirs) == (False, True)


def test_whoever_is_signed_in_elsewhere_is_told_the_same(opened, other_organisation, put):
    put(3, where=other_organisation, title="Deres kveld")
    put(3, where=other_organisation, title="Deres styre", is_public=False)
    text = opened.get("/p/lungelag/programme/").text
    assert ("Deres kveld" in text, "Deres styre" in text) == (True, False)


@pytest.mark.parametrize("path", ["", "embed", "programme.ics"])
def test_a_closed_organisation_has_no_programme(factory, organisation, nobody, put, path):
    put(3, title="Sangkveld")
    with factory.working_as(EVERYONE):
        db.session.execute(update(Organisation).where(Organisation.slug == "hjertelag").values(status="suspended"))
        db.session.commit()

    assert nobody.get(f"{WHOLE}{path}").status_code == 404


def test_the_frame_speaks_the_organisations_language_whoever_looks(factory, nobody, put):
    danish = factory.organisation("hjerteforening", country="DK", language="da")
    put(3, where=danish, at=None, title="Sang")
    nobody.client.set_cookie("language", "nb")
    page = nobody.get("/p/hjerteforening/programme/embed").text
    assert '<html lang="da"' in page
    assert " den " in page


def test_the_line_for_a_website_names_the_frame_in_full(nobody, agder):
    page = nobody.get(f"{WHOLE}{agder}").text
    assert re.search(rf"&lt;iframe src=\"http://[^/]+{WHOLE}{agder}/embed\" title=", page)


def test_a_long_programme_goes_on_where_it_ended(nobody, put):
    put(list(range(1, 62)), title="Hver dag")
    page = nobody.get(WHOLE).text
    assert page.count("<b>Hver dag</b>") == 60
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert nobody.get(following[1]).text.count("<b>Hver dag</b>") == 1
