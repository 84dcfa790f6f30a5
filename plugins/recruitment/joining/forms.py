"""The enrolment form, and what staff do with what came in. Nothing is ticked or chosen before somebody does it."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from wtforms import BooleanField, EmailField, IntegerField, RadioField, SelectChoice, SelectField, StringField, TelField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from plugins.recruitment.joining.models import MAGAZINE_NAMES, MAGAZINES
from plugins.recruitment.joining.queries import Agreed, Asked, Offer
from plugins.recruitment.joining.services import Said
from plugins.recruitment.members.models import KIND_NAMES, KINDS
from plugins.recruitment.postal.queries import branch_of
from plugins.recruitment.postal.rules import code_of
from portal import clock
from portal.accounts.forms import EMAIL, REQUIRED, REQUIRED_TEXT
from portal.errors import PortalError
from portal.forms import PortalForm
from portal.i18n import _, _l, current_language, format_number
from portal.organisations.setup import UnitNode
from portal.organisations.viewer import Place
from portal.people.forms import ContactChecks

#: what the branch's list begins with
BY_POSTAL_CODE, DIRECT = "", "none"


class EnrolForm(ContactChecks, PortalForm):
    """What everybody is asked; `enrol_form` adds what this association asks."""

    kind = RadioField(_l("I am"), [InputRequired(_l("Choose what fits you."))])
    name = StringField(_l("Name"), [REQUIRED_TEXT, Length(max=120)], render_kw={"autocomplete": "name"})
    email = EmailField(
        _l("E-mail"),
        [Optional(), Length(max=254)],
        description=_l("You get a letter there to confirm. Leave it empty if you have none."),
        render_kw=EMAIL,
    )
    street = StringField(_l("Address"), [REQUIRED_TEXT, Length(max=200)], render_kw={"autocomplete": "street-address"})
    postal_code = StringField(
        _l("Postal code"),
        [REQUIRED_TEXT, Length(max=10)],
        render_kw={"inputmode": "numeric", "autocomplete": "postal-code"},
    )
    town = StringField(_l("Town"), [REQUIRED_TEXT, Length(max=80)], render_kw={"autocomplete": "address-level2"})
    unit_id: Any = SelectField(_l("Branch"), [Optional()])
    magazine = RadioField(
        _l("The magazine"),
        [InputRequired(_l("Choose how you want to read it."))],
        choices=[SelectChoice(way, MAGAZINE_NAMES[way]) for way in MAGAZINES],
    )
    phone: Any = None
    birth_year: Any = None
    #: no person sees it: who fills it in is a script
    website = StringField(_l("Leave this empty"), render_kw={"tabindex": "-1"})
    asked: Sequence[Asked] = ()
    #: the language of what is agreed to
    reads = "nb"

    def offer(self, offer: Offer, branches: Iterable[UnitNode], asked: Sequence[Asked]) -> None:
        self.kind.choices = [SelectChoice(kind, _with_dues(kind, offer)) for kind in KINDS]
        self.asked = asked
        self.unit_id.choices = [
            SelectChoice(BY_POSTAL_CODE, _("By my postal code")),
            *(SelectChoice(str(node.id), node.name) for node in branches),
            SelectChoice(DIRECT, _("No branch: direct member")),
        ]

    @property
    def boxes(self) -> list[tuple[Any, str]]:
        """What may be agreed to, each with its exact words."""
        return [(self[one.field], one.words(self.reads)) for one in self.asked]

    @property
    def is_trapped(self) -> bool:
        return self.is_submitted() and bool(self.website.data)

    def validate_postal_code(self, field: Any) -> None:
        try:
            field.data = code_of(field.data or "", self.country)
        except PortalError as fault:
            raise ValidationError(fault.sentence) from None

    def said(self, here: Place) -> Said:
        """Raises PortalError where no branch has her postal code and she chose none."""
        columns = {name: (self[name].data or "").strip() for name in ("name", "street", "town")}
        columns |= {"email": (self.email.data or "").strip().casefold(), "postal_code": self.postal_code.data}
        columns |= {"kind": self.kind.data, "magazine": self.magazine.data, "language": current_language()}
        columns["phone"] = (self.phone.data or "").strip() if self.phone else ""
        columns["birth_year"] = self.birth_year.data if self.birth_year else None
        return Said(columns=columns, unit_id=self._unit(here), agreed=self._agreed())

    def _unit(self, here: Place) -> UUID | None:
        chosen = self.unit_id.data
        if chosen == DIRECT:
            return None
        if chosen != BY_POSTAL_CODE:
            return UUID(chosen)
        found = branch_of(here.id, self.postal_code.data)
        if found is None:
            sentence = _(
                "No branch has the postal code %(code)s. Check it, or choose a branch here.", code=self.postal_code.data
            )
            raise PortalError(sentence, "unit_id")
        return found

    def _agreed(self) -> list[dict[str, str]]:
        at = clock.now().isoformat()
        return [
            {"purpose": str(one.purpose_id), "wording": str(one.wording_id), "language": self.reads, "at": at}
            for one in self.asked
            if self[one.field].data
        ]


def words_read(here: Place) -> str:
    """In which language the words are read: there are none in English, so then in the association's own."""
    known = [code for code in (current_language(), here.language) if code in ("nb", "da")]
    return known[0] if known else "nb"


