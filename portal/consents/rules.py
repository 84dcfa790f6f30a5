"""Who keeps purposes and consents, and through what a consent comes."""

from portal.i18n import LazyText, _l
from portal.plugin_api import LEADERS, STAFF, Right

MANAGE, KEEP = "consents.manage", "consents.keep"
RIGHTS = [
    Right(name=MANAGE, label=_l("Decide what people are asked to agree to"), roles=STAFF),
    Right(name=KEEP, label=_l("Write down what people agree to"), roles=LEADERS),
]
CHANNELS: dict[str, LazyText] = {
    "paper": _l("On paper"),
    "phone": _l("By phone"),
    "form": _l("In a form"),
    "link": _l("Through a link"),
}
#: through which staff write down what somebody told them
BY_STAFF = ("paper", "phone")
