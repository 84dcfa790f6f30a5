"""Settings: read once from the environment, checked, and then only read."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

LANGUAGES = ("nb", "da", "en")
#: what an installation may set in the environment
SETTINGS = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "DATABASE_SYSTEM_URL",
    "FILES_URL",
    "MAIL_FROM",
    "MAIL_URL",
    "MEDVIRKE_DATA",
    "MEDVIRKE_DEMO",
    "MEDVIRKE_LANGUAGE",
    "PROXIES",
    "PUBLIC_URL",
    "SECRET_KEY",
    "TRUSTED_HOSTS",
)
MAX_BODY_BYTES = 2 * 1024 * 1024
#: where a page's form brings files: five of 10 MB and what is typed beside them
MAX_UPLOAD_BYTES = 52 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Config:
    """What an installation decides. Every field can be set in the environment.

    `database_url` is the role that owns nothing; `owner_url` migrates;
    `system_url` is the role with BYPASSRLS that platform jobs use. On SQLite
    the three are one file.
    """

    data: Path
    database_url: str
    owner_url: str
    system_url: str
    secret_key: str
    public_url: str = "http://127.0.0.1:5000"
    #: `folder:PATH` or `smtp://user:password@host:port`
    mail_url: str = ""
    #: where files lie: "" for the data folder, `s3://KEY:SECRET@host/bucket?region=…`
    files_url: str = ""
    mail_from: str = "Medvirke <no-reply@medvirke.example>"
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    #: how many proxies stand in front, whose word on the client's address is believed
    proxies: int = 0
    demo: bool = False
    #: argon2: (time cost, memory in KiB); RFC 9106's second choice is dearer than a 2-core machine likes
    password_cost: tuple[int, int] = (2, 19 * 1024)
    language: str = "nb"
    plugins: tuple[str, ...] | None = field(default=None)

    @property
    def secure(self) -> bool:
        return self.public_url.startswith("https:")

    @property
    def sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")


def load_config(environment: Mapping[str, str] | None = None, **given: object) -> Config:
    """Read the environment; what is `given` wins. Makes the data folder and its secret key."""
    env = os.environ if environment is None else environment
    data = Path(str(given.pop("data", env.get("MEDVIRKE_DATA", "var")))).resolve()
    data.mkdir(parents=True, exist_ok=True)
    url = _driver(str(given.pop("database_url", env.get("DATABASE_URL") or f"sqlite:///{data / 'medvirke.db'}")))
    public_url = str(given.pop("public_url", env.get("PUBLIC_URL", Config.public_url))).rstrip("/")
    values: dict[str, object] = {
        "data": data,
        "database_url": url,
        "owner_url": _driver(env.get("DATABASE_OWNER_URL") or url),
        "system_url": _driver(env.get("DATABASE_SYSTEM_URL") or url),
        "secret_key": env.get("SECRET_KEY") or _kept_secret(data / "secret.key"),
        "public_url": public_url,
        "mail_url": env.get("MAIL_URL") or f"folder:{data / 'mail'}",
        "files_url": env.get("FILES_URL", ""),
        "mail_from": env.get("MAIL_FROM", Config.mail_from),
        "hosts": _hosts(public_url, env.get("TRUSTED_HOSTS", "")),
        "language": env.get("MEDVIRKE_LANGUAGE", Config.language),
        "proxies": int(env.get("PROXIES", "0")),
        "demo": env.get("MEDVIRKE_DEMO") == "1",
    }
    return Config(**{**values, **given})  # type: ignore[arg-type]  # the fields are checked by the dataclass


def _driver(url: str) -> str:
    """SQLAlchemy 2.1 reads `postgresql:` as psycopg 3; the older short form is still common."""
    return "postgresql:" + url.removeprefix("postgres:") if url.startswith("postgres:") else url


def _hosts(public_url: str, more: str) -> tuple[str, ...]:
    named = [urlsplit(public_url).hostname or "", *more.split(",")]
    return tuple(dict.fromkeys([*filter(None, (host.strip() for host in named)), *Config.hosts]))


def _kept_secret(path: Path) -> str:
    """One secret an installation, made at the first start and readable by its owner alone."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text().strip()
