"""What an organisation decides: whom its notice names, and whether old rows go."""

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError

from portal.accounts.forms import REQUIRED, REQUIRED_TEXT
from portal.forms import PortalForm
from portal.i18n import _, _l
from portal.privacy.rules import LONGEST_CONTACT, SHORTEST_UNTIED, UNTIED


class ContactForm(PortalForm):
    contact = StringField(
        _l("Who answers questions about privacy"),
        [REQUIRED_TEXT, Length(max=LONGEST_CONTACT)],
        description=_l("A name or an office, with an e-mail address or a phone number. Everybody can read it."),
    )


def _none_or_months(form: Any, field: IntegerField) -> None:
    if field.data and not SHORTEST_UNTIED <= field.data <= UNTIED.maximum:
        raise ValidationError(
            _("Write 0, or months from %(floor)s to %(ceiling)s.", floor=SHORTEST_UNTIED, ceiling=UNTIED.maximum)
        )


class _RetentionForm(PortalForm):
    """A number of months for each kind; `deletes` says whether it is done."""

    deletes = BooleanField(_l("Delete what is too old, every night"))

    untied = IntegerField(
        _l("Erase people whom nothing ties to you any more, after so many months"),
        [InputRequired(REQUIRED.message), _none_or_months],
        description=_l(
            "0: nobody is erased by herself. Else %(floor)s to 120 months after the last tie.", floor=SHORTEST_UNTIED
        ),
    )

    @property
    def said(self) -> dict[str, bool | int | str]:
        numbers = {field.name: field.data for field in self if isinstance(field, IntegerField)}
        untied = numbers.pop("untied")
        months = " ".join(f"{name}={number}" for name, number in sorted(numbers.items()))
        return {"untied": untied, "deletes": self.deletes.data, "months": months}


def retention_form(kinds: Iterable[Any], *, deletes: bool, untied: int) -> _RetentionForm:
    """With a field for each kind whose time the organisation may choose."""
    fields: dict[str, Any] = {kind.model.__tablename__: _months(kind) for kind in kinds if kind.is_open}
    made: _RetentionForm = type("RetentionForm", (_RetentionForm,), fields)(data={"deletes": deletes, "untied": untied})
    return made


def _months(kind: Any) -> IntegerField:
    floor, ceiling = kind.keep.floor, kind.keep.ceiling
    between = _l("Months, from %(floor)s to %(ceiling)s", floor=floor, ceiling=ceiling)
    rules = [REQUIRED, NumberRange(floor, ceiling, between)]
    return IntegerField(kind.purpose, rules, default=kind.keep.months, description=between)
