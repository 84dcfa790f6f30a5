"""For gunicorn, and for `flask --app wsgi`, where all of `portal …` stands below `flask --app wsgi portal`."""
# ruff: noqa: E402  the collector is switched off before anything is loaded

import ctypes
import gc

M_MMAP_THRESHOLD = -3  # in glibc's malloc.h
if hasattr(libc := ctypes.CDLL(None), "mallopt"):
    libc.mallopt(M_MMAP_THRESHOLD, 2**20)  # else a worker keeps the 19 MB that the first password took

gc.disable()  # what is being loaded stays: looking through it again and again is a tenth of the start

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

# Nor need the collector look through it afterwards, at every turn; going through it now would cost a tenth of a second.
gc.freeze()
gc.enable()
