"""Work outside requests: the worker, the command line, the tests. Each piece has its own session and scope."""

from collections.abc import Iterator
from contextlib import contextmanager

from portal.extensions import db
from portal.tenancy.scope import Scope, within


@contextmanager
def working_as(scope: Scope) -> Iterator[None]:
    """A fresh session in this scope. What is not committed in the block is undone."""
    db.session.remove()
    with within(scope):
        try:
            yield
        finally:
            db.session.remove()
