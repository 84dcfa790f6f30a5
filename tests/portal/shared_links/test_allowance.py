"""As many as the staff set get through a link: a full hall does, and a script fills no more."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.actors import Browser
from tests.portal.at_once import all_at_once

HALL, SENT, AT_ONCE = 200, 300, 6
TYPED = {"number_participants": "1"}


@pytest.fixture
def senders(app):
    """`senders(path, n)`: as many as n visitors, each with a form of her own before her."""

    def make(path, number):
        def one():
            opened = Browser(app)
            typed = {**opened.fields(path), **TYPED}
            return lambda: opened.send(path, {**typed, "form_key": uuid4().hex})

        return [one() for _visitor in range(number)]

    return make


def test_two_hundred_get_through_from_one_address_and_no_more_than_the_allowance(
    organisation, agder, link_for, senders, rows, stored_link
):
    """The guard is the condition of the one UPDATE that takes a place; without it there are 300 rows."""
    link = link_for(organisation, agder, allowance=HALL)
    hall = senders(link.path, AT_ONCE)

    def send(position):
        return hall[position % AT_ONCE]().status_code

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        answers = list(crowd.map(send, range(SENT)))

    assert len(rows()) == stored_link(link).used == HALL
    assert answers.count(303) == HALL
    assert set(answers) == {200, 303}


def test_of_several_who_want_the_last_place_at_the_same_moment_one_gets_it(
    organisation, agder, link_for, senders, rows, stored_link, config
):
    """All have seen that there is a place by then: who reads first and writes later lets them all in."""
    link = link_for(organisation, agder, allowance=1)

    answers = all_at_once(config, "registration_link", *senders(link.path, 3))

    assert sorted(answer.status_code for answer in answers) == [200, 200, 303]
    assert len(rows()) == stored_link(link).used == 1
