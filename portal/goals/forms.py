"""Forms of measurements."""

from decimal import Decimal
from typing import Any

from wtforms import DateField, RadioField, SelectChoice, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from portal import clock
from portal.accounts.forms import REQUIRED
from portal.files.forms import FilesField
from portal.forms import EditForm, PortalForm
from portal.i18n import _, _l
from portal.number_fields import NumberField


def _not_negative(form: Any, field: Any) -> None:
    if field.data is not None and field.data < 0:
        raise ValidationError(_("This cannot be less than nothing."))


VALUE = {"inputmode": "decimal", "autocomplete": "off"}


def _yes(text: str | Decimal) -> Decimal:
    """Raises ValueError for what is neither of the two choices."""
    if isinstance(text, str) and text not in ("0", "1"):
        raise ValueError(text)
    return Decimal(text)


def _value_field() -> Any:
    return NumberField(_l("Value"), [REQUIRED, _not_negative], render_kw=VALUE)


def _part_field() -> Any:
    return NumberField(_l("How many"), [REQUIRED, _not_negative], render_kw=VALUE)


def _whole_field() -> Any:
    return NumberField(_l("Of how many"), [REQUIRED, _not_negative], render_kw=VALUE)


def _yes_field() -> Any:
    in_place = [SelectChoice("1", _l("Yes")), SelectChoice("0", _l("Not yet"))]
    return RadioField(_l("Is it in place?"), [REQUIRED], choices=in_place, coerce=_yes, validate_choice=True)


def evidence_field() -> FilesField:
    """Minutes, a printout, a picture: what shows that it is so."""
    return FilesField(_l("Evidence"))


class MeasurementForm(PortalForm):
    on_date = DateField(_l("Date"), [REQUIRED], default=clock.today)
    value = _value_field()
    note = TextAreaField(
        _l("Note"),
        [Optional(), Length(max=2000)],
        description=_l("Where does the number come from?"),
        render_kw={"rows": 2},
    )
    files = evidence_field()

    def said(self) -> dict[str, Any]:
        """The figure as services take it: with its whole, where it is a share."""
        whole = {"whole": self["whole"].data} if "whole" in self else {}
        return {"value": self["value"].data, "note": self["note"].data or "", **whole}


class ShareForm(MeasurementForm):
    value = _part_field()
    whole = _whole_field()


class YesNoForm(MeasurementForm):
    value = _yes_field()


class CorrectionForm(EditForm):
    value = _value_field()
    note = TextAreaField(_l("Note"), [Optional(), Length(max=2000)], render_kw={"rows": 2})
    files = evidence_field()

    said = MeasurementForm.said


class ShareCorrectionForm(CorrectionForm):
    value = _part_field()
    whole = _whole_field()


class YesNoCorrectionForm(CorrectionForm):
    value = _yes_field()


_WRITTEN = {"share": ShareForm, "yes_no": YesNoForm}
_CORRECTED = {"share": ShareCorrectionForm, "yes_no": YesNoCorrectionForm}


def measurement_form(kind: str, **filled: Any) -> MeasurementForm:
    """The form for a new figure of this kind of indicator."""
    return _WRITTEN.get(kind, MeasurementForm)(**filled)


def correction_form(kind: str, **filled: Any) -> CorrectionForm:
    return _CORRECTED.get(kind, CorrectionForm)(**filled)


class BaselineForm(EditForm):
    baseline_value = NumberField(_l("The figure of the base year"), [REQUIRED, _not_negative], render_kw=VALUE)
