"""Who reads the audit log."""

from datetime import time

from portal.i18n import _l
from portal.plugin_api import ADMINISTRATORS, Right, Setting

RIGHTS = [Right(name="audit.see", label=_l("Read the audit log"), roles=ADMINISTRATORS)]

#: when the daily letter is written, where the organisation is
HOUR = time(6)
DAILY = Setting(name="daily_letter", label=_l("Send the seal of the log to the administrators every day"), default=True)
