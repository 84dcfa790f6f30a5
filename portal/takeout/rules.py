"""Who takes everything out, and how long it lies here."""

from datetime import timedelta

from portal.i18n import _l
from portal.plugin_api import ADMINISTRATORS, Right

RIGHT = "takeout.make"
RIGHTS = [Right(name=RIGHT, label=_l("Take out everything that the organisation has here"), roles=ADMINISTRATORS)]
#: it holds all that is known about people
KEPT = timedelta(days=7)
#: what the worker makes, and whose file it is
KIND = "takeout"
