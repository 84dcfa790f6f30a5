"""The portal as people meet it: the demo, served by gunicorn with the worker beside it."""

import socket
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from flask import Flask

from portal.demo.build import make_demo
from portal.demo.serve import start_demo

START_SECONDS = 30


@dataclass(eq=False)
class Site:
    """A running portal. `app` is the same portal in this process, for making data beside the pages."""

    url: str
    app: Flask
    children: list["subprocess.Popen[bytes]"]

    def stop(self) -> None:
        for child in self.children:
            child.terminate()
        for child in self.children:
            child.wait()


def start_site(data: Path, database: Mapping[str, str]) -> Site:
    """`database`: the addresses of one on a server; none for a file. Raises TimeoutError when the pages do not come up."""
    port = free_port()
    app = make_demo(data, port=port, fresh=True, database=database)
    site = Site(f"http://127.0.0.1:{port}", app, start_demo(app, port))
    try:
        wait_until_ready(site.url)
    except TimeoutError:
        site.stop()
        raise
    return site


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_ready(url: str) -> None:
    late = time.monotonic() + START_SECONDS
    while time.monotonic() < late:
        try:
            with urlopen(f"{url}/health/ready"):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError(f"{url} is not ready after {START_SECONDS} s")
