"""How the record and the notice say it."""

from portal.i18n import LazyText, _l, ngettext
from portal.plugin_api import Basis, Keep
from portal.privacy.catalogue import Processing

CATEGORIES = {
    "contact": _l("Name and contact data"),
    "health": _l("What tells about health"),
    "free_text": _l("What is written in own words"),
    "technical": _l("Dates, roles and states"),
}
BASES = {
    Basis.CONSENT: _l("Consent (GDPR Article 6(1)(a); about health, Article 9(2)(a))"),
    Basis.AGREEMENT: _l("An agreement (GDPR Article 6(1)(b))"),
    Basis.DUTY: _l("A legal duty (GDPR Article 6(1)(c))"),
    Basis.INTEREST: _l("A legitimate interest (GDPR Article 6(1)(f))"),
}


def categories_of(one: Processing) -> list[LazyText]:
    return [CATEGORIES[name] for name in one.categories]


def basis_of(one: Processing) -> LazyText:
    return BASES[one.basis]


def keep_of(one: Processing) -> list[str]:
    """Months and sentences, each once."""
    return [kept(part) for part in one.keep]


def kept(part: Keep | LazyText | str) -> str:
    if isinstance(part, Keep):
        return ngettext("%(n)s month", "%(n)s months", part.months)
    return str(part)
