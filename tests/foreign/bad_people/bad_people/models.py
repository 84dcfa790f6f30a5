"""Words about somebody, and nobody says what for."""

from portal.plugin_api import NO_PEOPLE
from portal.tenancy import TenantModel
from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column


class Talk(TenantModel):
    __tablename__ = "bad_people_talk"
    __people__ = NO_PEOPLE

    notes: Mapped[str] = mapped_column(Text)
