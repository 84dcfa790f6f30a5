"""Every page there is, and the addresses that it has in the filled world."""

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from werkzeug.routing import Rule

from portal.app import create_app
from portal.config import load_config
from portal.plugin_api.routes import list_routes
from tests.contract.foreign import foreign_rights
from tests.contract.world import ROLES, World

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
BELOW = "/o/<slug>/"
#: they mean the same in every organisation, or whoever holds them may use them: nothing of theirs to try
NOBODYS_OWN = {"filename", "key", "name", "token"}


@dataclass(frozen=True)
class Route:
    """A page, as the map of pages states it."""

    rule: str
    endpoint: str
    methods: frozenset[str]
    right: str
    plugin: str
    arguments: tuple[str, ...]
    #: the argument that names the person whose record it shows
    shows: str = ""

    @property
    def is_inside(self) -> bool:
        """It lies in an organisation."""
        return self.rule.startswith(BELOW)

    def takes(self, method: str) -> bool:
        return method == "OPTIONS" or ("GET" if method == "HEAD" else method) in self.methods

    def address(self, world: World, *, ids: str = "own", slug: str = "ours") -> str:
        """With our own ids, with `foreign` ones, or with `missing` ones."""
        path = self.rule.replace("<slug>", slug)
        for name in self.arguments:
            path = _filled(path, name, self._value(world, name, ids))
        return path

    def addresses(self, world: World, slug: str = "ours") -> list[str]:
        """With each kind of ids."""
        return sorted({self.address(world, ids=ids, slug=slug) for ids in ("own", "foreign", "missing")})

    def _value(self, world: World, name: str, ids: str) -> Any:
        own = _known(world.ours.arguments, self.endpoint, name)
        if ids == "own" or isinstance(own, int):  # a year is nobody's secret
            return own
        if ids == "foreign" and name not in NOBODYS_OWN:
            return _known(world.theirs.arguments, self.endpoint, name)
        return uuid4() if isinstance(own, UUID) else "no-such-thing"


def _known(arguments: dict[str, Any], endpoint: str, name: str) -> Any:
    found = arguments.get(f"{endpoint}:{name}", arguments.get(name))
    if found is None:
        pytest.fail(
            f"The address of {endpoint} has an argument {name!r} that the tests have no value for."
            f" Add {name!r} (or '{endpoint}:{name}') to Tenant.arguments where tests/contract/world.py fills a tenant."
        )
    return found


def _filled(path: str, name: str, value: Any) -> str:
    for converter in ("", "uuid:", "path:", "string:", "int:"):
        path = path.replace(f"<{converter}{name}>", str(value))
    return path


@cache
def routes() -> tuple[Route, ...]:
    """All pages, plugins' too, from an app that is made for this."""
    app = create_app(load_config({}, data=Path(tempfile.mkdtemp())))
    rules: dict[str, Rule] = {rule.rule: rule for rule in app.url_map.iter_rules()}
    return tuple(
        Route(
            said["rule"], said["endpoint"], frozenset(said["methods"]), said["right"], said["plugin"],
            tuple(sorted(rules[said["rule"]].arguments - {"slug"})), said["shows"],
        )
        for said in list_routes(app)
    )  # fmt: skip


def named(chosen: list[Route]) -> Any:
    """For a test that runs once for each of these pages."""
    return pytest.mark.parametrize("route", chosen, ids=lambda route: route.endpoint)


def holders(right: str) -> frozenset[str]:
    """The roles that hold it, as the reviewed table says."""
    if right not in rights():
        pytest.fail(f"Nobody has reviewed who holds the right {right!r}: add a line to tests/contract/rights.txt.")
    return rights()[right]


@cache
def rights() -> dict[str, frozenset[str]]:
    """The reviewed table: which roles hold each right."""
    lines = (Path(__file__).parent / "rights.txt").read_text().splitlines()
    head, *rows = [line.split() for line in lines if not line.startswith("#")]
    assert tuple(head[1:]) == ROLES
    assert {word for row in rows for word in row[1:]} == {"yes", "no"}
    ours = {row[0]: {role for role, word in zip(ROLES, row[1:], strict=True) if word == "yes"} for row in rows}
    return {name: frozenset(roles) for name, roles in ours.items()} | foreign_rights()
