"""A plan that somebody has begun to read in, so that the page for it can be tried. Text and names are invented."""

from uuid import UUID

from portal import clock
from portal.intake.reading.plan import plan_from_text
from portal.intake.services import keep_plan

TEXTS = {
    "nb": """
Plan for Aktivitetsuken {year}

Formål
Uken skal gi folk lyst til å bli med i laget.

1. Før uken
Mål: Minst 12 åpne møter over hele landet
Tiltak:
• Finne lokaler som er lette å komme inn i
Ansvar: Lokallagene
Frist: mars
• Trykke en felles plakat
Ansvar: Kontoret
• Be kommunene om å henge den opp

2. I uken
Mål: 300 deltakere, og halvparten er nye
Delmål 1: Alle som kommer, blir møtt i døren
Tiltak:
• Øve på den første samtalen
Når: april
• Ha kaffe klar en halvtime før

Oppsummering
Styret ser på tallene i juni.
""",
    "da": """
Plan for Aktivitetsugen {year}

Formål
Ugen skal give folk lyst til at være med i foreningen.

1. Før ugen
Mål: Mindst 12 åbne møder i hele landet
Indsatser:
• Finde lokaler, der er lette at komme ind i
Ansvar: Lokalforeningerne
Frist: marts
• Trykke en fælles plakat
Ansvar: Sekretariatet
• Bede kommunerne om at hænge den op

2. I ugen
Mål: 300 deltagere, og halvdelen er nye
Delmål 1: Alle, der kommer, bliver mødt i døren
Indsatser:
• Øve den første samtale
Hvornår: april
• Have kaffen klar en halv time før

Opsamling
Bestyrelsen ser på tallene i juni.
""",
}


def make_draft(language: str, by: UUID) -> None:
    """In the organisation in scope: next year's plan, read and not yet corrected."""
    text = TEXTS[language].format(year=clock.today().year + 1)
    keep_plan(plan_from_text(text, clock.today()), by=by)
