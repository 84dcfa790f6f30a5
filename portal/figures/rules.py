"""Who sees figures: everybody the whole, and the units whose activities she may see one by one."""

from portal.i18n import _l
from portal.plugin_api import EVERYBODY, Right

RIGHTS = [Right(name="figures.see", label=_l("See figures of activities and people"), roles=EVERYBODY)]
