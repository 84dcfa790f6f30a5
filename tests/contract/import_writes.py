"""Earlier years in the filled world: a sheet that waits for a yes, one that was brought in; and what is typed there."""

import io
from typing import Any
from uuid import UUID

from portal import clock
from portal.drafts.models import Draft
from portal.extensions import db
from portal.imports.models import ColumnMapping
from portal.tenancy import uuid7

HEADINGS = ["Dato", "Type", "Enhet", "Merknad"]


class YearsInHand(io.BytesIO):
    """A file that can be sent again and again."""

    name = "fjor.csv"

    def __init__(self) -> None:
        super().__init__("Dato;Type;Antall\n1.3.2025;Møte;8\n".encode())

    def close(self) -> None:
        self.seek(0)


def fill_imports(words: Any, unit: UUID, by: UUID) -> dict[str, Any]:
    """In the organisation in scope. Returns what stands in their addresses."""
    about = {"sheet": "", "headings": HEADINGS, "columns": {"0": "day", "3": "title"}, "type": "core.meeting"}
    row = [{"day": "2025-03-01"}, "", "", words("draft.content")]
    waiting = words.row(
        Draft, kind="activities", made_by=by, made_at=clock.now(),
        content={**about, "unit": str(unit), "state": "new", "others": [], "rows": [[2, row], [3, ["2025", *row[1:]]]]},
    )  # fmt: skip
    bad = [3, ["2025", "", "", words("draft.content")], [["Dato", words("draft.content")]]]
    begun = words.row(
        Draft, kind="activities", made_by=by, made_at=clock.now(),
        content={**about, "unit": str(unit), "state": "done", "ready": [], "bad": [bad], "new": 0, "there": 0},
    )  # fmt: skip
    mapping = ColumnMapping(id=uuid7(), kind="activities", headings="0" * 64, columns={"0": "day"})
    db.session.add_all([waiting, begun, mapping])
    return {"sheet_id": waiting.id, "import_id": begun.id, **_fill_lists(words, by)}


def _fill_lists(words: Any, by: UUID) -> dict[str, Any]:
    """A list of members that is read, with one row of each kind; and one that was brought in."""
    cell = words("draft.content")
    said = {
        "kind": "recruitment.members", "sheet": "", "others": [], "headings": ["Navn", "Postnr"],
        "columns": {"0": "name", "1": "postal_code"}, "for_all": {"kind": "patient"}, "choices": {},
    }  # fmt: skip
    other = [str(uuid7()), words("draft.content")]
    lines = [
        {"n": 2, "b": "new", "t": cell},
        {"n": 3, "b": "asks", "t": cell, "a": [other]},
        {"n": 4, "b": "bad", "t": cell, "w": [["name", words("draft.content")]]},
        {"n": 5, "b": "asks", "t": cell, "a": [other]},
    ]
    rows = [[n, [cell, "4611"]] for n in (2, 3, 4, 5)]
    read = words.row(Draft, kind="list", made_by=by, made_at=clock.now(),
                     content={**said, "state": "checked", "rows": rows, "found": lines})  # fmt: skip
    done = words.row(Draft, kind="list", made_by=by, made_at=clock.now(),
                     content={**said, "state": "done", "rows": rows[2:3], "found": lines[2:3], "changed": 3, "same": 1})  # fmt: skip
    db.session.add_all([read, done])
    return {
        "list_id": read.id, "lists.show:list_id": done.id, "lists.index:name": "recruitment.members",
        "lists.new:name": "recruitment.members",
    }  # fmt: skip


class MembersInHand(YearsInHand):
    name = "medlemmer.csv"

    def __init__(self) -> None:
        io.BytesIO.__init__(self, b"Navn;Postnr;Medlemstype\nKari Ny;4611;Pasient\n")


def import_writes() -> dict[str, dict[str, Any]]:
    hers: dict[str, Any] = {"by": "staff"}
    return {
        "imports.new": {"typed": {"file": YearsInHand()}, **hers},
        "imports.columns": {"typed": {"column_3": "place"}, "other": {"column_3": "note"}, **hers},
        "imports.look": hers,
        "imports.drop": hers,
        "imports.undo": hers,
        "lists.new": {"typed": {"file": MembersInHand()}, **hers},
        "lists.columns": {"typed": {"column_1": "town"}, "other": {"column_1": "street"}, **hers},
        "lists.look": hers,
        "lists.who": {"typed": {"row_3": "new"}, "other": {"row_5": "new"}, **hers},
        "lists.drop": hers,
    }
