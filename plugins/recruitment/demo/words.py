"""Names, places and words of the demo. Nobody is called so by anything but chance."""

from typing import Any

#: so many that those who pay are as many as the plan counts, the register's own among them
MEMBERS = 818
RATES = {"patient": 40000, "next_of_kin": 40000, "supporter": 25000}
REDUCED = {"patient": 10000, "next_of_kin": 10000, "supporter": 10000}
PLACES = (
    ("0570", "Oslo"), ("1606", "Fredrikstad"), ("2317", "Hamar"), ("3110", "Tønsberg"), ("3717", "Skien"),
    ("4611", "Kristiansand"), ("4838", "Arendal"), ("5035", "Bergen"), ("6005", "Ålesund"), ("7043", "Trondheim"),
    ("8006", "Bodø"), ("9009", "Tromsø"),
)  # fmt: skip
RANGES = """
0001-1299 Oslo og Akershus
1300-1499 Oslo og Akershus
1500-1899 Østfold og Buskerud
1900-2099 Oslo og Akershus
2100-2999 Innlandet
3000-3099 Østfold og Buskerud
3100-3299 Vestfold og Telemark
3300-3669 Østfold og Buskerud
3670-3999 Vestfold og Telemark
4400-4999 Agder
5000-5999 Vestland
6000-6699 Møre og Romsdal
6700-6999 Vestland
7000-7999 Trøndelag
8000-9499 Nordland og Troms
"""
FIRST = "Aud Bjarne Dagny Einar Else Frode Gunn Harald Ida Jorunn Knut Lise Morten Nina Petter Randi Siri Terje Vigdis"
FAMILY = (
    "Aune Berntsen Bøe Dale Engen Fjeld Gundersen Holm Isaksen Jensen Knutsen Larsen Monsen Næss Oppegård Rød Skog "
    "Tveit Vold Øien"
)
KEPT = (
    "CarciNor kan lagre opplysningene mine for å holde orden på medlemskapet. At jeg er medlem, kan fortelle noe om"
    " helsen min."
)
KEPT_DA = (
    "CarciNor må gemme mine oplysninger for at holde styr på medlemskabet. At jeg er medlem, kan fortælle noget om mit"
    " helbred."
)
#: who enrolled, how far it has come, and how many days ago
CAME = (
    ("Ragnhild Tveit", "patient", "waiting", 1), ("Olav Skog", "next_of_kin", "waiting", 2),
    ("Borghild Dale", "patient", "waiting", 5), ("Synnøve Holm", "next_of_kin", "confirmed", 1),
    ("Per Berntsen", "patient", "confirmed", 3), ("Ingunn Vold", "supporter", "declined", 9),
)  # fmt: skip
#: contact surfaces: (days ago, again after months, filled up, what was said), and who is in charge there
SURFACES: dict[str, dict[str, Any]] = {
    "Universitetssykehusene": {
        "kind": "ward", "note": "Hvert sykehus har sin egen side. Her står det som er felles.",
        "seen": ((60, 6, False, "Ny liste over NET-sykepleiere."),),
    },
    "OUS Ullevål, kreftpoliklinikken": {
        "kind": "ward", "place": "Oslo", "unit": "oslo-akershus",
        "material": "30 brosjyrer for nye pasienter, plakat med QR-kode ved venterommet",
        "seen": (
            (170, 3, True, "Brosjyrene var tomme."), (82, 3, True, "Vil gjerne ha tekst til utskrivningsmappen."),
        ),
        "people": (("NET-sykepleier", "Berit Aasland"), ("Overlege", "Jon Kvamme")),
    },
    "Haukeland, infusjonsposten": {
        "kind": "ward", "place": "Bergen", "unit": "vestland", "material": "20 brosjyrer, medlemsbladet",
        "seen": ((130, 3, True, ""),), "people": (("Fagsykepleier", "Marte Hovland"),),
    },
    "St. Olavs, gastrokirurgisk": {
        "kind": "ward", "place": "Trondheim", "unit": "trondelag", "material": "15 brosjyrer",
        "seen": ((20, 6, True, "Avtalte at en ny pasient får brosjyren i første samtale."),),
        "people": (("NET-sykepleier", "Anne Leirvik"),),
    },
    "Sørlandet sykehus, poliklinikken": {
        "kind": "ward", "place": "Kristiansand", "unit": "agder", "material": "20 brosjyrer, plakat",
        "seen": ((95, 3, True, "Sykepleieren fyller på selv når hun ser at det er tomt."),),
        "people": (("Kreftsykepleier", "Solveig Tveiten"),),
    },
    "Nettstedet": {
        "kind": "web", "web": "https://carcinor.example/bli-medlem", "material": "«Bli medlem» øverst på alle sider",
        "seen": ((25, 1, False, "Sidene om pårørende er nye."),),
    },
    "Sosiale medier": {"kind": "web", "seen": ((8, 1, False, "To innlegg om høstkampanjen."),)},
    "Medlemsbladet": {"kind": "printed", "material": "Innmeldingsside bakerst", "seen": ((40, 3, True, ""),)},
    "Landskonferansen": {"kind": "event", "material": "Roll-up, 200 flyere", "seen": ((150, 12, True, ""),)},
    "Vardesentre": {
        "kind": "centre", "material": "Brosjyrer i hyllen ved inngangen", "seen": ((200, 6, True, ""),),
        "people": (("Leder", ""),),
    },
    "Pusterommet": {"kind": "centre", "place": "Fredrikstad", "seen": ((400, 0, False, "Lagt ned."),)},
}  # fmt: skip
#: what peers know from their own lives
FOCUSES = ("Tynntarm", "Bukspyttkjertel", "Pårørende", "Lunge", "Etter operasjon")
PEER_TALKS = (
    "Trives, ønsker seg flere å dele turene med.",
    "Vil gjerne lære mer om det å snakke med pårørende.",
    "Vi ble enige om en pause i juli.",
    "",
)
#: kind, title, place, days from today, days it lasts, how many peers
GATHERINGS = (
    ("meeting", "Nettmøte: Når samtalen blir tung", "", -250, 1, 8),
    ("meeting", "Nettmøte: Nye i rollen", "", -160, 1, 7),
    ("course", "Leve med NET-kreft, vår", "Montebellosenteret", -190, 5, 2),
    ("meeting", "Nettmøte: Registrering i praksis", "", -35, 1, 6),
    ("meeting", "Nettmøte: Året som gikk", "", 12, 1, 0),
    ("course", "Leve med NET-kreft, vinter", "Montebellosenteret", 38, 5, 0),
    ("course", "Pårørendehelg", "Montebellosenteret", 80, 3, 1),
)
#: years back, fund, project, place, early diagnosis, state, kroner
APPLICATIONS: tuple[tuple[int, str, str, str, bool, str, int | None], ...] = (
    (1, "outer", "Livet med senvirkninger", "Universitetet i Bergen", False, "declined", None),
    (1, "outer", "Fastlegen og de første tegnene", "OUS", True, "granted", 1_200_000),
    (1, "own", "Blodprøver som finner svulsten", "St. Olavs hospital", True, "granted", 120_000),
    (1, "own", "Kosthold under behandling", "Haukeland", False, "granted", 80_000),
    (0, "outer", "Blodprøver som finner svulsten tidligere", "OUS", True, "sent", None),
    (0, "outer", "Pårørende i behandlingen", "Haukeland", False, "sent", None),
    (0, "outer", "Samtaler ved diagnose", "UNN", True, "sent", None),
    (0, "outer", "Trening og tretthet", "NTNU", False, "planned", None),
    (0, "own", "Ventetiden før riktig diagnose", "Universitetet i Oslo", True, "sent", None),
    (0, "own", "Bivirkninger i hverdagen", "Sørlandet sykehus", False, "sent", None),
)
#: talks about membership: days ago, branch, how many, what came of it, the next step
TALKS = (
    (6, "agder", 2, "thinks", "Ringer i desember"),
    (15, "trondelag", 1, "joined", ""),
    (33, "vestland", 3, "later", "Inviteres til julemøtet"),
    (50, "oslo-akershus", 2, "no", ""),
    (71, "agder", 1, "joined", ""),
)

