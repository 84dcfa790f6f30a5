"""Forms of purposes and consents. Nothing is ticked before somebody ticks it."""

from wtforms import BooleanField, EmailField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.accounts.forms import EMAIL, REQUIRED, REQUIRED_TEXT
from portal.consents.models import CHANNELS
from portal.consents.rules import BY_STAFF
from portal.forms import EditForm, PortalForm
from portal.i18n import _l

_WORDS = [REQUIRED_TEXT, Length(max=4000)]
_HOW = InputRequired(_l("Choose how she said it."))


class WordsForm(PortalForm):
    nb = TextAreaField(_l("The exact words in Norwegian"), _WORDS)
    da = TextAreaField(_l("The exact words in Danish"), _WORDS)


class PurposeForm(WordsForm):
    name = StringField(
        _l("What is it about?"),
        [REQUIRED_TEXT, Length(max=120)],
        description=_l("One thing only, such as a newsletter."),
    )


class ChangeForm(EditForm):
    name = StringField(_l("What is it about?"), [REQUIRED_TEXT, Length(max=120)])
    is_closed = BooleanField(
        _l("Closed"), description=_l("Nobody is asked for it any more, and no new letters are sent for it.")
    )


class AskForm(PortalForm):
    email = EmailField(_l("E-mail"), [REQUIRED, Length(max=254)], render_kw=EMAIL)


class MineForm(PortalForm):
    """Which button was pressed."""

    purpose = StringField()


class SaidForm(PortalForm):
    """How she told it."""

    channel = RadioField(_l("How did she say it?"), [_HOW], choices=[(name, CHANNELS[name]) for name in BY_STAFF])


class GiveForm(SaidForm):
    #: the words that stood on the page
    wording_id = HiddenField()
    language = RadioField(
        _l("In which language?"),
        [InputRequired(_l("Choose the language of the words that she heard or read."))],
        choices=[("nb", _l("Norwegian")), ("da", _l("Danish"))],
    )
