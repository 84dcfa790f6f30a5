"""Templates, compiled once for each language so that constant texts cost nothing."""

from typing import Any

from flask import Flask, current_app, g, get_flashed_messages, request, url_for
from flask.globals import request_ctx
from flask.templating import Environment
from flask_wtf.csrf import generate_csrf
from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from portal import clock, i18n
from portal.config import LANGUAGES
from portal.plugin_api.manager import hooks_for, owner

NAMES = (("nb", "Norsk"), ("da", "Dansk"), ("en", "English"))
FILTERS = {
    "date": i18n.format_date,
    "short_date": i18n.format_short_date,
    "weekday": i18n.format_weekday,
    "month": i18n.format_month,
    "time": i18n.format_time,
    "number": i18n.format_number,
    "percent": i18n.format_percent,
    "file_size": i18n.format_size,
}


class PortalEnvironment(Environment):
    """Flask's environment, which knows the language that it compiles for."""

    language = "en"

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        with i18n.use_language(self.language):
            return _Fold().visit(tree)


class _Fold(NodeTransformer):
    """`_("Goals")` becomes the word itself."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # jinja's name
        node = self.generic_visit(node)  # type: ignore[assignment]
        is_text = isinstance(node.node, nodes.Name) and node.node.name == "_"
        if is_text and len(node.args) == 1 and isinstance(node.args[0], nodes.Const) and not node.kwargs:
            return nodes.Const(i18n._(node.args[0].value), lineno=node.lineno)
        return node


def init_templates(app: Flask) -> None:
    """One environment a language, over the same loader, filters and globals."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(
        _=i18n._, ngettext=i18n.ngettext, csrf_token=generate_csrf, today=clock.today, asset=_asset_of(app)
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["templates"] = {code: _environment(app, code) for code in LANGUAGES}


def _environment(app: Flask, language: str) -> Any:
    environment: Any = app.jinja_env.overlay(cache_size=-1)
    environment.language = language
    return environment


def render(template: str, **context: Any) -> str:
    """The page in the reader's language, with what the layout needs."""
    language = i18n.current_language()
    page = current_app.extensions["templates"][language].get_template(template)
    return str(
        page.render(
            language=language,
            flashes=get_flashed_messages(with_categories=True),
            demo=current_app.config["PORTAL"].demo,
            request=request,
            **(_of_viewer(g.viewer) if g.get("viewer") else _of_nobody()),
            **context,
        )
    )


def _of_viewer(viewer: Any) -> dict[str, Any]:
    """The menu of somebody signed in."""
    pages = [(i18n._("My profile"), "profile.show"), (i18n._("Your organisations"), "home.choose")]
    mine = [{"label": label, "url": url_for(page), "current": request.endpoint == page} for label, page in pages]
    return {
        "viewer": viewer,
        "organisation": viewer.organisation,
        "menu": g.get("menu", ()) if viewer.organisation else _way_back(),
        "beside": g.get("beside", list),
        "way_up": g.get("way_up", _nothing),
        "user_menu": mine,
        "sign_out_url": url_for("accounts.sign_out"),
        "home_url": url_for("start.index", slug=viewer.organisation.slug) if viewer.organisation else "/",
        "base": f"/o/{viewer.organisation.slug}/activities/" if viewer.organisation else "",
        "names": _UnitNames(viewer),
    }


def _nothing() -> None:
    """The way up from a page outside of organisations."""


def _way_back() -> list[dict[str, Any]]:
    """From pages that lie in no organisation: to her only one, or to the choice of several."""
    return [{"label": i18n._("Start"), "url": "/", "current": request.endpoint == "home.index"}]


class _UnitNames:
    """`names.get(unit_id)` in a list, without a call of the setup on pages that show none."""

    def __init__(self, viewer: Any) -> None:
        self._viewer = viewer

    def get(self, unit_id: Any, default: str = "") -> str:
        return self._viewer.setup.name(unit_id) or default


def _of_nobody() -> dict[str, Any]:
    if request.routing_exception and not request_ctx.url_adapter:
        return {}  # a host that is not ours: no address can be made
    here = g.get("here")
    links = _open_links(here) if here else []
    return {"here": here, "open_links": links, "language_url": url_for("accounts.language"), "languages": NAMES}


def _open_links(here: Any) -> list[dict[str, Any]]:
    """What plugins offer on every open page, but not on the page that it leads to."""
    hooks = hooks_for(here.setup.plugins)
    shown = [
        link for link in hooks.open_links()
        if not link.setting or here.setup.setting(f"{owner(link.name)}.{link.setting}")
    ]  # fmt: skip
    return [
        {"label": link.label, "url": url_for(link.endpoint, slug=here.slug)}
        for link in shown
        if (request.endpoint or "").partition(".")[0] != link.endpoint.partition(".")[0]
    ]


def _asset_of(app: Flask) -> Any:
    """`asset("portal.css")`: the address of a static file with its fingerprint, kept for a year by browsers."""
    import hashlib
    from functools import cache
    from pathlib import Path

    folder = Path(str(app.static_folder))

    @cache
    def asset(name: str) -> str:
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()[:10]
        return f"{app.static_url_path}/{name}?v={digest}"

    return asset
