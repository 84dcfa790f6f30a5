"""Forms of access, units, the organisation, and the platform."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from portal.accounts.forms import EMAIL, LANGUAGES, REQUIRED, REQUIRED_TEXT, new_password_field
from portal.errors import PortalError
from portal.forms import EditForm, PortalForm
from portal.i18n import _, _l
from portal.organisations.rules import ROLE_NAMES, WHOLE, roles_to_give
from portal.organisations.setup import UnitNode
from portal.organisations.viewer import Viewer
from portal.plugin_api import Role, Setting

ROLE_HINTS = {
    Role.ADMINISTRATOR: _l("Settings, access and plugins, and all that staff may do."),
    Role.STAFF: _l("All of the organisation's plans, goals and activities."),
    Role.UNIT_LEADER: _l("One unit and what lies below it; may invite volunteers."),
    Role.VOLUNTEER: _l("Registers activities and sees the goals."),
    Role.READER: _l("Sees plans, goals and figures; changes nothing."),
}
UNIT_KINDS = [
    SelectChoice("branch", _l("Branch")),
    SelectChoice("group", _l("Group")),
    SelectChoice("county", _l("County")),
    SelectChoice("office", _l("Office")),
]
COUNTRIES = [SelectChoice("NO", _l("Norway")), SelectChoice("DK", _l("Denmark"))]


def unit_choices(units: list[UnitNode]) -> list[SelectChoice]:
    """Indented by depth, so that the tree can be seen in a list."""
    return [SelectChoice(str(node.id), "\u2003" * node.depth + node.name) for node in units]


class RoleFields:
    """A role and a unit, as far as the viewer may give them."""

    role: Any
    unit_id: Any

    def offer(self, viewer: Viewer) -> None:
        given = roles_to_give(viewer)
        self.role.choices = [
            SelectChoice(role.value, f"{name} – {ROLE_HINTS[role]}")
            for role, name in ROLE_NAMES.items()
            if role in given
        ]
        self.unit_id.choices = unit_choices(viewer.choices("access.manage"))

    @property
    def chosen(self) -> tuple[Role, UUID]:
        return Role(self.role.data), UUID(self.unit_id.data)


class InviteForm(RoleFields, PortalForm):
    email = EmailField(_l("E-mail"), [REQUIRED], render_kw={**EMAIL, "autocomplete": "off"})
    role = RadioField(_l("Role"), [InputRequired(_l("Choose what she should be able to do."))])
    unit_id = SelectField(
        _l("Unit"),
        description=_l("For unit leaders and volunteers; the other roles are for the whole organisation."),
    )

    def offer(self, viewer: Viewer) -> None:
        """Where there is a choice, she makes it: a volunteer of the whole is nobody's guess."""
        super().offer(viewer)
        if len(self.unit_id.choices) > 1:
            self.unit_id.choices.insert(0, SelectChoice("", _l("Choose a unit")))

    def validate_unit_id(self, field: Any) -> None:
        if self.role.data and not field.data:
            if Role(self.role.data) not in WHOLE:
                raise ValidationError(_("Choose the unit that she belongs to."))
            field.data = next(choice.value for choice in field.choices if choice.value)


class AccessForm(RoleFields, EditForm):
    role = RadioField(_l("Role"), [InputRequired(_l("Choose what she should be able to do."))])
    unit_id = SelectField(_l("Unit"))


class UnitForm(EditForm):
    name = StringField(_l("Name"), [REQUIRED_TEXT, Length(max=120)])
    kind = SelectField(_l("Kind"), choices=UNIT_KINDS)


class NewUnitForm(PortalForm):
    name = StringField(_l("Name"), [REQUIRED_TEXT, Length(max=120)])
    kind = SelectField(_l("Kind"), choices=UNIT_KINDS)
    parent_id = SelectField(_l("Belongs below"))


class OrganisationForm(EditForm):
    name = StringField(_l("Name"), [REQUIRED_TEXT, Length(max=120)])
    language = SelectField(
        _l("Language"),
        choices=LANGUAGES,
        description=_l("For whoever has not chosen one herself."),
    )
    number = StringField(
        _l("Organisation number"),
        [Optional()],
        description=_l("Nine digits in Norway; the CVR number, eight digits, in Denmark."),
        render_kw={"inputmode": "numeric"},
    )


class NewOrganisationForm(PortalForm):
    name = StringField(_l("Name"), [REQUIRED_TEXT, Length(max=120)])
    slug = StringField(
        _l("Short name in addresses"),
        [REQUIRED, Length(max=40)],
        description=_l("Small letters, digits and hyphens. It cannot be changed later."),
        render_kw={"autocapitalize": "none"},
    )
    country = SelectField(_l("Country"), choices=COUNTRIES)
    language = SelectField(_l("Language"), choices=LANGUAGES)
    number = StringField(_l("Organisation number"), [Optional()], render_kw={"inputmode": "numeric"})
    email = EmailField(_l("The first administrator's e-mail"), [REQUIRED], render_kw={**EMAIL, "autocomplete": "off"})


class AcceptForm(PortalForm):
    """Somebody new chooses a name and a password."""

    name = StringField(_l("Your name"), [REQUIRED_TEXT, Length(max=120)], render_kw={"autocomplete": "name"})
    password = new_password_field(_l("Choose a password"))


class AcceptKnownForm(PortalForm):
    """Somebody with an account shows that it is hers."""

    password = PasswordField(_l("Your password"), [REQUIRED], render_kw={"autocomplete": "current-password"})


class SwitchForm(PortalForm):
    """One button, and what it is for: of two who press it, the second does not undo the first."""

    to = HiddenField()


def settings_form(settings: tuple[Setting, ...], values: dict[str, Any]) -> PortalForm:
    """A field for each declared setting, filled with what holds now. Made anew each time: no class is changed."""
    made = type("SettingsForm", (PortalForm,), {one.name: _setting_field(one) for one in settings})
    form: PortalForm = made(data=values)
    return form


def _setting_field(one: Setting) -> Any:
    checked = [_checked(one.check)] if one.check else []
    if isinstance(one.default, bool):
        return BooleanField(one.label, description=one.help)
    if isinstance(one.default, int):
        limits = NumberRange(one.minimum, one.maximum, _l("Write a number from %(min)s to %(max)s."))
        needed = InputRequired(_l("Please fill this in."))
        return IntegerField(one.label, [needed, limits, *checked], description=one.help)
    if one.choices:
        choices = [SelectChoice(value, label) for value, label in one.choices]
        return SelectField(one.label, choices=choices, description=one.help)
    return StringField(one.label, [Optional(), Length(max=1000), *checked], description=one.help)


def _checked(check: Callable[[Any], Any]) -> Callable[[Any, Any], None]:
    def judge(_form: Any, field: Any) -> None:
        try:
            field.data = check(field.data)
        except PortalError as fault:
            raise ValidationError(fault.sentence) from None

    return judge
