"""The register of members: the list, one member, joining, changing, leaving."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from plugins.recruitment.dues.bank_queries import payments_of
from plugins.recruitment.dues.queries import invoices_of
from plugins.recruitment.dues.rules import paid_otherwise
from plugins.recruitment.joining.models import MAGAZINE_WAYS
from plugins.recruitment.joining.queries import magazine_of
from plugins.recruitment.members import queries
from plugins.recruitment.members.forms import ChangeForm, JoinForm, LeaveForm
from plugins.recruitment.members.models import ENDING_NAMES, KIND_NAMES, Membership
from plugins.recruitment.members.queries import Asked
from plugins.recruitment.members.rules import is_member
from plugins.recruitment.members.services import begin_membership, change_membership, end_membership, take_back_end
from plugins.recruitment.rules import MANAGE_DUES, MANAGE_MEMBERS, SEE_MEMBERS, WIN_BACK
from plugins.recruitment.win_back.models import ANSWER_NAMES
from plugins.recruitment.win_back.queries import answer_of
from portal import clock
from portal.accounts.forms import ConfirmForm
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _, _l
from portal.organisations.setup import UnitNode
from portal.people.models import Person
from portal.people.queries import After
from portal.people.rules import asked_words
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("recruitment_members", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/members")

STATES = {
    "member": _l("Members"),
    "open": _l("Have not paid this year"),
    "paid": _l("Have paid this year"),
    "left": _l("Have left"),
}
DUES = {"open": _l("Not paid"), "paid": _l("Paid"), "waived": _l("Waived")}


@rooms.route("/", right=SEE_MEMBERS)
def index() -> str:
    asked, unit = _asked(), request.args.get("unit", type=UUID)
    after = After.read(request.args.get("after"))
    lines, following = queries.page_of(current_user.here.id, asked, clock.today(), after)
    said = {"q": request.args.get("q", "")[:60].strip(), "unit": unit, "kind": asked.kind, "state": asked.state}
    return render(
        "recruitment/members/index.html",
        lines=lines,
        following=following,
        after=after,
        said={name: value for name, value in said.items() if value},
        units=_branches(SEE_MEMBERS),
        year=clock.today().year,
        day=timedelta(days=1),
        **_words(),
    )


def _words() -> dict[str, object]:
    names = {"kinds": KIND_NAMES, "states": STATES, "endings": ENDING_NAMES, "dues": DUES}
    return {**names, "paid_otherwise": paid_otherwise}


def _asked() -> Asked:
    kind, state = request.args.get("kind", ""), request.args.get("state", "member")
    return Asked(
        units=_units(request.args.get("unit", type=UUID)),
        words=asked_words(request.args.get("q", "")[:60]),
        kind=kind if kind in KIND_NAMES else "",
        state=state if state in STATES else "member",
    )


def _units(unit_id: UUID | None) -> frozenset[UUID] | None:
    """Those that she may see and asked for. Direct members have no unit: they are for whoever sees all."""
    hers = current_user.units_with(SEE_MEMBERS)
    if unit_id in hers:
        return frozenset(current_user.setup.below(unit_id))
    return None if current_user.everywhere(SEE_MEMBERS) else hers


def _branches(right: str) -> list[UnitNode]:
    return [node for node in current_user.choices(right) if node.depth]


def _person(person_id: UUID, right: str) -> tuple[Person, list[Membership]]:
    """Somebody in the register, of a branch that she holds the right for."""
    found, history = queries.member(current_user.here.id, person_id)
    if found is None or not _may(right, history[0].unit_id if history else found.unit_id):
        raise NotFound
    return found, history


def member_here(person_id: UUID, right: str) -> tuple[Person, list[Membership]]:
    """Somebody who is or was a member."""
    found, history = _person(person_id, right)
    if not history:
        raise NotFound
    return found, history


def _may(right: str, unit_id: UUID | None) -> bool:
    return bool(current_user.everywhere(right) or (unit_id and current_user.may_in(right, unit_id)))


@rooms.route("/<uuid:person_id>", right=SEE_MEMBERS, shows="person_id")
def show(person_id: UUID) -> str:
    """Somebody in the register, who may never have been a member."""
    person, history = _person(person_id, SEE_MEMBERS)
    invoices = invoices_of(current_user.here.id, person_id)
    return render(
        "recruitment/members/show.html",
        person=person,
        history=history,
        latest=history[0] if history else None,
        is_member=bool(history) and is_member(history[0], clock.today()),
        invoices=invoices,
        payments=payments_of(current_user.here.id, invoices) if current_user.may(MANAGE_DUES) else {},
        magazine=magazine_of(current_user.here.id, person_id),
        ways=MAGAZINE_WAYS,
        may_manage=_may(MANAGE_MEMBERS, history[0].unit_id if history else person.unit_id),
        day=timedelta(days=1),
        asked=_asked_back(history),
        may_ask=_may_ask(history),
        answers=ANSWER_NAMES,
        **_words(),
    )


def _may_ask(history: list[Membership]) -> bool:
    """She has left, and not because she died."""
    left = bool(history) and not is_member(history[0], clock.today()) and history[0].ending != "died"
    return left and current_user.may(WIN_BACK)


def _asked_back(history: list[Membership]) -> Any:
    """What she said about coming back."""
    return answer_of(current_user.here.id, history[0].person_id) if _may_ask(history) else None


@rooms.route("/join/<uuid:person_id>", right=MANAGE_MEMBERS, methods=["GET", "POST"], shows="person_id")
def join(person_id: UUID) -> Response | str:
    person, _history = _person(person_id, MANAGE_MEMBERS)
    form = JoinForm()
    form.offer(_branches(MANAGE_MEMBERS), whole=current_user.everywhere(MANAGE_MEMBERS))
    if form.is_sent():
        with form.attempt():
            begin_membership(person_id, starts_on=form.starts_on.data, by=current_user.id, **form.said)
            return done(_to(person_id), _("%(name)s is a member.", name=person.name))
    return render(
        "recruitment/members/form.html", form=form, person=person, back=_to(person_id), title=_("Make a member")
    )


def _to(person_id: UUID) -> str:
    return url_for("recruitment_members.show", person_id=person_id)


def _as_read(latest: Membership) -> Any:
    """What a form shows. Whoever changes it meanwhile makes another row, whose version begins anew."""
    unit = str(latest.unit_id or "")
    return SimpleNamespace(
        version=f"{latest.id}:{latest.version}", kind=latest.kind, unit_id=unit, ending=latest.ending
    )


@rooms.route("/<uuid:person_id>/change", right=MANAGE_MEMBERS, methods=["GET", "POST"], shows="person_id")
def change(person_id: UUID) -> Response | str:
    person, (latest, *_before) = member_here(person_id, MANAGE_MEMBERS)
    form = ChangeForm(obj=_as_read(latest))
    form.offer(_branches(MANAGE_MEMBERS), whole=current_user.everywhere(MANAGE_MEMBERS))
    if form.is_sent() and not form.clashes_with(_as_read(latest)):
        with form.attempt():
            change_membership(latest, on=form.on_date.data, by=current_user.id, **form.said)
            return done(_to(person_id), _("Saved."))
    return render(
        "recruitment/members/form.html", form=form, person=person, back=_to(person_id), title=_("Change the membership")
    )


@rooms.route("/<uuid:person_id>/leave", right=MANAGE_MEMBERS, methods=["GET", "POST"], shows="person_id")
def leave(person_id: UUID) -> Response | str:
    person, (latest, *_before) = member_here(person_id, MANAGE_MEMBERS)
    form = LeaveForm(data={"version": _as_read(latest).version})
    if form.is_sent() and not form.clashes_with(_as_read(latest)):
        with form.attempt():
            first_day_after = form.last_day.data + timedelta(days=1)
            end_membership(latest, ends_on=first_day_after, ending=form.ending.data, by=current_user.id)
            return done(_to(person_id), _("%(name)s is no longer a member.", name=person.name))
    return render(
        "recruitment/members/form.html", form=form, person=person, back=_to(person_id), title=_("End the membership")
    )


@rooms.route("/<uuid:person_id>/stay", right=MANAGE_MEMBERS, methods=["GET", "POST"], shows="person_id")
def stay(person_id: UUID) -> Response | str:
    person, (latest, *_before) = member_here(person_id, MANAGE_MEMBERS)
    form = ConfirmForm()
    if form.is_sent():
        with form.attempt():
            take_back_end(latest, by=current_user.id)
            return done(_to(person_id), _("%(name)s is a member.", name=person.name))
    return render("recruitment/members/stay.html", form=form, person=person, back=_to(person_id))
