"""Who hands out what is kept about somebody."""

from portal.i18n import _l
from portal.plugin_api import STAFF, Right

HAND_OUT = "handouts.make"
RIGHTS = [Right(name=HAND_OUT, label=_l("Hand out all that is kept about a person"), roles=STAFF)]
#: how long the address of a file holds: then it is asked for anew, and written down anew
HOLDS_MINUTES = 30
