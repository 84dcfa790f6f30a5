"""The demo's letter box: what would have gone out by mail."""

from email import message_from_bytes, policy
from pathlib import Path

from flask import current_app

from portal.plugin_api import PUBLIC, Rooms
from portal.templating import render

rooms = Rooms("demo", __name__, prefix="/demo")
SHOWN = 30


@rooms.route("/mail", right=PUBLIC)
def mail() -> str:
    folder = Path(current_app.config["PORTAL"].mail_url.removeprefix("folder:"))
    newest = sorted(folder.glob("*.eml"), reverse=True)[:SHOWN]
    return render("demo/mail.html", letters=[_read(path) for path in newest])


def _read(path: Path) -> dict[str, str]:
    letter = message_from_bytes(path.read_bytes(), policy=policy.default)
    body = letter.get_body(("plain",))
    words = str(body.get_content()) if body else ""
    links = [word for word in words.split() if word.startswith("http")]
    return {
        "to": str(letter["To"]),
        "subject": str(letter["Subject"]),
        "text": words.partition("\n-- ")[0],
        "link": links[0] if links else "",
        "off": str(letter["List-Unsubscribe"] or "").strip("<>"),
    }
