"""One request sent for some seconds by so many at once: by wrk, or by a small client of our own."""

import http.client
import os
import secrets
import shutil
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.visitor import FORM_KEY, Request

SCRIPT = Path(__file__).with_name("load.lua")


@dataclass(frozen=True)
class Figures:
    """What came of it; times in milliseconds."""

    requests: int
    seconds: float
    p50: float
    p95: float
    p99: float
    failed: int

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def load(port: int, request: Request, *, at_once: int, seconds: float) -> Figures:
    """Raises RuntimeError if any answer was not the expected one: its speed would be worth nothing."""
    found = (_by_wrk if shutil.which("wrk") else _by_ourselves)(port, request, at_once, seconds)
    if found.failed or not found.requests:
        raise RuntimeError(f"{request.method} {request.path}: {found.failed} of {found.requests} answers failed")
    return found


def _by_wrk(port: int, request: Request, at_once: int, seconds: float) -> Figures:
    command = ["wrk", "-t1", f"-c{at_once}", f"-d{seconds:g}s", "--timeout", "30s", "-s", str(SCRIPT)]
    environment = {
        **os.environ,
        "BENCH_METHOD": request.method,
        "BENCH_COOKIE": request.cookie,
        "BENCH_BODY": request.body,
        "BENCH_STATUS": str(request.status),
        "BENCH_FORM_KEY": FORM_KEY,
        "BENCH_RUN": secrets.token_hex(12),
    }
    address = f"http://127.0.0.1:{port}{request.path}"
    done = subprocess.run([*command, address], env=environment, capture_output=True, text=True, timeout=seconds + 60)
    line = next((line for line in done.stdout.splitlines() if line.startswith("figures ")), None)
    if line is None:
        raise RuntimeError(f"wrk failed: {done.stdout}{done.stderr}")
    requests, lasted, p50, p95, p99, failed = line.split()[1:]
    return Figures(int(requests), float(lasted), float(p50), float(p95), float(p99), int(failed))


def _by_ourselves(port: int, request: Request, at_once: int, seconds: float) -> Figures:
    """Where wrk is not installed. It costs more of the machine itself: compare only its own figures."""
    times: list[float] = []
    wrong: list[int] = []
    began = time.perf_counter()
    people = [
        threading.Thread(target=_one_person, args=(port, request, began + seconds, times, wrong))
        for _ in range(at_once)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    cuts = statistics.quantiles(times or [0, 0], n=100, method="inclusive")
    lasted = time.perf_counter() - began
    return Figures(len(times), lasted, cuts[49], cuts[94], cuts[98], len(wrong))


def _one_person(port: int, request: Request, until: float, times: list[float], wrong: list[int]) -> None:
    while time.perf_counter() < until:
        body = request.fresh().body
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request(request.method, request.path, body or None, request.headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        times.append(1000 * (time.perf_counter() - began))
        if answer.status != request.status:
            wrong.append(answer.status)
