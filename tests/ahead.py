"""What the guard tells the database ahead of a page's statements, past SQLAlchemy's cursor: it counts as one too."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from portal.tenancy import guard


@contextmanager
def said_ahead(note: Callable[[str], Any]) -> Iterator[None]:
    """`note(sql)` for each meanwhile."""
    plain = guard.say_ahead

    def say(connection: Any, sql: str) -> None:
        note(sql)
        plain(connection, sql)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guard, "say_ahead", say)
        yield
