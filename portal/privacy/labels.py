"""What columns are called when somebody reads what is kept about her, and how their values are told.

A column may say it itself (`label`, `told` of its AboutColumn); most go by their name, as here.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Table, Uuid

from portal.i18n import LazyText, _, _l, format_date, format_number, format_time
from portal.organisations.rules import ROLE_NAMES
from portal.plugin_api import AboutPeople, house
from portal.plugin_api.personal import about, people_of

Text = LazyText | str

COLUMNS: dict[str, LazyText] = {
    "action": _l("What"),
    "answered_as": _l("Answered as"),
    "answered_at": _l("Answered"),
    "asked_at": _l("Asked"),
    "at": _l("When"),
    "birth_year": _l("Year of birth"),
    "channel": _l("How"),
    "closed_at": _l("Closed"),
    "country": _l("Country"),
    "created_at": _l("Since"),
    "due_at": _l("To be sent"),
    "email": _l("E-mail"),
    "ended_at": _l("Ended"),
    "ends_on": _l("Until"),
    "expires_at": _l("Holds until"),
    "fault": _l("What went wrong"),
    "feed": _l("Calendar feed"),
    "kind": _l("Kind"),
    "language": _l("Language"),
    "made_at": _l("Made"),
    "municipality": _l("Municipality"),
    "name": _l("Name"),
    "note": _l("Note"),
    "on_date": _l("Date"),
    "phone": _l("Phone"),
    "place": _l("Place"),
    "postal_code": _l("Postal code"),
    "purpose": _l("Purpose"),
    "recipient": _l("To"),
    "revoked_at": _l("Taken back"),
    "role": _l("Role"),
    "sent_at": _l("Sent"),
    "starts_on": _l("From"),
    "status": _l("Status"),
    "street": _l("Address"),
    "subject": _l("Subject"),
    "text": _l("Text"),
    "town": _l("Town"),
    "unit_id": _l("Unit"),
    "used_at": _l("Used"),
    "uses": _l("Times used"),
    "year": _l("Year"),
}  # fmt: skip


def _deed(name: str) -> str:
    action = house().audit_actions.get(name)
    return str(action.sentence).replace("%(who)s", "…") if action else name


def _page(endpoint: str) -> str:
    """What shows it, by the name of the feature: `people.show` tells nobody anything."""
    stated = house().statements.get(endpoint)
    return str(house().plugins[stated.plugin].label) if stated else endpoint


#: the words for codes, by the name of the column
CODES: dict[str, Mapping[str, Text] | Callable[[Any], str]] = {
    "action": _deed,
    "page": _page,
    "language": {"nb": "Norsk bokmål", "da": "Dansk", "en": "English"},
    "country": {"NO": _l("Norway"), "DK": _l("Denmark")},
    "role": {str(role): name for role, name in ROLE_NAMES.items()},
}


def shown_columns(table: Table) -> list[Column[Any]]:
    """What she is told of a row: not what opens a door or tells her nothing, and no id that nobody can read."""
    return [column for column in table.columns if _is_shown(column)]


def _is_shown(column: Column[Any]) -> bool:
    said = about(column)
    if column.name in ("organisation_id", "id", "version") or not said.export or said.category == "none":
        return False
    return not isinstance(column.type, Uuid) or bool(said.label) or column.name == "unit_id" or is_account(column)


def is_account(column: Column[Any]) -> bool:
    """It says by whom: told by the name of the account."""
    said = people_of(column.table)
    return isinstance(said, AboutPeople) and said.account == column.name


def has_label(column: Column[Any]) -> bool:
    return bool(about(column).label) or is_account(column) or column.name in COLUMNS


def label_of(column: Column[Any]) -> str:
    """Raises KeyError where neither the column nor its name says it."""
    if own := about(column).label:
        return str(own)
    return _("Who") if is_account(column) and column.name not in COLUMNS else str(COLUMNS[column.name])


def told(column: Column[Any], value: Any) -> str:
    """A value as people read it; "" for nothing."""
    if value is None or value == "":
        return ""
    said = about(column).told or CODES.get(column.name)
    if isinstance(said, Mapping):
        return str(said.get(value, value))
    return said(value) if said else _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return format_time(value)
    if isinstance(value, date):
        return format_date(value)
    return format_number(value) if isinstance(value, Decimal) else str(value)
