"""Plans of other bodies, laid out as such plans are; bodies and sentences are invented."""

#: a municipality's, as a document: (style, text), a point with its level, a table
MUNICIPALITY_DA: list[tuple[str, object]] = [
    ("title", "Handleplan for frivillighed 2026-2029"),
    ("", "Nørresund Kommune"),
    ("", "Vedtaget af byrådet den 18. december 2025"),
    ("heading 1", "Forord"),
    (
        "",
        "Hver uge giver mere end 9.000 borgere i Nørresund en hånd med i foreninger, på plejehjem og i boligområder. Det skal vi værne om.",
    ),
    (
        "",
        "Med denne handleplan viser vi, hvad kommunen selv vil gøre de næste fire år, og hvad vi vil gøre sammen med foreningerne.",
    ),
    ("", "På udvalgets vegne, formanden for Kultur- og Fritidsudvalget"),
    ("heading 1", "Vision"),
    ("", "I Nørresund er der plads til alle i et fællesskab, og ingen behøver at lede længe efter det."),
    ("heading 1", "Vores principper"),
    ("point", "Det frivillige er frivilligt: Vi bestemmer ikke, hvad andre skal bruge deres fritid på."),
    ("point", "Kort vej til hjælp: En forening skal kun spørge ét sted."),
    ("point", "Sammen om opgaven: Medarbejdere og frivillige kender hinandens roller."),
    ("heading 1", "Sådan læser du planen"),
    ("", "Planen har fire indsatsområder. Under hvert står, hvad vi vil opnå, og hvad vi gør."),
    ("heading 1", "Indsatsområde 1: Flere kommer med"),
    ("", "Unge og nye borgere ved ofte ikke, hvor de skal henvende sig."),
    ("heading 2", "Hvad vil vi opnå?"),
    ("point", "Mindst 42 procent af borgerne er frivillige inden udgangen af 2029"),
    ("point", "Flere unge mellem 15 og 25 år tager en frivillig opgave"),
    ("heading 2", "Hvad gør vi?"),
    ("point", "Vi åbner en frivilligbank på nettet, hvor foreninger slår opgaver op"),
    ("point below", "Foreningerne prøver den først"),
    ("point below", "Den åbner for alle i maj 2026"),
    ("point", "Vi besøger alle ungdomsuddannelser en gang om året"),
    ("point", "Vi skriver til nye borgere, når de flytter til"),
    ("heading 1", "Indsatsområde 2: Gode rammer for foreningerne"),
    ("", "Foreningerne bruger for meget tid på ansøgninger og for lidt på det, de brænder for."),
    ("heading 2", "Mål 2.1 Det er nemt at søge støtte"),
    ("heading 3", "Indsatser"),
    ("point", "Ét skema til alle puljer"),
    ("point", "Svar på ansøgninger inden for fire uger"),
    ("heading 2", "Mål 2.2 Lokalerne bliver brugt"),
    ("heading 3", "Indsatser"),
    (
        "table",
        [
            ("Indsats", "Ansvarlig", "Tidsplan", "Økonomi"),
            ("Fælles booking af skoler og haller", "Fritidsafdelingen", "2026", "Inden for rammen"),
            ("Nøglebokse på ti skoler", "Ejendomscentret", "2027-2028", "350.000 kr."),
            ("Lån af udstyr på biblioteket", "Biblioteket", "Løbende", ""),
        ],
    ),
    ("heading 1", "Indsatsområde 3: Frivillige på sundheds- og ældreområdet"),
    ("", "Flere ældre bor alene. Et besøg om ugen kan være det, ugen handler om."),
    ("heading 2", "Hvad vil vi opnå?"),
    ("point", "120 besøgsvenner inden udgangen af 2028"),
    ("point", "Medarbejdere ved, hvornår de skal spørge en frivillig"),
    ("heading 2", "Hvad gør vi?"),
    ("point", "Vi ansætter en koordinator på halv tid"),
    ("point", "Vi holder et introduktionskursus hvert halvår sammen med foreningerne"),
    ("point", "Vi laver en folder til hjemmeplejen om, hvem man kan ringe til"),
    ("heading 1", "Indsatsområde 4: Vi siger tak"),
    ("heading 2", "Hvad vil vi opnå?"),
    ("point", "Frivillige oplever, at deres arbejde bliver set"),
    ("heading 2", "Hvad gør vi?"),
    ("point", "Frivilligprisen uddeles hvert år i september"),
    ("point", "Fælles festaften i uge 39"),
    ("heading 1", "Opfølgning"),
    ("", "Kultur- og Fritidsudvalget følger planen én gang om året. Frivilligrådet bliver hørt hver gang."),
    ("", "Har du spørgsmål, kan du skrive til Fritidsafdelingen."),
]

