"""The register of members: rows with words of the tenant, and what is typed into its forms."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from plugins.recruitment.dues.models import BankFile, Invoice, Payment, Rate
from plugins.recruitment.members.models import KINDS, Membership
from plugins.recruitment.win_back.models import WinBack
from portal import clock
from portal.extensions import db
from portal.people.models import Person
from portal.tenancy import uuid7
from tests.plugins.recruitment.bank import ocr_file

_PLAIN = {"municipality": "", "country": "NO", "language": "nb", "phone": "", "postal_code": ""}


def fill_recruitment(words: Any, unit: UUID, person: UUID) -> dict[str, Any]:
    """A member who owes this year's dues, one whom nobody has asked, one who has left, and a payment that nobody has matched."""
    today, moment = clock.today(), clock.now()
    gone, new = (
        words.row(Person, unit_id=unit, added_at=moment, **_PLAIN) for _ in range(2)
    )
    db.session.add_all([gone, new])
    db.session.flush()
    file = words.row(BankFile, sha256="0" * 64, read_at=moment, stored_at=moment)
    bill = {"year": today.year, "kind": "patient", "amount": 30000, "invoiced_on": today, "due_on": today - timedelta(days=1)}
    invoice = words.row(Invoice, person_id=person, number=1, kid="18", status="open", **bill)
    begun = {"unit_id": unit, "starts_on": today.replace(day=1), "begun_at": moment}
    db.session.add_all([
        words.row(Membership, person_id=person, kind="patient", ending=None, **begun),
        words.row(Membership, person_id=new.id, kind="supporter", ending=None, **begun),
        words.row(Membership, person_id=gone.id, kind="patient", ending="wish", ends_on=today, **begun),
        *(Rate(id=uuid7(), year=today.year, kind=kind, amount=30000) for kind in KINDS),
        file, invoice,
    ])  # fmt: skip
    db.session.flush()
    payment = words.row(Payment, file_id=file.id, on_date=today, amount=30000, kid="18", mark=uuid7().hex)
    aside = words.row(Payment, file_id=file.id, on_date=today, amount=50000, kid="", mark=uuid7().hex, settled_at=moment)
    said = WinBack(id=uuid7(), person_id=gone.id, answer="later", said_on=today, again_on=today)
    db.session.add_all([payment, aside, said])
    db.session.flush()
    return {
        "invoice_id": invoice.id, "payment_id": payment.id, "recruitment_members.join:person_id": gone.id, "other_id": new.id,
        "recruitment_members.stay:person_id": gone.id, "recruitment_win_back.answer:person_id": gone.id,
        "recruitment_bank.undo:payment_id": aside.id,
    }  # fmt: skip


class BankFileInHand(BytesIO):
    """A file that can be sent again and again."""

    name = "ocr.txt"

    def __init__(self) -> None:
        super().__init__(ocr_file([("26", 30000)]))

    def close(self) -> None:
        self.seek(0)


def recruitment_writes() -> dict[str, dict[str, Any]]:
    staff = {"by": "staff"}
    rates = dict.fromkeys(KINDS, "300")
    return {
        "recruitment_members.join": {"by": "unit_leader", "typed": {"kind": "patient"}, "other": {"kind": "supporter"}},
        "recruitment_members.change": {
            "by": "unit_leader", "typed": {"kind": "next_of_kin"}, "other": {"kind": "supporter"},
        },
        "recruitment_members.leave": {"by": "unit_leader", "typed": {"ending": "other"}, "other": {"ending": "died"}},
        "recruitment_members.stay": {"by": "unit_leader"},
        "recruitment_win_back.answer": {**staff, "typed": {"answer": "no"}, "other": {"answer": "later"}},
        "recruitment_dues.rates": {
            **staff, "typed": {**rates, "supporter": "100"}, "other": {**rates, "supporter": "200"},
        },
        "recruitment_dues.pay": {**staff, "typed": {"amount": "300"}, "other": {"amount": "100"}},
        "recruitment_dues.let_off": staff,
        "recruitment_dues.ask": {
            **staff, "typed": {"due_on": "2030-01-01"}, "other": {"due_on": "2030-02-01"},
        },
        "recruitment_reminders.index": {
            **staff, "typed": {"pay_by": "2030-01-01"}, "other": {"pay_by": "2030-02-01"},
        },
        "recruitment_dues.on_paper": {**staff, "typed": {"format": "csv"}, "other": {"format": "xlsx"}},
        "recruitment_magazine.index": {**staff, "typed": {"format": "csv"}, "other": {"format": "xlsx"}},
        "recruitment_magazine.choose": {"by": "unit_leader", "typed": {"way": "digital"}, "other": {"way": "none"}},
        "recruitment_bank.index": {**staff, "typed": {"file": BankFileInHand()}},
        "recruitment_bank.match": {**staff, "typed": {"note": "En gave"}, "other": {"note": "En annen gave"}},
        "recruitment_bank.undo": staff,
    }  # fmt: skip
