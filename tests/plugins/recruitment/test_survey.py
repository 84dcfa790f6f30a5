"""Row R18: the yearly survey is a type of the association's own, answered by link; years stand side by side."""

import re
from datetime import date, timedelta

import pytest

from portal import clock
from portal.activities.models import Activity
from portal.activities.services import register_activity
from portal.extensions import db
from portal.kinds.services import add_question, add_type
from portal.plugin_api import Role
from portal.shared_links.services import make_link
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.reading import words_of

FIGURES = "/o/hjertelag/figures/"
ASKED = "Hvor fornøyd er du med tilbudet vårt?"


@pytest.fixture
def inside(factory, association):
    def run(work):
        with factory.working_as(scope_of(association.id)):
            found = work()
            db.session.commit()
            return found

    return run


@pytest.fixture
def survey(inside, association):
    """Its key, and its question's name and values."""

    def work():
        said = {"help": {}, "who": "staff", "asks_name": "no"}
        row = add_type([], label={"nb": "Medlemsundersøkelsen"}, people="no", by=uuid7(), **said)
        options = [{"nb": one} for one in ("Fornøyd", "Litt fornøyd", "Ikke fornøyd")]
        name = add_question(
            row, kind="choice", language="nb", by=uuid7(), label={"nb": ASKED}, help={}, required=True, options=options
        )
        return row.key, name, [value for value, *_rest in row.questions[0]["options"]]

    return inside(work)


def test_the_same_questions_are_answered_by_link_without_a_name(factory, association, survey, inside, nobody, staff):
    """What comes in waits for a yes, several at once; who answered is not kept."""
    key, name, values = survey
    root = factory.root(association)
    until = clock.today() + timedelta(days=30)
    link = inside(lambda: make_link(unit_id=root, activity_type=key, label="Undersøkelsen 2026", allowance=500, until=until, by=None))
    path = f"/p/hjertelag/r/{link.token}"

    for _turn in range(2):
        assert nobody.send(path, {**nobody.fields(path), f"number_{name}": values[0]}).status_code == 303

    kept = inside(lambda: db.session.query(Activity).all())
    assert [(one.status, one.registered_as, one.answers[name]) for one in kept] == [("waiting", "", values[0])] * 2


def test_this_years_answers_stand_beside_last_years(factory, association, survey, inside, staff):
    key, name, values = survey
    root = factory.root(association)

    def work():
        for year, answers in ((2025, (0, 0, 1)), (2026, (0, 0, 0, 2))):
            for n in answers:
                register_activity(
                    activity_type=key, unit_id=root, on_date=date(year, 4, 20), note="", by=None,
                    numbers={f"{name}:{values[n]}": 1}, answers={name: values[n]},
                )  # fmt: skip

    inside(work)
    page = re.sub(r"\s+", " ", words_of(staff.get(f"{FIGURES}?type={key}")))

    told = page.partition(ASKED)[2]
    assert "Svar 2026 2025" in page
    assert told.startswith(" Fornøyd 3 2")
    assert f"{ASKED} Litt fornøyd 0 1" in page
    assert f"{ASKED} Ikke fornøyd 1 0" in page


def test_answers_of_few_are_not_shown_to_who_may_not_see_what_was_registered(
    factory, association, survey, inside, actor, browser
):
    key, name, values = survey
    root = factory.root(association)
    inside(lambda: register_activity(activity_type=key, unit_id=root, on_date=date(2026, 4, 20), note="", by=None,
                                     numbers={f"{name}:{values[2]}": 1}, answers={name: values[2]}))  # fmt: skip
    branch = factory.unit(association, "Agder")
    volunteer = browser(actor(association, Role.VOLUNTEER, branch))
    assert "Ikke fornøyd" not in words_of(volunteer.get(f"{FIGURES}?type={key}"))

