"""Forms of officers."""

from typing import Any
from uuid import UUID

from wtforms import DateField, SelectChoice, SelectField, StringField
from wtforms.validators import Email, Length, Optional

from plugins.recruitment.rules import KEEP_OFFICERS
from plugins.recruitment.talks.models import OFFICE_NAMES
from portal import clock
from portal.accounts.forms import REQUIRED, REQUIRED_TEXT
from portal.actions.fields import unit_field
from portal.forms import EditForm, PortalForm
from portal.i18n import _l
from portal.organisations.viewer import Viewer


class _OfficerFields:
    office = SelectField(_l("Office"), choices=[SelectChoice(one, name) for one, name in OFFICE_NAMES.items()])
    unit_id: Any = None
    since = DateField(_l("Elected on"), [REQUIRED], default=clock.today)
    until = DateField(_l("Last day"), [Optional()])
    trained_on = DateField(
        _l("Trained in recruitment talks on"), [Optional()], description=_l("Leave empty as long as she lacks it.")
    )

    @property
    def said(self) -> dict[str, Any]:
        unit = UUID(str(self.unit_id.data)) if self.unit_id.data else None
        days = {name: self[name].data for name in ("since", "until", "trained_on")}  # type: ignore[index]
        return {**days, "office": self.office.data, "unit_id": unit}


class NewOfficerForm(_OfficerFields, PortalForm):
    email = StringField(
        _l("E-mail"),
        [REQUIRED_TEXT, Length(max=254), Email(_l("This is no e-mail address."))],
        description=_l("By which she is found in the register."),
    )


class OfficerForm(_OfficerFields, EditForm):
    pass


def officer_form(viewer: Viewer, form: type[Any], **filled: Any) -> Any:
    fields = {"unit_id": unit_field(viewer, KEEP_OFFICERS)}
    return type(form.__name__, (form,), fields)(**filled)
