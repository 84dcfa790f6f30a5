"""A page whose work met somebody else's at the same moment begins again when the other has ended.

On PostgreSQL two who save the same row have both read it before either writes. The later one's write is refused;
begun again, her form sees what the other saved and shows both, and nothing that she typed is lost. SQLite lets in
one writer at a time, so that there she sees it at once.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from portal.audit.services import sent_form
from portal.extensions import db
from portal.forms import answer_second_sending

TRIES = 3
#: PostgreSQL's class "transaction rollback": each waited for the other, or for what the other changed
_ROLLED_BACK = "40"

View = Callable[..., Any]


def init_again(app: Flask) -> None:
    """After all pages are known. What the gate has decided before the page stays decided."""
    for endpoint, view in app.view_functions.items():
        app.view_functions[endpoint] = _again_where_it_met(view)


def _again_where_it_met(view: View) -> View:
    @wraps(view)
    def answer(**arguments: Any) -> Any:
        for left in reversed(range(TRIES)):
            try:
                return view(**arguments)
            except (IntegrityError, OperationalError, StaleDataError) as fault:
                if not _met(fault):
                    raise
                _step_back()
                if not left:
                    raise

    return answer


def _met(fault: Exception) -> bool:
    """Somebody else's work was in the way, and may be so no longer."""
    state = getattr(getattr(fault, "orig", None), "sqlstate", None) or ""
    return not isinstance(fault, OperationalError) or state.startswith(_ROLLED_BACK)


def _step_back() -> None:
    """To where the page began. Raises SentBefore when the other was this very form, sent twice."""
    db.session.rollback()
    answer_second_sending()
    sent_form.set(None)
