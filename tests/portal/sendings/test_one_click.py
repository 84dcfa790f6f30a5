"""The way out of a letter: one press in the mail program, or one button on a page; looking changes nothing."""

from urllib.parse import urlsplit

import pytest

from portal.consents.addresses import off_address
from portal.consents.queries import consents_of
from portal.doubles.services import merge
from portal.extensions import db
from portal.people.models import Person

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def kari(people, news):
    return people(1, news)[0]


@pytest.fixture
def way_out(within, organisation, kari, news):
    return urlsplit(within(lambda: off_address("hjertelag", organisation.id, kari, news))).path


@pytest.fixture
def agrees(within, organisation, kari, news):
    return lambda: news in within(lambda: consents_of(organisation.id, kari))


def test_a_mail_programs_one_click_withdraws_without_a_page_before(client, way_out, agrees):
    for _time in range(2):
        assert client.post(way_out, data=ONE_CLICK).status_code == 200
        assert not agrees()


@pytest.mark.parametrize("press", ["in the mail program", "on the page"])
def test_a_letter_to_a_row_that_was_merged_ends_what_the_kept_row_gets(
    nobody, way_out, kari, people, news, within, organisation, press
):
    """The secret names the row that the letter was for; whose row it became is asked when she presses."""
    kept = people(1, news)[0]

    def make_one():
        rows = [db.session.get_one(Person, (organisation.id, one)) for one in (kept, kari)]
        merge(*rows, {"name": "Kari Eng"}, by=None)

    within(make_one)

    assert "Nyheter" in nobody.get(way_out).text
    if press == "on the page":
        assert nobody.post(way_out).status_code == 303
    else:
        assert nobody.send(way_out, ONE_CLICK).status_code == 200

    assert news not in within(lambda: consents_of(organisation.id, kept))
    assert "Du får ikke flere slike brev" in nobody.get(way_out).text


def test_looking_at_the_page_changes_nothing_and_its_button_withdraws(nobody, way_out, agrees):
    page = nobody.get(way_out)
    assert "Nyheter" in page.text
    assert agrees()

    nobody.post(way_out)

    assert not agrees()
    assert "Du får ikke flere slike brev" in nobody.get(way_out).text


@pytest.mark.parametrize("way", ["one click", "button"])
def test_the_way_out_is_open_while_the_organisation_is_suspended(
    factory, organisation, client, nobody, way_out, agrees, way
):
    factory.set_status(organisation, "suspended")
    assert nobody.get("/p/hjertelag/consents/").status_code == 404, "the control: its other open pages are closed"

    client.post(way_out, data=ONE_CLICK) if way == "one click" else nobody.post(way_out)

    assert not agrees()


def test_a_form_from_elsewhere_is_no_one_click(client, way_out, agrees):
    client.post(way_out, data={"List-Unsubscribe": "Perhaps"})
    assert agrees()


@pytest.mark.parametrize("change", [lambda path: path[:-1] + ("0" if path[-1] != "0" else "1"), lambda path: path[:-1]])
def test_another_secret_opens_nothing(client, way_out, agrees, change):
    assert client.get(change(way_out)).status_code == 404
    assert client.post(change(way_out), data=ONE_CLICK).status_code == 404
    assert agrees()


def test_the_secret_of_one_purpose_or_person_is_not_that_of_another(client, way_out, agrees, people, news, within):
    person, purpose, secret = way_out.rpartition("/")[2].split(".")
    other = people(1, None)[0]
    base = way_out.rpartition("/")[0]

    assert client.post(f"{base}/{other}.{purpose}.{secret}", data=ONE_CLICK).status_code == 404
    assert client.post(f"{base}/{person}.{other}.{secret}", data=ONE_CLICK).status_code == 404
    assert client.post(way_out.replace("/hjertelag/", "/lungelag/"), data=ONE_CLICK).status_code == 404
    assert agrees()
