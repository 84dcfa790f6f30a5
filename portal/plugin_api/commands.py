"""`portal plugin new` and `portal plugin test`: write a plugin that works, and try one."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask

from portal.errors import MisconfiguredError
from portal.plugin_api.check import check_address, check_plugin
from portal.plugin_api.manager import house
from portal.plugin_api.types import Plugin
from portal.tenancy import Base

SKELETON = Path(__file__).parent / "skeleton"
CHECKOUT = Path(__file__).parent.parent.parent
BRIEFLY = ("-q", "--tb=short", "-rfE", "--disable-warnings", "-p", "no:cacheprovider")
NOTHING_CHOSEN = 5  # pytest's exit code
CONTRACT = CHECKOUT / "tests" / "contract"
#: where the skeleton's folders come to lie: templates are not called so here, or their words would be the portal's
FOLDERS = {
    "package/pages": "@name@/templates/@name@",
    "package/translations/nb": "@name@/translations/nb/LC_MESSAGES",
    "package/translations/da": "@name@/translations/da/LC_MESSAGES",
    "package": "@name@",
}


def write_plugin(name: str, into: Path, app: Flask) -> Path:
    """A plugin that works, in a folder of its name. Raises MisconfiguredError for a name that cannot be."""
    with app.app_context():
        plugin = check_plugin(Plugin(name=name, label=name), name, house().plugins, Base.metadata.tables)
        check_address(plugin, app)
    if find_spec(name):
        raise MisconfiguredError(f"{name!r} is the name of a Python package that is installed")
    target = into / name
    if target.exists():
        raise MisconfiguredError(f"{target} is there already")
    words = {"@name@": name, "@segment@": plugin.segment, "@label@": name.replace("_", " ").capitalize()}
    for source in sorted(SKELETON.rglob("*.txt")):
        _write(source, target, words)
    return target


def _write(source: Path, target: Path, words: dict[str, str]) -> None:
    folder = source.parent.relative_to(SKELETON).as_posix()
    for place, lies_in in FOLDERS.items():
        if folder == place or folder.startswith(f"{place}/"):
            folder = lies_in + folder.removeprefix(place)
            break
    path = target / _filled(f"{folder}/{source.name.removesuffix('.txt')}", words)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_filled(source.read_text(encoding="utf-8"), words), encoding="utf-8")


def _filled(text: str, words: dict[str, str]) -> str:
    for placeholder, word in words.items():
        text = text.replace(placeholder, word)
    return text


def try_plugin(path: Path, database: str, chosen: Sequence[str] = ()) -> int:
    """Whether it is used at all; the portal's contract tests with it; its own tests. 0 when all passed.

    `chosen` is said to pytest as well: `-k`, `-x`.
    """
    if not (CONTRACT / "test_plugins.py").exists():
        raise MisconfiguredError("The contract tests are not part of an installed package: run this in a checkout.")
    if not (path / "pyproject.toml").exists():
        raise MisconfiguredError(f"{path} holds no pyproject.toml, so that nothing can be installed from there.")
    path = path.resolve()
    with TemporaryDirectory() as installed:
        _install(path, Path(installed))
        environment = _environment(path, installed)
        command = [sys.executable, "-m", "pytest", *BRIEFLY, f"--database={database}"]

        def run(*words: object) -> int:
            code = subprocess.run([*command, *map(str, words)], cwd=CHECKOUT, env=environment).returncode
            return 0 if chosen and code == NOTHING_CHOSEN else code

        return run("-x", CONTRACT / "test_plugins.py") or run("-n", 2, CONTRACT, *chosen) or _run_own(path, run, chosen)


def _run_own(path: Path, run: Callable[..., int], chosen: Sequence[str]) -> int:
    """The plugin's own tests, with the portal's fixtures."""
    if not (path / "tests").is_dir():
        return 0
    ours = ("-c", CHECKOUT / "pyproject.toml", "-p", "tests.conftest")
    return run(*ours, "--rootdir", path, "--confcutdir", path, path / "tests", *chosen)


def _install(path: Path, target: Path) -> None:
    """Into a folder of its own, with what is here: nothing is fetched and nothing else is changed."""
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", "install", "--no-index"]
    done = subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--target", str(target), str(path)])
    if done.returncode:
        raise MisconfiguredError(f"{path} cannot be installed: pip has said why.")


def _environment(path: Path, installed: str) -> dict[str, str]:
    paths = [installed, str(CHECKOUT), *filter(None, [os.environ.get("PYTHONPATH")])]
    told = path / "tests" / "contract.py"
    own_database = f"{os.environ.get('TEST_DATABASE_SUFFIX', '')}_plugin{os.getpid()}"
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "MEDVIRKE_PLUGIN_CONTRACT": str(told),
        "TEST_DATABASE_SUFFIX": own_database,
    }
