"""Pages of contact surfaces."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from plugins.recruitment.rules import KEEP_SURFACES, SEE_SURFACES
from plugins.recruitment.surfaces import queries, services
from plugins.recruitment.surfaces.forms import (
    ChangePersonForm,
    FollowUpForm,
    NewSurfaceForm,
    PersonForm,
    SurfaceForm,
    surface_form,
)
from plugins.recruitment.surfaces.models import KIND_NAMES, SurfaceCare, SurfacePerson
from plugins.recruitment.surfaces.queries import Asked, Whole
from plugins.recruitment.surfaces.rules import STATES, can_keep, can_see, soon
from portal import clock
from portal.accounts.forms import ConfirmForm
from portal.actions.services import responsible_account
from portal.actions.words import STATUSES
from portal.errors import Forbidden, NotFound
from portal.extensions import db
from portal.forms import done
from portal.i18n import _
from portal.organisations.models import ContactSurface
from portal.paging import Position
from portal.people import queries as register
from portal.people.looks import look_at
from portal.people.rules import asked_words, may_see
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("recruitment_surfaces", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/surfaces")


@rooms.route("/", right=SEE_SURFACES)
def index() -> str:
    asked, after = _asked(), Position.read(request.args.get("after"))
    lines, following = queries.page_of(current_user.here.id, asked, after)
    q = request.args.get("q", "")[:60].strip()
    said = {"q": q, "unit": asked.unit_id, "kind": asked.kind, "state": asked.state}
    return _render(
        "index",
        lines=lines,
        following=following,
        after=after,
        said={name: value for name, value in said.items() if value and value != "open"},
        units=[node for node in current_user.choices(SEE_SURFACES) if node.depth],
        states=STATES,
        may_keep=bool(current_user.choices(KEEP_SURFACES)),
    )


def _render(page: str, **context: Any) -> str:
    return render(f"recruitment/surfaces/{page}.html", kinds=KIND_NAMES, today=clock.today(), **context)


def _asked() -> Asked:
    kind, state = request.args.get("kind", ""), request.args.get("state", "open")
    hers, unit = current_user.units_with(SEE_SURFACES), request.args.get("unit", type=UUID)
    return Asked(
        units=None if current_user.everywhere(SEE_SURFACES) else hers,
        unit_id=unit if unit in hers else None,
        words=asked_words(request.args.get("q", "")[:60]),
        kind=kind if kind in KIND_NAMES else "",
        state=state if state in STATES else "open",
        until=soon(),
    )


@rooms.route("/new", right=KEEP_SURFACES, methods=["GET", "POST"])
def new() -> Response | str:
    form = surface_form(current_user, NewSurfaceForm)
    if form.is_sent():
        with form.attempt():
            said = _said(form)
            made = services.begin_surface(current_user.here.id, form.name.data.strip(), **_by(), **said)
            return done(_to(made.id), _("Saved."))
    return _render("form", form=form, surface=None, back=url_for("recruitment_surfaces.index"))


def _said(form: Any) -> dict[str, Any]:
    """Raises PortalError for an owner without access, Forbidden for somebody else's branch."""
    said = form.said_of(responsible_account(current_user.here.id, form.owner.data or ""))
    if not can_keep(current_user, said["unit_id"]):
        raise Forbidden(_("You cannot look after the contact surfaces of this unit."))
    return dict(said)


def _by() -> dict[str, Any]:
    return {"by": current_user.id, "language": current_user.here.language}


def _to(surface_id: UUID) -> str:
    return url_for("recruitment_surfaces.show", surface_id=surface_id)


def _seen(unit_id: UUID | None) -> None:
    if not can_see(current_user, unit_id):
        raise NotFound


def _whole(surface_id: UUID) -> Whole:
    found = queries.whole_surface(current_user.here.id, surface_id)
    if found is None:
        raise NotFound
    _seen(_unit_of(found.care))
    return found


def _unit_of(care: SurfaceCare | None) -> UUID | None:
    return care.unit_id if care else None


@rooms.route("/<uuid:surface_id>", right=SEE_SURFACES, methods=["GET", "POST"])
def show(surface_id: UUID) -> Response | str:
    """With one press to say that somebody was in touch."""
    found = _whole(surface_id)
    may_keep = can_keep(current_user, _unit_of(found.care))
    form = FollowUpForm(data={"months": found.care.months if found.care else 3})
    if may_keep and form.is_sent():
        with form.attempt():
            services.follow_up(
                found.surface, found.care, on=form.on_date.data, months=form.months.data, filled=form.filled.data,
                note=(form.text.data or "").strip(), **_by(),
            )  # fmt: skip
            return done(_to(surface_id), _("Saved."))
    here = current_user.here.id
    return _render(
        "show",
        found=found,
        form=form,
        may_keep=may_keep,
        people=[one for one in queries.people_of(here, surface_id) if _may_see(one)],
        visits=queries.visits_of(here, surface_id),
        actions=queries.actions_at(here, surface_id),
        statuses=STATUSES,
    )


