"""Serve the demo: gunicorn for the pages, the worker beside it, and a word on how to get in."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from flask import Flask

from portal.config import SETTINGS, Config
from portal.demo.people import ADDRESSES, OPERATOR, PASSWORD

HOME = Path(__file__).parent.parent.parent


def serve_demo(app: Flask, port: int) -> None:
    """Until Ctrl-C."""
    children = start_demo(app, port)
    print(_welcome(app.config["PORTAL"].public_url), flush=True)
    _wait(children)


def start_demo(app: Flask, port: int) -> list["subprocess.Popen[bytes]"]:
    """The pages and the worker, each in a process of its own."""
    config: Config = app.config["PORTAL"]
    environment = {
        **{name: value for name, value in os.environ.items() if name not in SETTINGS},
        "DATABASE_URL": config.database_url,
        "DATABASE_OWNER_URL": config.owner_url,
        "DATABASE_SYSTEM_URL": config.system_url,
        "MEDVIRKE_DATA": str(config.data),
        "MEDVIRKE_DEMO": "1",
        "PUBLIC_URL": config.public_url,
    }
    return [
        subprocess.Popen(command, env=environment, cwd=HOME)  # our own commands
        for command in (_pages(port), [sys.executable, "-m", "portal.cli", "worker"])
    ]


def _pages(port: int) -> list[str]:
    return [
        sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--log-level", "warning",
        "wsgi:app",
    ]  # fmt: skip


def _wait(children: list["subprocess.Popen[bytes]"]) -> None:
    """One that ends takes the other along."""

    def stop(*_signal: object) -> None:
        for child in children:
            child.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    children[0].wait()
    stop()
    for child in children:
        child.wait()


def _welcome(address: str) -> str:
    accounts = "\n".join(f"    {local}@<organisation>.example" for local in ADDRESSES)
    return f"""
Medvirke's demo is on {address}
The letters that it writes are on {address}/demo/mail

Accounts, all with the password {PASSWORD}:
{accounts}
    {OPERATOR}
<organisation> is carcinor, kreftnettverk-bergen, kreftforeningen, seniornett (Norwegian)
or kraeftens-bekaempelse (Danish). People and figures are invented. Ctrl-C ends it.
"""
