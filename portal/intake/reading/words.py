"""The words that Norwegian and Danish plans use for their parts."""

import re

_AREA = r"(?:(?:strategi|satsings|satsnings|innsats|indsats|fokus|mål|tema|hoved)områder?t?|(?:hoved)?satsing)"
_GOAL = r"(?:overordnede?t? |strategiske?t? |operative?t? )?(?:hoved)?mål(?:setting|setning|sætning)?"
_SUBGOAL = r"(?:del|under|sub-?)mål"
_ACTION = r"tiltak|aktiviteter|aktivitet|indsatser|indsats|handlinger|handling|initiativer|initiativ|virkemidler"
_PURPOSE = r"formål(?:et)?(?: og verdigrunnlag| og værdigrundlag)?|målsett?ing for \w+|mission|misjon"
_VISION = r"visjon(?:en)?|vision(?:en)?"
_VALUES = r"(?:kjerne|kerne|våre |vores )?(?:verdier|værdier|verdigrunnlag|værdigrundlag|prinsipper|principper)"

_NUMBER = r"(?:\s+(?P<number>\d{1,2}(?:\.\d{1,2})*\.?|[A-H]))?"
_REST = r"\s*(?:[:–—-]\s*(?P<rest>.*)|$)"
#: `Mål 2.1 Flere med`: without a sign between, the number has to be one and the rest begins anew
_PLAIN_REST = r"\s+(?P<number>\d{1,2}(?:\.\d{1,2})*\.?)\s+(?P<rest>(?-i:[A-ZÆØÅ]).*)"


def _labelled(words: str) -> tuple["re.Pattern[str]", ...]:
    """`Mål 1: …`, `Tiltak 2 – …`, `Aktivitet` alone, `Mål:`; `Mål 2.1 …`."""
    return tuple(re.compile(rf"(?:{words}){rest}", re.IGNORECASE) for rest in (_NUMBER + _REST, _PLAIN_REST))


LABELS = (
    ("subgoal", _labelled(_SUBGOAL)),
    ("goal", _labelled(_GOAL)),
    ("action", _labelled(_ACTION)),
    ("area", _labelled(_AREA)),
)
#: headings that ask what a municipality's plan then answers in a list
QUESTIONS = (
    ("goal", re.compile(r"hvad?\s+(?:vil|ønsker)\s+vi(?:\s+(?:gerne|å|at))?\s+opp?nå\s*\?", re.IGNORECASE)),
    ("action", re.compile(r"(?:hvad?\s+gj?ør\s+vi|(?:slik|sådan)\s+gj?ør\s+vi(?:\s+det)?)\s*\??", re.IGNORECASE)),
)
SECTIONS = (
    ("purpose", re.compile(rf"(?:{_PURPOSE})\s*:?", re.IGNORECASE)),
    ("vision", re.compile(rf"(?:vår |vores )?(?:{_VISION})\s*:?", re.IGNORECASE)),
    ("value", re.compile(rf"(?:{_VALUES})\s*:?", re.IGNORECASE)),
)
_SECTION_SAID = re.compile(rf"(?:({_PURPOSE})|((?:vår |vores )?(?:{_VISION})))\s*:\s*(.+)", re.IGNORECASE)
#: a heading that is an area whatever its number says: an area's word, or "Tiltak for …"
AREA_HEADING = re.compile(rf"(?:{_AREA})\b|(?:{_ACTION})\s+(?:for|per|pr\.?|til|innen|inden)\s", re.IGNORECASE)

#: a heading that only gathers what follows
GATHERING = re.compile(
    r"(?:\w+ )?(?:satsings|satsnings|innsats|indsats|fokus|tema)områder|tiltak|handlingsplan", re.IGNORECASE
)
#: chapters around a plan, not of it
AROUND = re.compile(
    r"forord|innledning|indledning|bakgrunn|baggrund|sammendrag|resumé|innhold|indhold|avslutning|afslutning"
    r"|(?:oppfølging|opfølgning|evaluering|revisjon|revision)(?: (?:av|af|og) \w+)?|vedlegg|bilag"
    r"|(?:slik|sådan) (?:har vi arbe[ij]|les|læs|bruge?r du|er planen)\w*(?: \w+){0,4}|om (?:denne )?planen",
    re.IGNORECASE,
)

