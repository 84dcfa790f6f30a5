"""For gunicorn and for `flask --app wsgi`."""

import gc

from sqlalchemy.exc import OperationalError

from portal.app import create_app
from portal.database import refuse_unsafe_role
from portal.extensions import db

app = create_app()

with app.app_context():
    try:
        refuse_unsafe_role(app, db.engine)
    except OperationalError:
        app.logger.warning("the database does not answer yet")

# What has been loaded stays: the collector need not look through it at every turn.
gc.collect()
gc.freeze()
