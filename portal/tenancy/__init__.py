"""The walls between organisations: who is the tenant now, and what nobody gets past."""

from portal.tenancy.guard import PortalSession, act_as, end_reading, kept, kept_for_person
from portal.tenancy.models import Base, GlobalModel, Moment, TenantModel, tenant_key, uuid7
from portal.tenancy.scope import TenancyError, current_organisation_id, every_organisation

__all__ = [
    "Base",
    "GlobalModel",
    "Moment",
    "PortalSession",
    "TenancyError",
    "TenantModel",
    "act_as",
    "current_organisation_id",
    "end_reading",
    "every_organisation",
    "kept",
    "kept_for_person",
    "tenant_key",
    "uuid7",
]
