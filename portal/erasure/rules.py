"""Who erases people, and what becomes of what is kept about them."""

from portal.i18n import _l
from portal.plugin_api import STAFF, Right

ERASE = "erasure.erase"
RIGHTS = [Right(name=ERASE, label=_l("Erase people"), roles=STAFF)]
#: the worker writes down who was erased, outside of the database
REMEMBER = "remember_erased"
#: and who closed her account
REMEMBER_CLOSED = "remember_closed"
#: the worker erases whom nothing ties to the organisation any more
RETIRE = "erase_untied"
