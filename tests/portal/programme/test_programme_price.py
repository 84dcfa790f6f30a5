"""A season costs as few statements as an evening."""

import pytest

from tests.actors import form_fields
from tests.contract.counting import statements

PLAN = "/o/hjertelag/programme/plan"
POST = 8


@pytest.mark.parametrize("many", [2, 60])
def test_planning_a_season(app, opened, days, stored, many):
    step = {"on_date": days(3).isoformat(), "repeat": "week", "times": str(many), "title": "Kafé"}
    opened.post(PLAN, step)
    fields = form_fields(opened.post(PLAN, step).text)
    every = [days(3 + 7 * n).isoformat() for n in range(many)]

    with statements(app) as seen:
        opened.send(PLAN, {**fields, "days": every, "step": "save"})

    assert len(stored()) == many
    assert len(seen) <= POST, "\n".join(seen)


@pytest.mark.parametrize("what", ["change", "cancel", "remove"])
def test_changing_the_rest_of_it(app, opened, put, stored, what):
    season = put([3 + 7 * n for n in range(40)], title="Kafé")
    path = f"/o/hjertelag/programme/{season[0]}/{what}"
    fields = {**opened.fields(path), "title": "Sang", "which": "following"}

    with statements(app) as seen:
        assert opened.send(path, fields).status_code == 303

    assert [one.status for one in stored()] == {"change": ["planned"] * 40, "cancel": ["cancelled"] * 40}.get(what, [])
    rows = [sql for sql in seen if sql.startswith("UPDATE activity ")]
    assert len(rows) in (0, 40), "each with its version"
    assert len(seen) - len(rows) + bool(rows) <= POST, "\n".join(seen)


def test_telling_how_it_went(app, opened, put, tally):
    path = f"/o/hjertelag/programme/{put(-1)}/report"
    fields = {**opened.fields(path), "number_participants": "12"}

    with statements(app) as seen:
        opened.send(path, fields)

    assert tally()
    assert len(seen) <= POST, "\n".join(seen)
