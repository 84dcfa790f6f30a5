"""What a statement reads, noted while its SQL is written.

A statement names tables in many ways (models beside plain tables, subqueries,
`table()`, fragments of text), and criteria reach only some of them. In the
finished SQL there is one question left: is each mention of a tenant table bound
to the tenant? SQLAlchemy keeps compiled statements, so the answer is worked
out once for each shape of statement and costs nothing when it is run.
"""

import re
from collections import Counter
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.sql.compiler import SQLCompiler

#: the parameters that only the guard's criteria bear
TENANT = "_tenant"
PERSON = "_person"
#: a mention that no criterion can reach: in a fragment of text, or written to inside another statement
HIDDEN = "(hidden)"


class WatchingCompiler(SQLCompiler):
    """Counts, by table or alias, how often a tenant table is read and how often one is bound to the scope."""

    tenant_tables: frozenset[str] = frozenset()
    names: re.Pattern[str]

    def __init__(self, *args: Any, **options: Any) -> None:
        self.read: Counter[str] = Counter()
        self.bound: Counter[str] = Counter()
        super().__init__(*args, **options)
        #: how many mentions of tenant tables are left to whoever runs the statement
        self.unbound = (self.read - self.bound).total()

    def visit_table(self, table: Any, asfrom: bool = False, **options: Any) -> Any:  # type: ignore[override]
        if asfrom and table.name in self.tenant_tables:
            self.read[_name(options.get("enclosing_alias"), table)] += 1
        return super().visit_table(table, asfrom=asfrom, **options)

    def visit_binary(self, binary: Any, *args: Any, **options: Any) -> Any:
        if getattr(binary.right, "key", None) in (TENANT, PERSON):
            self.bound[binary.left.table.name] += 1
        return super().visit_binary(binary, *args, **options)

    def visit_textclause(self, textclause: Any, *args: Any, **options: Any) -> Any:
        self._note_text(textclause.text)
        return super().visit_textclause(textclause, *args, **options)

    def visit_tstring_text(self, element: Any, **options: Any) -> Any:
        self._note_text(element.text)
        return super().visit_tstring_text(element, **options)

    def visit_column(self, column: Any, *args: Any, **options: Any) -> Any:
        if column.is_literal:
            self._note_text(column.name)
        return super().visit_column(column, *args, **options)

    def visit_insert(self, insert: Any, *args: Any, **options: Any) -> Any:  # type: ignore[override]
        self._note_write(insert, options)
        return super().visit_insert(insert, *args, **options)

    def visit_update(self, update: Any, *args: Any, **options: Any) -> Any:  # type: ignore[override]
        self._note_write(update, options)
        return super().visit_update(update, *args, **options)

    def _note_text(self, sql: str) -> None:
        if self.names.search(sql):
            self.read[HIDDEN] += 1

    def _note_write(self, statement: Any, options: dict[str, Any]) -> None:
        """Which organisation a write names is checked for the outermost statement alone."""
        inside = bool(self.stack) or options.get("visiting_cte") is not None
        if inside and statement.table.name in self.tenant_tables:
            self.read[HIDDEN] += 1


def _name(alias: Any, table: Any) -> str:
    return str(table.name if alias is None or alias.element is not table else alias.name)


def watch(engine: Engine, tenant_tables: frozenset[str]) -> re.Pattern[str]:
    """Let the engine's compiler take notes. Returns what finds a tenant table in plain SQL."""
    names = re.compile(rf"\b({'|'.join(sorted(tenant_tables))})\b", re.I)
    plain = engine.dialect.statement_compiler
    engine.dialect.statement_compiler = type(
        f"Watching{plain.__name__}", (WatchingCompiler, plain), {"tenant_tables": tenant_tables, "names": names}
    )
    return names
