"""For gunicorn, and for `flask --app wsgi`, where all of `portal …` stands below `flask --app wsgi portal`."""

import gc

from sqlalchemy.exc import OperationalError

from portal.app import create_app
from portal.cli import main
from portal.database import refuse_unsafe_role
from portal.extensions import db

app = create_app()
app.cli.add_command(main, "portal")

with app.app_context():
    try:
        refuse_unsafe_role(app, db.engine)
    except OperationalError:
        app.logger.warning("the database does not answer yet")

# What has been loaded stays: the collector need not look through it at every turn.
gc.collect()
gc.freeze()
