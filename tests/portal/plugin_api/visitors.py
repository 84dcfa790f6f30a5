"""Plugins from outside in this process: installed into a folder of their own, and gone without a trace afterwards."""

import importlib
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import entry_points
from pathlib import Path

from portal.i18n import catalogue
from portal.plugin_api.commands import CHECKOUT
from portal.plugin_api.loading import GROUP
from portal.plugin_api.package import Package
from portal.tenancy import Base

FOREIGN = CHECKOUT / "tests" / "foreign"
PIP = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", "install", "--no-index", "--no-deps"]


def install(sources: Iterable[Path], target: Path) -> None:
    """As an operator does, but into this folder alone."""
    subprocess.run([*PIP, "--no-build-isolation", "--target", str(target), *map(str, sources)], check=True)


@contextmanager
def on_the_path(folder: Path) -> Iterator[None]:
    """What is installed there is found by its entry points; afterwards nothing of it is left in the process."""
    tables, words = frozenset(Base.metadata.tables), list(catalogue._folders)
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        for point in entry_points(group=GROUP):
            if _lies_in(point.module, folder):
                Package(point.module.rpartition(".")[0], folder).forget(tables)
        sys.path.remove(str(folder))
        importlib.invalidate_caches()
        catalogue._folders[:] = words
        catalogue.catalogue.cache_clear()


def _lies_in(module: str, folder: Path) -> bool:
    return (folder / module.partition(".")[0]).is_dir()


def write_plugin(folder: Path, name: str, files: Mapping[str, str]) -> None:
    """A small one, as if pip had put it there."""
    for path, text in {"__init__.py": "", **files}.items():
        (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / name / path).write_text(text)
    announce(folder, name)


def announce(folder: Path, name: str) -> None:
    """What pip writes beside a package: its entry point."""
    told = folder / f"{name}-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text(f"[{GROUP}]\n{name} = {name}.plugin\n")


def plugin_test(path: Path, on_postgresql: bool, *chosen: str) -> subprocess.CompletedProcess[str]:
    """`portal plugin test PATH`, with what it says."""
    database = "postgresql" if on_postgresql else "sqlite"
    command = [sys.executable, "-m", "portal.cli", "plugin", "test", str(path), "--database", database, *chosen]
    return subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True)
