"""Who reads the audit log."""

from portal.i18n import _l
from portal.plugin_api import ADMINISTRATORS, Right

RIGHTS = [Right(name="audit.see", label=_l("Read the audit log"), roles=ADMINISTRATORS)]
