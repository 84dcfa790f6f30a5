"""Letters in each register: what people may agree to and who has, a letter to them, and an address that takes none."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.consents.queries import purpose
from portal.consents.services import add_purpose, give_consent
from portal.extensions import db
from portal.i18n import current_language
from portal.messages.models import MOST_UNANSWERED
from portal.messages.outbox import PERHAPS
from portal.messages.services import Letter, send_to_person
from portal.messages.stops import stop_address
from portal.organisations.viewer import place_of
from portal.people.models import Person
from portal.sendings.services import begin_sending, prepare_sending, write_letter

SAID = "550 5.1.1 User unknown"
#: every third in the register gets the newsletter; some of them are asked things, and one such letter is on its way
EVERY, ASKED = 3, 4
#: whose demo shows a sending that is done: two, so that its mail does not bury all other
SENT = {"carcinor", "kraeftens-bekaempelse"}

_PURPOSES = {
    "nb": (
        ("Nyhetsbrev", "Jeg vil ha nyhetsbrevet på e-post. Jeg kan si nei igjen når jeg vil."),
        ("Spørreundersøkelser", "Dere kan spørre meg på e-post om hvordan jeg har det, et par ganger i året."),
    ),
    "da": (
        ("Nyhedsbrev", "Jeg vil gerne have nyhedsbrevet på e-mail. Jeg kan sige nej igen, når jeg vil."),
        ("Spørgeskemaer", "I må spørge mig på e-mail, hvordan jeg har det, et par gange om året."),
    ),
}
_LETTERS: dict[str, dict[str, Any]] = {
    "nb": {
        "name": "Nyhetsbrev før jul",
        "subject_nb": "Nytt fra oss før jul",
        "text_nb": """Hei {fornavn}!

Takk for at du følger oss. Dette skjer fram til jul:

- **Åpent møte** i {enhet} den første torsdagen i desember
- Digital kaffekopp hver tirsdag klokka tolv

Har du lyst til å bidra? Svar på dette brevet, så ringer vi deg.

Varm hilsen
{organisasjon}""",
        "subject_da": "Nyt fra os før jul",
        "text_da": """Hej {fornavn}!

Tak, fordi du følger os. Der er åbent møde i {enhed} den første torsdag i december.

Varm hilsen
{organisation}""",
    },
    "da": {
        "name": "Nyhedsbrev før jul",
        "subject_da": "Nyt fra os før jul",
        "text_da": """Hej {fornavn}!

Tak, fordi du følger os. Det her sker frem til jul:

- **Åbent møde** i {enhed} den første torsdag i december
- Digital kaffepause hver tirsdag klokken tolv

Har du lyst til at hjælpe? Svar på dette brev, så ringer vi til dig.

Varm hilsen
{organisation}""",
        "subject_nb": "Nytt fra oss før jul",
        "text_nb": """Hei {fornavn}!

Takk for at du følger oss. Det er åpent møte i {enhet} den første torsdagen i desember.

Varm hilsen
{organisasjon}""",
    },
}


_UNANSWERED = {
    "nb": ("Takk for sist", "Takk for praten. Vi ringer i neste uke."),
    "da": ("Tak for sidst", "Tak for snakken. Vi ringer i næste uge."),
}


def make_letters(organisation_id: UUID, *, by: UUID) -> None:
    """In the organisation in scope, when its register is there."""
    language = current_language()
    with_address = select(Person.id, Person.email).where(Person.organisation_id == organisation_id, Person.email != "")
    people = db.session.execute(with_address.order_by(Person.sorting, Person.id)).all()
    news, questions = (add_purpose(name=name, nb=words, da=words, by=by).id for name, words in _PURPOSES[language])
    db.session.flush()
    _agree(organisation_id, news, [one.id for one in people[::EVERY]], by)
    _agree(organisation_id, questions, [one.id for one in people[1:ASKED]], by)
    stop_address(people[0].email, SAID)
    _write(organisation_id, news, questions, by)
    _leave_unanswered(people[1])


def _leave_unanswered(reader: Any) -> None:
    """A letter to which the mail server never said whether it took it."""
    subject, words = _UNANSWERED[current_language()]
    letter = send_to_person(Letter(subject=subject, paragraphs=(words,)), reader.email, reader.id)
    letter.due_at, letter.attempts, letter.unanswered, letter.fault = None, 2, MOST_UNANSWERED, PERHAPS


def _agree(organisation_id: UUID, purpose_id: UUID, people: list[UUID], by: UUID) -> None:
    asked = purpose(organisation_id, purpose_id)
    for person_id in people:
        give_consent(
            person_id, purpose_id, wording_id=asked.wording_id if asked else purpose_id, language=current_language(),
            channel="paper", by=by,
        )  # fmt: skip
    db.session.flush()


def _write(organisation_id: UUID, news: UUID, questions: UUID, by: UUID) -> None:
    """A letter, ready to be sent; in two organisations one that the worker sends when the demo starts."""
    here = place_of(organisation_id)
    letter = write_letter(by=by, **_LETTERS[current_language()])
    db.session.flush()
    prepare_sending(letter, purpose_id=news, listed=None, unit_id=None, by=by)
    if here.slug in SENT:
        sent = prepare_sending(letter, purpose_id=questions, listed=None, unit_id=None, by=by)
        db.session.flush()
        begin_sending(sent, letter, here, by=by)
