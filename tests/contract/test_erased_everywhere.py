"""Somebody with a row in every table is erased: nothing stands in the way, and what is left of her is empty."""

from flask import Flask

from portal.doubles.queries import hooks_on_people
from portal.erasure.services import erase
from portal.extensions import db
from portal.people.models import Person
from portal.plugin_api import Erase
from portal.privacy.catalogue import attribute, model_of
from portal.privacy.holdings import emptied, tables_here
from portal.tenancy.scope import organisation as scope_of
from portal.work import working_as
from tests.contract.islands import Island


def test_every_table_lets_her_go(whole_app: Flask, islands: tuple[Island, Island]) -> None:
    island = islands[0]
    with whole_app.app_context(), working_as(scope_of(island.id)):
        her = db.session.get_one(Person, (island.id, island.rows["person"]))
        for hook in hooks_on_people():
            db.session.query(model_of(hook.column.table)).update({hook.column.key: her.id})
        erase(her, by=None)
        db.session.flush()
        left = {
            table.name: db.session.query(model_of(table)).filter(attribute(table.c[said.person]) == her.id).count()
            for table, said in tables_here()
            if said.person
        }
        goes = {table.name for table, said in tables_here() if said.erase in (Erase.ROW, Erase.ALONG)}
        assert {name for name, number in left.items() if number} == left.keys() - goes
        for table, said in tables_here():
            if said.person and left[table.name]:
                row = db.session.query(model_of(table)).filter(attribute(table.c[said.person]) == her.id).one()
                told = {name: value for name, value in emptied(table).items() if isinstance(value, str | None)}
                assert {name: getattr(row, name) for name in told} == told, table.name
