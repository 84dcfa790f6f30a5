"""A list from another system that waits for a yes, and one that was brought in. All of it is invented."""

from typing import Any
from uuid import UUID

from plugins.recruitment.bringing.checking import check_rows
from plugins.recruitment.rules import MEMBER_LIST
from portal.drafts.services import keep_draft
from portal.lists.columns import rows_of
from portal.lists.lines import as_json
from portal.lists.queries import DRAFT
from portal.people.models import Person
from portal.tenancy import current_organisation_id

HEADINGS = ["Navn", "E-post", "Mobil", "Adresse", "Postnr", "Poststed", "Medlemstype", "Lokallag", "Innmeldt"]
HELD = ("name", "email", "phone", "street", "postal_code", "town", "kind", "unit", "starts_on")
NEW = (
    ("Solveig Aune", "solveig.a@eksempel.example", "40000011", "Fjellveien 2", "5035", "Bergen", "Pasient", "Vestland"),
    ("Magne Rød", "", "40000012", "Sjøgata 9", "8006", "Bodø", "Pårørende", "Nordland og Troms"),
    ("Turid Næss", "turid.n@eksempel.example", "", "Parkveien 5", "7043", "Trondheim", "Støttemedlem", "Trøndelag"),
)
BAD = (
    ("Helge Fjeld", "helge@eksempel", "", "Skoleveien 1", "99999", "Oslo", "Hovedmedlem", "Oslo"),
    ("", "ukjent@eksempel.example", "", "", "0570", "Oslo", "Pasient", "Oslo og Akershus"),
)


def make_lists(people: list[Person], staff: UUID) -> None:
    """In the organisation in scope; `people` are in its register."""
    there = [one for one in people if one.email][:4]
    known = [(one.name, one.email, "", one.street, one.postal_code, one.town, "Pasient", "") for one in there]
    alike = [(f"{one.name.split()[0]} {one.name.split()[-1]}-Berg", *row[1:])
             for one, row in zip(there[:2], known[:2], strict=True)]  # fmt: skip
    cells = [[*row, "01.09.2026"] for row in (*NEW, *known, *alike, *BAD)]
    rows = [[number, row] for number, row in enumerate(cells, 2)]
    said: dict[str, Any] = {
        "kind": MEMBER_LIST, "sheet": "Medlemmer", "others": [], "headings": HEADINGS, "rows": rows, "choices": {},
        "columns": {str(place): name for place, name in enumerate(HELD)}, "for_all": {"kind": ""},
    }  # fmt: skip
    lines = check_rows(current_organisation_id(), rows_of(said), lambda done: None)
    read = {**said, "state": "checked", "found": [*map(as_json, lines)]}
    keep_draft(DRAFT, "Medlemmer fra Gnist.xlsx", read, by=staff)
    bad = [line for line in lines if line.becomes == "bad"]
    left = {"rows": [row for row in rows if row[0] in {one.number for one in bad}], "found": [*map(as_json, bad)]}
    done = {**said, **left, "sheet": "", "state": "done", "changed": 38, "same": 4}
    keep_draft(DRAFT, "Medlemmer i Agder.csv", done, by=staff)
