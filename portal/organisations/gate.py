"""The gate: what happens before every page.

Nobody learns anything below `/o/<slug>/` before signing in; who has no access
there gets the answer of a page that does not exist; and a page opens only to
whom its stated right lets in.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask, flash, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.exceptions import SecurityError
from werkzeug.wrappers import Response

from portal import clock
from portal.accounts.sessions import hash_token
from portal.audit.services import sent_form
from portal.config import MAX_UPLOAD_BYTES, Config
from portal.database import may_write
from portal.errors import Forbidden, NotFound, PortalError
from portal.extensions import csrf, db, login
from portal.i18n import _, choose_language, current_language, set_language
from portal.organisations.viewer import Viewer, read_place, read_viewer
from portal.plugin_api import OPERATOR, PUBLIC, SIGNED_IN, Role, house
from portal.plugin_api.blueprint import Statement, open_place, place
from portal.plugin_api.manager import Hooks
from portal.tenancy import act_as, end_reading
from portal.tenancy.scope import NOBODY, organisation, person, set_scope

SAFE = ("GET", "HEAD", "OPTIONS")
#: answered without asking who looks: they must work when the database does not
BLIND = {"static", "health.live", "health.ready"}


@dataclass(frozen=True)
class Link:
    """A line in the menu."""

    label: str
    url: str
    current: bool


def init_gate(app: Flask) -> None:
    login.init_app(app)
    login.user_loader(_find_viewer)
    login.session_protection = None  # it ties a session to an address; a phone changes its own all day
    app.before_request(_open_or_refuse)
    csrf.init_app(app)  # asks for the token after the gate: a missing one tells nobody which pages exist
    app.teardown_request(_leave)
    app.url_value_preprocessor(_forget_slug)
    app.url_defaults(_remember_slug)


def _find_viewer(session_key: str) -> Viewer | None:
    """Flask-Login's question. The key in the cookie is `<user>.<token>`; the database knows whether it holds."""
    user, _dot, token = session_key.partition(".")
    try:
        user_id = UUID(user)
    except ValueError:
        return None
    act_as(db.session(), person(user_id))
    viewer = read_viewer(session_key, user_id, hash_token(token), place()[0], clock.now())
    if viewer is None:
        act_as(db.session(), NOBODY)
    return viewer


def _open_or_refuse() -> Response | None:
    set_scope(NOBODY)
    sent_form.set(None)  # a worker's next request must not carry the last one's key
    may_write.set(request.method not in SAFE)
    set_language(_language(None))
    if isinstance(request.routing_exception, SecurityError):
        raise request.routing_exception  # a host that is not ours
    if "\x00" in request.path:  # no database could even be asked
        raise NotFound
    if request.endpoint in BLIND:
        return None
    stated = house().statements.get(request.endpoint or "")
    if stated and stated.shows:
        may_write.set(True)  # that somebody looked is written down
    slug, segment = place()
    open_slug, open_segment = open_place()
    plugin = house().open_segments.get(open_segment or "")
    if plugin or (stated and stated.right == PUBLIC):
        if open_slug is None or _enter_openly(open_slug, plugin, stated):
            return None
        if plugin is None:
            raise NotFound
        stated = None  # what is switched off is answered as what never was, on every method
    if not current_user.is_authenticated:
        _demand_open(plugin)
        return _ask_to_sign_in() if slug or stated else None
    viewer: Viewer = current_user._get_current_object()
    g.viewer = viewer
    set_language(_language(viewer))
    _demand_open(plugin)
    if slug:
        _enter(viewer, segment)
    if stated:
        _demand(viewer, stated.right)
        if stated.uploads:
            request.max_content_length = MAX_UPLOAD_BYTES  # before anything reads the form
    return None


def _language(viewer: Viewer | None) -> str:
    config: Config = _config()
    here = viewer.organisation if viewer else None
    return choose_language(
        viewer.language if viewer else request.cookies.get("language"),
        here.language if here else None,
        request.headers.get("Accept-Language"),
        config.language,
    )


def _config() -> Config:
    from flask import current_app

    config: Config = current_app.config["PORTAL"]
    return config


def _ask_to_sign_in() -> Response:
    """And afterwards back to the page: the one asked for, or the one whose form was sent in vain."""
    wanted: str | None = request.full_path.rstrip("?")
    if request.method not in SAFE:
        flash(_("You are not signed in, so nothing was saved. Sign in and send it again."), "warning")
        wanted = urlsplit(request.referrer or "").path or None
    return redirect(url_for("accounts.sign_in", next=wanted if wanted != "/" else None), 303)


