"""The register: the list, one person, adding and changing."""

from types import SimpleNamespace
from uuid import UUID

from flask import abort, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _
from portal.messages.stops import stop_of
from portal.organisations.setup import UnitNode
from portal.people import queries
from portal.people.forms import PersonForm, as_stored
from portal.people.models import Person
from portal.people.queries import After
from portal.people.rules import KEEP, RETURNED, SEE, asked_words, can_keep, can_see, can_see_address
from portal.people.services import add_person, change_person
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("people", __name__)


@rooms.route("/", right=SEE)
def index() -> str:
    after, unit_id = After.read(request.args.get("after")), request.args.get("unit", type=UUID)
    search = request.args.get("q", "")[:80].strip()
    lines, following = queries.lines_of(current_user.here.id, _units(unit_id), asked_words(search), after)
    said = {name: value for name, value in (("q", search), ("unit", unit_id)) if value}
    return render(
        "people/index.html", lines=lines, following=following, after=after, said=said, units=_offered(), search=search
    )


def _units(unit_id: UUID | None) -> frozenset[UUID] | None:
    """Those that she asked for, as far as she may see them; None for all there is."""
    hers = current_user.units_with(SEE)
    if unit_id in hers:
        return frozenset(current_user.setup.below(unit_id))
    return None if current_user.everywhere(SEE) else frozenset(hers)


def _offered() -> list[UnitNode]:
    """Nothing to choose where there is but one."""
    found = [node for node in current_user.choices(SEE) if node.depth]
    return found if len(found) > 1 else []


def person_here(person_id: UUID) -> Person:
    """Somebody whom she may see; a hidden one is as good as missing. One that was merged leads on."""
    found = queries.person(current_user.here.id, person_id)
    if found is None and (moved := queries.moved_to(current_user.here.id, person_id)):
        abort(redirect(url_for("people.show", person_id=moved), 303))
    if found is None or not can_see(current_user, found):
        raise NotFound
    return found


@rooms.route("/<uuid:person_id>", right=SEE, shows="person_id")
def show(person_id: UUID) -> str:
    person = person_here(person_id)
    return render(
        "people/show.html",
        person=person,
        may_keep=can_keep(current_user, person),
        sees_address=can_see_address(current_user, person),
        links=_links(person),
        stopped=stop_of(current_user.here.id, person.email) if person.email else None,
        may_lift=current_user.may(RETURNED),
    )


def _links(person: Person) -> list[tuple[str, str]]:
    """(label, address) of what features and plugins keep on a person, as far as she may see it."""
    return [
        (str(link.label), url_for(link.endpoint, person_id=person.id))
        for link in current_user.hooks.person_links()
        if current_user.everywhere(link.right) or (person.unit_id and current_user.may_in(link.right, person.unit_id))
    ]


@rooms.route("/<uuid:person_id>/looks", right=SEE, shows="person_id")
def looks(person_id: UUID) -> str:
    person = person_here(person_id)
    return render("people/looks.html", person=person, looks=queries.looks_at(current_user.here.id, person_id))


@rooms.route("/new", right=KEEP, methods=["GET", "POST"])
def new() -> Response | str:
    form = PersonForm(data={"language": current_user.here.language})
    form.offer(current_user)
    if form.is_sent() and form.has_shown(queries.alike(current_user.here.id, **form.marks)):
        with form.attempt():
            person = add_person(by=current_user.id, country=current_user.here.country, **form.columns)
            return done(
                url_for("people.show", person_id=person.id), _("%(name)s is in the register.", name=person.name)
            )
    return render("people/form.html", form=form, person=None, back=url_for("people.index"))


@rooms.route("/<uuid:person_id>/change", right=KEEP, methods=["GET", "POST"], shows="person_id")
def change(person_id: UUID) -> Response | str:
    person = person_here(person_id)
    if not can_keep(current_user, person) or not can_see_address(current_user, person):
        raise NotFound
    form = PersonForm(data=as_stored(person))
    form.offer(current_user)
    back = url_for("people.show", person_id=person_id)
    if form.is_sent() and not form.clashes_with(SimpleNamespace(**as_stored(person))):
        with form.attempt():
            change_person(person, by=current_user.id, **form.columns)
            return done(back, _("Saved."))
    return render("people/form.html", form=form, person=person, back=back)
