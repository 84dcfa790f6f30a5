"""Write down what somebody answered who was asked to come back."""

from uuid import UUID

from plugins.recruitment.win_back.models import WinBack
from plugins.recruitment.win_back.queries import answer_row
from plugins.recruitment.win_back.rules import FORMER
from portal import clock
from portal.audit.services import changed, record
from portal.due.rules import months_away
from portal.extensions import db
from portal.organisations.viewer import place_of
from portal.sendings.services import leave_list
from portal.tenancy import current_organisation_id, uuid7


def say_answer(person_id: UUID, answer: str, *, by: UUID) -> None:
    """From now on she is not asked: ever, or for some months. What waits to be sent to her for it is taken back."""
    here, today = current_organisation_id(), clock.today()
    found = answer_row(here, person_id) or WinBack(id=uuid7(), person_id=person_id)
    months = int(place_of(here).setup.setting("recruitment.win_back_again"))
    again_on = months_away(today, months) if answer == "later" else None
    changes = changed(found, answer=answer, said_on=today, again_on=again_on, said_by=by)
    db.session.add(found)
    leave_list(FORMER, person_id)
    record("recruitment.win_back_answered", person_id, by=by, changes={"answer": changes.get("answer", answer)})
