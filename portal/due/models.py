"""How somebody wants to hear of what is due."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.i18n import _l
from portal.plugin_api import TECHNICAL, UNTIL_ERASED, AboutPeople, Basis, because
from portal.tenancy import TenantModel


class DueSubscription(TenantModel):
    """Her calendar feed and her weekly letter in one organisation."""

    __tablename__ = "due_subscription"
    __people__ = AboutPeople(
        purpose=_l("To tell her what is due, in the way that she chose"),
        basis=Basis.AGREEMENT,
        keep=UNTIL_ERASED,
        account="user_id",
    )
    __table_args__ = (Index("uq_due_subscription_user", "organisation_id", "user_id", unique=True),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    #: she has a calendar feed; its address is worked out from this row's id and `generation`, never stored
    feed: Mapped[bool] = mapped_column(default=False)
    #: one more each time the address is renewed, so that the old one ends
    generation: Mapped[int] = mapped_column(default=1, info=because(TECHNICAL, export=False))
    weekly: Mapped[bool] = mapped_column(default=False, info=because(TECHNICAL, label=_l("Weekly letter")))
    #: the Monday of the week that she was last written to for
    written_for: Mapped[date | None] = mapped_column(info=because(TECHNICAL, label=_l("Last written for the week of")))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
