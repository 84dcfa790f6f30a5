"""The form of the daily letter."""

from wtforms import BooleanField

from portal.forms import PortalForm
from portal.trail.rules import DAILY


class DailyForm(PortalForm):
    daily_letter = BooleanField(DAILY.label)
