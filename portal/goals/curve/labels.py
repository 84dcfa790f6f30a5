"""Where the words of a picture stand, so that none lies upon another."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import escape

LETTER = 7.5  # the width of a figure at the stylesheet's 13 px
LINE = 13


@dataclass
class Labels:
    """Texts within a frame of this width and height; one that finds no free place is left out."""

    width: int
    height: int
    placed: list[str] = field(default_factory=list)
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def place(self, text: str, spots: Iterable[tuple[int, int, str]], css: str = "") -> bool:
        """Write the text at the first free spot: (x, baseline's y, "start", "middle" or "end")."""
        for x, y, anchor in spots:
            box = _box(text, x, y, anchor)
            if self._is_free(box):
                self.taken.append(box)
                self.placed.append(_text(text, x, y, anchor, css))
                return True
        return False

    def keep_clear(self, x: int, y: int, radius: int) -> None:
        self.taken.append((x - radius, y - radius, x + radius, y + radius))

    def _is_free(self, box: tuple[float, float, float, float]) -> bool:
        left, top, right, bottom = box
        if left < 0 or top < 0 or right > self.width or bottom > self.height:
            return False
        return all(right <= a or left >= c or bottom <= b or top >= d for a, b, c, d in self.taken)


def _box(text: str, x: int, y: int, anchor: str) -> tuple[float, float, float, float]:
    width = len(text) * LETTER
    left = x - width * {"start": 0, "middle": 0.5, "end": 1}[anchor]
    return left, y - LINE + 3, left + width, y + 3


def _text(text: str, x: int, y: int, anchor: str, css: str) -> str:
    placing = "" if anchor == "start" else f' text-anchor="{anchor}"'
    look = f' class="{css}"' if css else ""
    return f'<text{look} x="{x}" y="{y}"{placing}>{escape(text)}</text>'
