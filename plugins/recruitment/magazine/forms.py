"""Forms of the magazine."""

from wtforms import BooleanField, RadioField, SelectChoice
from wtforms.validators import InputRequired

from plugins.recruitment.joining.models import MAGAZINE_WAYS
from portal.forms import PortalForm
from portal.i18n import _l

FORMATS = {
    "pdf": _l("Labels to print (.pdf), 3 times 8 on a sheet of A4"),
    "xlsx": _l("Spreadsheet (.xlsx)"),
    "csv": _l("Text (.csv)"),
}


class LabelsForm(PortalForm):
    format = RadioField(
        _l("What do you need?"), choices=[SelectChoice(key, label) for key, label in FORMATS.items()], default="pdf"
    )
    one_each = BooleanField(_l("One for those of the same address and family name"))


class WayForm(PortalForm):
    way = RadioField(
        _l("The magazine"),
        [InputRequired(_l("Choose one of them."))],
        choices=[SelectChoice(way, label) for way, label in MAGAZINE_WAYS.items()],
    )
