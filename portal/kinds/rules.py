"""Who arranges the types, and what a type and its questions must be."""

from collections.abc import Iterable, Mapping

from portal.errors import PortalError
from portal.i18n import OwnText, _, _l, ngettext, use_language
from portal.organisations.viewer import Place
from portal.plugin_api import STAFF, ActivityType, Question, Right
from portal.plugin_api.types import Text

MANAGE = "kinds.manage"
RIGHTS = [Right(name=MANAGE, label=_l("Decide what can be registered, and what is asked"), roles=STAFF)]
#: the languages in which an organisation writes its types
WRITTEN = ("nb", "da")
#: nobody fills in more on a phone
MOST_QUESTIONS = 30
MOST_OPTIONS = 40
LONGEST_OPTION = 80
#: what a number may be where nobody says less
MAXIMUM = 100_000


def languages_of(here: Place) -> tuple[str, str]:
    """The organisation's own language, which must be filled in, and the other one."""
    own = here.language if here.language in WRITTEN else WRITTEN[0]
    return own, next(one for one in WRITTEN if one != own)


def check_name(label: Text, others: Iterable[ActivityType]) -> None:
    """Whoever reads either language can tell the types apart. Raises PortalError."""
    for language in WRITTEN:
        with use_language(language):
            said = _plain(label)
            found = next((kind for kind in others if _plain(kind.label) == said), None)
        if found is not None:
            raise PortalError(_taken(found), "label")


def _taken(found: ActivityType) -> str:
    if found.hidden:
        return _(
            "A hidden type is called “%(name)s” already. Show that one again, or choose another name.", name=found.label
        )
    return _("Another type is called “%(name)s” already. Choose a name that tells them apart.", name=found.label)


def check_wording(label: Mapping[str, str], others: Iterable[Question]) -> None:
    """Two questions in the same words could not be told apart in the figures. Raises PortalError."""
    for language in WRITTEN:
        with use_language(language):
            said = _plain(OwnText(dict(label)))
            is_taken = any(_plain(question.label) == said for question in others)
        if is_taken:
            raise PortalError(_("This is asked already. Use other words, or change that question."), "label")


def _plain(text: Text) -> str:
    return " ".join(str(text).split()).casefold()


def check_room(asked: int) -> None:
    """One more fits in beside so many. Raises PortalError."""
    if asked >= MOST_QUESTIONS:
        raise PortalError(
            ngettext(
                "Nobody fills in more than %(n)s question. Remove one that you need less.",
                "Nobody fills in more than %(n)s questions. Remove one that you need less.",
                MOST_QUESTIONS,
            )
        )
