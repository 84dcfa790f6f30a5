"""Forms of partners."""

from wtforms import EmailField, RadioField, SelectChoice, StringField
from wtforms.validators import Length, Optional

from portal.accounts.forms import EMAIL, REQUIRED, REQUIRED_TEXT
from portal.forms import PortalForm
from portal.i18n import _l

YES, NO = "yes", "no"


class AskForm(PortalForm):
    """Another organisation in Medvirke, by its address."""

    slug = StringField(
        _l("The organisation's address"),
        [REQUIRED_TEXT, Length(max=40)],
        description=_l("The short word behind /o/ in the address line when they use Medvirke. Ask them for it."),
        render_kw={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"},
    )


class InviteForm(PortalForm):
    """Somebody who does not use Medvirke."""

    name = StringField(
        _l("Name"), [REQUIRED_TEXT, Length(max=120)], description=_l("The organisation, or the municipality.")
    )
    email = EmailField(_l("E-mail"), [REQUIRED], render_kw={**EMAIL, "autocomplete": "off"})


class AnswerForm(PortalForm):
    answer = RadioField(
        _l("Your answer"),
        [REQUIRED],
        choices=[SelectChoice(YES, _l("Yes, we want to be connected")), SelectChoice(NO, _l("No, thank you"))],
    )

    @property
    def accepts(self) -> bool:
        return bool(self.answer.data == YES)


class OutsiderForm(AnswerForm):
    """With who it is that answers."""

    name = StringField(_l("Your name"), [REQUIRED_TEXT, Length(max=120)], render_kw={"autocomplete": "name"})
    role = StringField(
        _l("Your role"), [Optional(), Length(max=120)], description=_l("For example leader of the health department.")
    )

    @property
    def answered_as(self) -> str:
        return ", ".join(filter(None, (self.name.data or "", self.role.data or "")))
