"""The map of pages, for `portal routes` and for the tests that walk it."""

from typing import Any

from flask import Flask

from portal.plugin_api.manager import House


def list_routes(app: Flask) -> list[dict[str, Any]]:
    """Rule, endpoint, methods, right (or "public", "signed in", "operator"), plugin and whose record it shows."""
    found: House = app.extensions["medvirke"]
    return [
        {
            "rule": rule.rule,
            "endpoint": rule.endpoint,
            "methods": sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}),
            "right": found.statements[rule.endpoint].right,
            "plugin": found.statements[rule.endpoint].plugin,
            "shows": found.statements[rule.endpoint].shows,
        }
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
    ]
