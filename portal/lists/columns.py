"""What the columns of a list hold: guessed from their headings, and what each row says by them."""

from typing import Any

from portal.errors import PortalError
from portal.i18n import _
from portal.imports.headings import from_json, name_of
from portal.imports.names import plain, spoken, words_of
from portal.plugin_api import ListKind, ListRow

#: what stands beside the columns in a remembered mapping: one answer for all rows
FOR_ALL = "all "


def known(kind: ListKind) -> dict[str, str]:
    """By how a column may be headed, which one it is."""
    found: dict[str, str] = {}
    for column in kind.columns:
        for said in (*spoken(column.label), plain(column.name), *column.headings):
            found.setdefault(said, column.name)
    return found


def guesses(headings: list[str], kind: ListKind) -> dict[str, str]:
    """By place, as far as the heading tells: the whole of it first, then its first word; nothing twice."""
    names, found = known(kind), dict[str, str]()
    for whole in (True, False):
        for place, heading in enumerate(headings):
            name = names.get(plain(heading) if whole else next(iter(words_of(heading)), ""))
            if name and str(place) not in found and name not in found.values():
                found[str(place)] = name
    return found


def check_columns(content: dict[str, Any], kind: ListKind) -> None:
    """Raises PortalError where something that is needed has no column."""
    held = {*content["columns"].values(), *(name for name, said in content["for_all"].items() if said)}
    labels = {column.name: str(column.label) for column in kind.columns}
    for group in kind.needed:
        if not held & set(group):
            raise PortalError(_("Say which column holds this: %(what)s.", what=labels[group[0]]))


def is_mapped(content: dict[str, Any], kind: ListKind) -> bool:
    try:
        check_columns(content, kind)
    except PortalError:
        return False
    return True


def rows_of(content: dict[str, Any]) -> list[ListRow]:
    """As the columns were said to be; where a cell is empty, what was said for all."""
    places = {name: int(place) for place, name in content["columns"].items() if name}
    for_all = {name: said for name, said in content["for_all"].items() if said}
    choices = content["choices"]
    return [
        ListRow(number, for_all | _said(cells, places), choices.get(str(number), ""))
        for number, cells in content["rows"]
    ]  # fmt: skip


def _said(cells: list[Any], places: dict[str, int]) -> dict[str, Any]:
    found = {name: from_json(cells[place]) for name, place in places.items() if place < len(cells)}
    return {name: cell for name, cell in found.items() if cell is not None and cell != ""}


def heading_of(name: str, content: dict[str, Any], kind: ListKind) -> str:
    """What is written above the column that holds this; else what it is called here. "" for the row as a whole."""
    for place, held in content["columns"].items():
        if held == name and name:
            return name_of(content["headings"], int(place))
    return next((str(column.label) for column in kind.columns if column.name == name), _("The row"))
