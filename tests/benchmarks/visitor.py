"""Somebody with a browser: signs in once, opens forms, and hands over what a load is made of."""

import http.client
import secrets
from dataclasses import dataclass, replace
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.actors import form_fields
from tests.benchmarks.pages import SIGN_IN, Page

FORM_KEY = "f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0"


@dataclass(frozen=True)
class Request:
    """The same request again and again; where FORM_KEY stands in the body, each time a new key."""

    path: str
    cookie: str
    body: str
    status: int

    @property
    def method(self) -> str:
        return "POST" if self.body else "GET"

    def fresh(self) -> "Request":
        """With a form key that nobody has sent before."""
        return replace(self, body=self.body.replace(FORM_KEY, secrets.token_hex(16)))

    @property
    def headers(self) -> dict[str, str]:
        sent = {"Content-Type": "application/x-www-form-urlencoded"} if self.body else {}
        return {**sent, "Cookie": self.cookie} if self.cookie else sent


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    cookie: str


class Visitor:
    """A browser on one app."""

    def __init__(self, app: str, port: int) -> None:
        self.app, self.port, self.cookies = app, port, SimpleCookie()

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())

    def send(self, request: Request) -> Answer:
        """And keep the cookies."""
        request = request.fresh()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(request.method, request.path, request.body or None, request.headers)
        response = connection.getresponse()
        text = response.read().decode()
        for line in response.headers.get_all("Set-Cookie") or []:
            self.cookies.load(line)
        connection.close()
        return Answer(response.status, text, self.cookie)

    def sign_in(self, email: str) -> None:
        typed = {self.app: {**SIGN_IN.typed[self.app], "email": email}}
        self.check(self.request_for(replace(SIGN_IN, typed=typed)))

    def request_for(self, page: Page) -> Request:
        """The request that is repeated; for a form it is opened first."""
        path = page.paths[self.app]
        if not page.typed:
            return Request(path, self.cookie, "", page.status)
        opened = self.send(Request(path, self.cookie, "", 200))
        fields = {**form_fields(opened.text), **page.typed[self.app]}
        if "form_key" in fields:
            fields["form_key"] = FORM_KEY
        return Request(path, self.cookie, urlencode(fields), page.status)

    def check(self, request: Request) -> Answer:
        """Once, before it is sent a thousand times. Raises RuntimeError if it does not do its work."""
        answer = self.send(request)
        if answer.status != request.status:
            raise RuntimeError(f"{self.app} answers {request.method} {request.path} with {answer.status}")
        return answer
