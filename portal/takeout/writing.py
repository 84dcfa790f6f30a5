"""One .zip: a .csv for each table, the files, and a page that says what it is."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import select

from portal import clock
from portal.extensions import db
from portal.files.models import StoredFile
from portal.files.store import store
from portal.i18n import _, format_number, format_time
from portal.sheets.writing import Cell, write_csv_into
from portal.takeout.rules import KIND
from portal.takeout.tables import tables_of
from portal.tenancy.scope import organisation
from portal.work import one_picture

#: files between two reports of how far it has come
OFTEN = 20
Report = Callable[[int, int], None]


def write_takeout(organisation_id: UUID, name: str, path: Path, report: Report) -> None:
    """All of it, as it stands at one moment; then the files. `report(done, of)` is told how far it has come."""
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        with one_picture(organisation(organisation_id)):
            counts = {table.name: _write_table(packed, table) for table in tables_of(organisation_id)}
            files = _files(organisation_id)
        for number, file in enumerate(files):
            if number % OFTEN == 0:
                report(1 + number, 1 + len(files))
            _write_file(packed, organisation_id, file)
        packed.writestr(_("READ ME.txt"), "\ufeff" + "\r\n".join(_about(name, counts, len(files))))


def _write_table(packed: ZipFile, table: Any) -> int:
    with packed.open(f"{table.name}.csv", "w", force_zip64=True) as file:
        return write_csv_into(file, table.header, ([_cell(value) for value in row] for row in table.rows()))


def _cell(value: Any) -> Cell:
    """JSON as it is written; a moment in UTC."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, datetime) else value


def _files(organisation_id: UUID) -> list[Any]:
    """Earlier ones of this kind are not packed into it."""
    return list(
        db.session.execute(
            select(StoredFile.id, StoredFile.name, StoredFile.sha256)
            .where(StoredFile.organisation_id == organisation_id, StoredFile.owner_kind != KIND)
            .order_by(StoredFile.id)
        )
    )


def _write_file(packed: ZipFile, organisation_id: UUID, file: Any) -> None:
    """One that was removed meanwhile is left out."""
    content = store().open(organisation_id, file.sha256)
    if content is None:
        return
    about = ZipInfo(f"files/{file.id}-{file.name}", clock.now().timetuple()[:6])
    about.compress_type = ZIP_STORED
    with content, packed.open(about, "w", force_zip64=True) as out:
        shutil.copyfileobj(content, out)


def _about(name: str, counts: dict[str, int], files: int) -> Iterator[str]:
    yield _(
        "Everything that %(name)s has in Medvirke, as it was on %(when)s.", name=name, when=format_time(clock.now())
    )
    yield ""
    yield _("It holds personal data, and perhaps data about health. Keep it as safe as the register of members itself.")
    yield ""
    yield _(
        "There is one .csv file for each table. They open in a spreadsheet: semicolons between the columns, UTF-8,"
        " times in UTC. Where a text could be taken for a formula, an apostrophe stands before it."
    )
    yield _(
        "Tables and columns have English names. A column that ends in _id names a row of another table by its id;"
        " user_account.csv says who has access now."
    )
    yield _("In the folder files lie the files, each under the id that it has in stored_file.csv, and its name.")
    yield _("Left out: passwords, secret links and the words of e-mails, because they open doors.")
    yield ""
    yield _("How many rows there are:")
    yield from (f"  {table}: {format_number(count)}" for table, count in counts.items() if count)
    yield "  {}: {}".format(_("Files"), format_number(files))
