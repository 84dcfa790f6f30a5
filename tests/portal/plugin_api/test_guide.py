"""docs/plugins.md, done as it says: the plugin that comes out keeps every promise."""

import re
from pathlib import Path

import pytest

from portal.app import create_app
from portal.config import load_config
from portal.plugin_api.commands import CHECKOUT, write_plugin
from tests.portal.plugin_api.visitors import plugin_test

GUIDE = CHECKOUT / "docs" / "plugins.md"
BLOCK = re.compile(r"```\w+ (put|add|head)=(\S+)\n(.*?)```", re.S)
RENAMED = {"da": "Ture", "nb": "Turer"}


@pytest.fixture
def tours(tmp_path: Path) -> Path:
    """The plugin after the last step."""
    made = write_plugin("tours", tmp_path, create_app(load_config({}, data=tmp_path / "data")))
    for how, name, text in BLOCK.findall(GUIDE.read_text(encoding="utf-8")):
        do(how, made / name, text)
    for language, word in RENAMED.items():
        assert f'msgstr "Tours"` to `"{RENAMED["da"]}"' in GUIDE.read_text(encoding="utf-8")
        path = made / "tours" / "translations" / language / "LC_MESSAGES" / "tours.po"
        path.write_text(path.read_text().replace('msgstr "Tours"', f'msgstr "{word}"'))
    return made


def do(how: str, path: Path, text: str) -> None:
    if how == "put":
        path.write_text(text)
        return
    there = path.read_text()
    if how == "add":
        path.write_text(there + text)
        return
    head, rest = there.split("\n\nfrom tours", 1)
    assert '"""' in head
    path.write_text(f"{text}\nfrom tours{rest}")


@pytest.mark.long
def test_the_plugin_of_the_guide_keeps_every_promise(tours, on_postgresql):
    done = plugin_test(tours, on_postgresql)

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "4 passed" in done.stdout