SURVEY_NAME = {"nb": "Medlemsundersøkelsen", "da": "Medlemsundersøgelsen"}
#: what the yearly survey asks; `weights`: how often each answer was given, the year before and the newest year
SURVEY: tuple[dict[str, Any], ...] = (
    {
        "kind": "choice",
        "label": {"nb": "Hvor fornøyd er du med tilbudet vårt?", "da": "Hvor tilfreds er du med vores tilbud?"},
        "options": [
            {"nb": "Svært fornøyd", "da": "Meget tilfreds"},
            {"nb": "Fornøyd", "da": "Tilfreds"},
            {"nb": "Litt fornøyd", "da": "Lidt tilfreds"},
            {"nb": "Ikke fornøyd", "da": "Ikke tilfreds"},
        ],
        "weights": ((6, 14, 9, 5), (11, 19, 8, 3)),
    },
    {
        "kind": "yes_no",
        "label": {
            "nb": "Har du snakket med en likeperson det siste året?",
            "da": "Har du talt med en ligeperson det seneste år?",
        },
        "weights": ((22, 12), (21, 20)),
    },
    {
        "kind": "choice",
        "label": {"nb": "Hva betyr mest for deg?", "da": "Hvad betyder mest for dig?"},
        "options": [
            {"nb": "Å møte andre i samme situasjon", "da": "At møde andre i samme situation"},
            {"nb": "Medlemsbladet", "da": "Medlemsbladet"},
            {"nb": "Kurs og foredrag", "da": "Kurser og foredrag"},
            {"nb": "Råd om rettigheter", "da": "Råd om rettigheder"},
        ],
        "weights": ((13, 8, 7, 6), (18, 7, 10, 6)),
    },
)
