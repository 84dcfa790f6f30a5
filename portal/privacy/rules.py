"""Who reads the record of processing, and who names the point of contact."""

from portal.i18n import _l
from portal.plugin_api import ADMINISTRATORS, STAFF, Right, Setting

RIGHTS = [
    Right(name="privacy.see", label=_l("See what is kept about people, and why"), roles=STAFF),
    Right(name="privacy.manage", label=_l("Decide about privacy: whom to ask, what is deleted"), roles=ADMINISTRATORS),
]
#: stands in the privacy notice, which everybody may read
CONTACT = Setting(name="contact", label=_l("Who answers questions about privacy"), default="")
#: whether the worker deletes what is older than its table says
DELETES = Setting(name="deletes", label=_l("Delete what is too old, every night"), default=False)
#: how long what is kept, where the organisation has chosen: `message=24 invitation=6`, a table and its months each
MONTHS = Setting(name="months", label=_l("How long things are kept"), default="")
#: months after which whom nothing ties to the organisation is erased; 0: nobody is, by herself
UNTIED = Setting(name="untied", label=_l("Erase people whom nothing ties to the organisation"), default=0, maximum=120)
#: nobody is erased sooner than this after the last tie, or looked for
SHORTEST_UNTIED, USUAL_UNTIED = 6, 36
LONGEST_CONTACT = 200
