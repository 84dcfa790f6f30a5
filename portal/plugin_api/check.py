"""What a plugin keeps to, so that it neither stops the portal nor speaks for others. Each raises MisconfiguredError."""

import re
from collections.abc import Iterable, Mapping
from keyword import iskeyword
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Table

from portal.errors import MisconfiguredError
from portal.plugin_api.blueprint import OPERATOR, PUBLIC, Rooms, Statement, check_statements
from portal.plugin_api.personal import faults_of_people
from portal.plugin_api.schema import faults_of
from portal.plugin_api.types import (
    ActivityCheck,
    ActivityType,
    AuditAction,
    ConsentOffer,
    DemoRows,
    FileKind,
    JobKind,
    LetterKind,
    LinkKind,
    ListKind,
    MenuItem,
    Metric,
    OpenLink,
    PersonLink,
    PersonMerge,
    Plugin,
    RecipientList,
    ReportChapter,
    Right,
    Setting,
)

#: what each hook returns a list of, and which of its attributes bears the plugin's name
DECLARED: dict[str, tuple[type, str]] = {
    "rights": (Right, "name"),
    "menu_items": (MenuItem, ""),
    "activity_types": (ActivityType, "key"),
    "activity_checks": (ActivityCheck, "name"),
    "metrics": (Metric, "name"),
    "job_kinds": (JobKind, "name"),
    "report_chapters": (ReportChapter, "name"),
    "file_kinds": (FileKind, "name"),
    "person_links": (PersonLink, "name"),
    "person_merges": (PersonMerge, "name"),
    "open_links": (OpenLink, "name"),
    "demo": (DemoRows, "name"),
    "audit_actions": (AuditAction, "name"),
    "link_kinds": (LinkKind, "name"),
    "letter_kinds": (LetterKind, "name"),
    "recipients": (RecipientList, "name"),
    "consent_purposes": (ConsentOffer, "name"),
    "list_kinds": (ListKind, "name"),
}
#: what the columns hold that keys are stored in
LONGEST_KEY = {
    "activity_types": 80,
    "activity_checks": 40,
    "metrics": 80,
    "job_kinds": 60,
    "file_kinds": 40,
    "audit_actions": 60,
    "link_kinds": 60,
    "letter_kinds": 60,
    "recipients": 60,
    "list_kinds": 40,
    "consent_purposes": 60,
}
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
#: with a number behind it, it fits into alembic_version
LONGEST_NAME = 24
LONGEST_SETTING = 40
#: of an open address
WORD = re.compile(r"[a-z](-?[a-z0-9]){0,23}")
RESERVED = {"core", "portal", "plugins", "static", "tests"}
#: where Flask keeps what runs for every page, not only for a plugin's own
EVERYWHERE = (
    "before_request_funcs",
    "after_request_funcs",
    "teardown_request_funcs",
    "url_value_preprocessors",
    "url_default_functions",
    "template_context_processors",
    "error_handler_spec",
)


def name_fault(name: str) -> str | None:
    """Why no plugin can bear this name."""
    if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        return f"{name!r} cannot be a plugin's name: small letters, digits, single underscores, at most {LONGEST_NAME}"
    return f"{name!r} is a name that Python or the portal uses itself" if name in RESERVED or iskeyword(name) else None


def check_plugin(plugin: object, name: str, taken: Iterable[str], tables: Iterable[str]) -> Plugin:
    """What it says of itself. `taken` are the names of features and plugins, `tables` those that were there before."""
    if not isinstance(plugin, Plugin):
        raise MisconfiguredError("its module has no PLUGIN = Plugin(…)")
    if fault := name_fault(plugin.name):
        raise MisconfiguredError(fault)
    if plugin.name != name:
        raise MisconfiguredError(f"its entry point is called {name}, but it calls itself {plugin.name}")
    if plugin.core:
        raise MisconfiguredError("it calls itself a part of the core")
    for other in taken:
        if other == plugin.name:
            raise MisconfiguredError(f"something else is called {other} already")
        if f"{plugin.name}_".startswith(f"{other}_") or other.startswith(f"{plugin.name}_"):
            raise MisconfiguredError(f"its name and {other}'s begin alike: nobody could tell their tables apart")
    for table in sorted(tables):
        if table.startswith(f"{plugin.name}_"):
            raise MisconfiguredError(f"its name is the beginning of {table}, which is a table of the core")
    _check_settings(plugin.settings)
    return plugin


