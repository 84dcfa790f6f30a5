"""People who act in tests, and the browser in their hands."""

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

from flask import Flask
from werkzeug.test import TestResponse

PASSWORD = "blå sykkel i regn"


@dataclass(frozen=True)
class Actor:
    """Somebody with an account and a role in an organisation."""

    id: UUID
    email: str
    slug: str | None = None


class Browser:
    """A client that fills in forms as a browser does: with all hidden fields, and following redirects only when asked."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.client.get(path, **options)

    def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """Open the page, fill in its (last) form, press the button."""
        return self.client.post(path, data={**self.fields(path), **(data or {})}, **options)

    def fields(self, path: str) -> dict[str, str]:
        """What the form of this page is filled with when it is opened."""
        return form_fields(self.client.get(path).text)

    def send(self, path: str, data: dict[str, Any], **options: Any) -> TestResponse:
        """Post exactly this."""
        return self.client.post(path, data=data, **options)

    def token(self) -> str:
        """A form's token without opening that form."""
        return self.fields("/forgotten-password")["csrf_token"]

    def sign_in(self, actor: Actor, password: str = PASSWORD) -> TestResponse:
        return self.post("/sign-in", {"email": actor.email, "password": password})


class _Form(HTMLParser):
    """What the forms of a page would send if the button was pressed at once; later forms win."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._select: str | None = None
        self._textarea: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = dict(attributes)
        name, value = said.get("name"), said.get("value") or ""
        if tag == "input" and name and (said.get("type") not in ("radio", "checkbox") or "checked" in said):
            self.values[name] = value
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in said or self._select not in self.values):
            self.values[self._select] = value
        elif tag == "textarea":
            self._textarea = name
            self.values[name or ""] = ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.values[self._textarea] += data.strip("\r\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        elif tag == "textarea":
            self._textarea = None


def form_fields(html: str) -> dict[str, str]:
    """Name and value of everything that is filled in already."""
    return _Form(html).values
