"""Write down that it is handed out, and put the file together: a page to read, the same as data, and her files."""

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from flask import current_app

from portal import clock
from portal.audit.services import Entry, record
from portal.extensions import db
from portal.files.models import StoredFile
from portal.files.store import store
from portal.handouts.deeds import OF_ACCOUNT, OF_PERSON
from portal.handouts.queries import Section, entries_on, files_of_rows, sections_of
from portal.i18n import _, current_language
from portal.plugin_api import house
from portal.privacy.holdings import Subject


@dataclass(frozen=True)
class Part:
    """What one organisation keeps about her; without a name, what stands outside of any."""

    name: str
    sections: list[Section]
    #: (when, what was done with it), oldest first
    deeds: tuple[tuple[Any, str], ...] = ()
    files: tuple[StoredFile, ...] = ()


def hand_out(person_id: UUID, *, language: str, by: UUID) -> Entry:
    """Somebody of the organisation takes it out for her. The entry's id opens the file for a while."""
    return _written(OF_PERSON, person_id, language, by)


def hand_out_own(*, language: str, by: UUID) -> Entry:
    return _written(OF_ACCOUNT, by, language, by)


def _written(action: str, subject_id: UUID, language: str, by: UUID) -> Entry:
    entry = record(action, subject_id, by=by, changes={"language": language})
    db.session.flush()  # its id is asked for
    return entry


def part_of(organisation_id: UUID | None, name: str, who: Subject) -> Part:
    sections = sections_of(who, organisation_id)
    if organisation_id is None:
        return Part(name, sections)
    ids = {key for section in sections for key in section.ids} | set(who.people)
    deeds = tuple((row.at, _sentence(row)) for row in entries_on(organisation_id, ids))
    return Part(name, sections, deeds, tuple(files_of_rows(organisation_id, ids)))


def _sentence(row: Any) -> str:
    who = row.who or (_("Somebody who is gone") if row.user_id else _("Somebody who is not signed in"))
    action = house().audit_actions.get(row.action)
    return str(action.sentence).replace("%(who)s", who) if action else f"{who}: {row.action}"


def pack(title: str, parts: Iterable[Part]) -> bytes:
    """A .zip with a page, the same as JSON, and the files. In the language at hand."""
    parts, packed = list(parts), io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as made:
        made.writestr(_("Read this") + ".html", _page(title, parts))
        made.writestr("data.json", json.dumps(_data(title, parts), indent=1, ensure_ascii=False))
        for file in (file for part in parts for file in part.files):
            with store().open(file.organisation_id, file.sha256) or io.BytesIO() as content:
                made.writestr(_path_of(file), content.read())
    return packed.getvalue()


def _path_of(file: StoredFile) -> str:
    """No two in one place, whatever they are called."""
    return f"files/{file.id.hex[-8:]} {file.name}"


def _page(title: str, parts: list[Part]) -> str:
    language = current_language()
    template = current_app.extensions["templates"][language].get_template("handouts/file.html")
    return str(template.render(title=title, parts=parts, made_at=clock.now(), language=language, path_of=_path_of))


def _data(title: str, parts: list[Part]) -> dict[str, Any]:
    return {
        "about": title,
        "made_at": clock.now().isoformat(),
        "kept_by": [
            {
                "name": part.name,
                "tables": {section.table: [_values(row) for row in section.rows] for section in part.sections},
                "done": [{"at": at.isoformat(), "what": what} for at, what in part.deeds],
                "files": [_path_of(file) for file in part.files],
            }
            for part in parts
        ],
    }


def _values(row: tuple[tuple[str, str, str, Any], ...]) -> dict[str, Any]:
    return {name: _as_json(value) for name, _label, _words, value in row}


def _as_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, (str, int, float, bool, list, dict)) else str(value)
