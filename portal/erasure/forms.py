"""The form with which somebody closes her own account."""

from portal.accounts.forms import present_password_field
from portal.forms import PortalForm


class CloseForm(PortalForm):
    present = present_password_field()
