"""How long after leaving somebody is asked to come back, and when again."""

from portal.i18n import _l
from portal.plugin_api import Setting

#: the list of letters
FORMER = "recruitment.former"
SETTINGS = (
    Setting(
        name="win_back_months",
        label=_l("How many months after leaving somebody is asked to come back"),
        default=24,
        maximum=60,
        help=_l("Ask no longer than she would expect it. 0: nobody is asked."),
    ),
    Setting(
        name="win_back_again",
        label=_l("After how many months somebody is asked again who said “perhaps later”"),
        default=6,
        minimum=1,
        maximum=36,
    ),
)
