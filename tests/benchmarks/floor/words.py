"""Language: a dictionary, and dates as Norwegians write them."""

from datetime import date

UNITS = tuple(f"Lokallag {number}" for number in range(1, 21))

NB = {
    "Activities": "Aktiviteter",
    "All": "Alle",
    "Course": "Kurs",
    "Courses": "Kurs",
    "Date": "Dato",
    "Drop-in": "Drop-in",
    "Drop-ins": "Drop-in",
    "E-mail": "E-post",
    "From": "Fra",
    "Goals": "Mål",
    "Hours": "Timer",
    "How many took part?": "Hvor mange deltok?",
    "How many were new?": "Hvor mange var nye?",
    "Last month": "Forrige måned",
    "Latest activities": "Siste aktiviteter",
    "Main menu": "Hovedmeny",
    "Meeting": "Møte",
    "Meetings": "Møter",
    "Next": "Neste",
    "Note": "Merknad",
    "Password": "Passord",
    "Peer support": "Likepersonsarbeid",
    "Place": "Sted",
    "Register": "Registrer",
    "Register an activity": "Registrer en aktivitet",
    "Show": "Vis",
    "Sign in": "Logg inn",
    "Sign out": "Logg ut",
    "Skip to main content": "Hopp til hovedinnhold",
    "Start": "Start",
    "Talk": "Foredrag",
    "Talks": "Foredrag",
    "Thank you! It is registered.": "Takk! Det er registrert.",
    "The e-mail address or the password is not right.": "E-postadressen eller passordet er ikke riktig.",
    "This month": "Denne måneden",
    "Title": "Tittel",
    "To": "Til",
    "Type": "Type",
    "Unit": "Lag",
    "Webinar": "Nettmøte",
    "Webinars": "Nettmøter",
    "What did you do?": "Hva gjorde du?",
    "of": "av",
    "people": "personer",
    "registered": "registrert",
}
MONTHS = ("januar", "februar", "mars", "april", "mai", "juni",
          "juli", "august", "september", "oktober", "november", "desember")  # fmt: skip


def translated(text: str) -> str:
    return NB.get(text, text)


def written_date(day: date) -> str:
    """7. mai 2026"""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
