"""The form of a unit's year: short, and nothing is demanded before it is sent in."""

from collections.abc import Iterable
from typing import Any

from wtforms import DateField, HiddenField, TextAreaField
from wtforms.validators import Length, Optional

from portal.accounts.forms import REQUIRED
from portal.activities.fields import fields_for
from portal.forms import EditForm, PortalForm
from portal.i18n import _l
from portal.plugin_api import Question


class ReportForm(EditForm):
    """Made anew for each unit: no form class is changed, so no other tenant's question can show up."""

    text = TextAreaField(
        _l("What went well, and what did you learn?"),
        [Optional(), Length(max=4000)],
        description=_l("A few lines are enough. Not names or illness."),
        render_kw={"rows": 4},
    )


def report_form(questions: Iterable[Question], **filled: Any) -> ReportForm:
    made = type("ReportForm", (ReportForm,), fields_for(questions))
    form: ReportForm = made(data=filled)
    return form


class RemindForm(PortalForm):
    #: ids of the units, a space between each; empty: all that can be reminded
    units = HiddenField()


class LastDayForm(PortalForm):
    on_date = DateField(
        _l("The last day to send it in"), [REQUIRED], description=_l("It will be the same day every year.")
    )
