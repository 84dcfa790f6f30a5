"""Forms of types and questions. The organisation's own language comes first; the other one may stay empty."""

from collections.abc import Iterable
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Row
from wtforms import BooleanField, IntegerField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from portal.accounts.forms import REQUIRED_TEXT
from portal.activities.contacts.wordings import PERSON
from portal.activities.models import ActivityKind
from portal.errors import PortalError
from portal.forms import EditForm, PortalForm
from portal.i18n import _, _l
from portal.kinds import words
from portal.kinds.editing import Said
from portal.kinds.options import TWO_OPTIONS, read_options, written
from portal.kinds.rules import MAXIMUM
from portal.kinds.services.types import people_of
from portal.plugin_api.types import Text

OFF = {"autocomplete": "off"}
LARGEST = 1_000_000
#: what the fields of the other language are called
OTHER = {
    "nb": {
        "label_other": _l("Name in Norwegian"),
        "question_other": _l("The question in Norwegian"),
        "help_other": _l("Help text in Norwegian"),
        "options_other": _l("The options in Norwegian"),
    },
    "da": {
        "label_other": _l("Name in Danish"),
        "question_other": _l("The question in Danish"),
        "help_other": _l("Help text in Danish"),
        "options_other": _l("The options in Danish"),
    },
}
Languages = tuple[str, str]


