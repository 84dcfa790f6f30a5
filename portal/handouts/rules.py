"""Who hands out what is kept about somebody."""

from portal.i18n import _l
from portal.plugin_api import STAFF, Right

HAND_OUT, EXPORT = "handouts.make", "people.export"
RIGHTS = [
    Right(name=HAND_OUT, label=_l("Hand out all that is kept about a person"), roles=STAFF),
    Right(name=EXPORT, label=_l("Take the register out to a file"), roles=STAFF),
]
#: the work of making that file
REGISTER_FILE = "register_file"
#: how long the address of a file holds: then it is asked for anew, and written down anew
HOLDS_MINUTES = 30
