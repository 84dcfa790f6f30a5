"""Make, change and close a code; take one of the places that it has a day."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import case, or_, update

from plugins.recruitment.codes.models import JoinCode
from plugins.recruitment.codes.rules import MOST_A_DAY, NO_TOKEN, new_code
from portal import clock
from portal.audit.services import changed, record
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _
from portal.tenancy import current_organisation_id, uuid7


def make_code(
    *, kind: str, label: str, a_day: int, about: dict[str, UUID | None] | None = None, by: UUID | None
) -> JoinCode:
    """Open from now until somebody closes it. `about`: unit_id, activity_id, surface_id, campaign_id."""
    code = JoinCode(
        id=uuid7(),
        kind=kind,
        label=label.strip(),
        token=new_code(),
        a_day=a_day,
        made_by=by,
        made_at=clock.now(),
        **(about or {}),
    )
    db.session.add(code)
    record("recruitment.code_made", code.id, by=by, changes={"label": code.label, "kind": kind})
    return code


def own_code() -> JoinCode:
    """What stands for the form's own address; it takes as many a day as the settings say."""
    code = JoinCode(id=uuid7(), kind="web", label="", token=NO_TOKEN, a_day=MOST_A_DAY, made_at=clock.now(), used=0)
    db.session.add(code)
    return code


def change_code(code: JoinCode, *, by: UUID, **values: Any) -> None:
    """Another name, or another number a day. What it stands on, it keeps: it is printed."""
    record("recruitment.code_changed", code.id, by=by, changes=changed(code, **values))


def close_code(code: JoinCode, *, by: UUID) -> None:
    """From now on it leads to the form without a credit. Raises PortalError where it is closed already."""
    if code.closed_at:
        raise PortalError(_("This code is closed already."))
    record("recruitment.code_closed", code.id, by=by, changes=changed(code, closed_at=clock.now()))


def take_place(code: JoinCode, a_day: int, today: date) -> bool:
    """One of today's places, in one statement: however many send at once, no more get through.

    It comes last, because who enrols through the same code waits for it until the commit.
    """
    is_new_day = or_(JoinCode.used_on.is_(None), JoinCode.used_on != today)
    taken = db.session.execute(
        update(JoinCode)
        .where(
            JoinCode.organisation_id == current_organisation_id(),
            JoinCode.id == code.id,
            or_(is_new_day, JoinCode.used < a_day),
        )
        .values(used=case((is_new_day, 1), else_=JoinCode.used + 1), used_on=today)
        .execution_options(synchronize_session=False)
    )
    return bool(taken.rowcount)  # type: ignore[attr-defined]  # of a statement that writes
