"""A sheet from before the portal, brought in, with a few rows that could not be used. All of it is invented."""

from datetime import date
from random import Random
from typing import Any
from uuid import UUID

from portal import clock
from portal.activities.forms import names_to_write
from portal.activities.kinds import kinds_at
from portal.activities.services import register_missing
from portal.drafts.services import keep_draft
from portal.extensions import db
from portal.imports.headings import table_in
from portal.imports.queries import KIND
from portal.imports.rows import Reader
from portal.imports.services import after_yes
from portal.imports.targets import guesses, questions_by_target
from portal.imports.work import activities_of
from portal.organisations.queries import setup_now
from portal.organisations.setup import Setup
from portal.plugin_api import ActivityType
from portal.sheets.reading import Cell, Sheet

HEADINGS = {
    "nb": ("Dato", "Type", "Lag", "Deltakere", "Sted"),
    "da": ("Dato", "Type", "Afdeling", "Deltagere", "Sted"),
}
TITLES = {"nb": "Møter og foredrag", "da": "Møder og foredrag"}
PLACES = {
    "nb": ("Biblioteket", "Samfunnshuset", "Frivilligsentralen"),
    "da": ("Biblioteket", "Forsamlingshuset", "Frivilligcentret"),
}
#: before anything that goals look at
YEARS_AGO = 3
GOOD = 42


def make_imports(organisation_id: UUID, language: str, by: UUID, dice: Random) -> None:
    """In the organisation in scope: one that is finished, and the year before it, which waits for a yes."""
    setup = setup_now(organisation_id)
    kinds = list(kinds_at(organisation_id, setup.version).values())
    year = clock.today().year - YEARS_AGO
    for which in (year - 1, year):
        said = _sheet(setup, kinds, which, language, dice)
        name = f"{TITLES[language]} {which}.xlsx"
        if which == year:
            said = after_yes(said, Reader(said, kinds, list(setup.units)).read(), 0) | {"state": "done"}
        draft = keep_draft(KIND, name, said, by=by)
        db.session.flush()
        register_missing(activities_of(draft, draft.content.get("ready", [])))


def _sheet(setup: Setup, kinds: list[ActivityType], year: int, language: str, dice: Random) -> dict[str, Any]:
    """As it lies when it was given, its columns as they are guessed."""
    units = list(names_to_write(list(setup.units)).values())
    types = [str(kind.label) for kind in kinds if kind.key in ("core.meeting", "core.talk")]
    questions = questions_by_target(kinds)
    table = table_in([Sheet(str(year), [HEADINGS[language], *_rows(units, types, year, language, dice)])], questions)
    columns = guesses(table.headings, [cells for _number, cells in table.rows], questions)
    return {
        "state": "new",
        "sheet": table.sheet,
        "others": table.others,
        "headings": table.headings,
        "rows": table.rows,
        "columns": {str(place): target for place, target in columns.items()},
        "type": "",
        "unit": "",
    }


def _rows(units: list[str], types: list[str], year: int, language: str, dice: Random) -> list[tuple[Cell, ...]]:
    good: list[tuple[Cell, ...]] = [
        (
            day,
            dice.choice(types),
            dice.choice(units),
            dice.randint(4, 40),
            dice.choice(PLACES[language]),
        )
        for day in sorted(date(year, dice.randint(1, 12), dice.randint(1, 28)) for _n in range(GOOD))
    ]
    meeting, unit = good[0][1:3]
    bad: list[tuple[Cell, ...]] = [
        (year, meeting, unit, 12, ""),
        (date(year, 5, 4), meeting, unit, "ca. 20", ""),
        (None, None, None, sum(int(str(row[3])) for row in good), ""),
    ]
    return good + bad
