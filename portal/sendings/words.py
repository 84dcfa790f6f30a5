"""What staff write: markdown with a few fields. Out of it come harmless HTML and plain text.

A field becomes a sign that nobody types before the text is read, and is filled in at the very end: whatever stands in
somebody's name is neither markdown nor HTML.
"""

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from portal.errors import PortalError
from portal.i18n import _

LANGUAGES = ("nb", "da", "en")
#: what each field is called in the language of the text
FIELDS: dict[str, dict[str, str]] = {
    "name": {"nb": "navn", "da": "navn", "en": "name"},
    "first_name": {"nb": "fornavn", "da": "fornavn", "en": "first name"},
    "organisation": {"nb": "organisasjon", "da": "organisation", "en": "organisation"},
    "unit": {"nb": "enhet", "da": "enhed", "en": "unit"},
}
_FIELD = re.compile(r"\{([^{}\n]{1,40})\}")
#: the signs that stand for the fields in between
_SIGNS = {name: chr(0xE000 + number) for number, name in enumerate(FIELDS)}
_OUR_SIGNS = re.compile("[\ue000-\ue0ff]")
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h1", "h2", "h3", "blockquote", "hr"}
#: mail programs know no stylesheet
_STYLES = {
    "p": "margin:0 0 16px",
    "h1": "margin:0 0 16px;font-size:24px;line-height:1.3",
    "h2": "margin:24px 0 8px;font-size:20px;line-height:1.3",
    "h3": "margin:24px 0 8px;font-size:18px;line-height:1.3",
    "ul": "margin:0 0 16px;padding-left:20px",
    "ol": "margin:0 0 16px;padding-left:20px",
    "li": "margin:0 0 4px",
    "blockquote": "margin:0 0 16px;padding-left:16px;border-left:3px solid #cfd6d2",
    "a": "color:#1f5c4d",
}


@dataclass(frozen=True)
class Words:
    """A letter in one language."""

    language: str
    subject: str
    text: str


def field_names(language: str) -> str:
    """As they are typed: {navn}, {fornavn} …"""
    return ", ".join(f"{{{names[language]}}}" for names in FIELDS.values())


def check_subject(subject: str, at: str) -> None:
    """Raises PortalError: it is read on a locked phone by whoever is near, so nothing about her stands in it."""
    if "{" in subject or "}" in subject:
        sentence = _(
            "The subject shows on a locked phone, so it takes no fields. Take { and } away."
        )
        raise PortalError(sentence, at)


def check_text(text: str, language: str, at: str) -> None:
    """Raises PortalError for a field that there is not."""
    known = {names[language] for names in FIELDS.values()}
    for found in _FIELD.findall(text):
        if found not in known:
            sentence = _(
                "There is no field {%(name)s}. You can use %(fields)s.", name=found, fields=field_names(language)
            )
            raise PortalError(sentence, at)


def marked(text: str, language: str) -> str:
    """The text with a sign for each field."""
    signs = {names[language]: _SIGNS[name] for name, names in FIELDS.items()}
    return _FIELD.sub(lambda found: signs.get(found[1], found[0]), _OUR_SIGNS.sub("", text))


def filled(marked_up: str, values: dict[str, str], *, html: bool) -> str:
    """The values in the place of their signs."""
    for name, sign in _SIGNS.items():
        marked_up = marked_up.replace(sign, escape(values[name]) if html else values[name])
    return marked_up


def html_of(marked_text: str, *, for_mail: bool) -> str:
    """Only harmless tags, and links to the web, to mail and to phones; with styles for mail programs."""
    import nh3  # letters are written and sent by few; not every start needs it

    styles = {tag: {"style": style} for tag, style in _STYLES.items()} if for_mail else {}
    return nh3.clean(
        _reader().render(marked_text),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
        set_tag_attribute_values=styles,
    )


@cache
def _reader() -> Any:
    from markdown_it import MarkdownIt  # as above

    return MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "code", "fence"])


def text_of(marked_text: str) -> str:
    """The same to be read without HTML: lists with dashes, the address of a link behind its words."""
    lines: list[str] = []
    mark = ""
    for token in _reader().parse(marked_text):
        if token.type == "list_item_open":
            mark = f"{token.info}. " if token.info else "- "
        elif token.type == "inline":
            lines.append(mark + _inline(token.children or []))
            mark = ""
        elif token.type.endswith("_close") and not token.hidden and token.type != "list_item_close":
            lines.append("")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _inline(tokens: list[Any]) -> str:
    out, begins, address = "", 0, ""
    for token in tokens:
        if token.type == "link_open":
            begins, address = len(out), token.attrGet("href") or ""
        elif token.type == "link_close":
            out += "" if out[begins:] in (address, address.removeprefix("mailto:")) else f" ({address})"
        else:
            out += "\n" if token.type in ("softbreak", "hardbreak") else token.content
    return out
