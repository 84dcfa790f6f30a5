"""Who sees the register, and how a name, a number and a search are written so that they find each other."""

import re
import unicodedata
from uuid import UUID

from portal.errors import PortalError
from portal.i18n import _, _l
from portal.i18n.sorting import sort_key
from portal.organisations.viewer import Viewer
from portal.people.models import Person
from portal.plugin_api import LEADERS, STAFF, Right

SEE, KEEP, PROTECTED, RETURNED = "people.see", "people.keep", "people.see_protected", "people.letters_returned"
RIGHTS = [
    Right(name=SEE, label=_l("See people of one's units"), roles=LEADERS),
    Right(name=KEEP, label=_l("Add and change people"), roles=LEADERS),
    Right(name=PROTECTED, label=_l("See protected addresses"), roles=STAFF),
    Right(name=RETURNED, label=_l("See from where letters come back, and write there again"), roles=STAFF),
]

#: as people type them, and as others do: Bjørn and Björn, Aase and Åse are found by each other's letters
_LETTERS = str.maketrans({"æ": "ae", "ä": "ae", "ø": "o", "ö": "o", "å": "a", "đ": "d", "ð": "d", "þ": "th", "ß": "ss"})
#: what `sort_key` writes for æ, ø, å sorts behind z only where bytes are compared
_LAST = str.maketrans({"{": "zza", "|": "zzb", "}": "zzc"})
MOST_WORDS = 6
LONGEST_PART = 120
#: a phone number as people write it
_NUMBER = re.compile(r"(?<!\d)\d(?: ?\d){7}(?! ?\d)")


def folded(text: str) -> str:
    """Small letters without marks, by which names are found: `Åse Bjørnstad` is `ase bjornstad`."""
    plain = unicodedata.normalize("NFC", text).casefold().replace("aa", "å").translate(_LETTERS)
    return "".join(sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))


def asked_words(search: str) -> tuple[str, ...]:
    """What a search looks for: each word, or the half of one, in whatever order."""
    return tuple(dict.fromkeys(_NUMBER.sub(_together, folded(search)).split()))[:MOST_WORDS]


def _together(number: re.Match[str]) -> str:
    return number[0].replace(" ", "")


def parts_of(words: str) -> list[str]:
    """Each by itself, of an address or a double name its parts: what is found by its beginning or its end."""
    return list(dict.fromkeys(one[:LONGEST_PART] for one in re.findall(r"\w+", words)))


def words_of(person: Person) -> str:
    """What a search finds her by; a protected address is not among it."""
    where = () if person.is_protected else (person.street, person.postal_code, person.town)
    phone = person.phone.removeprefix("+47").removeprefix("+45")
    return " ".join(map(folded, filter(None, (person.name, person.email, phone, *where))))[:1000]


def sorting_of(name: str) -> str:
    """By family name, as registers are read; æ, ø, å last, in letters that every database sorts alike."""
    *given, family = name.split() or [""]
    return sort_key(" ".join((family, *given)))[0].translate(_LAST)[:240]


def email_key_of(email: str) -> str:
    return email.strip().casefold()


def phone_of(typed: str, country: str) -> str:
    """As E.164 writes it: +4740000000. Raises PortalError for what is no number."""
    import phonenumbers  # its tables cost a worker 3 MB that only this form needs

    if not typed.strip():
        return ""
    try:
        number = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise PortalError(
            _("This is no phone number. Write it as 400 00 000, or with + and the country first."), "phone"
        )
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def can_see(viewer: Viewer, person: Person) -> bool:
    return may_see(viewer, person.unit_id)


def may_see(viewer: Viewer, unit_id: UUID | None) -> bool:
    """Somebody who belongs to this unit; None: to the organisation."""
    return _may(viewer, SEE, unit_id)


def can_keep(viewer: Viewer, person: Person) -> bool:
    return may_keep(viewer, person.unit_id)


def may_keep(viewer: Viewer, unit_id: UUID | None) -> bool:
    """Somebody who belongs to this unit; None: to the organisation."""
    return _may(viewer, KEEP, unit_id)


def can_see_address(viewer: Viewer, person: Person) -> bool:
    """A protected address is for staff alone."""
    return not person.is_protected or viewer.everywhere(PROTECTED)


def _may(viewer: Viewer, right: str, unit_id: UUID | None) -> bool:
    """Who belongs to no unit belongs to the organisation: she is for whoever sees all of it."""
    return viewer.everywhere(right) or (unit_id is not None and viewer.may_in(right, unit_id))