#: what stands before a list, and what its points then are
LIST_OF = (
    ("value", re.compile(r"(?:verdier|verdiene|værdier|værdierne)\b", re.IGNORECASE)),
    ("goal", re.compile(r"\bmål(?:ene|et)?\b", re.IGNORECASE)),
    ("action", re.compile(rf"\b(?:{_ACTION})\b", re.IGNORECASE)),
)

_WHO = re.compile(r"(?:ansvar|ansvarlige?|ansvarshavende|tovholder|hvem)\s*:\s*(.+)", re.IGNORECASE)
_WHEN = re.compile(r"(?:frist|tid|tidsperiode|periode|tidsplan|når|hvornår|deadline)\s*:\s*(.+)", re.IGNORECASE)
_WHO_INSIDE = re.compile(
    r"\s*(?:\((?:ansvar\w*|tovholder)\s*:\s*([^()]+)\)\.?|(?<=\.)\s(?:ansvar\w*|tovholder)\s*:\s*([^:]+))$",
    re.IGNORECASE,
)
_PLACE = r"(?:lokalt|sentralt|centralt|lokalforening\w*|lokallag\w*|lokalavdeling\w*|sentralledd\w*|landsforening\w*)"
_LEVEL_LINE = re.compile(rf"{_PLACE}(?:(?:\s+og\s+|\s*[/,+&]\s*){_PLACE})*(?:\s*\([^)]*\)?)?", re.IGNORECASE)


def label(text: str) -> tuple[str, str, str] | None:
    """(kind, number, rest) of a text that begins with the name of its part."""
    for kind, patterns in LABELS:
        for pattern in patterns:
            if found := pattern.fullmatch(text):
                return kind, (found["number"] or "").rstrip("."), (found["rest"] or "").strip()
    return next(((kind, "", "") for kind, pattern in QUESTIONS if pattern.fullmatch(text)), None)


def section(text: str) -> str | None:
    """`purpose`, `vision` or `value` where the text is such a heading."""
    return next((kind for kind, pattern in SECTIONS if pattern.fullmatch(text)), None)


def section_said(text: str) -> tuple[str, str] | None:
    """(`purpose` or `vision`, what it is) of a text that says it at once: `Visjon: Alle er med`."""
    found = _SECTION_SAID.fullmatch(text)
    return ("purpose" if found[1] else "vision", found[3].strip()) if found else None


def list_of(text: str) -> str | None:
    """What the points below this line are, where it ends in a colon and says so."""
    if not text.endswith(":"):
        return None
    return next((kind for kind, pattern in LIST_OF if pattern.search(text)), None)


def who_or_when(text: str) -> tuple[str, str] | None:
    """(`responsible` or `period`, its text) of a line such as `Ansvar: Styret`."""
    for name, pattern in (("responsible", _WHO), ("period", _WHEN)):
        if found := pattern.fullmatch(text):
            return name, found[1].strip()
    return None


def who_inside(text: str) -> tuple[str, str]:
    """The text, and who stands at its end: `Hold kurs (ansvar: Styret)`, `Hold kurs. Ansvar: Styret`."""
    found = _WHO_INSIDE.search(text)
    return (text[: found.start()], (found[1] or found[2]).strip()) if found else (text, "")


def level(text: str) -> str:
    """`local`, `central`, `both` where the text names nothing but a level; else ""."""
    if not _LEVEL_LINE.fullmatch(text.strip()):
        return ""
    plain = text.lower()
    near, far = "lokal" in plain, any(word in plain for word in ("sentral", "central", "landsforening"))
    return "both" if near and far else "local" if near else "central"
