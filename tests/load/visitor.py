"""A browser on a portal whose workers may die at any moment: what was cut off is sent again, as it was."""

import http.client
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.actors import PASSWORD, Actor, form_fields

#: cut off so often in a row, it is no longer a worker that has died
TRIES = 50
PATIENCE = 60
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    text: str


class Visitor:
    """Signed in as one person, with two hands."""

    def __init__(self, port: int, slug: str) -> None:
        self.port, self.here = port, f"/o/{slug}"
        self.cookies: SimpleCookie = SimpleCookie()
        self.cut_off: list[str] = []
        self._hands = ThreadPoolExecutor(2)

    def sign_in(self, actor: Actor) -> None:
        fields = form_fields(self.get("/sign-in").text)
        answer = self.post("/sign-in", {**fields, "email": actor.email, "password": PASSWORD})
        assert answer.status == 303, answer.text

    def get(self, path: str) -> Answer:
        return self._until_answered("GET", path)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        return self._until_answered("POST", path, urlencode(fields))

    def post_twice(self, path: str, fields: dict[str, str]) -> list[Answer]:
        """The same form, sent by both hands at the same moment."""
        ready, body = threading.Barrier(2), urlencode(fields)
        sent = [self._hands.submit(self._until_answered, "POST", path, body, ready.wait) for _hand in range(2)]
        return [sending.result() for sending in sent]

    def _until_answered(
        self, method: str, path: str, body: str = "", ready: Callable[[], object] | None = None
    ) -> Answer:
        for _try in range(TRIES):
            try:
                return self._send(method, path, body, ready)
            except (OSError, http.client.HTTPException) as fault:
                self.cut_off.append(f"{method} {path}: {type(fault).__name__}")
                ready = None  # the other hand has let go already
        raise RuntimeError(f"{method} {path} was cut off {TRIES} times")

    def _send(self, method: str, path: str, body: str, ready: Callable[[], object] | None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.connect()
            if ready:
                ready()
            connection.request(method, path, body or None, {**(FORM if body else {}), "Cookie": self._cookie})
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie") or []:
            self.cookies.load(line)
        return Answer(response.status, response.getheader("Location") or "", text)

    @property
    def _cookie(self) -> str:
        return "; ".join(f"{name}={morsel.value}" for name, morsel in list(self.cookies.items()))
