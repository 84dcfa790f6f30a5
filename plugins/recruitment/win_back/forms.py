"""The form of an answer."""

from wtforms import RadioField, SelectChoice

from plugins.recruitment.win_back.models import ANSWER_NAMES
from portal.forms import EditForm
from portal.i18n import _l


class AnswerForm(EditForm):
    answer = RadioField(
        _l("What did she say?"),
        choices=[SelectChoice(one, name) for one, name in ANSWER_NAMES.items()],
        default="later",
    )
