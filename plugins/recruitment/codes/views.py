"""Pages of codes, for those who make them."""

from typing import Any
from uuid import UUID

from flask import Response as FileResponse
from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from plugins.recruitment.campaigns.queries import campaigns_to_choose
from plugins.recruitment.codes import queries
from plugins.recruitment.codes.forms import ChangeCodeForm, CodeForm, PosterForm
from plugins.recruitment.codes.models import JoinCode
from plugins.recruitment.codes.poster import address_of_code, order_poster, svg_of
from plugins.recruitment.codes.rules import KIND_NAMES, can_see
from plugins.recruitment.codes.services import change_code, close_code, make_code
from plugins.recruitment.rules import MAKE_CODES
from portal.accounts.forms import ConfirmForm
from portal.activities.kinds import kinds_of
from portal.errors import Forbidden, NotFound
from portal.forms import done
from portal.i18n import _, format_date
from portal.plugin_api import Rooms
from portal.programme.words import name_of
from portal.reports.printing.press import can_print
from portal.shared_links.qr import qr_code
from portal.templating import render

rooms = Rooms("recruitment_codes", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/codes")


@rooms.route("/", right=MAKE_CODES)
def index() -> str:
    lines, following = queries.codes_of(current_user, request.args.get("after", type=UUID))
    return _render("index", lines=lines, following=following, after=request.args.get("after"))


def _render(page: str, **context: Any) -> str:
    return render(f"recruitment/codes/{page}.html", kinds=KIND_NAMES, **context)


@rooms.route("/new", right=MAKE_CODES, methods=["GET", "POST"])
def new() -> Response | str:
    form = CodeForm()
    form.offer(unit_id=_units(), **_things())
    if form.is_sent():
        about = form.about
        if not can_see(current_user, about["unit_id"]):
            raise Forbidden(_("You cannot make a code for this unit."))
        code = make_code(kind=form.kind.data, by=current_user.id, about=about, **form.columns)
        return done(url_for("recruitment_codes.show", code_id=code.id))
    return _render("form", form=form, code=None, back=url_for("recruitment_codes.index"))


def _units() -> list[tuple[str, str]]:
    whole = [("", current_user.here.name)] if current_user.everywhere(MAKE_CODES) else []
    return [*whole, *((str(node.id), node.name) for node in current_user.choices(MAKE_CODES) if node.depth)]


def _things() -> dict[str, list[tuple[str, str]]]:
    """What a code can stand on."""
    here = current_user.here
    kinds = kinds_of(here)
    events = queries.events_to_come(current_user)
    return {
        "activity_id": [(str(one.id), f"{name_of(one, kinds)}, {format_date(one.on_date)}") for one in events],
        "surface_id": [(str(one.id), one.name) for one in queries.surfaces(here.id)],
        "campaign_id": [(str(one.id), one.name) for one in campaigns_to_choose(here.id)],
    }


def _code(code_id: UUID) -> JoinCode:
    """One that she may see; the form's own address is nobody's to change."""
    found = queries.code(current_user.here.id, code_id)
    if found is None or found.kind == "web" or not can_see(current_user, found.unit_id):
        raise NotFound
    return found


@rooms.route("/<uuid:code_id>", right=MAKE_CODES, methods=["GET", "POST"])
def show(code_id: UUID) -> Response | str:
    """With the poster, which the worker prints."""
    code, form = _code(code_id), PosterForm(data={"language": current_user.here.language})
    here = url_for("recruitment_codes.show", code_id=code_id)
    if form.is_sent():
        job = order_poster(code, form.language.data, back=here, by=current_user.id)
        return done(url_for("jobs.show", job_id=job.id))
    address = address_of_code(current_user.here.slug, code)
    return _render(
        "show", code=code, form=form, address=address, qr=qr_code(address), can_print=can_print(),
        brought=queries.brought_by(current_user.here.id, code_id),
    )  # fmt: skip


@rooms.route("/<uuid:code_id>/code.svg", right=MAKE_CODES)
def svg(code_id: UUID) -> FileResponse:
    """The QR code by itself, for whoever draws the leaflet."""
    code = _code(code_id)
    content = svg_of(address_of_code(current_user.here.slug, code))
    headers = {"Content-Disposition": f'attachment; filename="qr-{code.token}.svg"'}
    return FileResponse(content, content_type="image/svg+xml; charset=utf-8", headers=headers)


@rooms.route("/<uuid:code_id>/change", right=MAKE_CODES, methods=["GET", "POST"])
def change(code_id: UUID) -> Response | str:
    code = _code(code_id)
    back, form = url_for("recruitment_codes.show", code_id=code_id), ChangeCodeForm(obj=code)
    if form.is_sent() and not form.clashes_with(code):
        change_code(code, by=current_user.id, **form.columns)
        return done(back, _("Saved."))
    return _render("form", form=form, code=code, back=back)


@rooms.route("/<uuid:code_id>/close", right=MAKE_CODES, methods=["GET", "POST"])
def close(code_id: UUID) -> Response | str:
    code, form = _code(code_id), ConfirmForm()
    back = url_for("recruitment_codes.show", code_id=code_id)
    if form.is_sent():
        with form.attempt():
            close_code(code, by=current_user.id)
            return done(back, _("The code is closed."))
    return _render("close", form=form, code=code, back=back)
