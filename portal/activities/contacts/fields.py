"""The fields of a question for a person: who she is, and the box beside the exact words, which nobody has ticked."""

from typing import Any
from uuid import UUID

from flask import g
from flask_login import current_user
from wtforms import BooleanField, EmailField, Form, FormField, RadioField, SelectChoice, StringField, TelField
from wtforms.validators import Length, StopValidation
from wtforms.validators import Optional as MayBeEmpty

from portal.activities.contacts.queries import alike_seen
from portal.activities.contacts.typed import Typed
from portal.emails import email_in
from portal.errors import PortalError
from portal.forms import PlainForm
from portal.i18n import _, _l, current_language
from portal.organisations.viewer import Place
from portal.people.rules import email_key_of, phone_of, sorting_of
from portal.plugin_api import Question

NEW = "new"
#: in which consents are written; read in another language, the first of them is shown
WRITTEN = ("nb", "da")
_OFF = {"autocomplete": "off"}


class AgreeField(BooleanField):
    """Ticked, it names the words that stood beside it."""

    def __init__(self, *arguments: Any, wording: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.wording, self.is_stale = wording, False

    def _value(self) -> str:
        return self.wording

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = valuelist[:1] == [self.wording]
        self.is_stale = bool(valuelist) and not self.data

    def pre_validate(self, form: Any) -> None:
        if self.is_stale:
            raise StopValidation(_("The words have been changed meanwhile. Read them again, and tick the box."))


class PersonFields(Form):
    """`who` is asked where somebody alike is in the register, and only of those who may see her there."""

    class Meta(PlainForm.Meta):
        pass

    name = StringField(_l("Name"), [MayBeEmpty(), Length(max=120)], render_kw=_OFF)
    email = EmailField(_l("E-mail"), [MayBeEmpty(), Length(max=254)], render_kw=_OFF)
    phone = TelField(_l("Phone"), [MayBeEmpty(), Length(max=40)], render_kw=_OFF)
    who = RadioField(_l("Is it one of these?"), validate_choice=False, choices=[])
    agrees: Any = None

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for field in self:  # that all of it may be left out is said once
            field.flags.optional = False

    def validate(self, extra_validators: Any = None) -> bool:
        """Nothing is asked of what is not kept."""
        fine = super().validate(extra_validators)
        return fine and (not self.agrees.data or (self._is_somebody() and self._is_known()))

    @property
    def is_typed(self) -> bool:
        return any((one.data or "").strip() for one in (self.name, self.email, self.phone))

    def _is_somebody(self) -> bool:
        if not (self.name.data or "").strip():
            return _refuse(self.name, _("Write the name, or take the tick away."))
        if not ((self.email.data or "").strip() or (self.phone.data or "").strip()):
            return _refuse(self.email, _("Write an e-mail address or a phone number."))
        return self._reads_email() and self._reads_phone()

    def _reads_email(self) -> bool:
        if self.email.data and not email_in(self.email.data):
            return _refuse(self.email, _("This is no e-mail address. Write it as name@example.org."))
        return True

    def _reads_phone(self) -> bool:
        try:
            self.phone.data = phone_of(self.phone.data or "", here().country)
            return True
        except PortalError as fault:
            return _refuse(self.phone, fault.sentence)

    def _is_known(self) -> bool:
        """Nobody alike, or she said which of them it is."""
        found = alike_seen(current_user, self.marks) if current_user.is_authenticated and "here" not in g else []
        self.who.choices = [
            *(SelectChoice(str(one.id), ", ".join(filter(None, (one.name, one.email, one.phone)))) for one in found),
            *([SelectChoice(NEW, _("Somebody new"))] if found else []),
        ]
        if not found or self.who.data in {choice.value for choice in self.who.choices}:
            return True
        return _refuse(self.who, _("Somebody like her is in the register already. Choose who it is."))

    @property
    def marks(self) -> dict[str, str]:
        return {
            "email_key": email_key_of(self.email.data or ""),
            "phone": self.phone.data or "",
            "sorting": sorting_of(self.name.data or ""),
        }


def _refuse(field: Any, sentence: str) -> bool:
    field.errors = [sentence]
    return False


def here() -> Place:
    """The organisation of this page, signed in or open to all."""
    place: Place = g.here if "here" in g else current_user.here
    return place


class PersonField(FormField):
    """One person. Made anew for each question, with its words."""

    def __init__(self, label: Any, *, question: Question, **options: Any) -> None:
        wording, words = question.options[0]
        made = type("PersonFields", (PersonFields,), {"agrees": AgreeField(words, wording=wording)})
        super().__init__(made, label, **options)
        self.question, self.flags.optional = question, True

    @property
    def typed(self) -> Typed | None:
        """Who is to be kept: nobody without her yes."""
        form: Any = self.form
        if not form.agrees.data:
            return None
        language = current_language()
        chosen = form.who.data if form.who.choices else None
        return Typed(
            question=self.question.name,
            purpose_id=UUID(self.question.purpose),
            wording_id=UUID(form.agrees.wording),
            language=language if language in WRITTEN else WRITTEN[0],
            name=form.name.data.strip(),
            email=(form.email.data or "").strip(),
            phone=form.phone.data or "",
            country=here().country,
            person_id=UUID(chosen) if chosen and chosen != NEW else None,
            is_new=chosen == NEW,
        )

    @property
    def is_left_out(self) -> bool:
        return bool(self.form.is_typed and not self.form.agrees.data)
