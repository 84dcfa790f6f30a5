"""The form of reminders."""

from datetime import date, timedelta
from typing import Any

from wtforms import DateField
from wtforms.validators import ValidationError

from portal import clock
from portal.accounts.forms import REQUIRED
from portal.forms import PortalForm
from portal.i18n import _, _l


def _in_ten_days() -> date:
    return clock.today() + timedelta(days=10)


class RemindForm(PortalForm):
    pay_by = DateField(_l("To be paid by"), [REQUIRED], default=_in_ten_days)

    def validate_pay_by(self, field: Any) -> None:
        if field.data < clock.today():
            raise ValidationError(_("This day is over. Choose a day that is still to come."))
