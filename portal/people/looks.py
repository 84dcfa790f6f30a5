"""Every look at a person's record is written down, by the pages' own statement that they show one.

`@rooms.route("/<uuid:person_id>", right="people.see", shows="person_id")` says which argument of the address names
her. The look is written when the page was shown, in the transaction that read it; what is refused was not seen.
"""

from uuid import UUID

from flask import Flask, Response, request
from flask_login import current_user

from portal import clock
from portal.extensions import db
from portal.people.models import PersonLook
from portal.plugin_api import house
from portal.tenancy import uuid7


def init_looks(app: Flask) -> None:
    app.after_request(_write_down)


def _write_down(response: Response) -> Response:
    stated = house().statements.get(request.endpoint or "")
    if stated and stated.shows and response.status_code == 200 and request.method in ("GET", "POST"):
        look_at(UUID(str((request.view_args or {})[stated.shows])), page=request.endpoint or "")
        db.session.commit()
    return response


def look_at(person_id: UUID, *, page: str) -> None:
    """The one who is signed in looks at this person's record. The caller commits."""
    db.session.add(PersonLook(id=uuid7(), person_id=person_id, user_id=current_user.id, at=clock.now(), page=page))
