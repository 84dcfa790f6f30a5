"""One portal and one Chromium for all tests in here."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from portal.demo.people import PASSWORD
from portal.plugin_api import Role
from tests.browser.houses import Own, eyes_of, own, speaker
from tests.browser.site import Site, start_site
from tests.browser.visitor import Visitor
from tests.databases import fresh_server_database

QUIETLY = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
LOCALES = {"nb": "nb-NO", "da": "da-DK", "en": "en-GB"}
WAIT_MS = 10_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file stays in one process, as its sign-ins do, but for tests that say with which others they belong."""
    for item in items:
        if Path(__file__).parent in item.path.parents and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.path.name))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, on_postgresql: bool, worker_id: str) -> Iterator[Site]:
    with fresh_server_database(f"browser_{worker_id}") if on_postgresql else nullcontext({}) as database:
        started = start_site(tmp_path_factory.mktemp("demo"), database)
        yield started
        started.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("There is no chromium on the PATH (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIETLY)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sign_ins() -> dict[str, Any]:
    """What a signed-in browser keeps, by address, so that each account signs in once."""
    return {}


@pytest.fixture
def visitor(site: Site, chromium: Browser, sign_ins: dict[str, Any]) -> Iterator[Callable[..., Visitor]]:
    """`visitor("administrator@carcinor.example", "nb")`: she is signed in. Ends with a look at her faults."""
    opened: list[Visitor] = []

    def come(
        email: str | None = None,
        language: str = "nb",
        *,
        password: str = PASSWORD,
        scripts: Sequence[Path] = (),
        **options: Any,
    ) -> Visitor:
        context = _open(chromium, language, sign_ins.get(email or ""), options)
        for script in scripts:
            context.add_init_script(path=script)
        one = Visitor(site.url, context, context.new_page(), language)
        opened.append(one)
        if email and email not in sign_ins:
            one.sign_in(email, password)
            sign_ins[email] = context.storage_state()
        return one

    yield come
    for one in opened:
        one.context.close()
    assert [fault for one in opened for fault in one.faults] == []


@pytest.fixture
def come(visitor: Callable[..., Visitor], site: Site, language: str) -> Callable[..., Visitor]:
    """`come("carcinor", Role.STAFF)`: she reads the demo's pages in the test's `language`."""

    def arrive(slug: str, role: Role = Role.READER) -> Visitor:
        eyes = speaker(site, slug, role, language)
        return visitor(eyes.email, language, password=eyes.password)

    return arrive


@pytest.fixture
def house(site: Site, language: str) -> Own:
    """An organisation that writes its own in the test's `language`."""
    return own(site, language)


@pytest.fixture
def she(visitor: Callable[..., Visitor], house: Own) -> Callable[..., Visitor]:
    """`she(Role.READER)`: of the house that writes its own."""

    def arrive(role: Role = Role.STAFF, **options: Any) -> Visitor:
        eyes = eyes_of(house, role)
        return visitor(eyes.email, eyes.language, password=eyes.password, **options)

    return arrive


def _open(chromium: Browser, language: str, kept: Any, options: dict[str, Any]) -> BrowserContext:
    context = chromium.new_context(**{"viewport": WIDE, "locale": LOCALES[language], "storage_state": kept, **options})
    context.set_default_timeout(WAIT_MS)
    return context
