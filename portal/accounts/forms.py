"""The forms of signing in and of one's own account."""

from wtforms import BooleanField, EmailField, PasswordField, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from portal.forms import EditForm, PlainForm, PortalForm
from portal.i18n import _l

REQUIRED = InputRequired(_l("Please fill this in."))
#: for names: blanks alone are nothing
REQUIRED_TEXT = DataRequired(_l("Please fill this in."))
EMAIL = {"autocomplete": "email", "inputmode": "email", "autocapitalize": "none", "maxlength": "254"}
LANGUAGES = [
    SelectChoice("nb", "Norsk bokmål"),
    SelectChoice("da", "Dansk"),
    SelectChoice("en", "English"),
]


def new_password_field(label: object) -> PasswordField:
    return PasswordField(
        label,
        [REQUIRED, Length(max=200)],
        description=_l("At least 10 characters. Three or four words are easy to remember."),
        render_kw={"autocomplete": "new-password"},
    )


def present_password_field() -> PasswordField:
    return PasswordField(_l("Present password"), [REQUIRED], render_kw={"autocomplete": "current-password"})


class SignInForm(PlainForm):
    email = EmailField(_l("E-mail"), [REQUIRED], render_kw={**EMAIL, "autocomplete": "username"})
    password = PasswordField(_l("Password"), [REQUIRED], render_kw={"autocomplete": "current-password"})


class ForgottenForm(PortalForm):
    email = EmailField(_l("E-mail"), [REQUIRED], render_kw=EMAIL)


class NewPasswordForm(PortalForm):
    password = new_password_field(_l("New password"))


class ChangePasswordForm(PortalForm):
    present = present_password_field()
    password = new_password_field(_l("New password"))


class ProfileForm(EditForm):
    name = StringField(_l("Name"), [REQUIRED_TEXT, Length(max=120)], render_kw={"autocomplete": "name"})
    language = SelectField(_l("Language"), choices=[SelectChoice("", _l("As my organisation")), *LANGUAGES])


class NewAddressForm(PortalForm):
    email = EmailField(_l("New e-mail address"), [REQUIRED], render_kw=EMAIL)
    present = present_password_field()


class ConfirmForm(PortalForm):
    """One button."""


class LanguageForm(PlainForm):
    language = SelectField(_l("Language"), choices=LANGUAGES)
    next = StringField()
    remember = BooleanField()