def _choices(said: dict[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in said.items()]


def _text(label: Text, rows: int = 2, *, hint: Text = "", longest: int = 500, must: Any = None) -> TextAreaField:
    rules = [must or Optional(), Length(max=longest)]
    return TextAreaField(label, rules, filters=[_plain_lines], description=hint, render_kw={"rows": rows})


def _plain_lines(typed: str | None) -> str | None:
    """As they are kept: browsers send another sign between lines."""
    return typed.replace("\r\n", "\n") if typed else typed


class _Written:
    """Texts in two languages."""

    languages: Languages

    def speak(self: Any, languages: Languages, **labels: Text) -> Any:
        """Name the fields of the other language. `labels` are those of this form alone."""
        self.languages = languages
        for name, label in {**OTHER[languages[1]], **labels}.items():
            if name in self:
                self[name].label.text = label
        return self

    def texts(self: Any, name: str) -> dict[str, str]:
        """What was typed, by language, what is empty left out."""
        typed = (self[one].data or "" for one in (name, f"{name}_other"))
        said = {language: text.strip() for language, text in zip(self.languages, typed, strict=True)}
        return {language: text for language, text in said.items() if text}


class _HelpFields(_Written):
    help = _text(_l("Help text"), hint=_l("One or two sentences at the top of the form."))
    help_other = _text("")

    @property
    def columns(self) -> dict[str, Any]:
        return {"help": self.texts("help")}


class YearForm(_HelpFields, EditForm):
    """Of the questions of the unit's year, which nobody registers like an activity."""

    help = _text(_l("Why it matters"), hint=_l("What the answers are for. Those who have not answered read it too."))


class _TypeFields(_HelpFields):
    label = StringField(_l("Name"), [REQUIRED_TEXT, Length(max=80)], render_kw=OFF)
    who = RadioField(_l("Who may register it?"), choices=_choices(words.WHO), default="registrars")
    people = RadioField(_l("How many took part?"), choices=_choices(words.PEOPLE), default="together")
    asks_name = RadioField(
        _l("Does a shared link ask for a name?"),
        choices=_choices(words.ASKS_NAME),
        default="may",
        description=_l("For whoever registers through a link or a QR code, without an account."),
    )
    label_other = StringField("", [Optional(), Length(max=80)], render_kw=OFF)

    @property
    def columns(self: Any) -> dict[str, Any]:
        chosen = {name: self[name].data for name in ("who", "people", "asks_name")}
        return {"label": self.texts("label"), "help": self.texts("help"), **chosen}


class NewTypeForm(_TypeFields, PortalForm):
    pass


class TypeForm(_TypeFields, EditForm):
    pass


class DeclaredTypeForm(TypeForm):
    """Of a type that comes with the portal or a plugin: it has a name already."""

    label = StringField(
        _l("Name"), [Optional(), Length(max=80)], description=_l("Empty: the name that it came with."), render_kw=OFF
    )

    @property
    def columns(self) -> dict[str, Any]:
        """Raises PortalError for a name in the other language alone, which everybody would read."""
        found = super().columns
        if found["label"] and self.languages[0] not in found["label"]:
            raise PortalError(_("Write the name in your organisation's own language too."), "label")
        return found


class _QuestionFields(_HelpFields):
    label = StringField(_l("The question"), [REQUIRED_TEXT, Length(max=200)], render_kw=OFF)
    help = _text(_l("Help text"), hint=_l("A line below the question, where it needs one."))
    required = BooleanField(_l("It must be answered"))
    label_other = StringField("", [Optional(), Length(max=200)], render_kw=OFF)

    @property
    def columns(self: Any) -> dict[str, Any]:
        """Raises PortalError for options that cannot be."""
        found = {"label": self.texts("label"), "help": self.texts("help")}
        found["required"] = self.required.data if self.required else False
        if "purpose" in self:
            found["purpose"] = self.purpose.data
        if "maximum" in self:
            found["maximum"] = self.maximum.data or MAXIMUM
        if "options" in self:
            found["options"] = read_options(self.options.data or "", self.options_other.data or "", self.languages)
        return found


def question_form(
    kind: str, languages: Languages, stored: SimpleNamespace | None = None, purposes: Iterable[Row[Any]] = ()
) -> Any:
    """Made anew for each kind of question; an edit has what is `stored`. `purposes` are what people can agree to."""
    fields: dict[str, Any] = {}
    if kind == PERSON:
        fields["purpose"] = RadioField(
            _l("What does she agree to?"),
            [InputRequired(_l("Choose one."))],
            choices=[SelectChoice(one.id.hex, one.name) for one in purposes],
            description=_l("She reads its exact words beside the box, as they are on that day."),
        )
        fields["required"] = None  # nobody can be made to agree
    if kind == "number":
        limits = NumberRange(1, LARGEST, _l("Write a number from %(min)s to %(max)s."))
        hint = _l("The largest number that is taken, to catch slips of the finger. It may stay empty.")
        fields["maximum"] = IntegerField(_l("At most"), [Optional(), limits], description=hint)
    if kind in ("choice", "choices"):
        fields["options"] = _text(
            _l("The options"), 6, longest=5000, must=DataRequired(TWO_OPTIONS),
            hint=_l("One on each line, in the order of the form."),
        )  # fmt: skip
        fields["options_other"] = _text("", 6, longest=5000, hint=_l("The same options in the same order."))
    base = PortalForm if stored is None else EditForm
    form: Any = type("QuestionForm", (_QuestionFields, base), fields)(obj=stored)
    return form.speak(languages, label_other=OTHER[languages[1]]["question_other"])


def typed_type(row: ActivityKind, languages: Languages) -> SimpleNamespace:
    """A type as its form shows it."""
    chosen = {"who": row.who, "people": people_of(row), "asks_name": row.asks_name}
    return _stored(**_both("label", row.label, languages), **_both("help", row.help, languages), **chosen)


def typed_question(said: Said, languages: Languages) -> SimpleNamespace:
    """A question as its form shows it."""
    own, other = languages
    found = {"required": said.get("required", False), "maximum": said.get("maximum", MAXIMUM)}
    found |= {"purpose": said["purpose"]} if "purpose" in said else {}
    if "options" in said:
        found["options"] = written(said["options"], own, required=True)
        found["options_other"] = written(said["options"], other)
    help = said.get("help") or {}
    return _stored(**_both("label", said["label"], languages), **_both("help", help, languages), **found)


def _stored(**shown: Any) -> SimpleNamespace:
    """Its version is that of what is shown: who changes another question of the same type is in nobody's way."""
    version = sha256(repr(sorted(shown.items())).encode()).hexdigest()[:16]
    return SimpleNamespace(**shown, version=version)


def _both(name: str, said: dict[str, str], languages: Languages) -> dict[str, str]:
    own, other = languages
    return {name: said.get(own, ""), f"{name}_other": said.get(other, "")}
