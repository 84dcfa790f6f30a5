"""Forms of letters and sendings."""

from typing import Any
from uuid import UUID

from wtforms import RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.accounts.forms import REQUIRED_TEXT
from portal.consents import queries as consents
from portal.forms import EditForm, PortalForm
from portal.i18n import _, _l
from portal.sendings.rules import MANAGE
from portal.sendings.words import LANGUAGES

_SUBJECT: Any = [Length(max=120)]
_TEXT: Any = [Length(max=20_000)]
_ROWS = {"rows": "12"}


class LetterForm(EditForm):
    """A subject and a text in each language; what is left empty is not used."""

    name = StringField(
        _l("Name of the letter"), [REQUIRED_TEXT, Length(max=120)], description=_l("For you and your colleagues.")
    )
    subject_nb = StringField(_l("Subject in Norwegian"), _SUBJECT)
    text_nb = TextAreaField(_l("Text in Norwegian"), _TEXT, render_kw=_ROWS)
    subject_da = StringField(_l("Subject in Danish"), _SUBJECT)
    text_da = TextAreaField(_l("Text in Danish"), _TEXT, render_kw=_ROWS)
    subject_en = StringField(_l("Subject in English"), _SUBJECT)
    text_en = TextAreaField(_l("Text in English"), _TEXT, render_kw=_ROWS)

    @property
    def values(self) -> dict[str, str]:
        names = ("name", *(f"{part}_{code}" for code in LANGUAGES for part in ("subject", "text")))
        return {name: (self[name].data or "").strip() for name in names}


class ToForm(PortalForm):
    """To whom."""

    to = RadioField(_l("Who gets the letter?"), [InputRequired(_l("Choose who gets it."))])
    unit_id = SelectField(_l("From which unit?"), coerce=str)

    def offer(self, viewer: Any) -> None:
        """What people have agreed to and is open; lists of plugins; units, where there are several."""
        purposes = [one for one in consents.purposes(viewer.here.id) if not one.closed_at]
        lists = [one for one in viewer.hooks.recipients() if viewer.everywhere(one.right)]
        self.to.choices = [
            *((one.id.hex, _("Have agreed to: %(name)s", name=one.name)) for one in purposes),
            *((one.name, str(one.label)) for one in lists),
        ]
        units = [
            SelectChoice(str(node.id), f"{'– ' * (node.depth - 1)}{node.name}")
            for node in viewer.choices(MANAGE)
            if node.depth
        ]
        self.unit_id.choices = [SelectChoice("", _("All of them")), *units]

    @property
    def chosen(self) -> dict[str, Any]:
        """For `prepare_sending`."""
        by_list = "." in self.to.data
        return {
            "purpose_id": None if by_list else UUID(hex=self.to.data),
            "listed": self.to.data if by_list else None,
            "unit_id": UUID(self.unit_id.data) if self.unit_id.data else None,
        }
