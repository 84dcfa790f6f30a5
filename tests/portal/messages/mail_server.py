"""A real mail server on this machine that can be made to refuse, stall and hang up."""

import socket
import time
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

Answer = Callable[["MailServer", Any], str | None]


class MailServer:
    """Keeps what it accepted. `behave(MailServer.refuse)` changes how it answers."""

    def __init__(self, *, smtputf8: bool = False) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.accepted: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.tries = 0
        self._answer: Callable[[Any], str | None] = lambda server: None
        self._smtputf8 = smtputf8
        #: then it says 421 and hangs up; None: as many as come
        self.letters_on_a_line: int | None = None
        self.lines = 0
        self._takes: Callable[[str], str | None] = lambda address: None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def ids(self) -> list[str]:
        """The Message-IDs that were accepted, as often as they were."""
        return [str(letter["Message-ID"]) for letter in self.accepted]

    def start(self) -> None:
        self._controller = Controller(
            self, hostname="127.0.0.1", port=self.port, enable_SMTPUTF8=self._smtputf8, ready_timeout=20
        )
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop()

    def wait_for_a_letter(self) -> None:
        until = time.monotonic() + 10
        while not self.accepted and time.monotonic() < until:
            time.sleep(0.01)

    def behave(self, answer: Callable[[Any], str | None]) -> None:
        """`answer(connection)` is asked for each letter; None accepts it, else it is what the server says."""
        self._answer = answer

    def take(self, answer: Callable[[str], str | None]) -> None:
        """`answer(address)` is asked for each recipient; None takes her, else it is what the server says."""
        self._takes = answer

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]) -> Any:
        self.lines += 1
        session.host_name, session.letters = hostname, 0
        return responses

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if session.letters == self.letters_on_a_line:
            server.transport.write(b"421 enough for one connection\r\n")
            server.transport.close()
            return "421 enough"
        session.letters += 1
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        said = self._takes(address)
        if said is None:
            envelope.rcpt_tos.append(address)
        return said or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # aiosmtpd's name
        self.tries += 1
        said = self._answer(server)
        if said is None:
            self.accepted.append(message_from_bytes(envelope.content, policy=policy.default))
            self.recipients += envelope.rcpt_tos
            return "250 OK"
        return said


def refuse(connection: Any) -> str:
    return "554 we do not like you"


def not_now(connection: Any) -> str:
    return "451 try again later"


def hang_up(connection: Any) -> str:
    connection.transport.abort()
    return "250 never heard"


def stall(seconds: float) -> Callable[[Any], str | None]:
    """Accepts, but slowly."""

    def slowly(connection: Any) -> None:
        time.sleep(seconds)

    return slowly
