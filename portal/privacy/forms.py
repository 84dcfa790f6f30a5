"""The one thing that an organisation says itself in its notice."""

from wtforms import StringField
from wtforms.validators import Length

from portal.accounts.forms import REQUIRED_TEXT
from portal.forms import PortalForm
from portal.i18n import _l
from portal.privacy.rules import LONGEST_CONTACT


class ContactForm(PortalForm):
    contact = StringField(
        _l("Who answers questions about privacy"),
        [REQUIRED_TEXT, Length(max=LONGEST_CONTACT)],
        description=_l("A name or an office, with an e-mail address or a phone number. Everybody can read it."),
    )
