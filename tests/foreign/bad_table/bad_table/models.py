"""Everybody's rows in one heap."""

from portal.tenancy import GlobalModel
from sqlalchemy.orm import Mapped


class Secret(GlobalModel):
    __tablename__ = "bad_table_secret"

    text: Mapped[str]
