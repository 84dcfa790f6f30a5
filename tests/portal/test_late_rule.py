"""Addresses are Werkzeug's own; only the code that builds them comes later."""

from uuid import UUID

from flask import Flask
from werkzeug.routing import Map, Rule

from portal.late_rule import LateRule

ID = UUID(int=7)
RULES = ("/o/<slug>/goals/<uuid:goal_id>/", "/p/<slug>/r/<token>", "/a b/<int:n>/æ")
VALUES = ({"slug": "oss", "goal_id": ID}, {"slug": "o s", "token": "å/b", "page": 2}, {"n": 3, "back": "/o/?x=1&y=2"})


def test_they_read_as_those_that_are_compiled_at_the_start():
    late, early = (
        Map([kind(text, endpoint=str(n)) for n, text in enumerate(RULES)]).bind("medvirke.example") for kind in (LateRule, Rule)
    )
    for _time in range(2):
        for n, values in enumerate(VALUES):
            assert late.build(str(n), values) == early.build(str(n), values)


def test_nothing_is_compiled_before_somebody_asks_for_an_address():
    app = Flask(__name__)
    app.url_rule_class = LateRule
    app.add_url_rule("/o/<slug>/", "here")
    rule = next(iter(app.url_map.iter_rules("here")))
    before = rule._build_unknown.__name__

    with app.test_request_context():
        app.url_for("here", slug="oss")

    assert (before, rule._build_unknown.__name__) == ("first", f"<builder:{rule.rule!r}>")
