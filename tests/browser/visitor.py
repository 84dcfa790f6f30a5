"""Somebody at a browser, and what she hears, sees and waits for."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response

from portal.demo.people import PASSWORD
from portal.i18n import _, use_language

#: a page that says no with one of these is a page; Chromium calls it a failed resource
SAID_NO = (400, 403, 404, 410, 429)


@dataclass
class Visitor:
    """A window of her own. `faults` keeps what went wrong behind the pages that she opened."""

    site: str
    context: BrowserContext
    page: Page
    language: str = "nb"
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)
        self.page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        """Breaches of the content security policy are told here too."""
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.faults.append(f"{self.page.url}: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # she went on before it had come
            self.faults.append(f"{request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not (response.request.is_navigation_request() and response.status in SAID_NO):
            self.faults.append(f"{response.url}: {response.status}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:")):
            self.faults.append(f"{self.page.url} asks {request.url}")

    def says(self, text: str, **values: Any) -> str:
        """The words that the portal uses for this in her language."""
        with use_language(self.language):
            return _(text, **values)

    def open(self, path: str) -> int:
        """Go to a page of the portal; returns its status."""
        return self._go(path).status

    def read(self, path: str) -> str:
        """Go to a page of the portal; returns it as the portal sent it."""
        return self._go(path).text()

    def _go(self, path: str) -> Response:
        answer = self.page.goto(path if path.startswith("http") else self.site + path)
        assert answer
        return answer

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        self.open("/sign-in")
        self.page.locator("[name=email]").fill(email)
        self.page.locator("[name=password]").fill(password)
        self.page.locator("main button[type=submit]").click()
        self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def follow(self, way: Locator) -> None:
        """Press what leads to another page, and wait until she is there."""
        with self.page.expect_navigation():
            way.click()

    def button(self, text: str, **values: Any) -> Locator:
        return self.page.get_by_role("button", name=self.says(text, **values), exact=True)

    def link(self, text: str, **values: Any) -> Locator:
        return self.page.get_by_role("link", name=self.says(text, **values), exact=True)

    def field(self, text: str) -> Locator:
        """By its label, without what stands in brackets behind it."""
        return self.page.get_by_label(self.says(text))

    def menu(self) -> list[str]:
        return [text.strip() for text in self.page.locator("#menu ul").first.locator("a").all_text_contents()]

    def text(self) -> str:
        return self.page.locator("main").inner_text()
