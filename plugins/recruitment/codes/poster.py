"""A code on paper: the QR code as a picture, and an A4 poster with the address in letters beside it."""

from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import current_app

from plugins.recruitment.codes.models import JoinCode
from plugins.recruitment.codes.queries import code as find_code
from portal.audit.services import record
from portal.errors import NotFound
from portal.files.services import keep
from portal.i18n import _, use_language
from portal.jobs.errands import Errand, Outcome
from portal.jobs.models import Job
from portal.jobs.services import start_job
from portal.messages.services import address_for
from portal.organisations.queries import setup_now
from portal.organisations.viewer import place_of
from portal.reports.printing.press import print_pdf

LANGUAGES = ("nb", "da")
_SHEET = Path(__file__).parent / "poster.css"


def address_of_code(slug: str, code: JoinCode) -> str:
    """What is scanned or typed, as short as it can be."""
    return address_for("recruitment_open.join", slug=slug, join_code=code.token)


def svg_of(address: str) -> str:
    """Black on white, a fifth of it may be torn or dirty; it scales to any size."""
    import segno  # for few pages: not with every start

    made = segno.make(address, error="q", micro=False)
    written = BytesIO()
    made.save(written, kind="svg", border=4, dark="#000", light="#fff", omitsize=True)
    return written.getvalue().decode()


def order_poster(code: JoinCode, language: str, *, back: str, by: UUID) -> Job:
    """Let the worker print it; its page shows when it is there."""
    details = {"code": str(code.id), "poster": language}
    record("recruitment.poster_asked_for", code.id, by=by, changes={"language": language})
    return start_job(
        "recruitment.poster", title=_("Poster: %(name)s", name=code.label), details=details, back=back, by=by
    )


def make_poster(organisation_id: UUID, errand: Errand) -> Outcome:
    """Print, keep. Done twice, it leaves two files, and the second is the one that is shown."""
    found = find_code(organisation_id, UUID(errand.details["code"]))
    if found is None or errand.asked_by is None:
        raise NotFound
    with use_language(errand.details["poster"]):
        html, parts = poster_page(organisation_id, found)
        name = f"{_('Poster')} {found.label}.pdf"
    errand.report(0, 1)
    content = print_pdf(html, parts)
    kept = keep(owner_kind="job", owner_id=errand.id, name=name, content=content, by=errand.asked_by)
    return Outcome(text=_("The poster is ready."), file_id=kept.id)


def poster_page(organisation_id: UUID, code: JoinCode) -> tuple[str, dict[str, tuple[str, str]]]:
    """The page in the language at hand, and all that it may ask for by name."""
    from portal.i18n import current_language

    here, language = place_of(organisation_id), current_language()
    address = address_of_code(here.slug, code)
    said: dict[str, Any] = {
        "language": language,
        "here": here,
        "code": code,
        "unit": setup_now(organisation_id).name(code.unit_id) if code.unit_id else "",
        "address": address.partition("://")[2],
    }
    page = current_app.extensions["templates"][language].get_template("recruitment/codes/poster.html").render(**said)
    parts = {
        "poster.css": ("text/css", _SHEET.read_text(encoding="utf-8")),
        "qr.svg": ("image/svg+xml", svg_of(address)),
    }
    return str(page), parts
