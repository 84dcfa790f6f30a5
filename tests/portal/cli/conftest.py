"""Another installation, to put a backup into."""

from contextlib import ExitStack
from typing import Any

import pytest

from portal.app import create_app
from tests.databases import close, fresh_config


@pytest.fixture
def elsewhere(tmp_path: Any, on_postgresql: bool, worker_id: str) -> Any:
    with ExitStack() as stack:
        config = stack.enter_context(fresh_config(tmp_path / "new", f"again_{worker_id}", on_postgresql=on_postgresql))
        made = create_app(config)
        with made.app_context():
            yield made
        close(made)
