"""What an organisation decides: whom its notice names, and whether old rows go."""

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import Length, NumberRange

from portal.accounts.forms import REQUIRED, REQUIRED_TEXT
from portal.forms import PortalForm
from portal.i18n import _l
from portal.privacy.rules import LONGEST_CONTACT


class ContactForm(PortalForm):
    contact = StringField(
        _l("Who answers questions about privacy"),
        [REQUIRED_TEXT, Length(max=LONGEST_CONTACT)],
        description=_l("A name or an office, with an e-mail address or a phone number. Everybody can read it."),
    )


class _RetentionForm(PortalForm):
    """A number of months for each kind; `deletes` says whether it is done."""

    deletes = BooleanField(_l("Delete what is too old, every night"))

    @property
    def said(self) -> dict[str, bool | str]:
        chosen = {field.name: field.data for field in self if isinstance(field, IntegerField)}
        return {"deletes": self.deletes.data, "months": " ".join(f"{name}={chosen[name]}" for name in sorted(chosen))}


def retention_form(kinds: Iterable[Any], *, deletes: bool) -> _RetentionForm:
    """With a field for each kind whose time the organisation may choose."""
    fields: dict[str, Any] = {kind.model.__tablename__: _months(kind) for kind in kinds if kind.is_open}
    made: _RetentionForm = type("RetentionForm", (_RetentionForm,), fields)(data={"deletes": deletes})
    return made


def _months(kind: Any) -> IntegerField:
    floor, ceiling = kind.keep.floor, kind.keep.ceiling
    between = _l("Months, from %(floor)s to %(ceiling)s", floor=floor, ceiling=ceiling)
    rules = [REQUIRED, NumberRange(floor, ceiling, between)]
    return IntegerField(kind.purpose, rules, default=kind.keep.months, description=between)
