"""Work outside requests: the worker, the command line, the tests. Each piece has its own session and scope."""

from collections.abc import Iterator
from contextlib import contextmanager

from portal.database import may_write
from portal.extensions import db
from portal.tenancy.scope import Scope, within


@contextmanager
def working_as(scope: Scope) -> Iterator[None]:
    """A fresh session in this scope. What is not committed in the block is undone."""
    db.session.remove()
    token = may_write.set(True)
    with within(scope):
        try:
            yield
        finally:
            db.session.remove()
            may_write.reset(token)


@contextmanager
def one_picture(scope: Scope) -> Iterator[None]:
    """To read all of it as it stands at one moment, while others go on writing."""
    with working_as(scope):
        token = may_write.set(False)
        try:
            if db.engine.dialect.name == "postgresql":
                db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            yield
        finally:
            may_write.reset(token)
