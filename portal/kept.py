"""Forms that a browser has kept and sends by script (static/draft.js) once the line is back.

The script says whose the form is, and needs to know where its answer leads without going there. A form that is sent
as browsers send them is none of this module's business.
"""

from flask import Flask, Response, g, request

#: whose form it is: the id of her account
HEADER = "X-Draft-Of"


def init_kept(app: Flask) -> None:
    """After the gate, which knows who has signed in."""
    app.before_request(_refuse_another_persons)
    app.after_request(_tell_where_it_leads)


def _refuse_another_persons() -> Response | None:
    """On a phone that several share, somebody else may have signed in since: it is not hers to send."""
    viewer = g.get("viewer")
    if HEADER in request.headers and viewer and request.headers[HEADER] != str(viewer.id):
        return Response(status=412)
    return None


def _tell_where_it_leads(response: Response) -> Response:
    """A script cannot see where a redirect leads, and following it would use up the messages for the next page."""
    if HEADER in request.headers and response.status_code == 303:
        response.status_code = 204
    return response
