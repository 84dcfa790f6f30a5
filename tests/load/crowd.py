"""The end of an evening: volunteers who have each filled in the form of the same meeting, and press twice, all at once."""

import threading
from concurrent.futures import ThreadPoolExecutor

from portal.plugin_api import Role
from tests.load.house import House
from tests.load.ledger import Ledger
from tests.load.people import Editor
from tests.load.server import serving
from tests.load.visitor import Visitor

#: so many sign in at the same time, before it begins
AT_THE_DOOR = 8
#: of a type that a plugin's figure follows, so that each asks the worker for the same work
KIND = "recruitment.peer_support"
PATIENCE_SECONDS = 120


def rush(house: House, size: int) -> Ledger:
    """What this many volunteers were told. All of them move the same counters."""
    actors = [house.factory.actor(house.organisation, Role.VOLUNTEER) for _person in range(size)]
    together, ledger = threading.Barrier(size, timeout=PATIENCE_SECONDS), Ledger()
    with serving(house) as server, ThreadPoolExecutor(size) as phones:
        visitors = [Visitor(server.port, house.organisation.slug) for _actor in actors]
        with ThreadPoolExecutor(AT_THE_DOOR) as door:
            list(door.map(Visitor.sign_in, visitors, actors))
        people = [Editor(f"v{number}", one, [], wait=together.wait) for number, one in enumerate(visitors)]
        list(phones.map(lambda one: one.register_one(KIND), people))
    for one in people:
        ledger += one.ledger
        ledger.resent += len(one.visitor.cut_off)
    return ledger
