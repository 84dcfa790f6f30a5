"""A filled-in sheet beside what is stored: what a yes would change, row by row. Nothing is saved here."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from portal.actions.matrix import columns
from portal.actions.matrix.columns import COLUMNS, NotRead
from portal.actions.matrix.findings import Finding, Stored, as_said, as_shown, columns_of
from portal.actions.matrix.writing import cells_of, titled
from portal.actions.rules import can_edit, check_period
from portal.errors import PortalError
from portal.i18n import _
from portal.organisations.viewer import Viewer

Cells = dict[str, Any]


_PLAIN: dict[str, Any] = {
    "title": columns.read_words(400),
    "responsible": columns.read_words(120),
    "level": columns.read_level,
    "status": columns.read_status,
    "rhythm": columns.read_rhythm,
    "quarters": columns.read_quarters,
    "starts_on": columns.read_day,
    "ends_on": columns.read_day,
}


class Comparison:
    """Reads the rows of a sheet against what is stored."""

    def __init__(self, stored: Stored, viewer: Viewer) -> None:
        self.stored, self.viewer = stored, viewer
        self.by_id = {row.id: row for row in stored.rows}
        self.seen: dict[UUID, int] = {}
        self.by_place = {_place_of(row): row for row in reversed(stored.rows)}
        self.units = _by_name((node.name, node.id) for node in viewer.setup.units[1:])

    def findings(self, rows: list[tuple[int, Cells]]) -> list[Finding]:
        return [self._finding(number, cells) for number, cells in rows]

    def _finding(self, number: int, cells: Cells) -> Finding:
        found = Finding(number, title=columns.plain(cells.get("title")))
        column = "id"
        try:
            action, version = self._action(cells, number)
            said: dict[str, Any] = {}
            for column in (name for name in COLUMNS if name in cells):
                if column not in ("id", "area", "goal") and (action or cells[column] is not None):
                    said[column] = self._read(column, cells[column])
            column = "title"
            if "title" in said and not said["title"]:
                raise NotRead(_("Write what is to be done."))
            column = "area"
            if action is None:
                found.place = self._place(cells)
                action = self._there_already(found.place, said["title"], number)
            column = "ends_on"
            self._compare(found, action, said, version)
        except NotRead as fault:
            found.kind, found.column, found.reason = "refused", str(COLUMNS[column]), str(fault)
        return found

    def _action(self, cells: Cells, number: int) -> tuple[Any, int | None]:
        """The stored row that this one is about, None for a new one; and the version that the sheet was made of."""
        text = columns.plain(cells.get("id"))
        if not text:
            if not columns.plain(cells.get("title")):
                raise NotRead(_("A new row needs an action."))
            return None, None
        row_id, _slash, version = text.partition("/")
        try:
            found = self.by_id[UUID(row_id)]
        except (ValueError, KeyError):
            raise NotRead(_("This plan has no action with this id. Leave the cell empty for a new one.")) from None
        self._once(found.id, number)
        return found, int(version) if version.isascii() and version.isdigit() and len(version) < 10 else None

    def _once(self, action_id: UUID, number: int) -> None:
        if action_id in self.seen:
            raise NotRead(_("This action stands in row %(n)s already.", n=self.seen[action_id]))
        self.seen[action_id] = number

    def _there_already(self, place: tuple[UUID, UUID | None], title: str, number: int) -> Any:
        """A row without an id that was read in before: the same sheet twice changes nothing."""
        found = self.by_place.get((*place, title.casefold()))
        if found is not None:
            self._once(found.id, number)
        return found

    def _read(self, column: str, cell: Any) -> Any:
        if column == "unit":
            return self._unit(columns.plain(cell))
        if column == "surfaces":
            return self._surfaces(columns.plain(cell))
        return _PLAIN[column](cell)

    def _unit(self, name: str) -> UUID | None:
        if not name:
            return None
        found = self.units.get(name.casefold(), [])
        if len(found) != 1:
            words = _("No unit is called “%(name)s”.") if not found else _("Several units are called “%(name)s”.")
            raise NotRead(words % {"name": name})
        return found[0]

    def _surfaces(self, text: str) -> list[UUID]:
        found = set()
        for name in filter(None, (part.strip() for part in text.split(";"))):
            surface = self.stored.surface_ids.get(name.casefold())
            if surface is None:
                raise NotRead(_("There is no contact surface called “%(name)s”.", name=name))
            found.add(surface)
        return sorted(found)

    def _place(self, cells: Cells) -> tuple[UUID, UUID | None]:
        area = self._one_of("area", columns.plain(cells.get("area")), None)
        goal = columns.plain(cells.get("goal"))
        return area.id, self._one_of("goal", goal, area.id).id if goal else None

    def _one_of(self, kind: str, text: str, area_id: UUID | None) -> Any:
        """By number and title, or by what alone is enough. Two may bear the same number."""
        wanted = text.casefold()
        of_kind = [one for one in self.stored.places if one.kind == kind and area_id in (None, one.area_id)]
        ways = (lambda one: titled(one.number, one.title), lambda one: one.title, lambda one: one.number)
        for words in ways:
            found = [one for one in of_kind if wanted and words(one).casefold() == wanted]
            if len(found) == 1:
                return found[0]
        if kind == "goal":
            raise NotRead(_("This focus area has no goal “%(name)s”.", name=text))
        raise NotRead(_("Write which focus area the new action belongs to, as it is called in the plan."))

    def _compare(self, found: Finding, action: Any, said: dict[str, Any], version: int | None) -> None:
        before = as_said(action) if action else {}
        names = self.stored.surfaces.get(action.id, []) if action else []
        before["surfaces"] = sorted(self.stored.surface_ids[name.casefold()] for name in names)
        changed = {name: value for name, value in said.items() if name not in before or before[name] != value}
        if action and not changed:
            found.action_id = action.id
            return
        self._demand(action, changed, found)
        shown = cells_of(action, names, self.viewer.setup) if action else {}
        told = [name for name, value in changed.items() if action or (value and name != "title")]
        found.changes = [
            (str(COLUMNS[name]), as_shown(shown.get(name)), self._shown_after(name, changed[name])) for name in told
        ]
        found.surfaces = changed.pop("surfaces", None)
        found.values = columns_of(changed)
        found.kind = "new" if action is None else "changed"
        if action:
            found.action_id, found.title = action.id, action.title
            found.kind = "late" if version is not None and version != action.version else "changed"

    def _demand(self, action: Any, changed: dict[str, Any], found: Finding) -> None:
        """Raises NotRead where it is not hers, or where the days cannot be."""
        units = [changed.get("unit")] if action is None or "unit" in changed else []
        units += [action.unit_id] if action else []
        if not all(can_edit(self.viewer, unit) for unit in units):
            raise NotRead(_("This belongs to another unit."))
        first, last = (changed.get(name, getattr(action, name, None)) for name in ("starts_on", "ends_on"))
        try:
            check_period(first, last)
        except PortalError as fault:
            raise NotRead(fault.sentence) from None

    def _shown_after(self, column: str, value: Any) -> str:
        if column == "unit":
            return self.viewer.setup.name(value) if value else ""
        if column == "surfaces":
            return "; ".join(self.stored.surface_names[one] for one in value)
        if column in ("level", "status"):
            return str((columns.LEVELS if column == "level" else columns.STATUSES)[value])
        return as_shown(value)


def _by_name(pairs: Any) -> dict[str, list[UUID]]:
    found: dict[str, list[UUID]] = defaultdict(list)
    for name, one in pairs:
        found[name.casefold()].append(one)
    return found


def _place_of(row: Any) -> tuple[UUID, UUID | None, str]:
    return row.focus_area_id, row.goal_id, row.title.casefold()
