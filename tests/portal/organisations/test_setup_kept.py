"""Units and plugins are kept in each process, and what another process changes is seen at once."""

from collections import OrderedDict
from contextlib import contextmanager

import pytest

from portal.app import create_app
from portal.organisations import setup
from portal.plugin_api import Role
from tests.actors import Browser


class Process:
    """An app with a memory of its own, on the same database."""

    def __init__(self, config, monkeypatch):
        self.app, self.memory, self.monkeypatch = create_app(config), OrderedDict(), monkeypatch

    @contextmanager
    def __call__(self):
        with self.monkeypatch.context() as patch:
            patch.setattr(setup, "_kept", self.memory)
            yield


@pytest.fixture
def processes(app, config, monkeypatch):
    return Process(config, monkeypatch), Process(config, monkeypatch)


@pytest.fixture
def people(processes, organisation, actor):
    """An administrator who is signed in at each of the two processes."""
    boss = actor(organisation, Role.ADMINISTRATOR)
    opened = [Browser(process.app) for process in processes]
    for process, browser in zip(processes, opened, strict=True):
        with process():
            browser.sign_in(boss)
            assert "Agder" not in browser.get("/o/hjertelag/units/").text
    return opened


def test_a_unit_that_one_process_adds_is_there_at_the_others_next_request(processes, people):
    with processes[0]():
        people[0].post("/o/hjertelag/units/new", {"name": "Agder"})
    with processes[1]():
        assert "Agder" in people[1].get("/o/hjertelag/units/").text


def test_a_plugin_that_one_process_switches_is_on_and_off_at_the_others_next_request(processes, people):
    found = []
    for _turn in range(2):
        with processes[0]():
            people[0].post("/o/hjertelag/plugins/recruitment")
        with processes[1]():
            found.append(people[1].get("/o/hjertelag/recruitment/").status_code)

    assert found == [200, 404]


def test_what_was_undone_is_remembered_by_nobody(processes, people):
    with processes[0]():
        people[0].post("/o/hjertelag/units/new", {"name": ""})
        assert len(people[0].fields("/o/hjertelag/units/new")) > 0
    for process, browser in zip(processes, people, strict=True):
        with process():
            assert browser.get("/o/hjertelag/units/").text.count("depth-") == 1


def test_a_process_that_knows_the_setup_does_not_ask_for_it_again(processes, people):
    with processes[0]():
        people[0].get("/o/hjertelag/units/")
        known = list(processes[0].memory.values())
        people[0].get("/o/hjertelag/units/")

        assert list(processes[0].memory.values()) == known
        assert all(one is other for one, other in zip(processes[0].memory.values(), known, strict=True))


def test_the_memory_does_not_grow_for_ever(factory, organisation, monkeypatch):
    monkeypatch.setattr(setup, "KEPT", 3)
    monkeypatch.setattr(setup, "_kept", OrderedDict())

    for number in range(6):
        factory.unit(organisation, f"Lag {number}")
        factory.root(organisation)

    assert len(setup._kept) == 3
