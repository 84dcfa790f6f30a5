"""What the columns of a list of members can hold, and how such columns are headed in Norwegian and Danish lists."""

from plugins.recruitment.members.models import KIND_NAMES
from portal.i18n import _l
from portal.plugin_api import ListColumn

COLUMNS = (
    ListColumn(name="name", label=_l("Name"), headings=("navn", "fornavn", "fulltnavn", "fullt navn", "medlem")),
    ListColumn(name="family_name", label=_l("Family name"), headings=("etternavn", "efternavn", "last name")),
    ListColumn(
        name="email", label=_l("E-mail"),
        headings=("epost", "e-post", "epostadresse", "e-postadresse", "mail", "e-mail", "email", "mailadresse"),
    ),
    ListColumn(
        name="phone", label=_l("Phone"),
        headings=("telefon", "mobil", "mobiltelefon", "mobilnummer", "telefonnummer", "tlf", "mobilnr"),
    ),
    ListColumn(
        name="street", label=_l("Address"),
        headings=("adresse", "gateadresse", "gate", "postadresse", "vej", "adresse 1", "adresselinje 1", "gade"),
    ),
    ListColumn(name="postal_code", label=_l("Postal code"), headings=("postnummer", "postnr", "post nr", "postkode")),
    ListColumn(name="town", label=_l("Town"), headings=("poststed", "sted", "by", "postdistrikt")),
    ListColumn(name="country", label=_l("Country"), headings=("land", "landkode")),
    ListColumn(
        name="birth_year", label=_l("Year of birth"),
        headings=("fødselsår", "fødselsdato", "født", "fødselsdag", "fødeår", "fødselsår (åååå)"),
    ),
    ListColumn(
        name="kind", label=_l("Member as"), choices=tuple(KIND_NAMES.items()),
        headings=("medlemstype", "type", "medlemskap", "medlemskategori", "kategori", "medlemskabstype", "type medlem"),
    ),
    ListColumn(
        name="unit", label=_l("Branch"),
        headings=("lokallag", "lag", "fylkeslag", "lokalforening", "lokalafdeling", "avdeling", "afdeling", "enhet",
                  "enhed"),
    ),
    ListColumn(
        name="starts_on", label=_l("Member from"),
        headings=("innmeldt", "innmeldt dato", "innmeldingsdato", "indmeldt", "indmeldelsesdato", "medlem fra",
                  "medlem siden", "innmeldingsår", "startdato"),
    ),
    ListColumn(
        name="last_day", label=_l("Last day as a member"),
        headings=("utmeldt", "utmeldt dato", "utmeldingsdato", "udmeldt", "udmeldelsesdato", "medlem til", "sluttdato"),
    ),
    ListColumn(
        name="ending", label=_l("Why it ended"),
        headings=("utmeldingsårsak", "årsak", "utmeldingsgrunn", "årsag", "udmeldelsesårsag", "grunn", "grund"),
    ),
    ListColumn(
        name="magazine", label=_l("The magazine"),
        headings=("medlemsblad", "blad", "medlemsbladet", "magasin", "medlemsmagasin"),
    ),
    ListColumn(
        name="protected", label=_l("Protected address"),
        headings=("adressesperre", "hemmelig adresse", "skjermet adresse", "beskyttet adresse", "adressebeskyttelse"),
    ),
    ListColumn(
        name="paid_on", label=_l("Dues paid on"),
        headings=("betalt dato", "betalt", "betalingsdato", "kontingent betalt", "siste betaling", "betalt den"),
    ),
    ListColumn(
        name="amount", label=_l("Amount in kroner"), headings=("beløp", "beløb", "betalt beløp", "kontingent", "sum")
    ),
)  # fmt: skip
