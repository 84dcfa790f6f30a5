"""An amount as it stands in a cell, of the bank's file and of a list of members alike."""

import re
from decimal import Decimal
from typing import Any

from portal.errors import PortalError
from portal.i18n import _
from portal.imports.cells import text_in
from portal.number_fields import read_exactly

#: kr 300, 300 kr, 300,-
_AROUND = re.compile(r"^kr\.?|kr\.?$|,-$")


def oere_in(cell: Any) -> int:
    """300 as 30000; 1 500,00 and 1.500 are the same. Raises PortalError, also for a part of an øre."""
    try:
        oere = _kroner(cell) * 100
    except ValueError:
        raise _no_amount(cell) from None
    if oere != oere.to_integral_value():
        raise _no_amount(cell)
    return int(oere)


def _kroner(cell: Any) -> Decimal:
    """What a spreadsheet has reckoned is no whole øre to the last decimal."""
    if isinstance(cell, float):
        return Decimal(str(round(cell, 6)))
    return read_exactly(_AROUND.sub("", "".join(text_in(cell).lower().split())))


def _no_amount(cell: Any) -> PortalError:
    return PortalError(_("“%(said)s” is no amount. Write it as 300,00.", said=text_in(cell)[:40]))