#: a health trust's, copied from a PDF: contents, feet of pages, a table that ran together
HEALTH_TRUST_NB = """Handlingsplan for brukermedvirkning og
pårørendesamarbeid 2026–2028

Helse Ytrekyst HF
Behandlet i brukerutvalget 4. november 2025
Vedtatt av foretaksledelsen 9. desember 2025

Innhold
1 Innledning .................................................... 3
2 Slik har vi arbeidet .......................................... 3
3 Innsatsområder ................................................ 4
3.1 Pasienten er med på avgjørelsene ............................ 4
3.2 Pårørende blir sett ......................................... 5
3.3 Brukerutvalg og brukerrepresentanter ........................ 6
4 Oppfølging og rapportering .................................... 7

2

1 Innledning
Pasienter og pårørende vet noe om tjenestene som vi ellers ikke får vite. Planen skal
sikre at det de vet, blir brukt i hele foretaket.

1.1 Formål
Planen skal gi ledere og ansatte et felles grunnlag for å arbeide sammen med pasienter,
pårørende og organisasjonene deres.

1.2 Forankring
Planen bygger på utviklingsplanen for foretaket og på rammer gitt av det regionale
helseforetaket. Lover og forskrifter er ikke gjengitt her.

Handlingsplan for brukermedvirkning og pårørendesamarbeid 2026–2028 Side 3

2 Slik har vi arbeidet
Arbeidsgruppen har hatt med to brukerrepresentanter, en lege, en sykepleier og en leder.
Den har hatt fem møter og hentet innspill fra alle klinikkene.

3 Innsatsområder

3.1 Pasienten er med på avgjørelsene
Mål: I 2028 svarer minst 80 prosent av pasientene at de var med på å bestemme så mye de
ønsket

Tiltak Ansvar Frist
Samvalgsverktøy tas i bruk i tre nye pasientforløp
Fagdirektør
31.12.2026
Opplæring i samvalg for alle leger i spesialisering
HR-direktør
Hvert halvår
Pasientens spørsmål skrives inn i innkallingsbrevet
Klinikksjefene
1.6.2026

3.2 Pårørende blir sett
Mål 1: Alle avdelinger har en pårørendekontakt innen 31.12.2027
Mål 2: Barn som pårørende blir fanget opp

Tiltak
3.2.1 Pårørendekontaktene får to dager opplæring
Ansvarlig: Lærings- og mestringssenteret
Frist: våren 2027
3.2.2 Pårørendesamtale tilbys innen en uke etter innleggelse
Ansvarlig: Avdelingslederne
Frist: løpende
3.2.3 Rutinen for barneansvarlige gås gjennom på nytt
 - Sjekkliste i journalen
 - Navn på barneansvarlig på tavlen i hver post
Ansvarlig: Klinikk for psykisk helse
Frist: 2026

Handlingsplan for brukermedvirkning og pårørendesamarbeid 2026–2028 Side 5

3.3 Brukerutvalg og brukerrepresentanter
Foretaket har i dag 34 brukerrepresentanter i råd og utvalg.
Mål: 50 brukerrepresentanter i løpet av 2028, og minst en tredel av dem under 40 år

Tiltak:
• Kurs for nye representanter to ganger i året (Lærings- og mestringssenteret)
• Felles møteplass for brukerutvalget og ungdomsrådet hver vår
• Honorar utbetales senest 30 dager etter møtet (Økonomiavdelingen)
• Brukerutvalgets årsrapport legges fram for styret
i mars hvert år

4 Oppfølging og rapportering
Planen følges opp i ledelsens gjennomgang. Brukerutvalget får en rapport hvert år i mai,
der hvert tiltak er merket med grønt, gult eller rødt.

7
"""

#: a municipality's, pasted
MUNICIPALITY_NB = """Øysund kommune
Handlingsplan for frivillighet og lag 2027–2030
Vedtatt av kommunestyret 17.06.2026, sak 58/26

Om planen
Planen er laget sammen med frivilligsentralen og 23 lag og foreninger.

Visjon: Øysund – her er det lett å bli med

Hovedmål
Flere deltar, og flere blir

Satsing 1 – Inkludering
Hvorfor er dette viktig?
Barn fra familier med lite penger er sjeldnere med enn andre.
Delmål
a) Alle barn har minst én fritidsaktivitet innen 2030
b) Nye innbyggere blir invitert innen tre måneder
Tiltak
1. Fritidskortet innføres fra høsten 2027 (Kultur)
2. Utstyrssentral på biblioteket
3. Velkomstkveld to ganger i året. Ansvar: Flyktningtjenesten og frivilligsentralen

Satsing 2 – Møteplasser
Hvorfor er dette viktig?
Mange lag mangler et sted å være.
Delmål
a) Åpne skolebygg på kveldstid i alle kretser
Tiltak
1. Nøkkelkort til lagene – 2027
2. Gratis leie for barn og unge – hele perioden
3. Oversikt over ledige lokaler på nett – innen 1.3.2028

Økonomi
Tiltakene dekkes innenfor rammen, bortsett fra utstyrssentralen (200 000 kroner).

Rullering
Planen rulleres hvert år i februar.
"""
