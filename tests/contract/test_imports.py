"""Imports point one way, and the ways round the walls are named in few places."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[2]
#: nothing of these is for plugins: they change whose rows are seen, or speak past the session
CLOSED = {
    "every_organisation", "EVERYONE", "act_as", "set_scope", "within", "working_as", "tell_database", "wall", "guard",
    "reading", "writing", "text", "literal_column", "create_engine", "open_engine", "engine", "engines", "get_engine",
    "raw_connection", "exec_driver_sql", "sqlite3", "psycopg",
}  # fmt: skip
#: where the core may say it, and why: the worker asks who has something due, the doctor whose files are missing
EVERY_ORGANISATION = {
    "portal/audit/sealing.py",
    "portal/doctor.py",
    "portal/messages/bounces.py",
    "portal/worker.py",
}


def test_imports_point_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS


@pytest.mark.parametrize("plugin", sorted(path.parent.name for path in ROOT.glob("plugins/*/plugin.py")))
def test_a_plugin_knows_no_way_round_the_walls(plugin: str) -> None:
    found = {path: _names(path.read_text()) & CLOSED for path in (ROOT / "plugins" / plugin).rglob("*.py")}

    assert {path: names for path, names in found.items() if names} == {}


def test_every_organisation_is_said_in_few_places() -> None:
    loud = {"every_organisation", "EVERYONE"}
    paths = [path for path in ROOT.glob("portal/**/*.py") if "tenancy" not in path.parts]

    assert {str(path.relative_to(ROOT)) for path in paths if _names(path.read_text()) & loud} == EVERY_ORGANISATION


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("from portal.tenancy import every_organisation as e", "every_organisation"),
        ("from portal.tenancy.scope import EVERYONE", "EVERYONE"),
        ("import portal.tenancy.guard", "guard"),
        ("from portal.tenancy import scope\nscope.within(1)", "within"),
        ("from portal.extensions import db\ndb.engines['system']", "engines"),
        ("import sqlalchemy as sa\nsa.text('select 1')", "text"),
    ],
)
def test_the_ways_round_are_noticed(code: str, name: str) -> None:
    assert name in _names(code) & CLOSED


def _names(code: str) -> set[str]:
    """What is imported, under its own name, and each attribute of a name that is a module's or `db`'s."""
    tree = ast.parse(code)
    imported = {part for dotted in _imported(tree) for part in dotted.split(".")}
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    modules = {"db", *_modules(tree)}
    return imported | {node.attr for node in attributes if _root(node) in modules}


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from (alias.name for alias in node.names)


def _modules(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from ((alias.asname or alias.name).split(".")[0] for alias in node.names)


def _root(node: ast.AST) -> str | None:
    while isinstance(node, (ast.Attribute, ast.Call)):
        node = node.value if isinstance(node, ast.Attribute) else node.func
    return node.id if isinstance(node, ast.Name) else None
