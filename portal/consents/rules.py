"""Who keeps purposes and consents, and through what a consent comes."""

from portal.i18n import _l
from portal.plugin_api import LEADERS, STAFF, Right

MANAGE, KEEP = "consents.manage", "consents.keep"
RIGHTS = [
    Right(name=MANAGE, label=_l("Decide what people are asked to agree to"), roles=STAFF),
    Right(name=KEEP, label=_l("Write down what people agree to"), roles=LEADERS),
]
#: through which staff write down what somebody told them
BY_STAFF = ("paper", "phone")
