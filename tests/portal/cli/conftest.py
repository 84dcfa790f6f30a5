"""Another installation, to put a backup into."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.databases import another_installation


@pytest.fixture
def elsewhere(tmp_path: Path, on_postgresql: bool, worker_id: str) -> Iterator[Flask]:
    with another_installation(tmp_path / "new", f"again_{worker_id}", on_postgresql=on_postgresql) as made:
        yield made
