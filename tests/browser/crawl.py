"""Which pages somebody may open, each with a real address: from the map of routes, then from link to link."""

import re
from collections import deque
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException

from portal.plugin_api.routes import list_routes
from tests.browser.looks import Looks, looks_of
from tests.browser.visitor import Visitor

#: pages of one kind that are read for links; a goal that is measured may be the fifteenth
READ = {
    "actions.show": 60, "goals.show": 16, "kinds.show": 12, "partners.show": 8, "programme.show": 30,
    "recruitment_joining.index": 8, "recruitment_joining.show": 12, "recruitment_members.index": 8, "recruitment_members.show": 60,
    "shared_goals.show": 8,
}  # fmt: skip
FEW = 3
LINK = re.compile(r'href="(/[^"#]*)"')
#: what is sent to be saved is no page either
NO_PAGES = {
    "static", "health.live", "health.ready", "actions.export", "files.get", "imports.bad", "lists.bad", "recruitment_numbers.sheet", "open_due.feed",
    "handouts.file", "my_data.file", "recruitment_codes.svg", "year_reports.sheet",
    "open_programme.feed_unit", "open_programme.feed_whole",
}  # fmt: skip


class Found(dict[str, list[str]]):
    """Addresses by endpoint, and what each looked like when it was read."""

    def __init__(self) -> None:
        super().__init__()
        self.looks: dict[str, Looks] = {}


def page_routes(app: Flask, method: str = "GET") -> dict[str, str]:
    """Every page that a GET opens, or a form is sent to: endpoint and rule, as `portal routes --json` tells them."""
    return {
        route["endpoint"]: route["rule"]
        for route in list_routes(app)
        if method in route["methods"] and route["endpoint"] not in NO_PAGES
    }


def crawl(visitor: Visitor, app: Flask, slug: str = "", more: tuple[str, ...] = ()) -> Found:
    """The addresses, by endpoint, that open for this visitor in this organisation."""
    waiting = deque([*_known_addresses(app, slug), *more])
    seen, found = set(waiting), Found()
    while waiting:
        path = waiting.popleft()
        endpoint = endpoint_of(app, path)
        if endpoint in NO_PAGES or len(found.get(endpoint, ())) >= READ.get(endpoint, FEW):
            continue
        page = _read(visitor, path)
        if page is not None:
            found.setdefault(endpoint, []).append(path)
            found.looks[path] = looks_of(page)
            waiting.extend(new := [link for link in _links(page) if link not in seen])
            seen.update(new)
    return found


def _known_addresses(app: Flask, slug: str) -> list[str]:
    """Of rules that ask for nothing but the organisation."""
    rules = [rule.replace("<slug>", slug) for rule in page_routes(app).values() if slug or "<slug>" not in rule]
    return [rule for rule in rules if "<" not in rule]


def endpoint_of(app: Flask, path: str) -> str:
    try:
        return str(app.url_map.bind("127.0.0.1").match(urlsplit(path).path)[0])
    except HTTPException:
        return "static"


def _read(visitor: Visitor, path: str) -> str | None:
    """The page; None when it is not for her, or sends her on."""
    answer = visitor.context.request.get(visitor.site + path, max_redirects=0)
    return answer.text() if answer.status == 200 else None


def _links(page: str) -> list[str]:
    """Where it leads."""
    return [link.replace("&amp;", "&") for link in dict.fromkeys(LINK.findall(page))]
