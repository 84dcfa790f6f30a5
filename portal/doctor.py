"""`portal doctor`: what an operator should know before users do."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from uuid import UUID

from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

from portal.config import Config
from portal.database import SQLITE_PRAGMAS, refuse_unsafe_role
from portal.errors import MisconfiguredError, PortalError
from portal.extensions import db
from portal.files.models import StoredFile
from portal.files.store import store
from portal.messages.held import how_many
from portal.migrate import current_revisions, heads_of
from portal.plugin_api import house
from portal.reports.printing.press import missing_for_print
from portal.tenancy import every_organisation
from portal.tenancy.scope import NOBODY
from portal.work import working_as

Finding = tuple[bool, str]


def examine(app: Flask) -> Iterator[Finding]:
    """(all is well, a sentence) for each thing looked at."""
    config: Config = app.config["PORTAL"]
    with app.app_context():
        yield from _settings(config)
        yield from _plugins()
        yield _printing()
        try:
            yield from _database(app, db.engine)
        except SQLAlchemyError as fault:
            yield False, f"the database does not answer: {type(fault).__name__}"


def _settings(config: Config) -> Iterator[Finding]:
    yield (
        config.secure or config.demo,
        f"pages are served at {config.public_url}"
        + ("" if config.secure else " (without https: only for trying it out)"),
    )
    sends = not config.mail_url.startswith("folder:")
    yield (
        sends or config.demo,
        "letters are sent by SMTP" if sends else "letters are only put into a folder: set MAIL_URL",
    )
    yield os.access(config.data, os.W_OK), f"the data folder {config.data} can be written"
    yield (
        os.access(folder := config.data / "files", os.W_OK) or not folder.exists(),
        "the folder for files can be written",
    )
    yield len(config.secret_key) >= 32, "the secret key is long enough"


def _plugins() -> Iterator[Finding]:
    yield True, "plugins: " + (", ".join(plugin.name for plugin in house().optional) or "none")
    for name, fault in house().faults.items():
        yield False, f"the plugin {name} has a fault: {fault}"


def _printing() -> Finding:
    missing = ", ".join(missing_for_print())
    return not missing, f"no reports as PDF: install {missing}" if missing else "reports can be printed to PDF"


def _database(app: Flask, engine: Engine) -> Iterator[Finding]:
    try:
        wanted = {head for heads in heads_of(engine).values() for head in heads}
        with engine.connect() as connection:
            is_done = wanted <= current_revisions(connection)
    except MisconfiguredError as fault:
        yield False, str(fault)
    else:
        yield is_done, "the tables are " + ("up to date" if is_done else "not up to date: run `portal db upgrade`")
        if is_done:
            yield from _files()
            yield from _letters()
    yield from (_sqlite(engine) if engine.dialect.name == "sqlite" else _postgresql(app, engine))


def _files() -> Iterator[Finding]:
    """Reads all of them. A backup that was put back without its files, and a disk that forgets, show here."""
    with working_as(NOBODY), every_organisation(reason="portal doctor looks at all files"):
        rows = db.session.execute(select(StoredFile.organisation_id, StoredFile.sha256).distinct()).all()
    named = {(row.organisation_id, row.sha256) for row in rows}
    try:
        lying = {(one.organisation_id, one.sha256): one.size for one in store().everything()}
    except PortalError:
        yield False, "the store of files does not answer: look at FILES_URL"
        return
    missing = len(named - lying.keys())
    damaged = sum(not _is_whole(*one) for one in named & lying.keys())
    nameless = lying.keys() - named
    yield not missing, f"{missing or 'none'} of {len(named)} files missing in the store"
    yield not damaged, f"{damaged or 'none'} of {len(named)} files damaged"
    yield True, f"files take {_megabytes(lying.values())}"
    if nameless:
        size = _megabytes(lying[one] for one in nameless)
        yield True, f"{len(nameless)} files belong to no record ({size}): the worker removes them"


def _letters() -> Iterator[Finding]:
    with working_as(NOBODY), every_organisation(reason="portal doctor counts letters without an answer"):
        many = how_many()
    if many:
        told = "staff see their own under Letters that came back; `portal mail held` lists the platform's"
        yield True, f"{many} letters may have arrived, and are not sent again by themselves: {told}"


def _is_whole(organisation_id: UUID, sha256: str) -> bool:
    content = store().open(organisation_id, sha256)
    if content is None:
        return False
    with content:
        return hashlib.file_digest(content, "sha256").hexdigest() == sha256  # type: ignore[arg-type]  # it reads on


def _megabytes(sizes: Iterable[int]) -> str:
    return f"{sum(sizes) / 1_000_000:.1f} MB"


def _sqlite(engine: Engine) -> Iterator[Finding]:
    """What SQLite is asked to be, read back: a wrong setting loses data only on the day of a power cut."""
    numbers = {"ON": 1, "FULL": 2, "WAL": "wal"}
    with engine.connect() as connection:
        for name, wanted in SQLITE_PRAGMAS.items():
            found = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            yield str(found) == str(numbers.get(wanted, wanted)), f"SQLite: {name} is {found}"


def _postgresql(app: Flask, engine: Engine) -> Iterator[Finding]:
    try:
        refuse_unsafe_role(app, engine)
    except MisconfiguredError as fault:
        yield False, str(fault)
    else:
        yield True, "row-level security binds the role of the pages"
