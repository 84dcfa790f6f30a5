"""The process that prints: `python -m portal.reports.printing.child`, a page in JSON on its standard input.

It limits itself before it reads the first byte, has nothing of the portal's
settings in its environment, and is given all that the page may ask for: no
file is read for it and no address is opened.
"""

import json
import resource
import sys
from typing import Any

MEMORY_BYTES = 1024 * 1024 * 1024
SECONDS = 110
OURS = "part:"


def main() -> None:
    limit_this_process()
    said = json.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(print_page(said["html"], said["parts"]))


def limit_this_process() -> None:
    """Memory, processor time, no core dump."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def print_page(html: str, parts: dict[str, list[str]]) -> bytes:
    """PDF/UA-1: tagged, with its language, its title, and a text for each picture."""
    from weasyprint import HTML  # 0.7 s and 40 MB, for this process alone

    page = HTML(string=html, base_url=OURS, url_fetcher=_fetcher(parts))
    return bytes(page.write_pdf(pdf_variant="pdf/ua-1"))


def _fetcher(parts: dict[str, list[str]]) -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OnlyWhatWasGiven(URLFetcher):
        """Whatever else a page asks for stops the print: it would be a fault of ours, or somebody's trick."""

        def fetch(self, url: str, headers: object = None) -> Any:
            name = url.removeprefix(OURS)
            if name == url or name not in parts:
                raise FatalURLFetchingError(f"not given: {url[:80]}")
            media, text = parts[name]
            return URLFetcherResponse(url, text.encode(), {"Content-Type": f"{media}; charset=utf-8"})

    return OnlyWhatWasGiven()


if __name__ == "__main__":
    main()
