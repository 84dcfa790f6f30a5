"""Who was met at an activity, who waits with an entry, and what is typed into the forms about them."""

from typing import Any
from uuid import UUID

from portal import clock
from portal.activities.contacts.models import ActivityContact, WaitingContact
from portal.activities.models import Activity
from portal.extensions import db
from portal.tenancy import uuid7


def contacts_writes(arguments: dict[str, Any]) -> dict[str, dict[str, Any]]:
    box = {"person-agrees": arguments["the words"].hex, "person-email": "ny@eng.example"}
    return {
        "contacts.add": {
            "by": "volunteer", "typed": {"person-name": "Kari Ny", **box}, "other": {"person-name": "Ola Ny"},
        },
        "contacts.call": {
            "by": "unit_leader", "typed": {"follow_up_note": "Kommer gjerne"}, "other": {"follow_up_note": "Ringes"},
        },
    }  # fmt: skip


def fill_contacts(words: Any, arguments: dict[str, Any], by: UUID) -> dict[str, Any]:
    """Somebody of the register who was met at an activity of the tenant's own type, and somebody who waits."""
    purpose_id, moment = arguments["consents.withdraw:purpose_id"], clock.now()
    held = words.row(
        Activity, id=uuid7(), activity_type=arguments["kind_key"], unit_id=arguments["unit_id"], status="held",
        on_date=clock.today(), numbers={"q4": 1}, answers={}, registered_at=moment, registered_by=by,
    )  # fmt: skip
    db.session.add(held)
    db.session.flush()
    db.session.add(
        words.row(
            ActivityContact, activity_id=held.id, question="q4", person_id=arguments["person_id"],
            purpose_id=purpose_id, event_id=held.id, kept_at=moment,
        )
    )  # fmt: skip
    db.session.add(
        words.row(
            WaitingContact, activity_id=arguments["waiting_id"], question="q4", purpose_id=purpose_id, country="NO",
            wording_id=arguments["the words"], language="nb", phone="+4740000002", at=moment,
        )
    )  # fmt: skip
    db.session.flush()
    return {"event_id": held.id, "contacts.add:activity_id": held.id}
