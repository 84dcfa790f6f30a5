"""`make translations`: what is new comes in, what is dead goes, the rest stays as it is."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from portal.i18n import tool
from portal.i18n.tool import CORE, TRANSLATED, Part, follow, read


@pytest.fixture
def garden(tmp_path: Path) -> Part:
    """A plugin that says two things, one of which the core says too."""
    (tmp_path / "garden.py").write_text('_("Planted in spring")\n_("Goals")\n')
    return Part("garden", tmp_path, tmp_path / "translations")


def translate(part: Part, language: str, old: str, new: str) -> None:
    path = part.file(language)
    path.write_text(path.read_text().replace(old, new))


@pytest.fixture(autouse=True)
def _each_test_reads_anew():
    tool.needed.cache_clear()
    yield
    tool.needed.cache_clear()


def test_a_new_message_comes_in_without_words(garden):
    report = follow(garden, "nb")

    assert report == "1 new, 0 gone, 1 to translate"
    assert garden.file("nb").read_text().endswith('\nmsgid "Planted in spring"\nmsgstr ""\n')


def test_what_is_translated_stays_and_what_is_dead_goes(garden):
    follow(garden, "da")
    translate(garden, "da", 'spring"\nmsgstr ""', 'spring"\nmsgstr "Plantet om foråret"')
    (garden.code / "garden.py").write_text('_("Planted in spring")\n_("Planted in autumn")\n')
    tool.needed.cache_clear()

    assert follow(garden, "da") == "1 new, 0 gone, 1 to translate"
    assert read(garden, "da")["Planted in spring", None].string == "Plantet om foråret"

    (garden.code / "garden.py").write_text('_("Planted in spring")\n')
    tool.needed.cache_clear()
    assert follow(garden, "da") == "0 new, 1 gone, 0 to translate"
    assert set(read(garden, "da")) == {("Planted in spring", None)}


def test_translators_keep_their_notes_and_their_doubts(garden):
    follow(garden, "nb")
    translate(garden, "nb", '\nmsgid "Planted', '\n# said to gardeners\n#, fuzzy\nmsgid "Planted')
    translate(garden, "nb", 'spring"\nmsgstr ""', 'spring"\nmsgstr "Plantet"')

    assert follow(garden, "nb") == "0 new, 0 gone, 1 to translate"
    assert "# said to gardeners\n#, fuzzy\nmsgid" in garden.file("nb").read_text()


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_core_catalogue_is_as_the_tool_writes_it(tmp_path, language):
    copy = Part(CORE.domain, CORE.code, tmp_path)
    copy.file(language).parent.mkdir(parents=True)
    shutil.copy(CORE.file(language), copy.file(language))

    tool.write(copy, language, reversed(read(copy, language).values()))

    assert copy.file(language).read_text() == CORE.file(language).read_text()


def test_a_plugin_from_outside_is_named_by_its_folder(tmp_path):
    (tmp_path / "garden").mkdir()
    (tmp_path / "garden" / "plugin.py").write_text('label = _l("Planted in spring")\n')

    answer = CliRunner().invoke(tool.main, [str(tmp_path)])
    refused = CliRunner().invoke(tool.main, [str(tmp_path / "garden")])

    assert answer.output == "".join(f"garden {code}: 1 new, 0 gone, 1 to translate\n" for code in TRANSLATED)
    assert set(read(Part("garden", tmp_path, tmp_path / "garden" / "translations"), "da")) == {
        ("Planted in spring", None)
    }
    assert "no folder of a plugin" in refused.output


def test_only_the_parts_that_are_named_are_written(monkeypatch):
    written = []
    monkeypatch.setattr(tool, "follow", lambda part, language: written.append((part.domain, language)) or "done")

    answer = CliRunner().invoke(tool.main, ["portal"])

    assert answer.output == "portal nb: done\nportal da: done\n"
    assert written == [("portal", "nb"), ("portal", "da")]


def test_a_part_that_does_not_exist_is_refused():
    answer = CliRunner().invoke(tool.main, ["garden"])

    assert answer.exit_code == 2
    assert "garden is none of portal, alliances" in answer.output
