"""What an organisation decides: whom its notice names, and whether old rows go."""

from wtforms import BooleanField, StringField
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


class RetentionForm(PortalForm):
    deletes = BooleanField(_l("Delete what is too old, every night"))
