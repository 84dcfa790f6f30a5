"""Names, places and words of the demo. Nobody is called so by anything but chance."""

#: as many as the plan counts, the register's own among them
MEMBERS = 745
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
