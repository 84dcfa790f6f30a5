"""Letters, who gets them, and what is agreed to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.plugin_api.types.basics import Text


@dataclass(frozen=True, kw_only=True)
class LetterKind:
    """What one organisation may send to another. `name` is `<plugin>.<name>`, the same at both ends.

    A letter holds what `schema` names, a frozen dataclass of texts, whole numbers, decimals, dates, ids, yes and no,
    tuples and dataclasses of these; anything else is refused (portal.exchange).
    """

    name: str
    label: Text
    schema: type
    #: `arrive(arrived)`: what to do with it, inside the organisation that got it
    arrive: Callable[..., None]
    #: `told(content)`: what is in it, in one sentence
    told: Callable[..., str]
    #: the link kind through which a partner without an account answers; "": it goes to organisations only
    answered_by: str = ""


@dataclass(frozen=True, kw_only=True)
class RecipientList:
    """People of the register who can be written to together. `name` is `<plugin>.<name>`.

    It is offered to whoever may send letters and holds `right` for the whole organisation.
    """

    name: str
    label: Text
    right: str
    #: `people(organisation_id)`: a SELECT of one column, their ids in the register, each once
    people: Callable[..., Any]
    position: int = 50
    #: stands below each letter: why she gets it, and how she says no
    foot: Text = ""


@dataclass(frozen=True, kw_only=True)
class ConsentOffer:
    """Something that people may be asked to agree to, in proposed words. `name` is `<plugin>.<name>`.

    Staff take it up, in these words or their own; nobody is asked before.
    """

    name: str
    label: Text
    #: one sentence in the words of whoever agrees, in each language
    nb: str
    da: str
    position: int = 50
