"""The form of postal codes."""

from wtforms import TextAreaField
from wtforms.validators import Length, Optional

from portal.forms import PortalForm
from portal.i18n import _l


class RangesForm(PortalForm):
    text = TextAreaField(
        _l("Postal codes and branches"),
        [Optional(), Length(max=20_000)],
        description=_l("One range a line. You can paste it from a spreadsheet: first code, last code, branch."),
        render_kw={"rows": 12},
    )
