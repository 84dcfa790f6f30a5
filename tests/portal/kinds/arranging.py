"""Somebody of the staff at the pages of types."""

import re
from html import unescape

KINDS = "/o/hjertelag/kinds/"


class Arranger:
    """A member of the staff with her browser."""

    def __init__(self, browser, rows):
        self.browser, self.rows = browser, rows

    def new(self, label, **typed):
        """The page of a new type."""
        answer = self.browser.post(f"{KINDS}new", {"label": label, **typed})
        assert answer.status_code == 303, answer.text
        return answer.location

    def ask(self, page, kind, label, **typed):
        """One more question; the answer of the page."""
        return self.browser.post(f"{page}/ask/{kind}", {"label": label, **typed})

    def page(self, path):
        return unescape(self.browser.get(path).text)

    def listed(self, path=KINDS):
        """What stands in the list with the arrows, and in that of a type's own questions."""
        return [
            unescape(text) for text in re.findall(r'<li id="r-[^"]*"><a[^>]*><span>([^<]*)</span>', self.page(path))
        ]