def _enter(viewer: Viewer, segment: str | None) -> None:
    """From person to organisation: the walls now let through this one and nothing else."""
    here = viewer.organisation
    if here is None:
        raise NotFound
    if here.status != "active":
        raise _suspended(here.name)
    act_as(db.session(), organisation(here.id))
    clock.use_zone(here.timezone)
    plugin = house().segments.get(segment or "")
    if plugin and plugin not in viewer.setup.plugins:
        raise NotFound
    g.menu = menu_of(viewer)
    g.beside = lambda: menu_of(viewer, under=request.endpoint or "")  # only few pages show it
    g.way_up = lambda: way_up_of(viewer)


def _demand_open(plugin: str | None) -> None:
    """A plugin's open address that nobody entered: it is switched off there."""
    if plugin:
        raise NotFound


def _enter_openly(slug: str, plugin: str | None, stated: Statement | None) -> bool:
    """A page that is open to all: the walls let through its organisation, whoever looks, and `g.here` names it.

    False where there is no such organisation, or it is suspended and the page does not state that it stays open, or
    the page's plugin is switched off there.
    Who is signed in is asked first: asked later, it would change the scope.
    """
    known = bool(current_user.is_authenticated)
    here = read_place(slug)
    if here is None or (here.status != "active" and not (stated and stated.while_suspended)):
        return False
    act_as(db.session(), organisation(here.id))
    if plugin and plugin not in here.setup.plugins:
        act_as(db.session(), person(current_user.id) if known else NOBODY)
        return False
    g.here = here
    clock.use_zone(here.timezone)
    mine = current_user.language if known else request.cookies.get("language")
    header = request.headers.get("Accept-Language")
    set_language(choose_language(mine, here.language, header, _config().language))
    return True


def _suspended(name: str) -> PortalError:
    return Forbidden(
        _(
            "%(name)s is closed for now. Nothing is lost. Please ask your organisation or the operator.",
            name=name,
        )
    )


def _demand(viewer: Viewer, right: str) -> None:
    if right == SIGNED_IN:
        return
    if right == OPERATOR:
        if not viewer.is_operator:
            raise NotFound
    elif not viewer.may(right):
        raise Forbidden(_("This page is for others in your organisation. Ask an administrator if you need it."))


def menu_of(viewer: Viewer, under: str = "") -> list[Link]:
    """The menu, or what stands under one page: what is switched on, what she may see."""
    here, roles = request.script_root + request.path, frozenset(role for role, _unit in viewer.accesses)
    known = _lines(viewer.hooks, roles, viewer.here.slug, current_language(), request.script_root, under)
    return [Link(label, url, url == here) for label, url in known]


def way_up_of(viewer: Viewer) -> Link | None:
    """The page that this one stands under, as far as she may open it: the way back."""
    roles = frozenset(role for role, _unit in viewer.accesses)
    args = viewer.here.slug, current_language(), request.script_root, request.endpoint or ""
    found = _line_above(viewer.hooks, roles, *args)
    return Link(*found, False) if found else None


@lru_cache(maxsize=2000)
def _line_above(
    hooks: Hooks, roles: frozenset[Role], slug: str, _language: str, _root: str, endpoint: str
) -> tuple[str, str] | None:
    items = {item.endpoint: item for item in hooks.menu_items()}
    over = items.get(items[endpoint].under) if endpoint in items else None
    if over is None or roles.isdisjoint(hooks.house.rights[over.right].roles):
        return None
    return str(over.label), url_for(over.endpoint, slug=slug)


@lru_cache(maxsize=2000)
def _lines(
    hooks: Hooks, roles: frozenset[Role], slug: str, _language: str, _root: str, under: str
) -> list[tuple[str, str]]:
    """(label, address), the same for all who hold these roles here."""
    return [
        (str(item.label), url_for(item.endpoint, slug=slug))
        for item in hooks.menu_items()
        if item.under == under and not roles.isdisjoint(hooks.house.rights[item.right].roles)
    ]


def _forget_slug(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Views below /o/<slug>/ know their organisation from the viewer, not from the address."""
    if values:
        g.slug = values.pop("slug", None)


def _remember_slug(endpoint: str, values: dict[str, Any]) -> None:
    """url_for inside an organisation stays inside it."""
    if "slug" not in values and g.get("slug") and _takes_slug(endpoint):
        values["slug"] = g.slug


def _takes_slug(endpoint: str) -> bool:
    from flask import current_app

    return current_app.url_map.is_endpoint_expecting(endpoint, "slug")


def _leave(fault: BaseException | None) -> None:
    """Nothing of this request's scope may be left for the next one."""
    if fault is None:
        end_reading(db.session())
    db.session.remove()
    set_scope(NOBODY)
    clock.use_zone("Europe/Oslo")
