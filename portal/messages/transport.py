"""How a letter leaves: by SMTP, or into a folder where the demo and the tests read it."""

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from portal.emails import email_in

#: seconds
PATIENCE = 20
#: the server has said what it thinks of a letter: all else leaves open whether it took it
ANSWERS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)
#: "closing transmission channel" (RFC 5321)
_CLOSING = 421
#: whatever is said to these hosts does not leave the machine
_HERE = {"localhost", "127.0.0.1", "::1"}


class Withdrawn(Exception):
    """The letter was taken back or held at the last moment: its words do not leave."""


class _Whole(UnstructuredHeader, BaseHeader):
    """A header that stays on its line: folded, mail programs would find no address in it to press."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_HEADERS = HeaderRegistry()
for _name in ("List-Unsubscribe", "Message-ID"):
    _HEADERS.map_to_type(_name, _Whole)
#: seven bits: not every server on the way takes eight
_POLICY = SMTP.clone(cte_type="7bit", header_factory=_HEADERS)


def composed(letter: Any, sender: str) -> EmailMessage:
    """Text and HTML, for one recipient, with the Message-ID that it keeps at every try."""
    mail = EmailMessage(_POLICY)
    mail["From"] = sender
    mail["To"] = _reachable(letter.recipient)
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(letter.created_at)
    mail["Message-ID"] = letter.message_id
    mail["Auto-Submitted"] = "auto-generated"
    if letter.off_url:
        mail["List-Unsubscribe"] = f"<{letter.off_url}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    mail["Content-Language"] = letter.language  # last: an alternative takes such headers along into the text's part
    return mail


def _reachable(address: str) -> str:
    """The domain by its ASCII name, for servers that know no other: post@blåbær.example."""
    if known := email_in(address):
        return f"{known.local_part}@{known.ascii_domain}"
    raise ValueError("this is no address")


class Carrier:
    """Hands letters over, many on one connection: opened for the first, and anew where the server has dropped it."""

    def __init__(self) -> None:
        self._line: _Line | None = None

    def __enter__(self) -> "Carrier":
        return self

    def __exit__(self, *fault: object) -> None:
        self.hang_up()

    def deliver(self, mail: EmailMessage, address: str, begin: Callable[[], None]) -> None:
        """Hand it over. `begin` is called once the server takes the recipient, right before it gets the words.

        Raises OSError or smtplib.SMTPException where that failed, and what `begin` raises.
        """
        if address.startswith("folder:"):
            begin()
            _keep(mail, Path(address.removeprefix("folder:")))
            return
        was_open, begun = self._line is not None, []

        def told() -> None:
            begun.append(True)
            begin()

        try:
            self._send(mail, address, told)
        except Exception as fault:
            if begun or not (was_open and _is_tired(fault)):
                raise
            self._send(mail, address, told)

    def _send(self, mail: EmailMessage, address: str, begin: Callable[[], None]) -> None:
        line = self._line = self._line or _opened(address)
        line.begin = begin
        try:
            line.send_message(mail)
        except Withdrawn:
            line.rset()
            raise
        except ANSWERS:
            if not line.sock:  # it said that it closes
                self._line = None
            raise
        except BaseException:
            line.close()
            self._line = None
            raise

    def hang_up(self) -> None:
        if self._line:
            with suppress(OSError, smtplib.SMTPException):
                self._line.quit()
            self._line.close()
        self._line = None


def _is_tired(fault: Exception) -> bool:
    """The server has ended a connection on which it took letters before: after so many, or so long."""
    is_over = isinstance(fault, smtplib.SMTPResponseException) and fault.smtp_code == _CLOSING
    return is_over or isinstance(fault, (smtplib.SMTPServerDisconnected, ConnectionError))


class _Line(smtplib.SMTP):
    """A connection that says when the words themselves are about to leave."""

    begin: Callable[[], None] = staticmethod(lambda: None)

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.begin()
        return super().data(msg)


class _SecureLine(smtplib.SMTP_SSL, _Line):
    pass


def _keep(mail: EmailMessage, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = str(mail["Message-ID"]).strip("<>").partition("@")[0]
    (folder / f"{name}.eml").write_bytes(bytes(mail))


def _opened(address: str) -> _Line:
    """Signed in, where the address has a password: it is said to nobody but the server itself.

    Raises OSError for a server that nobody vouches for, smtplib.SMTPException where the line cannot be hidden.
    """
    server = urlsplit(address)
    host, secure = server.hostname or "localhost", server.scheme == "smtps"
    line = _called(host, server.port, secure=secure)
    try:
        line.ehlo_or_helo_if_needed()
        if not secure and host not in _HERE and line.has_extn("starttls"):
            line.starttls(context=ssl.create_default_context())
            secure = True
        if server.username:
            _check_hidden(host, secure=secure)
            line.login(unquote(server.username), unquote(server.password or ""))
    except BaseException:
        line.close()
        raise
    return line


def _called(host: str, port: int | None, *, secure: bool) -> _Line:
    if secure:
        return _SecureLine(host, port or smtplib.SMTP_SSL_PORT, timeout=PATIENCE, context=ssl.create_default_context())
    return _Line(host, port or smtplib.SMTP_PORT, timeout=PATIENCE)


def _check_hidden(host: str, *, secure: bool) -> None:
    """Somebody on the way can take the offer of STARTTLS out of the server's answer."""
    if not secure and host not in _HERE:
        raise smtplib.SMTPNotSupportedError("no encryption is offered: the password is not sent in the clear")
