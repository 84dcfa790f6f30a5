"""How the columns of somebody's sheets were read before."""

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.plugin_api import FREE_TEXT, NO_PEOPLE, NOT_PERSONAL
from portal.tenancy import TenantModel


class ColumnMapping(TenantModel):
    """Which column of a sheet holds what, remembered for the next sheet with the same headings."""

    __tablename__ = "column_mapping"
    __people__ = NO_PEOPLE
    __table_args__ = (Index("uq_column_mapping_headings", "organisation_id", "kind", "headings", unique=True),)

    #: what is read: `activities`
    kind: Mapped[str] = mapped_column(String(40))
    #: SHA-256 of the headings, in their order
    headings: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    columns: Mapped[dict[str, str]] = mapped_column(JSON, info=FREE_TEXT)
