"""`make translations`: the catalogues follow the code.

New messages come in without a translation, those that the code no longer says
go, what is translated stays. A file is written the same way every time, so
that a diff shows words and nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import click
import flask_wtf
import wtforms
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent.parent
TRANSLATED = ("nb", "da")
OURS = {"_": None, "_l": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
#: WTForms says its own messages through the field: `field.gettext("…")`
THEIRS = {"gettext": None, "ngettext": (1, 2)}
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: medvirke\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""

#: a message, or its singular and plural, and the context that tells two meanings apart
Key = tuple[str | tuple[str, ...], str | None]


@dataclass(frozen=True)
class Part:
    """The core or a plugin: its code and its words."""

    domain: str
    code: Path
    translations: Path

    def file(self, language: str) -> Path:
        return self.translations / language / "LC_MESSAGES" / f"{self.domain}.po"


CORE = Part("portal", ROOT / "portal", ROOT / "translations")


def plugins(folder: Path = ROOT / "plugins") -> list[Part]:
    found = sorted(path.parent for path in folder.glob("*/plugin.py"))
    return [Part(plugin.name, plugin, plugin / "translations") for plugin in found]


def said_in(folder: Path, words: dict[str, Any] = OURS) -> frozenset[Key]:
    """Every message in the Python files and templates of a folder."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(folder, methods, options, keywords=words)
    return frozenset((message, context) for _file, _line, message, _comments, context in found)


@cache
def said_by_core() -> frozenset[Key]:
    """The core's own messages, and those of the form library, which brings nb but no da."""
    libraries = (Path(library.__file__).parent for library in (wtforms, flask_wtf))
    return said_in(CORE.code).union(*(said_in(folder, THEIRS) for folder in libraries))


@cache
def needed(part: Part) -> frozenset[Key]:
    """What a part's catalogue must hold. The core's lies over a plugin's, so its words are not said twice."""
    return said_by_core() if part == CORE else said_in(part.code) - said_by_core()


def read(part: Part, language: str) -> dict[Key, Message]:
    """A catalogue's messages; none when there is no file yet."""
    path = part.file(language)
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {_key(message): message for message in read_po(file, language) if message.id}


def _key(message: Message) -> Key:
    return message.id if isinstance(message.id, str) else tuple(message.id), message.context


def write(part: Part, language: str, messages: Iterable[Message]) -> None:
    """Sorted by message, a line each, without dates and places."""
    words, text = Catalog(language), BytesIO()
    for message in messages:
        words[message.id] = message
    write_po(text, words, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    path = part.file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(HEADER.format(language=language).encode() + text.getvalue().rstrip(b"\n") + b"\n")


def follow(part: Part, language: str) -> str:
    """Bring one catalogue up to the code, and say what changed."""
    there, keys = read(part, language), needed(part)
    write(part, language, (there.get(key) or Message(key[0], context=key[1]) for key in keys))
    kept = [message for key, message in there.items() if key in keys]
    untranslated = len(keys) - sum(is_translated(message) for message in kept)
    return f"{len(keys) - len(kept)} new, {len(there) - len(kept)} gone, {untranslated} to translate"


def is_translated(message: Message) -> bool:
    """In every form, and not marked as a guess."""
    return not message.fuzzy and all(forms_of(message))


def forms_of(message: Message) -> list[str]:
    """The translation, or its singular and plural; "" for what is missing."""
    said = message.string
    return [str(form or "") for form in said] if isinstance(said, list | tuple) else [said or ""]


@click.command()
@click.argument("domains", nargs=-1, metavar="[PART]...")
def main(domains: tuple[str, ...]) -> None:
    """Bring catalogues up to the code: of these parts (portal, recruitment, … or the folder of a plugin), or all."""
    parts = {part.domain: part for part in (CORE, *plugins())}
    for domain in domains or parts:
        found = [parts[domain]] if domain in parts else plugins(Path(domain))
        if not found:
            raise click.BadParameter(f"{domain} is none of {', '.join(parts)}, and no folder of a plugin")
        for part in found:
            for language in TRANSLATED:
                click.echo(f"{part.domain} {language}: {follow(part, language)}")


if __name__ == "__main__":
    main()