def _may_see(one: Any) -> bool:
    """Somebody of the register stands here for those who see her there."""
    return one.person_id is None or may_see(current_user, one.unit_id)


def _kept(surface_id: UUID) -> tuple[ContactSurface, SurfaceCare | None]:
    """One that she looks after."""
    found = queries.surface(current_user.here.id, surface_id)
    if found is None or not can_keep(current_user, _unit_of(found[1])):
        raise NotFound
    return found


@rooms.route("/<uuid:surface_id>/change", right=KEEP_SURFACES, methods=["GET", "POST"])
def change(surface_id: UUID) -> Response | str:
    surface, care = _kept(surface_id)
    row = _as_read(surface, care)
    form = surface_form(current_user, SurfaceForm, obj=row)
    if form.is_sent() and not form.clashes_with(row):
        with form.attempt():
            name, closed = form.name.data.strip(), form.closed.data
            services.keep_surface(surface, care, name=name, closed=closed, **_by(), **_said(form))
            return done(_to(surface_id), _("Saved."))
    return _render("form", form=form, surface=surface, back=_to(surface_id))


def _as_read(surface: ContactSurface, care: SurfaceCare | None) -> Any:
    """Both rows as one: the form is over the surface and how it is looked after."""
    version = f"{surface.version}.{care.version if care else 0}"
    said: dict[str, Any] = {"name": surface.name, "closed": surface.closed, "version": version}
    if care is None:
        return SimpleNamespace(**said)
    names = ("kind", "place", "web", "material", "filled_on", "next_on", "note")
    owner, unit = queries.owner_address(care.user_id), str(care.unit_id or "")
    return SimpleNamespace(**said, owner=owner, unit_id=unit, **{name: getattr(care, name) for name in names})


@rooms.route("/<uuid:surface_id>/people/new", right=KEEP_SURFACES, methods=["GET", "POST"])
def person_new(surface_id: UUID) -> Response | str:
    surface, _care = _kept(surface_id)
    form = PersonForm()
    if form.is_sent():
        services.add_person(surface, by=current_user.id, **services.of_register(current_user, form.said))
        return done(_to(surface_id), _("Saved."))
    return _render("person", form=form, surface=surface, person=None, back=_to(surface_id))


def _in_charge(surface_id: UUID, in_charge_id: UUID) -> tuple[ContactSurface, SurfacePerson]:
    surface, _care = _kept(surface_id)
    found = queries.in_charge(current_user.here.id, surface_id, in_charge_id)
    if found is None or (found.person_id and not _is_seen(found.person_id)):
        raise NotFound
    return surface, found


def _is_seen(person_id: UUID) -> bool:
    her = register.person(current_user.here.id, person_id)
    return her is not None and may_see(current_user, her.unit_id)


@rooms.route("/<uuid:surface_id>/people/<uuid:in_charge_id>", right=KEEP_SURFACES, methods=["GET", "POST"])
def person(surface_id: UUID, in_charge_id: UUID) -> Response | str:
    surface, found = _in_charge(surface_id, in_charge_id)
    row = _person_as_read(found)
    form = ChangePersonForm(obj=row)
    if form.is_sent() and not form.clashes_with(row):
        services.change_person(found, by=current_user.id, **services.of_register(current_user, form.said))
        return done(_to(surface_id), _("Saved."))
    if found.person_id and request.method == "GET":
        look_at(found.person_id, page=str(request.endpoint))
        db.session.commit()
    return _render("person", form=form, surface=surface, person=found, back=_to(surface_id))


def _person_as_read(found: SurfacePerson) -> Any:
    """Of the register, her address there: with it she stays the same."""
    email = queries.registered_address(current_user.here.id, found.person_id) if found.person_id else found.email
    return SimpleNamespace(role=found.role, name=found.name, email=email, phone=found.phone, version=found.version)


@rooms.route("/<uuid:surface_id>/people/<uuid:in_charge_id>/remove", right=KEEP_SURFACES, methods=["GET", "POST"])
def person_remove(surface_id: UUID, in_charge_id: UUID) -> Response | str:
    surface, found = _in_charge(surface_id, in_charge_id)
    form = ConfirmForm()
    if form.is_sent():
        services.remove_person(found, by=current_user.id)
        return done(_to(surface_id), _("She is taken off."))
    return _render("person_remove", form=form, surface=surface, person=found, back=_to(surface_id))
