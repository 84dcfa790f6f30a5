"""The catalogue of what is kept about people (GDPR Art. 30): only what is in use, from the tables' own statements."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy import inspect as sa_inspect

from portal.i18n import LazyText, _l
from portal.organisations.setup import Setup
from portal.plugin_api import Basis, Keep, NoPeople, house
from portal.plugin_api.personal import AboutPeople, about, people_of
from portal.privacy.rules import MONTHS
from portal.tenancy import Base

Text = LazyText | str
CORE = "portal"
#: in the order in which they are told
CATEGORIES = ("contact", "health", "free_text", "technical")
OWN_WORK = _l("To follow up plans, goals and activities")
WITH_THE_WORK = _l("As long as the plan, the goal or the activity that it belongs to")


@dataclass(frozen=True, kw_only=True)
class Processing:
    """One purpose: what is kept for it, why the law allows it, for how long."""

    purpose: Text
    basis: Basis
    categories: tuple[str, ...]
    keep: tuple[Keep | Text, ...]


def chosen_months(setup: Setup) -> dict[str, int]:
    """By table, as the organisation has chosen. A word that cannot be read is none."""
    pairs = (word.partition("=") for word in str(setup.setting(f"privacy.{MONTHS.name}")).split())
    return {table: int(months) for table, _sign, months in pairs if months.isdigit()}


def as_chosen(keep: Keep, table: str, chosen: Mapping[str, int]) -> Keep:
    """Never outside of what the table allows."""
    return replace(keep, months=min(max(chosen.get(table, keep.months), keep.floor), keep.ceiling))


def processings(switched_on: Collection[str], chosen: Mapping[str, int] = MappingProxyType({})) -> list[Processing]:
    """Each purpose once, in the order of the tables: the core's, then those of the plugins that are on.

    Reads no database. What people write about plans and activities, where nobody is meant but somebody may be named,
    comes last.
    """
    found: dict[str, Processing] = {}
    for table in tables_in_use(switched_on):
        for one in _told_by(table, chosen):
            key = f"{one.basis}: {one.purpose}"
            found[key] = _together(found[key], one) if key in found else one
    return sorted(found.values(), key=lambda one: one.purpose is OWN_WORK)


def tables_in_use(switched_on: Collection[str]) -> Iterator[Table]:
    """Tables whose plugin is not loaded, or switched off here, hold nothing that the organisation works with."""
    known = {plugin.name for plugin in house().optional}
    for module, table in _modules_and_tables():
        of_core = module.partition(".")[0] == CORE
        if of_core or any(name in known and table.name.startswith(f"{name}_") for name in switched_on):
            yield table


def all_tables() -> list[Table]:
    """Also those whose plugin is switched off."""
    return [table for _module, table in _modules_and_tables()]


@cache
def model_of(table: Table) -> Any:
    """What stands behind the walls is a model, not its bare table."""
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table is table)


def attribute(column: Column[Any]) -> Any:
    """The model's own, for a statement."""
    return sa_inspect(model_of(column.table)).get_property_by_column(column).class_attribute


def _modules_and_tables() -> list[tuple[str, Table]]:
    mappers = ((mapper.class_.__module__, mapper.local_table) for mapper in Base.registry.mappers)
    found = ((module, table) for module, table in mappers if isinstance(table, Table))
    return sorted(found, key=lambda pair: (pair[0].partition(".")[0] != CORE, pair[1].name))


def _told_by(table: Table, chosen: Mapping[str, int]) -> Iterator[Processing]:
    said, held = _as_chosen_here(table, chosen), _categories(table)
    if isinstance(said, AboutPeople):
        yield Processing(purpose=said.purpose, basis=said.basis, categories=held, keep=_times(said))
    elif named := tuple(name for name in held if name != "technical"):
        yield Processing(purpose=OWN_WORK, basis=Basis.INTEREST, categories=named, keep=(WITH_THE_WORK,))
    for column in table.columns:
        if (own := about(column)).purpose:
            basis = said.basis if isinstance(said, AboutPeople) else Basis.INTEREST
            keep = said.keep if isinstance(said, AboutPeople) else WITH_THE_WORK
            yield Processing(purpose=own.purpose, basis=basis, categories=(own.category,), keep=(keep,))


def _times(said: AboutPeople) -> tuple[Keep | Text, ...]:
    return (said.keep, said.sooner) if said.sooner else (said.keep,)


def _as_chosen_here(table: Table, chosen: Mapping[str, int]) -> AboutPeople | NoPeople | None:
    said = people_of(table)
    if isinstance(said, AboutPeople) and isinstance(said.keep, Keep):
        return replace(said, keep=as_chosen(said.keep, table.name, chosen))
    return said


@cache
def _categories(table: Table) -> tuple[str, ...]:
    held = {about(column).category for column in table.columns}
    return tuple(name for name in CATEGORIES if name in held)


def _together(one: Processing, other: Processing) -> Processing:
    held = {*one.categories, *other.categories}
    keep = (*one.keep, *(part for part in other.keep if str(part) not in {str(known) for known in one.keep}))
    return Processing(
        purpose=one.purpose,
        basis=one.basis,
        categories=tuple(name for name in CATEGORIES if name in held),
        keep=keep,
    )
