"""The options of a choice: written one on a line, kept under values that never change."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import count
from typing import Any

from portal.errors import PortalError
from portal.i18n import _, _l, ngettext
from portal.kinds.rules import LONGEST_OPTION, MOST_OPTIONS

#: as ActivityKind keeps it: value, label by language, whether it is retired
Option = list[Any]
Label = dict[str, str]
TWO_OPTIONS = _l("Write at least two options, each on a line of its own.")


def read_options(own: str, other: str, languages: tuple[str, str]) -> list[Label]:
    """One option a line; in the other language line by line the same, an empty line where there is no word for it.

    Raises PortalError for fewer than two, too many, one that is too long or stands twice, and lines that do not match.
    """
    lines = [line for line in _lines(own) if line]
    _check(lines, "options")
    if len(lines) < 2:
        raise PortalError(str(TWO_OPTIONS), "options")
    there = _lines(other)
    if not any(there):
        return [{languages[0]: line} for line in lines]
    while len(there) > len(lines) and not there[-1]:
        there.pop()
    if len(there) != len(lines):
        raise PortalError(_unlike(len(there), len(lines)), "options_other")
    _check([line for line in there if line], "options_other")
    return [_label(pair, languages) for pair in zip(lines, there, strict=True)]


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n")]


def _label(pair: tuple[str, str], languages: tuple[str, str]) -> Label:
    return {language: text for language, text in zip(languages, pair, strict=True) if text}


def _unlike(there: int, wanted: int) -> str:
    return ngettext(
        "There are %(wanted)s options and %(n)s line here. Write as many, in the same order; a line may be empty.",
        "There are %(wanted)s options and %(n)s lines here. Write as many, in the same order; a line may be empty.",
        there,
        wanted=wanted,
    )


def _check(lines: Sequence[str], field: str) -> None:
    seen: set[str] = set()
    for line in lines:
        if line.casefold() in seen:
            raise PortalError(_("“%(option)s” stands here twice. Write each option once.", option=line), field)
        if len(line) > LONGEST_OPTION:
            raise PortalError(
                _(
                    "“%(line)s…” is too long: an option has at most %(n)s characters.",
                    line=line[:30],
                    n=LONGEST_OPTION,
                ),
                field,
            )
        seen.add(line.casefold())
    if len(lines) > MOST_OPTIONS:
        raise PortalError(_("A choice has at most %(n)s options. Ask for a text instead.", n=MOST_OPTIONS), field)


def merged(before: Sequence[Option], typed: Sequence[Label], language: str) -> list[Option]:
    """The options as they are written now, then those that are offered no longer.

    A line that was there keeps its value, wherever it stands; so does one
    that is written in the place of another, which is renamed; and one that was
    retired comes back. Nothing that was ever offered is forgotten.
    """
    value_of = _same(before, typed, language)
    value_of |= _renamed(before, typed, language, value_of)
    fresh = _fresh(option[0] for option in before)
    offered = [[value_of[at] if at in value_of else next(fresh), label, False] for at, label in enumerate(typed)]
    values = {option[0] for option in offered}
    return [*offered, *([value, label, True] for value, label, _gone in before if value not in values)]


def _same(before: Sequence[Option], typed: Sequence[Label], language: str) -> dict[int, str]:
    """By line, the value of the option that was called so; what is offered is asked before what was."""
    known: dict[str, str] = {}
    for value, label, _gone in sorted(before, key=lambda option: bool(option[2])):
        known.setdefault(_read(label, language), value)
    return {at: known[text] for at, label in enumerate(typed) if (text := _read(label, language)) in known}


def _renamed(before: Sequence[Option], typed: Sequence[Label], language: str, found: dict[int, str]) -> dict[int, str]:
    """Lines written in the place of as many others."""
    there = [option for option in before if not option[2]]
    kept = set(found.values())
    blocks = SequenceMatcher(
        None, [_read(label, language) for _value, label, _gone in there], [_read(label, language) for label in typed]
    ).get_opcodes()
    renamed: dict[int, str] = {}
    for tag, i, j, k, m in blocks:
        old = [value for value, _label, _gone in there[i:j] if value not in kept]
        new = [at for at in range(k, m) if at not in found]
        if tag == "replace" and len(old) == len(new):
            renamed |= dict(zip(new, old, strict=True))
    return renamed


def _read(label: Label, language: str) -> str:
    return (label.get(language) or _any(label)).casefold()


def _any(label: Label) -> str:
    return next(iter(label.values()), "")


def _fresh(taken: Iterable[str]) -> Iterator[str]:
    used = set(taken)
    return (str(n) for n in count(1) if str(n) not in used)


def written(options: Iterable[Option], language: str, *, required: bool = False) -> str:
    """Those that are offered, one on a line; where the language is `required`, no line is left empty."""
    lines = [label.get(language, "") or required * _any(label) for _value, label, gone in options if not gone]
    return "\n".join(lines) if any(lines) else ""
