"""The programme that everybody may read: as a page, inside somebody else's page, and as a calendar."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Response, g, request, url_for

from portal import clock
from portal.activities.kinds import kinds_of
from portal.errors import NotFound
from portal.i18n import _, use_language
from portal.messages.services import address_of
from portal.organisations.setup import UnitNode
from portal.paging import Position
from portal.plugin_api import PUBLIC, Rooms
from portal.programme import queries
from portal.programme.words import name_of, price_of, when
from portal.responses import CONTENT_SECURITY
from portal.templating import render

rooms = Rooms("open_programme", __name__, plugin="programme", prefix="/p/<slug>/programme")

#: any page may hold this one in a frame: it has no form and no menu, and knows nobody
FRAMED = CONTENT_SECURITY.replace("frame-ancestors 'none'", "frame-ancestors *")
#: the same for everybody, so that caches on the way may keep it
KEPT = "public, max-age=900"
#: a calendar keeps what was a while ago
BACK = timedelta(days=30)
MOST_IN_FEED = 500


@rooms.route("/", right=PUBLIC)
def whole() -> str:
    return _page(g.here.setup.root)


@rooms.route("/<uuid:unit_id>", right=PUBLIC)
def unit(unit_id: UUID) -> str:
    return _page(_unit(unit_id))


@rooms.route("/embed", right=PUBLIC)
def embed_whole() -> Response:
    return _embedded(g.here.setup.root)


@rooms.route("/<uuid:unit_id>/embed", right=PUBLIC)
def embed_unit(unit_id: UUID) -> Response:
    return _embedded(_unit(unit_id))


@rooms.route("/programme.ics", right=PUBLIC)
def feed_whole() -> Response:
    return _feed(g.here.setup.root)


@rooms.route("/<uuid:unit_id>.ics", right=PUBLIC)
def feed_unit(unit_id: UUID) -> Response:
    return _feed(_unit(unit_id))


def _unit(unit_id: UUID) -> UnitNode:
    found: UnitNode | None = g.here.setup.unit.get(unit_id)
    if found is None:
        raise NotFound
    return found


def _page(node: UnitNode) -> str:
    after = Position.read(request.args.get("after"))
    lines, following = queries.open_to_all(g.here.id, _below(node), clock.today(), after)
    more = _address("", node, after=str(following)) if following else None
    return _render("open", node, lines=lines, more=more, after=after)


def _embedded(node: UnitNode) -> Response:
    """In the organisation's own language, whoever looks."""
    with use_language(g.here.language):
        lines, following = queries.open_to_all(g.here.id, _below(node), clock.today())
        page = _render("embed", node, lines=lines, more=bool(following))
    return Response(page, headers={"Content-Security-Policy": FRAMED, "Cache-Control": KEPT})


def _feed(node: UnitNode) -> Response:
    first = clock.today() - BACK
    lines, _following = queries.open_to_all(g.here.id, _below(node), first, limit=MOST_IN_FEED)
    with use_language(g.here.language):
        name = _("Programme of %(name)s", name=node.name)
        address = address_of(_address("", node))
        from portal.programme.feed import feed_of  # its library takes 50 ms and 5 MB of every start: few ask

        content = feed_of(lines, here=g.here, name=name, kinds=kinds_of(g.here), address=address)
    return Response(content, content_type="text/calendar; charset=utf-8", headers={"Cache-Control": KEPT})


def _below(node: UnitNode) -> frozenset[UUID] | None:
    return g.here.setup.below(node.id) if node.parent_id else None


def _address(kind: str, node: UnitNode, **arguments: Any) -> str:
    """Of the page (""), of what stands in a frame ("embed_") or of the calendar ("feed_")."""
    if node.parent_id is None:
        return url_for(f"open_programme.{kind}whole", **arguments)
    return url_for(f"open_programme.{kind}unit", unit_id=node.id, **arguments)


def _render(page: str, node: UnitNode, *, lines: list[queries.Line], **context: Any) -> str:
    feed, embed = _address("feed_", node), _address("embed_", node)
    return render(
        f"programme/{page}.html",
        node=node,
        lines=lines,
        units=_units_of(node, lines),
        setup=g.here.setup,
        kinds=kinds_of(g.here),
        name_of=name_of,
        when=when,
        price_of=price_of,
        page=_address("", node),
        embed=embed,
        embed_written=address_of(embed),
        feed=feed,
        feed_written=address_of(feed),
        follow=re.sub("^https?:", "webcal:", address_of(feed)),
        **context,
    )


def _units_of(node: UnitNode, lines: list[queries.Line]) -> list[UnitNode]:
    """Whose programme this is put together from, in the tree's order; none where it is one unit's alone."""
    there = {line.unit_id for line in lines}
    return [one for one in g.here.setup.units if one.id in there and one.parent_id and one.id != node.id]
