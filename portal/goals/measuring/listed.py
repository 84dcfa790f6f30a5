"""Which places of a long list somebody wants to see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.goals.models import Place
from portal.i18n import LazyText, _l

#: so many are shown at once; a list that is longer than half of it is worth searching in
PAGE = 40
SHOW: dict[str, LazyText] = {"missing": _l("Not covered yet"), "there": _l("Covered")}


@dataclass(frozen=True)
class Asked:
    """Part of a name, covered or not, and from which one on."""

    search: str = ""
    show: str = ""
    first: int = 0

    @classmethod
    def read(cls, args: Mapping[str, str]) -> "Asked":
        """From an address, whatever somebody made of it."""
        first, show = args.get("from", ""), args.get("show", "")
        return cls(
            " ".join(args.get("search", "").split())[:60],
            show if show in SHOW else "",
            int(first) if first.isascii() and first.isdigit() and len(first) < 4 else 0,
        )

    @property
    def said(self) -> dict[str, Any]:
        """As an address says it."""
        return {name: value for name, value in (("search", self.search), ("show", self.show)) if value}

    def matching(self, places: list[Place]) -> list[Place]:
        wanted = self.search.casefold()
        return [place for place in places if wanted in place.name.casefold() and self._shows(place)]

    def _shows(self, place: Place) -> bool:
        return not self.show or (place.covered_on is not None) == (self.show == "there")