def _with_dues(kind: str, offer: Offer) -> str:
    """Next of kin (200 kr a year)"""
    amount, usual = offer.amount(kind), offer.usual.get(kind)
    if amount is None:
        return str(KIND_NAMES[kind])
    said = {"kind": KIND_NAMES[kind], "amount": format_number(Decimal(amount).scaleb(-2))}
    if usual is not None and amount < usual:
        return _(
            "%(kind)s: %(amount)s kr now, later %(usual)s kr a year",
            usual=format_number(Decimal(usual).scaleb(-2)),
            **said,
        )
    return _("%(kind)s: %(amount)s kr a year", **said)


def enrol_form(
    here: Place, offer: Offer, branches: Iterable[UnitNode], asked: Sequence[Asked], *, base: Any = EnrolForm
) -> EnrolForm:
    """With the fields that this association asks for. A class of its own: nobody else's form is changed."""
    fields: dict[str, Any] = {"country": here.country, "reads": words_read(here)}
    phone, birth_year = (str(here.setup.setting(f"recruitment.joining_{name}")) for name in ("phone", "birth_year"))
    if phone != "no":
        rule = [REQUIRED_TEXT] if phone == "must" else [Optional()]
        fields["phone"] = TelField(_l("Phone"), [*rule, Length(max=40)], render_kw={"autocomplete": "tel"})
    if birth_year != "no":
        rule = [REQUIRED] if birth_year == "must" else [Optional()]
        fields["birth_year"] = IntegerField(_l("Year of birth"), rule, render_kw={"autocomplete": "bday-year"})
    fields |= {one.field: consent_box(one.name, one.is_needed) for one in asked}
    form: EnrolForm = type("AskedForm", (base,), fields)()
    form.offer(offer, branches, asked)
    return form


def consent_box(name: str, is_needed: bool) -> BooleanField:
    needed = [InputRequired(_l("You can only be a member if you agree to this."))] if is_needed else []
    return BooleanField(name, needed)


class HelpForm(EnrolForm):
    """For a helper who stands beside her."""

    code: Any = SelectField(_l("Where are you?"), [Optional()])
    is_here = BooleanField(
        _l("She has no e-mail, and confirms it to me here and now"),
        description=_l("Read to her what she agrees to. It is written down that you did."),
    )

    def validate_is_here(self, field: Any) -> None:
        if field.data and self.email.data:
            raise ValidationError(_("She has an e-mail: then she confirms it herself."))


class ConfirmationForm(PortalForm):
    """What she confirms through her link; the branch can still be another one, and each consent taken back."""

    agreed: Sequence[Agreed] = ()
    unit_id: Any = SelectField(_l("Branch"), [Optional()])

    @property
    def boxes(self) -> list[tuple[Any, str]]:
        """What was ticked in the form, each with its exact words."""
        return [(self[one.field], one.words) for one in self.agreed]

    @property
    def kept(self) -> list[dict[str, str]]:
        """What she agrees to here and now, as the enrolment keeps it."""
        at = clock.now().isoformat()
        return [{**one.kept, "at": at} for one in self.agreed if self[one.field].data]

    def offer(self, branches: Iterable[UnitNode]) -> None:
        self.unit_id.choices = [
            *(SelectChoice(str(node.id), node.name) for node in branches),
            SelectChoice(DIRECT, _("No branch: direct member")),
        ]

    @property
    def unit(self) -> UUID | None:
        return None if self.unit_id.data in (DIRECT, "", None) else UUID(self.unit_id.data)


def confirmation_form(unit: str, agreed: Sequence[Agreed], *, ticked: bool) -> ConfirmationForm:
    """With a box for each consent of her form. A class of its own: nobody else's form is changed."""
    fields: dict[str, Any] = {one.field: consent_box(one.name, one.is_needed) for one in agreed}
    data = {"unit_id": unit, **{one.field: ticked for one in agreed}}
    form: ConfirmationForm = type("AgreedForm", (ConfirmationForm,), {"agreed": agreed, **fields})(data=data)
    return form


class ByHandForm(PortalForm):
    way = RadioField(
        _l("How did she confirm it?"),
        [InputRequired(_l("Choose how she said it."))],
        choices=[SelectChoice("paper", _l("She has signed on paper")), SelectChoice("helper", _l("She told it to me"))],
    )


class LetInForm(PortalForm):
    """Who she is: somebody in the register, or somebody new."""

    person_id = RadioField(_l("Is she in the register already?"), [InputRequired(_l("Choose who she is."))])

    def offer(self, found: Iterable[Any], *, elsewhere: bool) -> None:
        """`found`: those whom she may choose; where others may be the same, nobody new is made before staff looked."""
        known = [SelectChoice(str(one.id), ", ".join(filter(None, (one.name, one.email, one.phone)))) for one in found]
        self.person_id.choices = known if elsewhere else [*known, SelectChoice("new", _("No, she is new"))]
        if not known and not elsewhere and not self.is_submitted():
            self.person_id.data = "new"

    @property
    def person(self) -> UUID | None:
        return None if self.person_id.data == "new" else UUID(self.person_id.data)


class DeclineForm(PortalForm):
    why = StringField(
        _l("Why?"), [Optional(), Length(max=200)], description=_l("For you who keep the list. She is told nothing.")
    )


def asking_form(purposes: Iterable[Any], now: dict[UUID, str]) -> Any:
    """A choice for each thing that people may be asked to agree to."""
    choices = [
        SelectChoice("no", _l("Not asked")),
        SelectChoice("may", _l("Asked, and she may say no")),
        SelectChoice("must", _l("Needed to be a member")),
    ]
    fields = {f"asks_{one.id.hex}": RadioField(one.name, choices=choices, default="no") for one in purposes}
    return type("AskingForm", (PortalForm,), fields)(data={f"asks_{key.hex}": word for key, word in now.items()})
