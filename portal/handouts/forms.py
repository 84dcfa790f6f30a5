"""In which language it is read."""

from wtforms import SelectField

from portal.accounts.forms import LANGUAGES
from portal.forms import PortalForm
from portal.i18n import _l


class HandOutForm(PortalForm):
    language = SelectField(_l("Language of the file"), choices=LANGUAGES)
