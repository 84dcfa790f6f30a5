"""The portal for gunicorn with something taken away, or with workers that die at the worst moment.

`gunicorn "tests.load.altered:without_versions()"`. It is done from here, so that the product has no switch for it.
"""

import os
import random
import signal
from typing import Any

from flask import Flask, request
from sqlalchemy import event

from portal import again, database
from portal.extensions import db
from portal.tenancy import Base, PortalSession

#: a worker that dies has saved so many forms before: few, so that several die
BEFORE_DEATH = range(10, 40)


def without_versions() -> Flask:
    """Rows without a version column: it stays at 1, no form sees that it is out of date, and no UPDATE compares."""
    app = _as_installed()
    for mapper in Base.registry.mappers:
        mapper.version_id_col = None
    return app


def without_immediate() -> Flask:
    """SQLite's work that may write reads first and asks for the write lock when it comes to writing."""
    database._begin_sqlite = lambda connection: connection.exec_driver_sql("BEGIN")
    return _as_installed()


def without_beginning_again() -> Flask:
    """A page whose work met somebody else's on PostgreSQL ends there."""
    again.TRIES = 1
    return _as_installed()


def dying_before_commit() -> Flask:
    """Now and then a worker dies when all is written and nothing is kept."""
    app = _as_installed()
    with app.app_context():
        event.listen(db.engine, "commit", _countdown())
    return app


def dying_after_commit() -> Flask:
    """Now and then a worker dies when all is kept and nobody has been told."""
    app = _as_installed()
    event.listen(PortalSession, "after_commit", _countdown())
    return app


def _as_installed() -> Flask:
    from wsgi import app  # it builds the portal: not before that is what is wanted

    return app


def _countdown() -> Any:
    left = random.choice(BEFORE_DEATH)

    def one_less(_subject: object) -> None:
        nonlocal left
        left -= request.path.startswith("/o/")  # not when somebody signs in
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return one_less
