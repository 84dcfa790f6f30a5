"""What people call things in their lists, beside the words of ours."""

import re
from collections.abc import Mapping
from typing import Any

from portal.errors import PortalError
from portal.i18n import _
from portal.imports.cells import text_in
from portal.imports.names import plain, spoken

KINDS = {
    "patient": {"pasientmedlem", "ptn", "diagnose", "har diagnose"},
    "next_of_kin": {"pårørendemedlem", "parorende", "pårørende/etterlatt", "etterlatt", "familiemedlem"},
    "supporter": {"støttemedlem", "støtte", "stoettemedlem"},
}
ENDINGS = {
    "wish": {"ønsker ikke", "eget ønske", "utmeldt", "udmeldt", "ønske"},
    "unpaid": {"ikke betalt", "manglende betaling", "slettet pga manglende betaling", "restanse", "restance"},
    "died": {"død", "døde", "dødsfall", "avdød", "afdød", "dødsfald"},
    "other": {"annet", "andet", "flyttet", "ukjent", "ukendt"},
}
MAGAZINES = {
    "post": {"papir", "post", "ja", "posten", "papirutgave"},
    "digital": {"e-post", "epost", "e-mail", "digitalt", "digital", "app", "pdf"},
    "none": {"nei", "nej", "ingen", "ikke"},
}
COUNTRIES = {
    "NO": {"norge", "no", "nor", "norway", "noreg"},
    "DK": {"danmark", "dk", "dnk", "denmark"},
    "SE": {"sverige", "se", "sweden"},
}


def by_word(names: Mapping[str, Any], more: Mapping[str, set[str]]) -> dict[str, str]:
    """By each word that somebody may write for it, what it is."""
    found: dict[str, str] = {}
    for key, label in names.items():
        for word in {*more.get(key, ()), *spoken(label), plain(key)}:
            found.setdefault(word, key)
    for key, words in more.items():
        found.update(dict.fromkeys(words, key))
    return found


def countries() -> dict[str, str]:
    return {word: code for code, words in COUNTRIES.items() for word in words}


def word_in(cell: Any, known: Mapping[str, str], what: str) -> str:
    word = plain(text_in(cell))
    if word in known:
        return known[word]
    if what == "country" and re.fullmatch(r"[a-z]{2}", word):
        return word.upper()
    raise PortalError(_unknown(what) % {"said": text_in(cell)[:40]})


def _unknown(what: str) -> str:
    return {
        "kind": _(
            "“%(said)s” is no kind of member here. Write patient, next of kin or supporter; or leave the column out "
            "and say it for all rows."
        ),
        "ending": _("“%(said)s” is no reason that is known here. Write own wish, has not paid, has died or another."),
        "magazine": _("“%(said)s” does not say how she gets the magazine. Write by post, digital or no."),
        "country": _("“%(said)s” is no country that is known here. Write its two letters, as NO or DK."),
    }[what]
