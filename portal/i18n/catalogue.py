"""The words: babel's catalogues, read straight from the .po files.

English sentences are the message ids. The core's catalogue lies over the
plugins', so that a plugin cannot change a word of the core.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from portal.i18n.formats import format_number
from portal.i18n.language import current_language

CORE = Path(__file__).parent.parent.parent / "translations"

_folders: list[tuple[str, Path]] = [("portal", CORE)]


@dataclass(frozen=True)
class Catalogue:
    """The words of one language: single messages, and plural ones by their singular."""

    texts: dict[str, str] = field(default_factory=dict)
    plurals: dict[str, tuple[str, str]] = field(default_factory=dict)


def add_catalogues(domain: str, folder: Path) -> None:
    """Let a plugin's `translations/<language>/LC_MESSAGES/<domain>.po` be read after the core's."""
    if (domain, folder) not in _folders:
        _folders.append((domain, folder))
        catalogue.cache_clear()


@cache
def catalogue(language: str) -> Catalogue:
    """All words of a language, read once a process; a missing file is an empty one."""
    from babel.messages.pofile import read_po  # 30 ms that a worker pays once and a test of a rule never

    found = Catalogue()
    for domain, folder in _folders:
        path = folder / language / "LC_MESSAGES" / f"{domain}.po"
        if path.exists():
            with path.open("rb") as file:
                _merge(found, read_po(file, locale=language))
    return found


def _merge(found: Catalogue, messages: Any) -> None:
    for message in messages:
        if not message.id or message.fuzzy or not message.string:
            continue
        if isinstance(message.id, tuple):
            found.plurals.setdefault(message.id[0], tuple(message.string))
        else:
            found.texts.setdefault(_key(message.context, message.id), message.string)


def _key(context: str | None, message: str) -> str:
    return f"{context}\x04{message}" if context else message


def _(message: str, **values: object) -> str:
    """The message in the current language; `%(name)s` is filled from `values`."""
    text = catalogue(current_language()).texts.get(message, message)
    return text % values if values else text


def pgettext(context: str, message: str, **values: object) -> str:
    """Like `_`, for an English word that is two in another language."""
    text = catalogue(current_language()).texts.get(_key(context, message), message)
    return text % values if values else text


def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
    """The form for `n`, which is written into `%(n)s` in the language's own way, unless `values` say it otherwise."""
    return plural_form(one, many, n) % {"n": format_number(n), **values}


def plural_form(one: str, many: str, n: int) -> str:
    """The form for `n` as the catalogue has it, to be filled by whoever asked (WTForms)."""
    return catalogue(current_language()).plurals.get(one, (one, many))[0 if n == 1 else 1]


class LazyText:
    """A message declared at import and read in the language of whoever looks at it."""

    __slots__ = ("message", "values")

    def __init__(self, message: str, values: dict[str, object]) -> None:
        self.message, self.values = message, values

    def __str__(self) -> str:
        return _(self.message, **self.values)

    def __mod__(self, values: object) -> str:
        """WTForms fills a validator's message so: `message % {"max": 30}`."""
        return str(self) % values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LazyText) and (self.message, self.values) == (other.message, other.values)

    def __hash__(self) -> int:
        return hash(self.message)


def _l(message: str, **values: object) -> LazyText:
    """Mark a message that is declared before any language is known."""
    return LazyText(message, values)


class OwnText(LazyText):
    """What an organisation called something itself, by language; a language left out is read in another one."""

    __slots__ = ()

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__("", dict(words))

    def __str__(self) -> str:
        return str(self.values.get(current_language()) or next(filter(None, self.values.values()), ""))
