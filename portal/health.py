"""Is it alive, and is it ready? The two are told apart: a portal without its database lives and is not ready."""

from flask import Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from portal.extensions import db
from portal.i18n import _l
from portal.plugin_api import PUBLIC, Plugin, Rooms

rooms = Rooms("health", __name__, prefix="/health")
PLUGIN = Plugin(name="health", label=_l("Health"), blueprints=(rooms,), core=True)


@rooms.route("/live", right=PUBLIC)
def live() -> Response:
    return Response("alive\n", mimetype="text/plain")


@rooms.route("/ready", right=PUBLIC)
def ready() -> Response:
    try:
        db.session.execute(text("select 1"))
    except SQLAlchemyError:
        return Response("the database does not answer\n", 503, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")
