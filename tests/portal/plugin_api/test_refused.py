"""A plugin with one fault is refused with a sentence, nothing of it is left, and the portal starts."""

from collections.abc import Callable

import pytest

from portal.app import create_app
from portal.config import load_config
from portal.plugin_api import house
from portal.plugin_api.manager import House
from portal.tenancy import Base
from tests.portal.plugin_api.faulty import (
    GOOD,
    IMPORTS,
    ITSELF,
    KEYS,
    MODELS,
    NAMES,
    OPEN_PAGE,
    PAGES,
    TABLES,
    declaring,
)
from tests.portal.plugin_api.visitors import on_the_path, write_plugin

WITH_MODELS = "from visitor import models\n" + GOOD
Start = Callable[..., House]


@pytest.fixture
def start(tmp_path) -> Start:
    """Start with this plugin, and hand over the house."""

    def started(plugin: str, models: str = "", name: str = "visitor") -> House:
        site = tmp_path / "site"
        write_plugin(site, name, {"plugin.py": plugin, "models.py": models})
        with on_the_path(site):
            app = create_app(load_config({}, data=tmp_path))
            with app.app_context():
                return house()

    return started


def assert_refused(found: House, reason: str) -> None:
    assert reason in found.faults["visitor"]
    assert set(found.faults) == {"visitor"}
    assert "visitor" not in found.plugins
    assert "recruitment" in found.plugins
    declared = (*found.rights, *found.metrics, *found.job_kinds, *found.statements)
    assert [key for key in declared if key.startswith("visitor")] == []


def models_there() -> tuple[set[str], set[type]]:
    return set(Base.metadata.tables), {mapper.class_ for mapper in Base.registry.mappers}


def test_a_good_one_is_used(start):
    """The control: what the bad ones are made from."""
    found = start(WITH_MODELS, models=MODELS)

    assert found.faults == {}
    assert found.statements["visitor.index"].right == "visitor.see"


def test_a_plugin_may_have_pages_that_are_open_to_all(start):
    """The control of those that lie elsewhere."""
    found = start(OPEN_PAGE)

    assert found.faults == {}
    assert found.open_segments["visitor"] == "visitor"


@pytest.mark.parametrize(("reason", "plugin"), [*ITSELF, *PAGES, *KEYS, *IMPORTS])
def test_a_fault_in_what_it_says_or_declares(start, reason, plugin):
    assert_refused(start(plugin), reason)


@pytest.mark.parametrize(("reason", "models"), TABLES)
def test_a_fault_in_its_tables_leaves_no_table_and_no_model_behind(start, reason, models):
    before = models_there()

    assert_refused(start(WITH_MODELS, models=models), reason)

    assert models_there() == before


def test_a_fault_elsewhere_leaves_no_table_and_no_model_behind_either(start):
    before = models_there()

    assert_refused(start(WITH_MODELS + "1 / 0", models=MODELS), "division by zero")

    assert models_there() == before


def test_words_that_cannot_be_read(start, tmp_path):
    path = tmp_path / "site/visitor/translations/da/LC_MESSAGES/visitor.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(b'msgid "Visitor"\nmsgstr "Bes\xf8gende"\n')

    found = start(GOOD.replace("blueprints=(rooms,)", "blueprints=(rooms,), folder=Path(__file__).parent"))

    assert_refused(found, "translations/da/LC_MESSAGES/visitor.po cannot be read ('utf-8' codec")


@pytest.mark.parametrize(("name", "reason"), NAMES)
def test_a_name_that_cannot_be(start, name, reason):
    found = start(GOOD.replace("visitor", name), name=name)

    assert reason in found.faults[name]


def test_a_hook_that_returns_something_else_is_left_out_and_the_plugin_stays(start):
    found = start(declaring("metrics", '{"name": "visitor.x"}'))

    assert "Its hook metrics failed and is left out (TypeError: a list of Metric" in found.faults["visitor"]
    assert "visitor" in found.plugins


def test_a_table_of_another_plugin_is_out_of_reach(start, tmp_path):
    """Found in the order of their names, so that the other one is there already."""
    other = MODELS.replace("visitor", "guest").replace("Visit", "Guest")
    write_plugin(tmp_path / "site", "guest", {"plugin.py": GOOD.replace("visitor", "guest"), "models.py": other})
    init = tmp_path / "site" / "guest" / "plugin.py"
    init.write_text("from guest import models\n" + init.read_text())
    reaching = "    __table_args__ = (tenant_key('guest_visit', 'visit_id'),)\n    visit_id: Mapped[UUID]\n"

    found = start(WITH_MODELS, models=MODELS + reaching)

    assert_refused(found, "the table visitor_visit refers to guest_visit, which belongs to another plugin")
    assert "guest" in found.plugins
