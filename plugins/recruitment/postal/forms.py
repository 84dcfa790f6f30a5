"""The form of postal codes."""

from hashlib import sha256

from wtforms import TextAreaField
from wtforms.validators import Length, Optional

from portal.forms import EditForm
from portal.i18n import _l


class RangesAsRead:
    """All ranges as one row that somebody else may have changed: they are written anew each time."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.version = sha256(text.encode()).hexdigest()[:16]


class RangesForm(EditForm):
    text = TextAreaField(
        _l("Postal codes and branches"),
        [Optional(), Length(max=20_000)],
        description=_l("One range a line. You can paste it from a spreadsheet: first code, last code, branch."),
        render_kw={"rows": 12},
    )
