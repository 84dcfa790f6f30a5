"""Language: a thin layer of our own on babel's catalogues and locale data."""

from portal.i18n.catalogue import LazyText, OwnText, _, _l, add_catalogues, ngettext, pgettext, plural_form
from portal.i18n.formats import (
    format_clock,
    format_date,
    format_day,
    format_month,
    format_number,
    format_percent,
    format_short_date,
    format_size,
    format_time,
    format_weekday,
)
from portal.i18n.language import choose_language, current_language, set_language, use_language

__all__ = [
    "LazyText",
    "OwnText",
    "_",
    "_l",
    "add_catalogues",
    "choose_language",
    "current_language",
    "format_clock",
    "format_date",
    "format_day",
    "format_month",
    "format_number",
    "format_percent",
    "format_short_date",
    "format_size",
    "format_time",
    "format_weekday",
    "ngettext",
    "pgettext",
    "plural_form",
    "set_language",
    "use_language",
]
