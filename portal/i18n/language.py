"""Which language is spoken now, and how it is chosen."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from portal.config import LANGUAGES

_language: ContextVar[str] = ContextVar("language", default="nb")


def current_language() -> str:
    """`nb`, `da` or `en`."""
    return _language.get()


def set_language(code: str) -> None:
    """Speak this language for the rest of the work at hand."""
    _language.set(code)


@contextmanager
def use_language(code: str) -> Iterator[None]:
    """Speak this language for a while: a letter, a report."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


def choose_language(user: str | None, organisation: str | None, header: str | None, default: str) -> str:
    """The user's choice, else the organisation's, else the browser's.

    `no` and `nn` mean `nb` here: neither werkzeug nor babel turns "no" into it.
    """
    for wish in (user, organisation, *_accepted(header)):
        code = {"no": "nb", "nn": "nb"}.get(wish or "", wish)
        if code in LANGUAGES:
            return code
    return default


def _accepted(header: str | None) -> list[str]:
    from werkzeug.datastructures import LanguageAccept
    from werkzeug.http import parse_accept_header

    return [code.split("-")[0].lower() for code in parse_accept_header(header, LanguageAccept).values()]
