"""Figures of members: how many pay, by branch and kind, and what share of those who could be one."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from plugins.recruitment.dues.rules import years_that_count
from plugins.recruitment.members import queries
from portal.organisations.queries import setup_now
from portal.organisations.setup import Setup

#: they have or have had the illness; next of kin stand beside them, never in one percentage
PATIENTS, NEXT_OF_KIN = "patient", "next_of_kin"


def paying_members(organisation_id: UUID, on: date) -> Decimal:
    """Members on this day whose dues are paid: the one answer that goals, reports and pages share."""
    return Decimal(queries.number_paying(organisation_id, on, years_of(setup_now(organisation_id), on)))


def years_of(setup: Setup, on: date) -> tuple[int, ...]:
    """Payment for which years counts on this day, as the association has decided."""
    return years_that_count(on, int(setup.setting("recruitment.paying_until_month")))


def reach_of_patients(organisation_id: UUID, on: date) -> tuple[Decimal, Decimal]:
    """Members who are patients, of all who have or have had the illness (a setting)."""
    return _reach(organisation_id, on, PATIENTS, "recruitment.patients_in_all")


def reach_of_next_of_kin(organisation_id: UUID, on: date) -> tuple[Decimal, Decimal]:
    """Members who are next of kin, of all who could be (a setting)."""
    return _reach(organisation_id, on, NEXT_OF_KIN, "recruitment.next_of_kin_in_all")


def _reach(organisation_id: UUID, on: date, kind: str, whole: str) -> tuple[Decimal, Decimal]:
    paying = queries.number_paying(organisation_id, on, years_of(setup_now(organisation_id), on), [kind])
    return Decimal(paying), Decimal(int(setup_now(organisation_id).setting(whole)))
