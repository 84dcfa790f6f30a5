"""What somebody is asked to agree to, what one has agreed to, and what is typed into the forms about it."""

from typing import Any
from uuid import UUID

from portal import clock
from portal.consents.models import Consent, ConsentPurpose, ConsentWording
from portal.extensions import db

_WORDS = {"nb": "Jeg vil ha nyheter.", "da": "Jeg vil have nyheder."}


def consents_writes(world: Any) -> dict[str, dict[str, Any]]:
    leader = {"by": "unit_leader", "typed": {"channel": "paper"}, "other": {"channel": "phone"}}
    said = {"language": "nb"}
    return {
        "consents.new": {"typed": {"name": "Nyheter", **_WORDS}, "other": {"name": "Bilder", **_WORDS}},
        "consents.words": {"typed": _WORDS, "other": {"nb": "Jeg vil ha brev.", "da": "Jeg vil have breve."}},
        "consents.give": {
            **leader, "typed": {"channel": "paper", **said}, "other": {"channel": "phone", **said},
        },
        "consents.withdraw": leader,
        "consents.change": {"by": "staff", "typed": {"name": "Nytt navn"}, "other": {"name": "Nyere navn"}},
        "consents.link": {"by": "unit_leader"},
        "open_consents.ask": {
            "by": "nobody", "whose": "", "typed": {"email": "en@ny.example"}, "other": {"email": "to@ny.example"},
        },
    }  # fmt: skip


def fill_consents(words: Any, person_id: UUID, by: UUID) -> dict[str, Any]:
    """One purpose that she has agreed to, and one that she has not."""
    moment = clock.now()
    asked, held = (words.row(ConsentPurpose, made_by=by, made_at=moment) for _ in range(2))
    db.session.add_all([asked, held])
    db.session.flush()
    texts = [
        words.row(ConsentWording, purpose_id=one.id, digest="0", made_by=by, made_at=moment) for one in (asked, held)
    ]
    db.session.add_all(texts)
    db.session.flush()
    db.session.add(
        words.row(
            Consent, person_id=person_id, purpose_id=held.id, wording_id=texts[1].id, is_given=True, language="nb",
            channel="paper", at=moment, by_user_id=by,
        )
    )  # fmt: skip
    return {"purpose_id": asked.id, "consents.withdraw:purpose_id": held.id, "the words": texts[1].id}
