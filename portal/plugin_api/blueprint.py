"""The kit that pages are made with: closed by default, each stating its right."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, request

from portal.errors import MisconfiguredError

#: Anybody, signed in or not.
PUBLIC = "public"
#: Whoever has signed in, outside any organisation.
SIGNED_IN = "signed in"
#: The platform's operator.
OPERATOR = "operator"

NO_TENANT = (PUBLIC, SIGNED_IN, OPERATOR)


@dataclass(frozen=True)
class Statement:
    """What a page says of itself: the right it asks for and the plugin it belongs to."""

    right: str
    plugin: str
    #: its form brings files
    uploads: bool = False
    #: the argument that names the person whose record it shows: each look is written down
    shows: str = ""
    #: an open page that stays so while its organisation is suspended
    while_suspended: bool = False


class Rooms(Blueprint):
    """A blueprint whose pages state their rights.

    `Rooms("goals", __name__)` lies below `/o/<slug>/goals/` and asks for a
    right on every page; with `prefix` it lies elsewhere.
    """

    def __init__(self, name: str, import_name: str, *, plugin: str | None = None, prefix: str | None = None) -> None:
        where = f"/o/<slug>/{name.replace('_', '-')}" if prefix is None else prefix
        super().__init__(name, import_name, url_prefix=where)
        self.template_folder = _templates_beside(Path(self.root_path))
        self.plugin = plugin or name
        self.statements: dict[str, Statement] = {}

    def route(
        self,
        rule: str,
        *,
        right: str | None = None,
        uploads: bool = False,
        shows: str = "",
        while_suspended: bool = False,
        **options: Any,
    ) -> Callable[..., Any]:
        """A page. `right` is a declared right, or PUBLIC, SIGNED_IN, OPERATOR; `uploads`: its form brings files.

        `shows` names the argument with the id of the person whose record the page shows. `while_suspended`: what
        anybody must be able to do whatever becomes of the organisation, as ending letters that she gets.
        """
        if right is None:
            raise MisconfiguredError(f"{self.name}: the page {rule} states no right")

        def register(view: Callable[..., Any]) -> Callable[..., Any]:
            endpoint = options.pop("endpoint", view.__name__)
            self.statements[f"{self.name}.{endpoint}"] = Statement(right, self.plugin, uploads, shows, while_suspended)
            self.add_url_rule(rule, endpoint, view, **options)
            return view

        return register


def check_statements(app: Flask, statements: dict[str, Statement], rights: set[str]) -> None:
    """Stop the start-up where a page states nothing, names an unknown right, or lies in the wrong place.

    Raises MisconfiguredError.
    """
    for rule in app.url_map.iter_rules():
        found = statements.get(rule.endpoint)
        if found is None:
            raise MisconfiguredError(f"the page {rule.rule} ({rule.endpoint}) states no right")
        if found.right not in NO_TENANT and found.right not in rights:
            raise MisconfiguredError(f"the page {rule.rule} names the right {found.right!r}, which nobody declares")
        if (found.right not in NO_TENANT) and not rule.rule.startswith("/o/<slug>/"):
            raise MisconfiguredError(f"the page {rule.rule} asks for an organisation's right outside /o/<slug>/")
        if (found.right == PUBLIC and "<slug>" in rule.rule) != rule.rule.startswith(OPEN_ROOF):
            raise MisconfiguredError(f"the page {rule.rule}: open pages of organisations, only these, lie below /p/")


def _templates_beside(folder: Path) -> str:
    """`templates/` in the feature's folder; its views may be a folder of their own."""
    return str(folder / "templates" if (folder / "templates").is_dir() else folder.parent / "templates")


#: under this roof lie the pages of an organisation that are open to all
OPEN_ROOF = "/p/<slug>/"
_OPEN_PATH = re.compile(r"^/p/([^/]+)/([^/]*)")
_ORGANISATION_PATH = re.compile(r"^/o/([^/]+)(?:/([^/]*))?")


def place() -> tuple[str | None, str | None]:
    """The organisation and the feature that the address names, whether or not such a page exists."""
    match = _ORGANISATION_PATH.match(_path())
    return (match[1], match[2] or None) if match else (None, None)


def open_place() -> tuple[str | None, str | None]:
    """The organisation whose open page the address names, and the first word below it, whether or not it exists."""
    match = _OPEN_PATH.match(_path())
    return (match[1], match[2] or None) if match else (None, None)


def _path() -> str:
    """As pages are found by it: two strokes are one."""
    return re.sub("/+", "/", request.path)
