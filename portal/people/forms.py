"""Forms of people."""

from typing import Any
from uuid import UUID

from wtforms import (
    BooleanField,
    EmailField,
    Form,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TelField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from portal import clock
from portal.accounts.forms import LANGUAGES, REQUIRED_TEXT
from portal.emails import email_in
from portal.errors import PortalError
from portal.forms import EditForm, PortalForm
from portal.i18n import _, _l
from portal.organisations.viewer import Viewer
from portal.people.models import Person
from portal.people.rules import KEEP, email_key_of, phone_of, sorting_of

FIELDS = ("name", "email", "phone", "street", "postal_code", "town", "birth_year", "language", "is_protected")
OLDEST = 1900


class ContactChecks(Form):
    """How an address, a phone number of `country` and a year of birth are checked, on whichever form they stand."""

    country = "NO"

    def validate_email(self, field: Any) -> None:
        if not email_in(field.data):
            raise ValidationError(_("This is no e-mail address. Write it as name@example.org."))

    def validate_phone(self, field: Any) -> None:
        try:
            field.data = phone_of(field.data or "", self.country)
        except PortalError as fault:
            raise ValidationError(fault.sentence) from None

    def validate_birth_year(self, field: Any) -> None:
        NumberRange(OLDEST, clock.today().year, _("Write a year from 1900 until now."))(self, field)


class PersonForm(ContactChecks, EditForm):
    """One person. `alike` are people who may be the same: shown once, and saved over on the next press."""

    name = StringField(_l("Name"), [REQUIRED_TEXT, Length(max=120)], render_kw={"autocomplete": "off"})
    email = EmailField(_l("E-mail"), [Optional(), Length(max=254)], render_kw={"autocomplete": "off"})
    phone = TelField(_l("Phone"), [Optional(), Length(max=40)], render_kw={"autocomplete": "off"})
    street = StringField(_l("Address"), [Optional(), Length(max=200)], render_kw={"autocomplete": "off"})
    postal_code = StringField(
        _l("Postal code"), [Optional(), Length(max=10)], render_kw={"inputmode": "numeric", "autocomplete": "off"}
    )
    town = StringField(_l("Town"), [Optional(), Length(max=80)], render_kw={"autocomplete": "off"})
    unit_id: Any = SelectField(_l("Unit"), [Optional()])
    birth_year: Any = IntegerField(_l("Year of birth"), [Optional()], description=_l("Only where you need it."))
    language = SelectField(_l("Language"), choices=LANGUAGES)
    is_protected = BooleanField(
        _l("Protected address"), description=_l("Only staff see the address, and it stands in no list or file.")
    )
    seen = HiddenField(default="")
    alike: Any = ()

    def offer(self, viewer: Viewer) -> None:
        """Units of hers; the organisation itself where she keeps all of it."""
        self.country = viewer.here.country
        whole = [SelectChoice("", viewer.here.name)] if viewer.everywhere(KEEP) else []
        self.unit_id.choices = [
            *whole,
            *(SelectChoice(str(node.id), node.name) for node in viewer.choices(KEEP) if node.depth),
        ]

    @property
    def columns(self) -> dict[str, Any]:
        said = {name: self[name].data for name in FIELDS}
        said |= {name: (said[name] or "").strip() for name in FIELDS if isinstance(self[name], StringField)}
        return {**said, "unit_id": UUID(self.unit_id.data) if self.unit_id.data else None}

    @property
    def marks(self) -> dict[str, str]:
        """By what others who may be the same are found."""
        said = self.columns
        return {
            "email_key": email_key_of(said["email"]),
            "phone": said["phone"],
            "sorting": sorting_of(said["name"]),
            "postal_code": said["postal_code"],
        }

    def has_shown(self, found: list[Any]) -> bool:
        """True when nobody is alike, or when she saw the same people and pressed once more."""
        now = " ".join(str(one.id) for one in found)
        if self.seen.data == now:
            return True
        self.seen.data, self.alike = now, found
        return False


def as_stored(person: Person) -> dict[str, Any]:
    """For the form of a change."""
    said = {name: getattr(person, name) for name in FIELDS}
    return {**said, "unit_id": str(person.unit_id or ""), "version": person.version}


class PerhapsForm(PortalForm):
    """What becomes of a letter that may have arrived."""

    known = RadioField(
        _l("What do you know?"),
        [InputRequired(_l("Choose what becomes of the letter."))],
        choices=[
            ("again", _l("It is not there: send it once more")),
            ("arrived", _l("It has arrived, or is not needed any more")),
        ],
    )
