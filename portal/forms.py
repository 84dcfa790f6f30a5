"""Forms: what every one of them carries, and how it ends.

A form has a key of its own, so that sending it twice does its work once; an
edited row's form has the version that was read, so that nobody saves over
somebody else's change unseen.
"""

import hmac
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import current_app, flash, g, redirect, request
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import HiddenField, PasswordField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from portal.audit.queries import first_sending
from portal.audit.services import SentForm, sent_form
from portal.errors import Conflict, PortalError, SentBefore
from portal.extensions import db
from portal.i18n import _, format_date, format_number, plural_form
from portal.tenancy import uuid7

#: for `done`: the page at hand. It is written down without its address, which may open a door
HERE = ""
#: PostgreSQL stores no NUL, and a line break in a name writes lines of its own into letters
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_UNSEEN_BUT_LINES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+")


def _one_line(typed: Any) -> Any:
    return _UNSEEN.sub(" ", typed) if isinstance(typed, str) else typed


def _several_lines(typed: Any) -> Any:
    return _UNSEEN_BUT_LINES.sub("", typed) if isinstance(typed, str) else typed


class _OurWords:
    """WTForms brings Norwegian but no Danish: its messages stand in our catalogue."""

    def gettext(self, message: str) -> str:
        return _(message)

    def ngettext(self, one: str, many: str, n: int) -> str:
        return plural_form(one, many, n)


class ManyField(SelectMultipleField):
    """Boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PlainForm(FlaskForm):
    """A form whose second sending is harmless by itself: signing in, searching."""

    class Meta:
        def get_translations(self, form: Any) -> _OurWords:
            return _OurWords()

        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            """Every text without the characters that nobody types; a password stays as it is."""
            kind = unbound_field.field_class
            is_text = issubclass(kind, StringField) and not issubclass(kind, PasswordField)
            clean = _several_lines if issubclass(kind, TextAreaField) else _one_line
            filters = [*unbound_field.kwargs.get("filters", ()), *([clean] if is_text else ())]
            return unbound_field.bind(form=form, filters=filters, **options)

    conflict: list[tuple[str, str, str]] | None = None

    def is_sent(self) -> bool:
        """Sent, and every field holds what it should."""
        return bool(self.validate_on_submit())

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Do what the form asks; a service's refusal is shown in the form, with nothing half-saved."""
        try:
            yield
        except PortalError as fault:
            db.session.rollback()
            self.refuse(fault)

    def refuse(self, fault: PortalError) -> None:
        """Show a refusal at its field, or above the form."""
        if fault.field and fault.field in self:
            self[fault.field].errors = [*self[fault.field].errors, fault.sentence]
        else:
            self.form_errors.append(fault.sentence)


class PortalForm(PlainForm):
    """A form that changes something."""

    form_key = HiddenField(default=lambda: uuid7().hex)

    def is_sent(self) -> bool:
        if not super().is_sent():
            return False
        sent_form.set(SentForm(UUID(hex=self.form_key.data), self._digest()))
        return True

    def clashes_with(self, row: Any, **also: Any) -> bool:
        """True when the row was changed after this form was opened. Both values are then shown.

        `also` names values that are not fields of their own. The next press
        saves over the other change: the reader has seen it and chosen.
        """
        if self["version"].data == str(row.version):
            return False
        answer_second_sending()  # what changed the row may be this form's own first sending
        self["version"].data = str(row.version)
        both = [
            (str(field.label.text), _shown(field.data, field), _shown(getattr(row, field.name), field))
            for field in self
            if field.name != "version" and hasattr(row, field.name)
        ]
        both += [(_("Numbers"), _shown(value), _shown(getattr(row, name))) for name, value in also.items()]
        self.conflict = [(label, yours, theirs) for label, yours, theirs in both if yours != theirs]
        return bool(self.conflict)

    def refuse(self, fault: PortalError) -> None:
        """A second sending may be refused only because the first one did its work: then it is answered."""
        answer_second_sending()
        super().refuse(fault)

    def validate_form_key(self, field: HiddenField) -> None:
        try:
            UUID(hex=field.data or "")
        except ValueError:
            field.data = uuid7().hex
            self.form_errors.append(_("Something was missing in the form. Please press the button again."))
            raise ValidationError from None

    def _digest(self) -> str:
        """What was typed and where. Keyed, and without passwords, so that nothing can be guessed back from it."""
        own = {"csrf_token", "form_key"} | {field.name for field in self if isinstance(field, PasswordField)}
        said = sorted((name, value) for name, value in request.form.items(multi=True) if name not in own)
        secret = current_app.config["SECRET_KEY"].encode()
        return hmac.new(secret, repr((request.path, said)).encode(), "sha256").hexdigest()


class EditForm(PortalForm):
    """A form over a row that somebody else may be editing too."""

    version = HiddenField()


def _shown(value: Any, field: Any = None) -> str:
    """As a reader compares it: nothing is an empty text, a set of numbers is a list of them, a choice has its label."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dict):
        return ", ".join(str(number) for _name, number in sorted(value.items()))
    if isinstance(value, Decimal):
        return format_number(value)
    if isinstance(value, date):
        return format_date(value)
    labels = {choice.value: str(choice.label).strip() for choice in getattr(field, "iter_choices", list)()}
    if isinstance(value, list):
        return ", ".join(labels.get(one, str(one)) for one in value)
    plain = "" if value is None else str(value)
    return labels.get(plain, plain)


def answer_second_sending() -> None:
    """Raises SentBefore when this form did its work already, with the same words.

    With other words it is refused, and nothing was done: PortalError.
    """
    form = sent_form.get()
    first = first_sending(form.key, _sender()) if form else None
    if form is None or first is None:
        return
    if first.form_hash == form.digest:
        raise SentBefore(_where_it_led(first))
    raise Conflict(_("This form was sent before with other words. Nothing was changed now. Please open it again."))


def answer_unread_sending() -> None:
    """Raises SentBefore when the page stopped before it read its form because the first sending did its work:
    what it is about is gone by now.
    """
    try:
        key = UUID(hex=request.form.get("form_key", "")) if g.get("csrf_valid") else None
    except ValueError:
        return
    first = first_sending(key, _sender()) if key else None
    if first is not None and first.answer is not None:
        raise SentBefore(_where_it_led(first))


def _where_it_led(first: Any) -> str:
    return _address_of("/" if first.answer is None else first.answer)


def _address_of(location: str) -> str:
    return request.script_root + request.path if location == HERE else location


def _sender() -> UUID | None:
    """On a page that is open to all, whoever is signed in is nobody too."""
    return current_user.id if current_user.is_authenticated and "here" not in g else None


def done(location: str, message: str = "") -> Response:
    """Commit, remember where the form led, and go there. What is remembered holds no secret: see HERE."""
    form = sent_form.get()
    if form and form.entry:
        form.entry.answer = location
    db.session.commit()
    if message:
        flash(message)
    return redirect(_address_of(location), 303)
