"""A goal as a picture, drawn on the server: a curve, the same numbers as a table, a mark for its status.

The SVG holds classes only, no colours and no inline styles (the CSP allows none); how it
looks stands in `static/curve.css`.
"""

from portal.goals.curve.marks import status_mark
from portal.goals.curve.svg import curve_caption, curve_links, curve_svg
from portal.goals.curve.table import Row, curve_table

__all__ = ["Row", "curve_caption", "curve_links", "curve_svg", "curve_table", "status_mark"]
