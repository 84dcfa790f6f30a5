"""What is read of enrolments, and of what the form says."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from plugins.recruitment.campaigns.models import Campaign
from plugins.recruitment.campaigns.queries import is_open_on
from plugins.recruitment.codes.models import JoinCode
from plugins.recruitment.dues.models import FirstDues, Invoice, Rate
from plugins.recruitment.joining.models import AskedConsent, Enrolment, Magazine
from plugins.recruitment.joining.rules import MOST_WAITING
from plugins.recruitment.members.models import KINDS
from plugins.recruitment.members.queries import ids_of_members
from portal.accounts.models import UserAccount
from portal.consents.models import ConsentPurpose, ConsentWording
from portal.extensions import db
from portal.organisations.models import ContactSurface, Organisation

PAGE = 30


@dataclass(frozen=True)
class Asked:
    """A consent that the form asks for, in the words of today."""

    purpose_id: UUID
    wording_id: UUID
    name: str
    nb: str
    da: str
    is_needed: bool

    @property
    def field(self) -> str:
        """Its box in the form."""
        return f"agree_{self.purpose_id.hex}"

    def words(self, language: str) -> str:
        return self.da if language == "da" else self.nb


@dataclass(frozen=True)
class Agreed:
    """A consent that was ticked in the form: as it is kept there, and its words of then."""

    kept: dict[str, str]
    name: str
    words: str
    is_needed: bool

    @property
    def field(self) -> str:
        """Its box on the page where she confirms."""
        return f"agree_{UUID(self.kept['purpose']).hex}"


@dataclass(frozen=True)
class Offer:
    """What the form leads to on a day: its code, the campaign that is open, and the dues by kind in øre."""

    code: JoinCode | None
    campaign: Campaign | None
    usual: dict[str, int]

    def amount(self, kind: str) -> int | None:
        """What this kind pays; None where nobody has said it."""
        reduced = getattr(self.campaign, kind) if self.campaign else None
        return self.usual.get(kind) if reduced is None else reduced


def offer(organisation_id: UUID, token: str, on: date) -> Offer:
    """In one statement, for a page that many open at once. Capitals in a code do not matter."""
    rows = db.session.execute(
        select(JoinCode, Campaign, Rate.kind, Rate.amount)
        .select_from(Organisation)
        .outerjoin(JoinCode, and_(JoinCode.organisation_id == Organisation.id, JoinCode.token == token.lower()))
        .outerjoin(Campaign, and_(Campaign.organisation_id == Organisation.id, is_open_on(on)))
        .outerjoin(Rate, and_(Rate.organisation_id == Organisation.id, Rate.year == on.year))
        .where(Organisation.id == organisation_id)
    ).all()
    return Offer(rows[0][0], rows[0][1], {kind: amount for _code, _campaign, kind, amount in rows if kind in KINDS})


def asked_consents(organisation_id: UUID) -> list[Asked]:
    """What the form asks for, what is needed first."""
    later = aliased(ConsentWording)
    newest = (
        select(later.id)
        .where(later.organisation_id == organisation_id, later.purpose_id == ConsentPurpose.id)
        .order_by(later.id.desc())
        .limit(1)
        .correlate(ConsentPurpose)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(
            ConsentPurpose.id, ConsentWording.id, ConsentPurpose.name, ConsentWording.nb, ConsentWording.da,
            AskedConsent.is_needed,
        )
        .join(
            AskedConsent,
            and_(AskedConsent.organisation_id == organisation_id, AskedConsent.purpose_id == ConsentPurpose.id),
        )
        .join(ConsentWording, and_(ConsentWording.organisation_id == organisation_id, ConsentWording.id == newest))
        .where(ConsentPurpose.organisation_id == organisation_id, ConsentPurpose.closed_at.is_(None))
        .order_by(AskedConsent.is_needed.desc(), ConsentPurpose.id)
    )  # fmt: skip
    return [Asked(*row) for row in rows]


def agreed_in(enrolment: Enrolment) -> list[Agreed]:
    """What was ticked when it was filled in, each in the words of then."""
    wordings = [UUID(one["wording"]) for one in enrolment.agreed]
    if not wordings:
        return []
    needed = exists().where(
        AskedConsent.organisation_id == enrolment.organisation_id,
        AskedConsent.purpose_id == ConsentPurpose.id,
        AskedConsent.is_needed,
    )
    rows = db.session.execute(
        select(ConsentWording.id, ConsentWording.nb, ConsentWording.da, ConsentPurpose.name, needed.label("is_needed"))
        .join(
            ConsentPurpose,
            and_(
                ConsentPurpose.organisation_id == ConsentWording.organisation_id,
                ConsentPurpose.id == ConsentWording.purpose_id,
            ),
        )
        .where(ConsentWording.organisation_id == enrolment.organisation_id, ConsentWording.id.in_(wordings))
    )
    found = {str(row.id): row for row in rows}
    return [
        Agreed(one, row.name, row.da if one["language"] == "da" else row.nb, row.is_needed)
        for one in enrolment.agreed
        if (row := found.get(one["wording"]))
    ]


def asked_rows(organisation_id: UUID) -> dict[UUID, AskedConsent]:
    """By purpose."""
    found = db.session.scalars(select(AskedConsent).where(AskedConsent.organisation_id == organisation_id))
    return {row.purpose_id: row for row in found}


def enrolment(organisation_id: UUID, enrolment_id: UUID) -> Enrolment | None:
    return db.session.get(Enrolment, (organisation_id, enrolment_id))


def may_come_in(organisation_id: UUID, mark: str, email: str) -> bool:
    """False where the same form waits already, or so many others with this address wait that nobody has confirmed."""
    ours = Enrolment.organisation_id == organisation_id
    same = exists().where(ours, Enrolment.mark == mark)
    waiting = (
        select(func.count())
        .where(ours, Enrolment.email == email, Enrolment.email != "", Enrolment.status == "waiting")
        .scalar_subquery()
    )
    row = db.session.execute(select(same, waiting)).one()
    return not row[0] and row[1] < MOST_WAITING


def page_of(
    organisation_id: UUID, units: Collection[UUID] | None, status: str, after: UUID | None
) -> tuple[list[Row[Any]], UUID | None]:
    """Enrolments in this state with their code's label: those that wait longest first, those that are done last first.

    `units`: None for all.
    """
    ahead = status in ("waiting", "confirmed")
    statement = (
        select(
            Enrolment.id, Enrolment.name, Enrolment.kind, Enrolment.email, Enrolment.unit_id, Enrolment.status,
            Enrolment.sent_at, Enrolment.confirmed_at, Enrolment.confirmed_by, Enrolment.closed_at, Enrolment.person_id,
            JoinCode.label,
        )
        .join(JoinCode, and_(JoinCode.organisation_id == organisation_id, JoinCode.id == Enrolment.code_id))
        .where(Enrolment.organisation_id == organisation_id, Enrolment.status == status)
    )  # fmt: skip
    if units is not None:
        statement = statement.where(Enrolment.unit_id.in_(units))
    if after:
        statement = statement.where(Enrolment.id > after if ahead else Enrolment.id < after)
    order = Enrolment.id if ahead else Enrolment.id.desc()
    rows: list[Row[Any]] = list(db.session.execute(statement.order_by(order).limit(PAGE + 1)))
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def numbers(organisation_id: UUID, units: Collection[UUID] | None) -> dict[str, int]:
    """How many wait for somebody to do something, by status."""
    statement = select(Enrolment.status, func.count()).where(
        Enrolment.organisation_id == organisation_id, Enrolment.status.in_(("waiting", "confirmed"))
    )
    if units is not None:
        statement = statement.where(Enrolment.unit_id.in_(units))
    return {row[0]: row[1] for row in db.session.execute(statement.group_by(Enrolment.status))}


@dataclass(frozen=True)
class Credit:
    """What an enrolment is credited to, in words; "" for none."""

    code: str
    campaign: str
    surface: str
    helper: str


def credit_of(found: Enrolment) -> Credit:
    row = db.session.execute(
        select(
            func.coalesce(JoinCode.label, ""), func.coalesce(Campaign.name, ""), func.coalesce(ContactSurface.name, ""),
            func.coalesce(UserAccount.name, ""),
        )
        .select_from(Enrolment)
        .outerjoin(JoinCode, and_(JoinCode.organisation_id == found.organisation_id, JoinCode.id == Enrolment.code_id))
        .outerjoin(
            Campaign, and_(Campaign.organisation_id == found.organisation_id, Campaign.id == Enrolment.campaign_id)
        )
        .outerjoin(
            ContactSurface,
            and_(ContactSurface.organisation_id == found.organisation_id, ContactSurface.id == Enrolment.surface_id),
        )
        .outerjoin(UserAccount, UserAccount.id == Enrolment.helped_by)
        .where(Enrolment.organisation_id == found.organisation_id, Enrolment.id == found.id)
    ).one()  # fmt: skip
    return Credit(*row)


def magazine_of(organisation_id: UUID, person_id: UUID) -> Magazine | None:
    return db.session.scalars(
        select(Magazine).where(Magazine.organisation_id == organisation_id, Magazine.person_id == person_id)
    ).first()


def first_dues_of(organisation_id: UUID, person_id: UUID, year: int) -> FirstDues | None:
    return db.session.scalars(
        select(FirstDues).where(
            FirstDues.organisation_id == organisation_id, FirstDues.person_id == person_id, FirstDues.year == year
        )
    ).first()


def first_dues_to_ask(organisation_id: UUID, year: int, limit: int) -> list[Row[Any]]:
    """(person, year, amount, kind) of new members without an invoice, whose dues are of this year or an earlier one.

    Who has left since, or died, is asked for nothing; where nobody has said yet what is paid that year, she is
    asked later.
    """
    amount = func.coalesce(FirstDues.amount, Rate.amount)
    asked = exists().where(
        Invoice.organisation_id == organisation_id,
        Invoice.person_id == FirstDues.person_id,
        Invoice.year == FirstDues.year,
    )
    usual = and_(Rate.organisation_id == organisation_id, Rate.year == FirstDues.year, Rate.kind == FirstDues.kind)
    return list(
        db.session.execute(
            select(FirstDues.person_id, FirstDues.year, amount.label("amount"), FirstDues.kind)
            .outerjoin(Rate, usual)
            .where(FirstDues.organisation_id == organisation_id, FirstDues.year <= year, amount.is_not(None), ~asked)
            .where(FirstDues.person_id.in_(ids_of_members(organisation_id)))
            .order_by(FirstDues.person_id)
            .limit(limit)
        )
    )


def forgotten(organisation_id: UUID, sent_before: datetime, confirmed_before: datetime) -> list[Enrolment]:
    """Sent before this moment and never confirmed, or confirmed before that one and never let in."""
    silent = and_(Enrolment.status == "waiting", Enrolment.sent_at < sent_before)
    left = and_(Enrolment.status == "confirmed", Enrolment.confirmed_at < confirmed_before)
    return list(
        db.session.scalars(
            select(Enrolment).where(Enrolment.organisation_id == organisation_id, or_(silent, left))
        )
    )


def to_let_in(organisation_id: UUID) -> list[tuple[UUID | None, int, datetime]]:
    """(branch, how many have confirmed and wait, since when the first of them does). No branch: direct members."""
    rows: Any = db.session.execute(
        select(Enrolment.unit_id, func.count(), func.min(Enrolment.confirmed_at))
        .where(Enrolment.organisation_id == organisation_id, Enrolment.status == "confirmed")
        .group_by(Enrolment.unit_id)
    )
    return [(unit_id, number, since) for unit_id, number, since in rows]


def declined_with_words(organisation_id: UUID, before: datetime) -> list[Enrolment]:
    """Declined before this moment, and not emptied yet."""
    return list(
        db.session.scalars(
            select(Enrolment).where(
                Enrolment.organisation_id == organisation_id,
                Enrolment.status == "declined",
                Enrolment.closed_at < before,
                Enrolment.name != "",
            )
        )
    )
