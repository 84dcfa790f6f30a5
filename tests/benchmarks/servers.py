"""gunicorn with the portal or the floor, as an installation runs it; what it weighs and how soon it answers."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.stores import ROOT, Store
from tests.benchmarks.visitor import Request, Visitor

TARGETS = {"portal": "wsgi:app", "floor": "tests.benchmarks.floor.app:create_floor()"}
PATIENCE = 60


@dataclass(frozen=True)
class Weight:
    """Of one worker, in megabytes: all it holds, and its fair part of what is shared."""

    rss: float
    pss: float


@dataclass(frozen=True)
class Server:
    """A gunicorn that is running."""

    store: Store
    port: int
    process: "subprocess.Popen[bytes]"

    def weight(self) -> Weight:
        """Of the heavier worker, once none of them still answers what the last load left behind."""
        before, now = -1, self._ticks()
        while before != now:
            time.sleep(0.5)
            before, now = now, self._ticks()
        return max((_weight(pid) for pid in self._workers()), key=lambda weight: weight.rss)

    def _ticks(self) -> int:
        """Of the processor, that the workers have had."""
        stats = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in self._workers())
        return sum(int(user) + int(system) for *_, user, system in (fields[:13] for fields in stats))

    def _workers(self) -> list[int]:
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextmanager
def serving(store: Store, *, workers: int = 2) -> Iterator[Server]:
    """Started, answering, and stopped at the end of the block."""
    server = _start(store, workers)
    try:
        wait_for(server, Request("/sign-in", "", "", 200))
        yield server
    finally:
        stop(server)


def seconds_to_first_answer(store: Store, request: Request) -> float:
    """From nothing to the first right answer of one new worker."""
    began = time.perf_counter()
    server = _start(store, workers=1)
    try:
        wait_for(server, request)
        return time.perf_counter() - began
    finally:
        stop(server)


def _start(store: Store, workers: int) -> Server:
    port = _free_port()
    command = [
        sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", str(workers),
        "--log-level", "warning", TARGETS[store.app],
    ]  # fmt: skip
    environment = {**os.environ, **store.environment(port)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installation compiles its code once, not at every start
    return Server(store, port, subprocess.Popen(command, env=environment, cwd=ROOT))


def stop(server: Server) -> None:
    """Politely, and by force if it does not listen."""
    server.process.terminate()
    try:
        server.process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait()


def wait_for(server: Server, request: Request) -> None:
    """Raises RuntimeError if it does not come up."""
    visitor, until = Visitor(server.store.app, server.port), time.perf_counter() + PATIENCE
    while time.perf_counter() < until and server.process.poll() is None:
        try:
            visitor.check(request)
            return
        except OSError:
            time.sleep(0.005)
    raise RuntimeError(f"{server.store.app} on {server.store.dialect} does not come up")


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _weight(pid: int) -> Weight:
    said = dict(re.findall(r"^(\w+):\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M))
    return Weight(int(said["Rss"]) / 1024, int(said["Pss"]) / 1024)
