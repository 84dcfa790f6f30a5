"""Plan and change a campaign. It opens and ends by its dates: nothing has to be done on the day."""

from datetime import date
from typing import Any
from uuid import UUID

from plugins.recruitment.campaigns.models import Campaign
from plugins.recruitment.campaigns.queries import overlapping
from plugins.recruitment.campaigns.rules import check_days
from portal import clock
from portal.audit.services import changed, record
from portal.extensions import db
from portal.tenancy import current_organisation_id, uuid7


def plan_campaign(*, starts_on: date, ends_on: date, year: int, by: UUID | None, **said: Any) -> Campaign:
    """`said`: its name, and what each kind of member pays. Raises PortalError for days that cannot be."""
    check_days(starts_on, ends_on, year, overlapping(current_organisation_id(), starts_on, ends_on))
    made = Campaign(
        id=uuid7(), starts_on=starts_on, ends_on=ends_on, year=year, made_by=by, made_at=clock.now(), **said
    )
    db.session.add(made)
    record("recruitment.campaign_planned", made.id, by=by, changes={"from": starts_on, "to": ends_on})
    return made


def change_campaign(campaign: Campaign, *, by: UUID, **said: Any) -> None:
    """Who has enrolled keeps the dues that she was promised. Raises PortalError."""
    days = said["starts_on"], said["ends_on"]
    check_days(*days, said["year"], overlapping(campaign.organisation_id, *days, but=campaign.id))
    record("recruitment.campaign_changed", campaign.id, by=by, changes=changed(campaign, **said))