def _check_settings(settings: Iterable[object]) -> None:
    names = set()
    for setting in settings:
        if not isinstance(setting, Setting) or not NAME.fullmatch(setting.name) or len(setting.name) > LONGEST_SETTING:
            raise MisconfiguredError(f"{getattr(setting, 'name', setting)!r} is no Setting with a plain name")
        if setting.name in names:
            raise MisconfiguredError(f"it has two settings called {setting.name}")
        offered = {value for value, _label in setting.choices}
        if offered and not {setting.default, *setting.defaults.values()} <= offered:
            raise MisconfiguredError(f"the default of its setting {setting.name} is none of its choices")
        names.add(setting.name)


def check_tables(plugin: str, tables: Iterable[Table], others: Iterable[str]) -> None:
    """`others` are the names of all other plugins."""
    for table in tables:
        if not table.name.startswith(f"{plugin}_"):
            raise MisconfiguredError(f"the table {table.name} must be called {plugin}_{table.name}")
        for fault in (*faults_of(table), *faults_of_people(table)):
            raise MisconfiguredError(f"the table {table.name} {fault}")
        targets = {element.target_fullname.partition(".")[0] for element in table.foreign_keys}
        for target in sorted(targets):
            if any(target.startswith(f"{other}_") for other in others):
                raise MisconfiguredError(f"the table {table.name} refers to {target}, which belongs to another plugin")


def check_people(tables: Iterable[Table]) -> None:
    """Of the core: what it holds about people is said, or the portal does not start."""
    for table in tables:
        for fault in faults_of_people(table):
            raise MisconfiguredError(f"the table {table.name} {fault}")


def check_words(folder: Path | None) -> None:
    """All catalogues are read as one: a file that cannot be read would leave every page without words."""
    from babel.messages.pofile import read_po  # as in portal.i18n, a worker pays for it once

    for path in sorted(folder.glob("translations/*/LC_MESSAGES/*.po")) if folder else []:
        try:
            with path.open("rb") as file:
                read_po(file, abort_invalid=True)
        except Exception as fault:
            raise MisconfiguredError(f"{path.relative_to(path.parents[3])} cannot be read ({fault})") from fault


def check_keys(plugin: str, answers: Mapping[str, Iterable[Any]]) -> None:
    """A key names its plugin, fits into its column, and stands once."""
    for hook, (_kind, attribute) in DECLARED.items():
        keys = [getattr(declared, attribute) for declared in answers[hook]] if attribute else []
        for key in keys:
            if not key.startswith(f"{plugin}."):
                raise MisconfiguredError(f"{hook} declares {key!r}, which must begin with {plugin + '.'!r}")
            if len(key) > LONGEST_KEY.get(hook, 80) or keys.count(key) > 1:
                raise MisconfiguredError(f"{hook} declares {key!r}, which is too long or declared twice")
    for found in answers["activity_checks"]:
        for key in found.activity_types:
            if not key.startswith(f"{plugin}."):
                raise MisconfiguredError(f"its check {found.name} judges {key!r}, which is not its own")


def check_pages(plugin: Plugin, answers: Mapping[str, Iterable[Any]], rights: set[str], app: Flask) -> None:
    """On an app of its own first: what hangs in Flask once cannot be taken down. `rights` are the core's."""
    rights = rights | {right.name for right in answers["rights"]}
    trial, statements = _on_trial(plugin, app)
    check_statements(trial, statements, rights)
    for rule in trial.url_map.iter_rules():
        right = statements[rule.endpoint].right
        if not rule.rule.startswith(plugin.open_address if right == PUBLIC else plugin.address):
            raise MisconfiguredError(
                f"the page {rule.rule} lies outside {plugin.address} and, if it is open to all, {plugin.open_address},"
                " which close with the plugin"
            )
        if right == OPERATOR:
            raise MisconfiguredError(f"the page {rule.rule} would be open where the plugin is switched off")
    for item in answers["menu_items"]:
        _check_link(item, trial, rights)
    for chapter in answers["report_chapters"]:
        if chapter.right not in rights:
            raise MisconfiguredError(f"its chapter names the right {chapter.right!r}, which nobody declares")
    for people in answers["recipients"]:
        if people.right not in rights:
            raise MisconfiguredError(f"its list of recipients names the right {people.right!r}, which nobody declares")
    for listed in answers["list_kinds"]:
        if listed.right not in rights:
            raise MisconfiguredError(f"its list to bring in names the right {listed.right!r}, which nobody declares")
    for link in answers["person_links"]:
        _check_person_link(link, trial, rights)
    for link in answers["open_links"]:
        _check_open_link(link, plugin, trial, statements)
    for kind in answers["file_kinds"]:
        for right in filter(None, (kind.right, kind.change_right)):
            if right not in rights:
                raise MisconfiguredError(f"its files name the right {right!r}, which nobody declares")


