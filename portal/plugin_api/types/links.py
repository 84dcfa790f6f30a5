"""Links that need no account, and links from a person's page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.plugin_api.types.basics import Text


@dataclass(frozen=True, kw_only=True)
class OpenLink:
    """A link on every page of an organisation that is open to all, to an open page of the plugin.

    With `setting`, a yes or no of the plugin's, it stands there only where that is yes. `name` is `<plugin>.<name>`.
    """

    name: str
    label: Text
    endpoint: str
    setting: str = ""
    position: int = 50


@dataclass(frozen=True, kw_only=True)
class PersonLink:
    """A link on a person's page, to what a plugin keeps on her: shown to whoever holds the right for her unit.

    `endpoint` takes her as `person_id`; `name` is `<plugin>.<name>`.
    """

    name: str
    label: Text
    endpoint: str
    right: str
    position: int = 50


@dataclass(frozen=True, kw_only=True)
class LinkKind:
    """What a personal link opens: one form for one person or partner, without an account. `name` is `<plugin>.<name>`.

    All three are called inside the organisation, with the link (portal.links).
    """

    name: str
    label: Text
    #: `form(link)`: a PortalForm, filled as it stands; raises NotFound where its subject is gone
    form: Callable[..., Any]
    #: `show(link, form)`: the page, from a template that extends `links/page.html`
    show: Callable[..., str]
    #: `take(link, form)`: do what was sent; raises PortalError for what cannot be
    take: Callable[..., None]
    #: `address(subject_id)`: the page for staff that its subject is shown on
    address: Callable[..., str]
    #: it takes one answer, and is used up; else as many as she likes, until it expires
    once: bool = True
    #: said when the answer has come in
    thanks: Text = ""
