"""Plans in the shapes that real ones come in; every sentence and every body here is invented."""

#: a strategy with numbered headings, two of them 5.2, and goals named again where their actions stand
STRATEGY = """
Strategi- og handlingsplan for Fjellvandrerlaget

2026-2028

Denne planen viser hva vi vil.

1.0 Formål og verdigrunnlag

Fjellvandrerlaget skal gi flere gode turer.

Vi styrer etter disse verdiene:

- Varme: Alle blir sett på turen.
- Ro: Vi går i den sistes tempo.

2.0 Visjon

Alle i dalen skal ha en fjelltur i beina.

3.0 Strategiske hovedmål

3.1 Mål 1: Medlemsvekst – Innen 2030 skal vi være minst 400 betalende medlemmer.

Potensialet er stort.

3.1.1. Delmål 1: Minst 210 betalende medlemmer innen 31.12.2026.

3.2 Mål 2: Trygge turer – Vi skal ha flere turledere.

5.0 Tiltak og handlingsplan

5.1 Strategiområdet «kommunikasjon»

- Trykke ny folder
- Holde nettsiden i orden

5.2 Strategiområdet «samarbeid»

- Møte skogeierne

5.2 Tiltak per strategiske mål

Mål 1: Medlemsvekst

Tiltak 1 – Verve på stien

- Stå ved parkeringen hver søndag
- Dele ut kart

Mål 2: Trygge turer

Tiltak 1 – Kurs for turledere

- To kvelder i april
"""

#: text of a PDF: lines broken in the middle of sentences, "Mål:" and "Delmål 1:", points in two levels
YEARLY = """Nettverk for sang i sykehjem i Ytre
fylke

ÅRSPLAN 2026

Målsetting for nettverket
Bidra til at alle sykehjem i fylket har sang minst en gang i uken, slik at beboere og
pårørende får noe å glede seg til.

1. Sangstunder

Mål: Bidra til at sangstundene på alle sykehjem i fylket er av høy kvalitet og passer

Delmål 1: Fremme bruk av sangbøker i store typer på alle avdelinger, med særlig vekt på
viser fra hjemstedet

Aktivitet

• Sangbøker som tema på felles samling

• Gjennomgående fokus på dette hele året på samlinger, der vi også henter frem temaet
stemmebruk
o Egen stund om pust

• Undervisning på kurs for nye

Nettverksgruppe Vår 2026 Høst 2026

Nord 21. mai 10. sept.

 Delmål 2: Øke andelen sangledere
 Aktivitet

• Invitere kor, f.eks.
under festspillene

2. Drift

Mål: Være et nettverk som varer

Delmål 1: Faste oppgaver
Aktivitet:
• Sende ut to nyhetsbrev

2
"""

#: a PDF's table whose columns ran together: what, how, who
TABLES = """Handlingsplan for Nærmiljølaget 2026

Vi har satt oss følgende operative mål for organisasjonen:
● Mer enn 900 medlemmer i hele byen.
● Ti prosent årlig økning i rapporterte deltakere.

1Felles tiltak for alle bydeler
Tiltak/virkemiddel Aktivitet Ansvar
Kartlegging • Spør medlemmene om

hvor fornøyde de er
• Be om innspill

Lokalt og sentralt

Vise fram laget for
andre foreninger i byen
• Finn ut hvem som finnes
Sentralt
Tiltak rekruttering
Formål
Verve nye medlemmer.
Tiltak/virkemiddel Aktivitet Ansvar
Digital plattform:
Holde bydelens side i orden
• Rett det som er feil (bilder,
Tider og steder)
Lokalt
"""

#: numbered through, actions on the third level with who and when below them
NUMBERED = """HANDLINGSPROGRAM FOR ELVEVERNET

Periode: 2027 - 2030

1 Rent vann
1.1 Vannet skal kunne drikkes innen 2030
1.1.1 Måle vannet hver måned
Ansvar: Målegruppen
Frist: hvert kvartal
1.1.2 Varsle kommunen ved utslipp
Ansvarlig: Styret
2 Levende bredder
2.1 Minst 12 nye rasteplasser
2.1.1 Rydde stien på sørsiden
"""
