"""What a statement writes: every organisation_id in it must be a plain parameter, and ours."""

import re
from typing import Any

from portal.tenancy.scope import Kind, TenancyError, current_scope

KEY = "organisation_id"
_KEYS = re.compile(rf"{KEY}(_m\d+)?")  # the rows of a multi-row insert are numbered


def may_write(organisation_id: Any) -> bool:
    """Whether rows of this organisation may be written in the scope at hand."""
    scope = current_scope()
    if scope.kind is Kind.EVERYONE:
        return True
    return scope.kind is Kind.ORGANISATION and bool(organisation_id == scope.organisation_id)


def from_flush(context: Any) -> bool:
    """Whether the unit of work changes tenant rows: it finds each by its whole key, and no criterion reaches it."""
    changed = (context.isupdate or context.isdelete) and KEY in _written(context).table.c
    return changed and context.execution_options.get("compiled_cache") is not None


def check_written(context: Any) -> None:
    """Raises TenancyError where a row of another organisation would be made, changed or removed."""
    if KEY not in _written(context).table.c:
        return
    if _moves_rows(context):
        raise TenancyError("a row never changes its organisation")
    for name in _written_keys(context):
        if not all(may_write(row.get(name)) for row in context.compiled_parameters):
            raise TenancyError("an organisation_id that is not ours")


def _written(context: Any) -> Any:
    """The INSERT, UPDATE or DELETE, also where `from_statement` stands around it."""
    return context.compiled.dml_compile_state.statement


def _moves_rows(context: Any) -> bool:
    """Whether SET names the key, be it by values, by parameters or after ON CONFLICT."""
    on_conflict = getattr(_written(context), "_post_values_clause", None)
    said = [*getattr(on_conflict, "update_values_to_set", ())]
    if context.isupdate and not from_flush(context):
        said += [*(context.compiled.dml_compile_state._dict_parameters or ()), *context.compiled_parameters[0]]
    return any(getattr(column, "key", column) == KEY for column in said)


def _written_keys(context: Any) -> list[str]:
    """The parameters that say whose rows are written."""
    if context.isinsert:
        return _inserted_keys(context)
    if from_flush(context):
        return [f"{_written(context).table.name}_{KEY}" if context.isupdate else KEY]
    return []


def _inserted_keys(context: Any) -> list[str]:
    """One for each row, also those that the column's default filled in; an expression or a query has none."""
    found = [name for name in context.compiled_parameters[0] if _KEYS.fullmatch(name)]
    rows = getattr(context.compiled.dml_compile_state, "_multi_parameters", None) or [None]
    if len(found) != len(rows):
        raise TenancyError("an organisation_id that is no plain value")
    return found
