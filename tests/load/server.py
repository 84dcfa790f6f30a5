"""The portal as it is installed: gunicorn with four workers and `portal worker` beside it. And who kills a worker."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.browser.site import free_port, wait_until_ready
from tests.load.house import House

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 4
AS_INSTALLED = "wsgi:app"
LOOKS_SECONDS = 0.02


@dataclass(frozen=True)
class Server:
    """A gunicorn that is running. Its log is kept."""

    port: int
    process: "subprocess.Popen[bytes]"
    log: Path

    def workers(self) -> list[int]:
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextmanager
def serving(house: House, target: str = AS_INSTALLED) -> Iterator[Server]:
    """Started, ready, and stopped at the end of the block."""
    port, log = free_port(), house.config.data / "gunicorn.log"
    pages = [
        sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS),
        "--log-level", "warning", target,
    ]  # fmt: skip
    beside = [str(Path(sys.executable).parent / "portal"), "worker"]
    with log.open("wb") as said:
        started = [
            subprocess.Popen(command, env=house.environment, cwd=ROOT, stdout=said, stderr=said)
            for command in (pages, beside)
        ]
        try:
            wait_until_ready(f"http://127.0.0.1:{port}")
            yield Server(port, started[0], log)
        finally:
            for process in started:
                _stop(process)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """Politely, and by force if it does not listen."""
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Reaper:
    """Kills one of the workers, in the middle of whatever it does, each time that so many more writes are acknowledged.

    Counted in writes, not in seconds: a new worker takes a while to come up, on a slow machine most of all.
    """

    def __init__(self, server: Server, written: Callable[[], int], every: int) -> None:
        self.server, self.written, self.every, self.kills = server, written, every, 0
        self._enough, self._chance = threading.Event(), Random()
        self._thread = threading.Thread(target=self._work)

    def __enter__(self) -> "Reaper":
        self._thread.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self._enough.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._enough.wait(LOOKS_SECONDS):
            if self.written() >= self.every * (self.kills + 1):
                self._kill_one()

    def _kill_one(self) -> None:
        with suppress(ProcessLookupError, IndexError):  # it may be dead already, and all of them
            os.kill(self._chance.choice(self.server.workers()), signal.SIGKILL)
            self.kills += 1
