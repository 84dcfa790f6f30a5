"""An enrolment comes in, is confirmed, let in or declined. Each is one transaction with its entry."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from plugins.recruitment.codes.models import JoinCode
from plugins.recruitment.codes.queries import code_by_token
from plugins.recruitment.codes.rules import NO_TOKEN
from plugins.recruitment.codes.services import own_code, take_place
from plugins.recruitment.joining import queries
from plugins.recruitment.joining.letters import ask_to_confirm
from plugins.recruitment.joining.models import AskedConsent, Enrolment
from plugins.recruitment.joining.queries import Offer
from plugins.recruitment.joining.rules import ASK_AGAIN_AFTER, check_status
from plugins.recruitment.joining.waiting import JOB as SAY_WAITING
from portal import clock
from portal.audit.services import changed, record
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _
from portal.jobs.services import ask_for
from portal.links.services import revoke_links_about
from portal.messages.services import drop_letters_about
from portal.organisations.setup import Setup
from portal.tenancy import current_organisation_id, uuid7


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody filled in: columns of an enrolment, her branch, and what she agreed to."""

    columns: dict[str, Any]
    unit_id: UUID | None
    agreed: list[dict[str, str]] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """The same for the same words, in whatever form they come twice."""
        agreed = sorted((one["purpose"], one["wording"]) for one in self.agreed)
        return sha256(repr((sorted(self.columns.items()), str(self.unit_id), agreed)).encode()).hexdigest()


def send_in(said: Said, *, offer: Offer, setup: Setup, helped_by: UUID | None = None) -> Enrolment | None:
    """It waits until she confirms it; she is written to where she has an address.

    None where the same waits already, which is answered as the first was: nobody is told who is known here.
    Raises PortalError where no more are taken in today.
    """
    here = current_organisation_id()
    if not queries.may_come_in(here, said.mark, said.columns["email"]):
        record("recruitment.enrolled_again", None, by=helped_by)
        return None
    code = _code(offer)
    db.session.flush()  # its row comes first
    made = _enrolment(said, code, offer, helped_by)
    db.session.add(made)
    record("recruitment.enrolled", made.id, by=helped_by, changes={"code": code.id, "campaign": made.campaign_id})
    if made.email:
        ask_to_confirm(made, by=helped_by)
    db.session.flush()
    if not take_place(code, _places(code, setup), clock.today()):
        raise PortalError(
            _("As many as we can take in have enrolled today, so yours was not saved. Try again tomorrow.")
        )
    return made


def _code(offer: Offer) -> JoinCode:
    """A code that is closed leads to the form all the same, and is credited no more."""
    if offer.code and offer.code.closed_at is None:
        return offer.code
    return code_by_token(current_organisation_id(), NO_TOKEN) or own_code()


def _places(code: JoinCode, setup: Setup) -> int:
    return int(setup.setting("recruitment.joining_a_day")) if code.kind == "web" else code.a_day


def _enrolment(said: Said, code: JoinCode, offer: Offer, helped_by: UUID | None) -> Enrolment:
    campaign = offer.campaign
    return Enrolment(
        id=uuid7(),
        status="waiting",
        unit_id=said.unit_id,
        agreed=said.agreed,
        mark=said.mark,
        code_id=code.id,
        activity_id=code.activity_id,
        surface_id=code.surface_id,
        campaign_id=code.campaign_id or (campaign.id if campaign else None),
        promised_year=campaign.year if campaign else None,
        promised=getattr(campaign, said.columns["kind"], None),
        credited_unit_id=code.unit_id,
        helped_by=helped_by,
        sent_at=clock.now(),
        asked_at=clock.now() if said.columns["email"] else None,
        **said.columns,
    )


def confirm(enrolment: Enrolment, way: str, *, by: UUID | None = None) -> None:
    """She wants to be a member: by the link in her letter, on paper, or told to a helper. Raises PortalError."""
    check_status(enrolment, "waiting")
    changes = changed(enrolment, status="confirmed", confirmed_at=clock.now(), confirmed_by=way, confirmed_with=by)
    ask_for(SAY_WAITING)
    record("recruitment.enrolment_confirmed", enrolment.id, by=by, changes={"status": changes["status"], "way": way})


def ask_again(enrolment: Enrolment, *, by: UUID) -> None:
    """The letter once more; the link in the one before is over. Raises PortalError."""
    check_status(enrolment, "waiting")
    if enrolment.asked_at and enrolment.asked_at > clock.now() - ASK_AGAIN_AFTER:
        raise PortalError(_("The letter was sent a moment ago. Give her ten minutes."))
    record("recruitment.enrolment_asked_again", enrolment.id, by=by)
    revoke_links_about(enrolment.id, by=by)
    enrolment.asked_at = clock.now()
    ask_to_confirm(enrolment, by=by)


def decline(enrolment: Enrolment, *, why: str, by: UUID) -> None:
    """She does not become a member: it was sent twice, or it was no person. Raises PortalError."""
    check_status(enrolment, "waiting", "confirmed")
    revoke_links_about(enrolment.id, by=by, forget=True)
    changes = changed(
        enrolment, status="declined", why=why.strip(), closed_at=clock.now(), closed_by=by, mark=enrolment.id.hex
    )
    drop_letters_about(enrolment.id)
    ask_for(SAY_WAITING)
    record("recruitment.enrolment_declined", enrolment.id, by=by, changes={"status": changes["status"]})


def say_asked(wanted: dict[UUID, str], *, by: UUID | None) -> None:
    """What the form asks people to agree to: by purpose, `no`, `may` or `must`."""
    there = queries.asked_rows(current_organisation_id())
    for purpose_id, word in wanted.items():
        row = there.get(purpose_id)
        if row and word == "no":
            db.session.delete(row)
        elif row:
            row.is_needed = word == "must"
        elif word != "no":
            db.session.add(AskedConsent(id=uuid7(), purpose_id=purpose_id, is_needed=word == "must"))
    record("recruitment.form_said", None, by=by, changes={str(key): word for key, word in wanted.items()})
