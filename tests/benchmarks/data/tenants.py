"""The organisations: three sizes to compare, and many ordinary ones around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from portal.plugin_api import Role

#: activities up to this id were prepared; what a run writes has a higher one
LAST_PREPARED = UUID(int=2**32)
KINDS = (
    "core.meeting",
    "core.talk",
    "core.webinar",
    "recruitment.peer_support",
    "digital_inclusion.course",
    "digital_inclusion.drop_in",
)
#: whose pages are measured, with her role and the number of her unit: 0 is the whole organisation
EMAIL = "measured@bench.example"
LEADER, VOLUNTEER = "leader@bench.example", "volunteer@bench.example"
PEOPLE = ((EMAIL, Role.ADMINISTRATOR, 0), (LEADER, Role.UNIT_LEADER, 3), (VOLUNTEER, Role.VOLUNTEER, 3))
PASSWORD = "only for measuring"
YEARS = 3


@dataclass(frozen=True)
class Sizes:
    """How much there is. `ordinary` organisations share `shared` activities."""

    ordinary: int
    shared: int
    small: int
    measured: int
    large: int


#: a million in a thousand organisations, and beside them one that has a million of its own
WHOLE = Sizes(ordinary=998, shared=895_000, small=5_000, measured=100_000, large=1_000_000)
#: the measured one as it would be in a portal of its own
ALONE = replace(WHOLE, ordinary=0, shared=0, small=0, large=0)
QUICK = Sizes(ordinary=20, shared=2_000, small=500, measured=2_000, large=10_000)
#: those in which growth is measured, smallest first
GROWTH = ("small", "measured", "large")


@dataclass(frozen=True)
class Tenant:
    """An organisation to be filled."""

    slug: str
    activities: int
    units: int
    goals: int

    @property
    def id(self) -> UUID:
        return self.made("organisation")

    def made(self, what: str) -> UUID:
        """The id of a thing of theirs, the same each time."""
        return uuid5(NAMESPACE_URL, f"{self.slug}/{what}")

    @property
    def unit_ids(self) -> list[UUID]:
        return [self.made(f"unit {number}") for number in range(self.units)]


USER_IDS = {email: uuid5(NAMESPACE_URL, email) for email, _role, _unit in PEOPLE}
#: she has registered everything that there is; the others nothing yet
USER_ID = USER_IDS[EMAIL]
MEASURED = Tenant("measured", 0, 0, 0).id


def tenants(sizes: Sizes) -> list[Tenant]:
    grown = [Tenant(slug, getattr(sizes, slug), units=100, goals=60) for slug in GROWTH]
    each = sizes.shared // max(sizes.ordinary, 1)
    return [*grown, *(Tenant(f"ordinary-{n}", each, units=3, goals=5) for n in range(sizes.ordinary))]


@dataclass(frozen=True)
class Occurrence:
    """An activity, as text that both databases take."""

    id: str
    kind: str
    unit: int
    day: str
    participants: int


def occurrences(everybody: Sequence[Tenant], today: date) -> Iterator[tuple[Tenant, Occurrence]]:
    """Everybody's activities, with one row of ids through all of them."""
    first = 1
    for tenant in everybody:
        yield from ((tenant, one) for one in _occurrences_of(tenant, first, today))
        first += tenant.activities


def _occurrences_of(tenant: Tenant, first: int, today: date) -> Iterator[Occurrence]:
    """Spread evenly over three years up to today, over all types and units; ids rise with the date."""
    days = [(today - timedelta(days=back)).isoformat() for back in reversed(range(365 * YEARS))]
    for n in range(tenant.activities):
        day = days[n * len(days) // tenant.activities]
        yield Occurrence(f"{first + n:032x}", KINDS[n % len(KINDS)], n * 7 % tenant.units, day, n % 40)
