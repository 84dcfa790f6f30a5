"""The report as a page for the press: its own stylesheet, curves as pictures with a text for who cannot see them."""

from pathlib import Path

from flask import current_app

from portal.i18n import current_language
from portal.reports.report import Report

FOLDER = Path(__file__).parent
Parts = dict[str, tuple[str, str]]


def printed_page(report: Report) -> tuple[str, Parts]:
    """The page, and all that it may ask for by name."""
    language = current_language()
    parts: Parts = {"report.css": ("text/css", (FOLDER / "report.css").read_text(encoding="utf-8"))}
    pictures: dict[int, str] = {}
    for number, figure in enumerate(report.figures):
        if figure.curve:
            name = f"curve-{number}.svg"
            parts[name] = ("image/svg+xml", _dressed(str(figure.curve)))
            pictures[id(figure)] = f"part:{name}"
    template = current_app.extensions["templates"][language].get_template("reports/printed.html")
    page = template.render(language=language, report=report, picture=lambda figure: pictures.get(id(figure)))
    return str(page), parts


def _dressed(svg: str) -> str:
    """A picture by itself: it brings its name space and its look, for a page's styles do not reach into it."""
    look = (FOLDER / "curve.css").read_text(encoding="utf-8")
    opened = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    head, mark, rest = opened.partition(">")
    return f"{head}{mark}<style>{look}</style>{rest}"
