"""The register of peers, one of them, and the list of what they lack."""

from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from sqlalchemy import Row
from werkzeug.wrappers import Response

from plugins.recruitment.gatherings.queries import courses_without_peer, latest_meeting
from plugins.recruitment.peers import queries, services
from plugins.recruitment.peers.forms import NewPeerForm, PeerForm, PressForm, StatusForm, TalkForm
from plugins.recruitment.peers.models import PACK_NAMES, REASON_NAMES, STATUS_NAMES, Peer
from plugins.recruitment.peers.rules import LACK_NAMES, PRESS_NAMES, half_of, lacks, may, units_of
from plugins.recruitment.rules import MANAGE_GATHERINGS, MANAGE_PEERS, SEE_PEERS
from portal import clock
from portal.actions.queries import surfaces
from portal.errors import NotFound, PortalError
from portal.files.queries import files_of
from portal.forms import done
from portal.i18n import LazyText, _
from portal.organisations.setup import UnitNode
from portal.people.models import Person
from portal.people.queries import After
from portal.people.rules import asked_words
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("recruitment_peers", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/peers")
FILES = "recruitment.peer"


@rooms.route("/", right=SEE_PEERS)
def index() -> str:
    status, unit = request.args.get("status", "active"), request.args.get("unit", type=UUID)
    status = status if status in STATUS_NAMES else "active"
    q, after = request.args.get("q", "")[:60].strip(), After.read(request.args.get("after"))
    hers = units_of(current_user)
    unit = unit if hers is None or unit in hers else None
    lines, following = queries.page_of(
        current_user.here.id,
        {unit} if unit else hers,
        Peer.status == status,
        *queries.holds(current_user.here.id, asked_words(q)),
        after=after,
    )
    said = {name: value for name, value in (("q", q), ("unit", unit), ("status", status)) if value}
    return _render(
        "index", lines=lines, following=following, after=after, said=said, units=_branches(SEE_PEERS), meeting_on=None
    )


def _render(page: str, **context: Any) -> str:
    words = {"statuses": STATUS_NAMES, "reasons": REASON_NAMES, "lack_names": LACK_NAMES, "press_names": PRESS_NAMES}
    return render(
        f"recruitment/peers/{page}.html",
        lacks=lacks,
        listed=_listed,
        today=clock.today(),
        packs=PACK_NAMES,
        **words,
        **context,
    )


def _listed(names: Iterable[str], words: Mapping[str, LazyText]) -> str:
    return ", ".join(str(words[name]) for name in names if name in words)


def _branches(right: str) -> list[UnitNode]:
    return [node for node in current_user.choices(right) if node.depth]


@rooms.route("/gaps", right=SEE_PEERS, methods=["GET", "POST"])
def gaps() -> Response | str:
    """What each active peer lacks, with one press to register it; branches and courses without a peer."""
    here, today, after = current_user.here.id, clock.today(), After.read(request.args.get("after"))
    form = PressForm()
    if form.is_sent():
        what, found = _pressed(form)
        with form.attempt():
            return _press(what, found)
    meeting = latest_meeting(here, today)
    meeting_on = meeting.starts_on if meeting else None
    lines, following = queries.page_of(
        here, units_of(current_user), queries.lacks_something(today, meeting_on), after=after
    )
    return _render(
        "gaps",
        form=form,
        lines=lines,
        following=following,
        after=after,
        meeting_on=meeting_on if meeting_on and meeting_on >= half_of(today)[0] else None,
        may_press=bool(current_user.choices(MANAGE_PEERS)),
        empty_branches=_without_peer(),
        courses=courses_without_peer(here, today),
        may_book=current_user.may(MANAGE_GATHERINGS),
    )


def _without_peer() -> list[UnitNode]:
    """Branches of hers that no active peer belongs to."""
    there = queries.active_units(current_user.here.id)
    return [node for node in _branches(SEE_PEERS) if node.kind == "branch" and node.id not in there]


def _pressed(form: PressForm) -> tuple[str, Row[Any]]:
    """What one of the buttons says, and of whom: a peer whom she may follow up."""
    what, person_id = form.pressed or ("", None)
    if person_id is None or what not in (*PRESS_NAMES, "follow"):
        raise NotFound
    return what, _peer(person_id, MANAGE_PEERS)


def _press(what: str, found: Row[Any]) -> Response:
    """It was done today."""
    services.press(found.Peer, what, **_by())
    to = _to(found.Person.id) if what == "follow" else url_for("recruitment_peers.gaps")
    return done(to, _("It is written down for %(name)s.", name=found.Person.name))


def _by() -> dict[str, Any]:
    return {"by": current_user.id, "language": current_user.here.language}


def _person(person_id: UUID, right: str) -> Row[Any]:
    """Somebody in the register, of a branch that she holds the right for."""
    found = queries.peer_of(current_user.here.id, person_id)
    if found is None or not may(current_user, right, found.Peer.unit_id if found.Peer else found.Person.unit_id):
        raise NotFound
    return found


def _peer(person_id: UUID, right: str) -> Row[Any]:
    """Somebody who is or was a peer."""
    found = _person(person_id, right)
    if found.Peer is None:
        raise NotFound
    return found


def _to(person_id: UUID) -> str:
    return url_for("recruitment_peers.show", person_id=person_id)


@rooms.route("/<uuid:person_id>", right=SEE_PEERS, shows="person_id")
def show(person_id: UUID) -> str:
    """Somebody in the register, who may be no peer yet."""
    found = _person(person_id, SEE_PEERS)
    here, peer = current_user.here.id, found.Peer
    talks, gatherings = queries.history_of(here, person_id) if peer else ([], [])
    return _render(
        "show",
        person=found.Person,
        peer=peer,
        follower=found.follower,
        surface=found.surface,
        form=PressForm(formdata=None),
        talks=talks,
        gatherings=gatherings,
        files=files_of(here, [FILES], [person_id]) if peer else [],
        may_manage=may(current_user, MANAGE_PEERS, peer.unit_id if peer else found.Person.unit_id),
    )


@rooms.route("/join/<uuid:person_id>", right=MANAGE_PEERS, methods=["GET", "POST"], shows="person_id")
def join(person_id: UUID) -> Response | str:
    found = _person(person_id, MANAGE_PEERS)
    form = NewPeerForm(data={"unit_id": str(found.Person.unit_id or "")})
    _offer(form)
    if form.is_sent():
        with form.attempt():
            if found.Peer:
                raise PortalError(_("She is a peer already."))
            services.make_peer(person_id, **_by(), **form.said)
            return done(_to(person_id), _("%(name)s is a peer.", name=found.Person.name))
    return _form(form, found.Person, _("Make a peer"))


def _offer(form: Any, chosen: UUID | None = None) -> None:
    """Contact surfaces that are in use, and the one that she has."""
    found = [(str(one.id), one.name) for one in surfaces(current_user.here.id) if not one.closed or one.id == chosen]
    form.offer(_branches(MANAGE_PEERS), found, whole=current_user.everywhere(MANAGE_PEERS))


def _form(form: Any, person: Person, title: str, page: str = "form", **context: Any) -> str:
    return _render(page, form=form, person=person, title=title, back=_to(person.id), **context)


@rooms.route("/<uuid:person_id>/change", right=MANAGE_PEERS, uploads=True, methods=["GET", "POST"], shows="person_id")
def change(person_id: UUID) -> Response | str:
    found = _peer(person_id, MANAGE_PEERS)
    row = _as_read(found.Peer)
    form = PeerForm(obj=row)
    _offer(form, found.Peer.surface_id)
    if form.is_sent() and not form.clashes_with(row):
        with form.attempt():
            services.change_peer(found.Peer, **_by(), **form.said)
            form.files.keep_for(FILES, person_id, by=current_user.id)
            return done(_to(person_id), _("Saved."))
    return _form(form, found.Person, _("Change what is known"))


def _as_read(peer: Peer) -> Any:
    """What a form shows."""
    names = ("version", "focus", "trained_on", "course", "agreed_on", "pack", "status")
    said = {name: getattr(peer, name) for name in names}
    ids = {"unit_id": str(peer.unit_id or ""), "surface_id": str(peer.surface_id or ""), "reason": peer.reason or ""}
    return SimpleNamespace(**said, **ids)


@rooms.route("/<uuid:person_id>/talk", right=MANAGE_PEERS, methods=["GET", "POST"], shows="person_id")
def talk(person_id: UUID) -> Response | str:
    found = _peer(person_id, MANAGE_PEERS)
    form = TalkForm()
    if form.is_sent():
        with form.attempt():
            services.add_talk(found.Peer, on=form.on_date.data, note=form.note.data or "", **_by())
            return done(_to(person_id), _("Saved."))
    return _form(form, found.Person, _("Write down a follow-up talk"), "talk")


@rooms.route("/<uuid:person_id>/status", right=MANAGE_PEERS, methods=["GET", "POST"], shows="person_id")
def status(person_id: UUID) -> Response | str:
    found = _peer(person_id, MANAGE_PEERS)
    row = _as_read(found.Peer)
    form = StatusForm(obj=row)
    if form.is_sent() and not form.clashes_with(row):
        with form.attempt():
            said = {"status": form.status.data, "reason": form.reason.data or None, "on": form.on_date.data}
            services.set_status(found.Peer, **said, **_by())
            return done(_to(person_id), _("Saved."))
    return _form(form, found.Person, _("Pause, end or begin again"), "status")


def address_of(person_id: UUID) -> str:
    """Where a file leads back to."""
    return _to(person_id)


def may_see_files(viewer: Any, person_id: UUID) -> bool:
    found = queries.peer_of(viewer.here.id, person_id)
    return found is not None and may(viewer, SEE_PEERS, found.Peer.unit_id if found.Peer else None)
