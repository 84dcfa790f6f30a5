"""Her year, put together for a page."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from portal.activities.kinds import kinds_of
from portal.goals.cards import Card, cards_of
from portal.i18n import current_language
from portal.i18n.formats import month_names
from portal.mine.queries import Count, followers
from portal.mine.rules import moves
from portal.organisations.viewer import Place


@dataclass
class OfType:
    """What she did of one type, by month (1 to 12), and the goals that it moved."""

    label: str
    times: "Counter[int]" = field(default_factory=Counter)
    people: "Counter[int]" = field(default_factory=Counter)
    cards: list[Card] = field(default_factory=list)

    @property
    def months(self) -> list[tuple[str, int, int]]:
        """(name, activities, people) of those that had any."""
        names = month_names(current_language())
        return [(names[month - 1], self.times[month], self.people[month]) for month in sorted(self.times)]


def goals_moved(here: Place, done: Iterable[tuple[str, UUID]]) -> dict[str, list[Card]]:
    """By type: the goals that activities of these (type, unit) move. Two statements, however many there are."""
    pairs = set(done)
    rows = {row.id: row for row in followers(here.id) if any(moves(*pair, row, here.setup) for pair in pairs)}
    cards = cards_of(here.id, rows.values(), here.setup)
    found: dict[str, list[Card]] = {}
    for kind, unit_id in sorted(pairs):
        known = found.setdefault(kind, [])
        known += [card for card in cards.values() if card not in known and moves(kind, unit_id, card.row, here.setup)]
    return found


def by_type(here: Place, counts: Iterable[Count]) -> list[OfType]:
    """In the order of the form; the goals beside what moved them."""
    counted = list(counts)
    goals = goals_moved(here, ((count.activity_type, count.unit_id) for count in counted)) if counted else {}
    kinds = kinds_of(here)
    there = {count.activity_type for count in counted}
    order = [key for key in kinds if key in there] + sorted(there - set(kinds))
    found = {key: OfType(str(kinds[key].label) if key in kinds else key, cards=goals[key]) for key in order}
    for count in counted:
        found[count.activity_type].times[count.month] += count.times
        found[count.activity_type].people[count.month] += count.people
    return list(found.values())
