"""The second wall, by itself: on PostgreSQL row-level security is switched off for these tests.

Each way to read and to write is tried on every tenant table, from inside an
organisation and from nowhere; and once with the wall down, where it must get through.
"""

from collections.abc import Callable
from typing import Any

import pytest

from portal.tenancy import TenancyError, TenantModel
from portal.tenancy.scope import EVERYONE, NOBODY, Scope
from tests.contract.attempt import Attempt
from tests.contract.islands import TENANT_MODELS
from tests.contract.reading_paths import READING
from tests.contract.writing_paths import WRITING

Path = Callable[[Attempt], Any]
every_path = pytest.mark.parametrize("path", READING + WRITING, ids=lambda path: path.__name__)


@every_path
def test_inside_an_organisation_no_path_reaches_another(path: Path, attempt: Any) -> None:
    assert _gets_through(path, attempt) == []


@every_path
def test_without_an_organisation_every_path_raises(path: Path, attempt: Any) -> None:
    for model in TENANT_MODELS:
        with attempt(model, NOBODY) as at, pytest.raises(TenancyError):
            at.take(path)


@every_path
def test_with_the_wall_down_every_path_gets_through(path: Path, attempt: Any) -> None:
    assert _gets_through(path, attempt, EVERYONE) == TENANT_MODELS


def _gets_through(path: Path, attempt: Any, scope: Scope | None = None) -> list[type[TenantModel]]:
    found = []
    for model in TENANT_MODELS:
        with attempt(model, scope) as at:
            found += [model] if at.got_through(path) else []
    return found
