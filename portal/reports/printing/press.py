"""Print to PDF in a process with limits, which reads no file and no address."""

import json
import subprocess
import sys
from ctypes.util import find_library
from functools import cache
from importlib.util import find_spec

import structlog

from portal.errors import PortalError
from portal.i18n import _

log = structlog.get_logger()
SECONDS = 120
#: what weasyprint loads from the system, and the Debian packages that bring it
LIBRARIES = {
    "gobject-2.0": "libglib2.0-0",
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz": "libharfbuzz0b",
    "harfbuzz-subset": "libharfbuzz-subset0",
    "fontconfig": "libfontconfig1",
}


@cache
def missing_for_print() -> tuple[str, ...]:
    """The packages that are not there. Asked once a process: install them, and start it anew."""
    if find_spec("weasyprint") is None:
        return ("weasyprint",)
    return tuple(package for library, package in LIBRARIES.items() if find_library(library) is None)


def can_print() -> bool:
    return not missing_for_print()


def print_pdf(html: str, parts: dict[str, tuple[str, str]]) -> bytes:
    """The page as PDF/UA. `parts` are all that it may ask for: name -> (media type, text).

    Raises PortalError for a report that is too large to print.
    """
    said = json.dumps({"html": html, "parts": parts})
    try:
        # -I: nothing of the folder or the environment is imported; no settings, no secrets
        child = subprocess.run(
            [sys.executable, "-I", "-m", "portal.reports.printing.child"],
            input=said.encode(),
            capture_output=True,
            timeout=SECONDS,
            env={"LC_ALL": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise PortalError(_too_large()) from fault
    if child.returncode != 0 or not child.stdout.startswith(b"%PDF"):
        log.error("not_printed", returncode=child.returncode, said=child.stderr[-300:].decode(errors="replace"))
        raise PortalError(_too_large()) if child.returncode < 0 else RuntimeError("the report was not printed")
    return child.stdout


def _too_large() -> str:
    return _("This report is too large for a PDF. Print the page instead, or take the spreadsheet.")