def check_address(plugin: Plugin, app: Flask) -> None:
    if plugin.open_word and not WORD.fullmatch(plugin.open_word):
        raise MisconfiguredError(
            f"{plugin.open_word!r} is no word for an address: small letters and hyphens, at most 24"
        )
    if plugin.name in app.blueprints:
        raise MisconfiguredError(f"{plugin.address} is an address of the core")
    for address in (plugin.address, plugin.open_address):
        if any(f"{rule.rule}/".startswith(address) for rule in app.url_map.iter_rules()):
            raise MisconfiguredError(f"{address} is an address of the core or of another plugin")


def _on_trial(plugin: Plugin, app: Flask) -> tuple[Flask, dict[str, Statement]]:
    trial, statements = Flask(__name__, static_folder=None), {}
    trial.url_rule_class = app.url_rule_class
    before = _run_everywhere(trial)
    check_address(plugin, app)
    for rooms in plugin.blueprints:
        if not isinstance(rooms, Rooms):
            raise MisconfiguredError("its pages are not made with Rooms, so that they cannot state their rights")
        own = f"{rooms.name}_".startswith(f"{plugin.name}_") and rooms.plugin == plugin.name
        if not own or rooms.name in app.blueprints:
            raise MisconfiguredError(f"its Rooms are called {rooms.name!r} and not {plugin.name!r}")
        trial.register_blueprint(rooms)
        statements.update(rooms.statements)
    if _run_everywhere(trial) != before:
        raise MisconfiguredError("it wants to run something on every page of the portal, not only on its own")
    return trial, statements


def _run_everywhere(app: Flask) -> list[list[object]]:
    return [list(getattr(app, name).get(None, ())) for name in EVERYWHERE]


def _check_link(item: MenuItem, trial: Flask, rights: set[str]) -> None:
    """The menu stands on every page: a link that leads nowhere would break them all."""
    if item.right not in rights:
        raise MisconfiguredError(f"its menu names the right {item.right!r}, which nobody declares")
    rules = [rule for rule in trial.url_map.iter_rules() if rule.endpoint == item.endpoint]
    if not any(rule.arguments <= {"slug"} for rule in rules):
        raise MisconfiguredError(f"its menu leads to {item.endpoint!r}, which is no page of its own without arguments")


def _check_person_link(link: PersonLink, trial: Flask, rights: set[str]) -> None:
    """It stands on every person's page."""
    if link.right not in rights:
        raise MisconfiguredError(f"its link on a person names the right {link.right!r}, which nobody declares")
    rules = [rule for rule in trial.url_map.iter_rules() if rule.endpoint == link.endpoint]
    if not any(rule.arguments <= {"slug", "person_id"} for rule in rules):
        raise MisconfiguredError(f"its link on a person leads to {link.endpoint!r}, which is no page of its own")


def _check_open_link(link: OpenLink, plugin: Plugin, trial: Flask, statements: dict[str, Statement]) -> None:
    """It stands on every open page, for people without an account."""
    rules = [rule for rule in trial.url_map.iter_rules() if rule.endpoint == link.endpoint]
    is_open = bool(rules) and statements[link.endpoint].right == PUBLIC
    if not is_open or not any(rule.arguments <= {"slug"} for rule in rules):
        raise MisconfiguredError(f"its open link leads to {link.endpoint!r}, which is no open page of its own")
    if link.setting and link.setting not in [one.name for one in plugin.settings if isinstance(one.default, bool)]:
        raise MisconfiguredError(f"its open link follows {link.setting!r}, which is no yes or no among its settings")
