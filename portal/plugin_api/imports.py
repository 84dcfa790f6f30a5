"""What a plugin's code may not import: another plugin, and the ways round the walls."""

import ast
import re
from collections.abc import Collection, Iterator
from importlib.util import resolve_name
from pathlib import Path
from unicodedata import normalize

#: whoever holds one of these chooses whose rows she sees; a plugin works where the portal lets it in
CLOSED = {"every_organisation", "EVERYONE", "act_as", "set_scope", "within", "working_as", "tell_database", "inside_of"}
#: an attribute of this name is nothing else
LOUD = CLOSED - {"within"}
#: the plugins that come along lie below this package
SHIPPED = "plugins"


def forbidden_imports(folder: Path, package: str, others: Collection[str]) -> Iterator[str]:
    """Each import that is refused, as a sentence. `others` are the packages of all other plugins."""
    telling = _telling(package, others)
    for path in sorted(folder.rglob("*.py")):
        text = path.read_bytes()
        if not telling.search(normalize("NFKC", text.decode("utf-8", "replace"))):
            continue
        place = path.relative_to(folder).with_suffix("")
        module = ".".join([package, *(part for part in place.parts if part != "__init__")])
        within = module if path.name == "__init__.py" else module.rpartition(".")[0]
        for node in ast.walk(ast.parse(text, str(path))):
            for name in _imported(node, within):
                if reason := _refused(name, package, others):
                    yield f"{path.relative_to(folder)}, line {node.lineno}, uses {name}, {reason}"  # type: ignore[attr-defined]


def _telling(package: str, others: Collection[str]) -> re.Pattern[str]:
    """What stands in every file that imports wrongly; a file without it need not be taken apart, which is slow.

    Names are compared as Python does (NFKC); a file that says how it is written is taken apart in any case.
    """
    tops = {name.partition(".")[0] for name in (*others, SHIPPED)}
    own = re.escape(package.removeprefix(f"{SHIPPED}."))
    shipped = rf"{SHIPPED}\b(?!\.{own}\b)" if _lies_in(package, SHIPPED) else rf"{SHIPPED}\b"
    foreign = [rf"{re.escape(top)}\b" for top in sorted(tops - {SHIPPED})]
    ways = [r"coding[:=]", r"import[\s\\(]*\*", r"from[\s\\]*\.\.", rf"\b{shipped}"]
    return re.compile("|".join([*sorted(CLOSED), *ways, *foreign]))


def _imported(node: ast.AST, within: str) -> Iterator[str]:
    """Dotted names, as if each were imported by itself; of an attribute, its name alone."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        source = resolve_name("." * node.level + (node.module or ""), within) if node.level else node.module
        yield from (f"{source}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Attribute) and node.attr in LOUD:
        yield f"portal.….{node.attr}"


def _refused(name: str, package: str, others: Collection[str]) -> str | None:
    module, _dot, last = name.rpartition(".")
    if name.startswith("portal.") and (last in CLOSED or (last == "*" and module.startswith("portal.tenancy"))):
        return "which is closed to plugins: it leads round the walls between organisations"
    if _lies_in(name, package):
        return None
    if any(_lies_in(name, other) for other in others) or (name.startswith(f"{SHIPPED}.")):
        return "which is another plugin: it may not be there, and an organisation may have switched it off"
    return None


def _lies_in(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")
