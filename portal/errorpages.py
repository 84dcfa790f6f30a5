"""Every fault ends in a page that says what to do. None of them needs the database."""

import re
from typing import Any

import structlog
from flask import Flask, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from portal.errors import PortalError, SentBefore, TooMany
from portal.extensions import db
from portal.forms import answer_unread_sending
from portal.i18n import _
from portal.templating import render

log = structlog.get_logger()
Answer = Response | tuple[str, int] | tuple[str, int, dict[str, str]]


def init_errors(app: Flask) -> None:
    app.register_error_handler(PortalError, _ours)
    app.register_error_handler(CSRFError, _without_token)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(IntegrityError, _integrity)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(Exception, _unforeseen)


def page(status: int, title: str, sentence: str, **way_on: Any) -> tuple[str, int]:
    return render("errors/error.html", title=title, sentence=sentence, **way_on), status


def _ours(fault: PortalError) -> Answer:
    if isinstance(fault, SentBefore):
        return redirect(fault.answer, 303)
    if fault.status == 404:
        return _gone()
    if isinstance(fault, TooMany):
        return (*page(429, _("A little later"), fault.sentence), {"Retry-After": str(fault.seconds)})
    title = _("This is not for you") if fault.status == 403 else _("That did not work")
    return page(fault.status, title, fault.sentence)


def _gone() -> Answer:
    """Pressed twice, "Remove" finds nothing the second time: that is answered as the first time was."""
    try:
        answer_unread_sending()
    except SentBefore as before:
        return redirect(before.answer, 303)
    return _not_found()


def _not_found() -> Answer:
    """The same for an unknown page, somebody else's, and one that is switched off."""
    return page(404, _("There is no such page"), _("The address may be wrong, or the page is not for you."))


def _without_token(fault: CSRFError) -> Answer:
    sentence = _("Go back, load the page again, and press once more. What you typed is still there in most browsers.")
    return page(400, _("The page had been open too long"), sentence)


def _http(fault: HTTPException) -> Answer:
    if fault.response is not None or (fault.code or 500) < 400:
        return fault.get_response()
    if fault.code == 404:
        return _not_found()
    answer = page(fault.code or 500, *_words(fault.code or 500))
    takes = getattr(fault, "valid_methods", None)
    return (*answer, {"Allow": ", ".join(takes)}) if takes else answer


def _words(code: int) -> tuple[str, str]:
    known = {
        400: (_("That did not work"), _("The portal could not read what was sent. Go back and try again.")),
        405: (_("That did not work"), _("This page cannot be used in that way. Go back and try again.")),
        413: (_("That was too much"), _("What was sent is larger than 2 MB. Send less at a time.")),
    }
    return known.get(code, (_("That did not work"), _("Go back and try again.")))


def _integrity(fault: IntegrityError) -> Answer:
    """Two people at the same row, again and again, or a rule that we forgot."""
    log.error("rows_met", endpoint=request.endpoint, exc_info=fault)
    return _at_the_same_moment()


def _stale(fault: StaleDataError) -> Answer:
    return _at_the_same_moment()


def _at_the_same_moment() -> Answer:
    sentence = _("Somebody else saved this at the same moment. Open it again to see both.")
    return page(409, _("That did not work"), sentence, way_on=request.path, way_on_label=_("Open it again"))


def _database(fault: DBAPIError) -> Answer:
    """Away, locked or restarting: said as it is, and tried anew with the next request."""
    if not (fault.connection_invalidated or isinstance(fault, OperationalError)) or _lacks_something(fault):
        return _unforeseen(fault)
    log.warning("database_away", error=type(fault.orig).__name__)
    sentence = _("The database does not answer just now. Nothing is lost. Please try again in a minute.")
    return (*page(503, _("A short break"), sentence), {"Retry-After": "30"})


def _lacks_something(fault: DBAPIError) -> bool:
    """A table or column that no migration made. SQLite calls this operational too, and waiting does not help."""
    return bool(re.match(r"no such (table|column):|table \S+ has no column", str(fault.orig)))


def _unforeseen(fault: Exception) -> Answer:
    log.error(
        "unforeseen",
        path=url_for(request.endpoint) if request.endpoint == "static" else request.endpoint,
        exc_info=fault,
    )
    db.session.rollback()
    return page(500, _("That was our fault"), _("Something went wrong here. It is written down. Please try again."))
