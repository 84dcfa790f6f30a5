"""What is typed."""

from portal import clock
from portal.accounts.forms import REQUIRED, REQUIRED_TEXT
from portal.forms import PortalForm
from portal.i18n import _l
from wtforms import DateField, SelectField, StringField
from wtforms.validators import Length


class NoteForm(PortalForm):
    on_date = DateField(_l("Date"), [REQUIRED], default=clock.today)
    unit_id = SelectField(_l("Unit"))
    title = StringField(_l("What happened?"), [REQUIRED_TEXT, Length(max=200)])
