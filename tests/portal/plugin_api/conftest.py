"""The plugins of tests/foreign, installed once a worker."""

from pathlib import Path

import pytest

from tests.portal.plugin_api.visitors import FOREIGN, install


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all of them."""
    target = tmp_path_factory.mktemp("installed")
    install(sorted(path.parent for path in FOREIGN.glob("*/pyproject.toml")), target)
    return target
