"""What leaves for the mail server, byte by byte, and how the line to it is kept private."""

import smtplib
import socket
import ssl
import subprocess
from contextlib import contextmanager

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from portal import clock
from portal.messages.models import Message
from portal.messages.transport import Carrier, composed

OFF = "https://medvirke.example/p/et-langt-navn-paa-et-lag/consents/off/" + "0123456789abcdef" * 8


def a_letter(**said):
    usual = {
        "recipient": "kari@example.org", "subject": "Nytt fra oss på blåbærtur", "text": "Hei æøå", "html": "<p>Hei æøå</p>",
        "language": "nb", "message_id": f"<{'a' * 36}@et.langt.vertsnavn.hos.en.forening.example>", "off_url": OFF,
    }  # fmt: skip
    return Message(created_at=clock.now(), **usual, **said)


def test_the_way_out_and_the_id_stay_on_their_lines_as_they_are():
    """Encoded or folded, no mail program finds an address in them to press: RFC 2047 and 2369 allow neither."""
    lines = bytes(composed(a_letter(), "Medvirke <post@example.org>")).split(b"\r\n")

    assert f"List-Unsubscribe: <{OFF}>".encode() in lines
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines
    assert any(line.startswith(b"Message-ID: <aaa") and line.endswith(b".example>") for line in lines)


def test_seven_bits_do_for_every_server_on_the_way():
    mail = bytes(composed(a_letter(), "Medvirke <post@example.org>"))

    assert max(mail) < 128
    assert max(map(len, mail.split(b"\r\n"))) < 998


class _Takes:
    def __init__(self):
        self.by_tls = []
        self.told = []

    async def handle_DATA(self, server, session, envelope):  # aiosmtpd's name
        self.by_tls.append(server.transport.get_extra_info("ssl_object") is not None)
        return "250 OK"

    def signed_in(self, _server, _session, _envelope, _mechanism, said):
        self.told.append(said.password.decode())
        return AuthResult(success=True)


@pytest.fixture
def certificate(tmp_path):
    key, paper = tmp_path / "key.pem", tmp_path / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.2"]
    command += ["-addext", "subjectAltName=IP:127.0.0.2", "-keyout", str(key), "-out", str(paper)]
    subprocess.run(command, check=True, capture_output=True)
    return key, paper


@pytest.fixture(params=["smtp", "smtps"])
def server(certificate, request):
    """One that begins in the clear and offers STARTTLS, and one that talks TLS from the first byte."""
    key, paper = certificate
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(paper, key)
    offered = {"tls_context": context} if request.param == "smtp" else {"ssl_context": context}
    with a_server(request.param, **offered) as found:
        yield found


@contextmanager
def a_server(scheme, **offered):
    with socket.socket() as free:
        free.bind(("127.0.0.2", 0))
        port = free.getsockname()[1]
    takes = _Takes()
    offered |= {"authenticator": takes.signed_in, "auth_require_tls": False}
    controller = Controller(takes, hostname="127.0.0.2", port=port, ready_timeout=20, **offered)
    controller.start()
    yield takes, f"{scheme}://portal:secret@127.0.0.2:{port}"
    controller.stop()


def send(address):
    with Carrier() as carrier:
        carrier.deliver(composed(a_letter(), "Medvirke <post@example.org>"), address, lambda: None)


def test_where_the_server_offers_it_the_line_is_private(server, certificate, monkeypatch):
    takes, address = server
    trusting = ssl.create_default_context(cafile=certificate[1])
    monkeypatch.setattr("portal.messages.transport.ssl.create_default_context", lambda: trusting)

    send(address)

    assert (takes.by_tls, takes.told) == ([True], ["secret"])


def test_a_server_that_nobody_vouches_for_gets_nothing(server):
    takes, address = server

    with pytest.raises(ssl.SSLError):
        send(address)

    assert (takes.by_tls, takes.told) == ([], [])


def test_where_nothing_hides_the_line_no_password_is_said():
    """STARTTLS left out of the server's answer is what somebody on the way would do."""
    with a_server("smtp") as (takes, address):
        with pytest.raises(smtplib.SMTPNotSupportedError):
            send(address)
        assert (takes.by_tls, takes.told) == ([], [])

        send(address.replace("portal:secret@", ""))
        assert takes.by_tls == [False]


def test_on_the_machine_itself_nothing_is_hidden(monkeypatch):
    monkeypatch.setattr("portal.messages.transport._HERE", {"127.0.0.2"})
    with a_server("smtp") as (takes, address):
        send(address)
        assert (takes.by_tls, takes.told) == ([False], ["secret"])
