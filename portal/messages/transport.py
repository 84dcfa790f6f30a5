"""How a letter leaves: by SMTP, or into a folder where the demo and the tests read it."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from portal.config import Config
from portal.messages.models import Message, PlatformMessage

PATIENCE = 20


def composed(letter: Message | PlatformMessage, sender: str) -> EmailMessage:
    """Text and HTML, for one recipient, with the Message-ID that it keeps at every try."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = _reachable(letter.recipient)
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(letter.created_at)
    mail["Message-ID"] = letter.message_id
    mail["Auto-Submitted"] = "auto-generated"
    if letter.off_url:
        mail["List-Unsubscribe"] = f"<{letter.off_url}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(letter.text)
    mail.add_alternative(letter.html, subtype="html")
    mail["Content-Language"] = letter.language  # last: an alternative takes such headers along into the text's part
    return mail


def _reachable(address: str) -> str:
    """The domain by its ASCII name, for servers that know no other: post@blåbær.example."""
    from email_validator import validate_email  # as in accounts.rules: the worker asks, not every start

    known = validate_email(address, check_deliverability=False, test_environment=True)
    return f"{known.local_part}@{known.ascii_domain}"


def deliver(mail: EmailMessage, config: Config) -> None:
    """Hand it over. Raises OSError or smtplib.SMTPException where that failed."""
    if config.mail_url.startswith("folder:"):
        _keep(mail, Path(config.mail_url.removeprefix("folder:")))
    else:
        _send(mail, config.mail_url)


def _keep(mail: EmailMessage, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = str(mail["Message-ID"]).strip("<>").partition("@")[0]
    (folder / f"{name}.eml").write_bytes(bytes(mail))


def _send(mail: EmailMessage, address: str) -> None:
    server = urlsplit(address)
    host, port = server.hostname or "localhost", server.port or 25
    secure = server.scheme == "smtps"
    made = smtplib.SMTP_SSL(host, port, timeout=PATIENCE) if secure else smtplib.SMTP(host, port, timeout=PATIENCE)
    with made as connection:
        if not secure and connection.has_extn("starttls"):
            connection.starttls(context=ssl.create_default_context())
        if server.username:
            connection.login(unquote(server.username), unquote(server.password or ""))
        connection.send_message(mail)
