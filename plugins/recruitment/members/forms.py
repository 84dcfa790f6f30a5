"""Forms of a membership."""

from typing import Any
from uuid import UUID

from wtforms import DateField, RadioField, SelectChoice, SelectField

from plugins.recruitment.members.models import ENDING_NAMES, ENDINGS, KIND_NAMES, KINDS
from portal import clock
from portal.accounts.forms import REQUIRED
from portal.forms import EditForm, PortalForm
from portal.i18n import _, _l
from portal.organisations.setup import UnitNode


class _MembershipFields:
    kind = RadioField(
        _l("Member as"), choices=[SelectChoice(kind, KIND_NAMES[kind]) for kind in KINDS], default=KINDS[0]
    )
    unit_id: Any = SelectField(_l("Branch"))

    def offer(self, branches: list[UnitNode], *, whole: bool) -> None:
        """Of the whole association's branches, where somebody may also be a direct member, or of a leader's own."""
        direct = [SelectChoice("", _("No branch: direct member"))] if whole else []
        self.unit_id.choices = [*direct, *(SelectChoice(str(node.id), node.name) for node in branches)]

    @property
    def said(self) -> dict[str, Any]:
        return {"kind": self.kind.data, "unit_id": UUID(self.unit_id.data) if self.unit_id.data else None}


class JoinForm(_MembershipFields, PortalForm):
    starts_on = DateField(_l("Member from"), [REQUIRED], default=clock.today)


class ChangeForm(_MembershipFields, EditForm):
    on_date = DateField(_l("From which day?"), [REQUIRED], default=clock.today)


class LeaveForm(EditForm):
    ending = RadioField(
        _l("Why?"),
        choices=[SelectChoice(ending, ENDING_NAMES[ending]) for ending in ENDINGS if ending != "changed"],
        default=ENDINGS[0],
    )
    last_day = DateField(_l("Last day as a member"), [REQUIRED], default=clock.today)
