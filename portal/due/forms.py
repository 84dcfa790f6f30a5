"""The forms of feed and letter: a button each."""

from wtforms import StringField
from wtforms.validators import AnyOf

from portal.forms import PortalForm
from portal.i18n import LazyText, _l

#: what a button does, and what is said when it is done
CHOICES: dict[str, LazyText] = {
    "feed_on": _l("Your calendar feed is switched on."),
    "feed_off": _l("Your calendar feed is switched off. Its address opens nothing any more."),
    "renew": _l("Your calendar feed has a new address. The old one opens nothing any more."),
    "weekly_on": _l("You get the weekly letter from now on."),
    "weekly_off": _l("You get no weekly letter any more."),
}


class SwitchForm(PortalForm):
    to = StringField(validators=[AnyOf(CHOICES, _l("Please press one of the buttons."))])
