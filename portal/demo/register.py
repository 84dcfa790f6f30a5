"""Invented people in the register: common names put together by chance, addresses that reach nobody."""

from random import Random

from portal import clock
from portal.extensions import db
from portal.organisations.setup import Setup
from portal.people.models import Person
from portal.people.services import derive
from portal.tenancy import uuid7

#: first names, family names, (postal code, town)
_NAMES = {
    "nb": (
        "Anne Arild Astrid Bente Bjørg Bjørn Dag Eli Erik Gro Hanne Helge Hilde Ingebjørg Jan Kari Kjell Liv Magne "
        "Marit Nils Odd Ole Ragnhild Rune Sissel Svein Tone Tor Turid Unni Åse Øyvind",
        "Aas Andersen Bakke Berg Bråten Dahl Eide Foss Hagen Haugen Henriksen Iversen Johansen Lie Lunde Moen Myhre "
        "Nygård Olsen Pedersen Ruud Sandvik Solberg Strand Tangen Vik Ødegård Ås",
        (("0570", "Oslo"), ("4611", "Kristiansand"), ("5035", "Bergen"), ("7043", "Trondheim"), ("9009", "Tromsø"),
         ("2317", "Hamar"), ("1606", "Fredrikstad"), ("6005", "Ålesund"), ("8006", "Bodø")),
    ),
    "da": (
        "Anders Anne Bente Birgit Bo Dorte Else Finn Grete Hanne Henrik Inge Jens Jørgen Karen Kirsten Lars Lis Mette "
        "Mogens Niels Ole Pia Poul Rikke Søren Tove Ulla Åge",
        "Andersen Bang Christensen Dam Eriksen Friis Hansen Holm Jensen Jørgensen Kjær Kristensen Larsen Lund Madsen "
        "Møller Nielsen Olsen Petersen Rasmussen Skov Sørensen Thomsen Vestergård Østergaard",
        (("2100", "København Ø"), ("8000", "Aarhus C"), ("5000", "Odense C"), ("9000", "Aalborg"), ("6700", "Esbjerg")),
    ),
}  # fmt: skip
_STREETS = {"nb": ("Bjørkeveien", "Fjordgata", "Kirkeveien", "Skolegata"), "da": ("Birkevej", "Kirkevej", "Skolegade")}
MANY = 120
#: who stands there twice: the first of them, written down once more without an e-mail address
TWICE = 117


def make_register(slug: str, language: str, country: str, setup: Setup) -> None:
    """In the organisation in scope: 120 people in its branches, every thirtieth with a protected address."""
    dice = Random(slug)
    first, family, towns = _NAMES[language]
    names: list[str] = []
    branches = [node.id for node in setup.units if node.kind in ("branch", "group")]
    for number in range(MANY):
        names.append(f"{dice.choice(first.split())} {dice.choice(family.split())}")
        name, called = (names[0], 0) if number == TWICE else (names[number], number)
        postal_code, town = dice.choice(towns)
        has_email = dice.random() < 0.8 and number != TWICE
        person = Person(
            id=uuid7(),
            name=name,
            email=f"{name.split()[0].lower()}.{number}@eksempel.example" if has_email else "",
            phone=_phone(country, called),
            street=f"{dice.choice(_STREETS[language])} {dice.randint(1, 90)}",
            postal_code=postal_code,
            town=town,
            country=country,
            language=language,
            is_protected=number % 30 == 29,
            unit_id=dice.choice(branches) if branches and dice.random() < 0.9 else None,
            added_at=clock.now(),
        )
        derive(person)
        db.session.add(person)


def _phone(country: str, number: int) -> str:
    """Begins as no real number does."""
    return f"{'+47' if country == 'NO' else '+45'}0000{number:04}"
