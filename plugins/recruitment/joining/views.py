"""Pages of enrolments: what came in, and what to do with each of them."""

from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from plugins.recruitment.joining import queries
from plugins.recruitment.joining.admitting import let_in, people_like
from plugins.recruitment.joining.forms import ByHandForm, DeclineForm, LetInForm, asking_form
from plugins.recruitment.joining.models import MAGAZINE_NAMES, STATE_NAMES, STATES, WAY_NAMES, Enrolment
from plugins.recruitment.joining.rules import LEFT_AFTER, can_let_in, can_see, is_open
from plugins.recruitment.joining.services import ask_again, confirm, decline, say_asked
from plugins.recruitment.members.models import KIND_NAMES
from plugins.recruitment.rules import MANAGE_JOINING, MANAGE_MEMBERS, SEE_MEMBERS
from portal.accounts.forms import ConfirmForm
from portal.consents.queries import purposes
from portal.errors import NotFound, PortalError
from portal.forms import done
from portal.i18n import _
from portal.messages.services import address_for
from portal.people.models import Person
from portal.people.queries import person
from portal.people.rules import can_keep, may_keep
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("recruitment_joining", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/enrolments")


@rooms.route("/", right=SEE_MEMBERS)
def index() -> str:
    numbers = queries.numbers(current_user.here.id, _units())
    status = request.args.get("state", "confirmed" if numbers.get("confirmed") else "waiting")
    status = status if status in STATES else "waiting"
    after = request.args.get("after", type=UUID)
    lines, following = queries.page_of(current_user.here.id, _units(), status, after)
    return _render(
        "index", lines=lines, following=following, after=after, status=status, numbers=numbers,
        is_open=is_open(current_user.setup), address=address_for("recruitment_open.form", slug=current_user.here.slug),
    )  # fmt: skip


def _units() -> frozenset[UUID] | None:
    """Those that she sees. Direct members have none: they are for whoever sees all."""
    return None if current_user.everywhere(SEE_MEMBERS) else current_user.units_with(SEE_MEMBERS)


def _render(page: str, **context: Any) -> str:
    words = {"kinds": KIND_NAMES, "states": STATE_NAMES, "ways": WAY_NAMES, "magazines": MAGAZINE_NAMES}
    return render(f"recruitment/joining/{page}.html", **words, **context)


def _enrolment(enrolment_id: UUID) -> Enrolment:
    found = queries.enrolment(current_user.here.id, enrolment_id)
    if found is None or not can_see(current_user, found):
        raise NotFound
    return found


def _hers_to_do(enrolment_id: UUID) -> Enrolment:
    found = _enrolment(enrolment_id)
    if not can_let_in(current_user, found):
        raise NotFound
    return found


def _to(enrolment_id: UUID) -> str:
    return url_for("recruitment_joining.show", enrolment_id=enrolment_id)


@rooms.route("/<uuid:enrolment_id>", right=SEE_MEMBERS)
def show(enrolment_id: UUID) -> str:
    found = _enrolment(enrolment_id)
    return _render(
        "show", enrolment=found, credit=queries.credit_of(found), may=can_let_in(current_user, found),
        agreed=_agreed(found), forgotten_at=found.confirmed_at and found.confirmed_at + LEFT_AFTER,
    )  # fmt: skip


def _agreed(found: Enrolment) -> list[str]:
    names = {str(one.id): one.name for one in purposes(found.organisation_id)} if found.agreed else {}
    return [names[one["purpose"]] for one in found.agreed]


@rooms.route("/<uuid:enrolment_id>/let-in", right=MANAGE_MEMBERS, methods=["GET", "POST"])
def admit(enrolment_id: UUID) -> Response | str:
    """Who may be the same is shown first: nobody stands in the register twice."""
    found = _hers_to_do(enrolment_id)
    form = LetInForm()
    like = people_like(found) if found.status == "confirmed" else []
    hers = [one for one in like if may_keep(current_user, one.unit_id)]
    form.offer(hers, elsewhere=len(hers) < len(like))
    if form.is_sent():
        with form.attempt():
            her = let_in(found, _known(form.person), by=current_user.id)
            return done(
                url_for("recruitment_members.show", person_id=her.id), _("%(name)s is a member.", name=her.name)
            )
    return _render(
        "let_in", form=form, enrolment=found, like=hers, elsewhere=len(hers) < len(like), back=_to(enrolment_id)
    )


def _known(person_id: UUID | None) -> Person | None:
    """Raises PortalError for somebody who is gone, or whom she may not change."""
    found = person(current_user.here.id, person_id) if person_id else None
    if person_id and (found is None or not can_keep(current_user, found)):
        raise PortalError(_("She is not in the register any more. Look again."))
    return found


@rooms.route("/<uuid:enrolment_id>/confirm", right=MANAGE_MEMBERS, methods=["GET", "POST"])
def by_hand(enrolment_id: UUID) -> Response | str:
    """For somebody without e-mail: she signed on paper, or told it."""
    found, form = _hers_to_do(enrolment_id), ByHandForm()
    if form.is_sent():
        with form.attempt():
            confirm(found, form.way.data, by=current_user.id)
            return done(_to(enrolment_id), _("It is written down."))
    return _render("by_hand", form=form, enrolment=found, back=_to(enrolment_id))


@rooms.route("/<uuid:enrolment_id>/ask", right=MANAGE_MEMBERS, methods=["GET", "POST"])
def ask(enrolment_id: UUID) -> Response | str:
    found, form = _hers_to_do(enrolment_id), ConfirmForm()
    if not found.email:
        raise NotFound
    if form.is_sent():
        with form.attempt():
            ask_again(found, by=current_user.id)
            return done(_to(enrolment_id), _("The letter is on its way."))
    return _render("ask", form=form, enrolment=found, back=_to(enrolment_id))


@rooms.route("/<uuid:enrolment_id>/decline", right=MANAGE_MEMBERS, methods=["GET", "POST"])
def turn_down(enrolment_id: UUID) -> Response | str:
    found, form = _hers_to_do(enrolment_id), DeclineForm()
    if form.is_sent():
        with form.attempt():
            decline(found, why=form.why.data or "", by=current_user.id)
            return done(url_for("recruitment_joining.index"), _("The enrolment is declined."))
    return _render("decline", form=form, enrolment=found, back=_to(enrolment_id))


@rooms.route("/form", right=MANAGE_JOINING, methods=["GET", "POST"])
def asking() -> Response | str:
    """What the form asks people to agree to."""
    known = purposes(current_user.here.id)
    now = {key: "must" if row.is_needed else "may" for key, row in queries.asked_rows(current_user.here.id).items()}
    form = asking_form(known, now)
    if form.is_sent():
        wanted = {one.id: form[f"asks_{one.id.hex}"].data for one in known}
        say_asked(wanted, by=current_user.id)
        return done(url_for("recruitment_joining.index"), _("Saved."))
    fields = [form[f"asks_{one.id.hex}"] for one in known]
    return _render("asking", form=form, fields=fields, purposes=known, back=url_for("recruitment_joining.index"))
