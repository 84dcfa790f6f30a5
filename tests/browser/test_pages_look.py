"""Pictures of the main pages, for people to look at; and no page asks anybody but us, or complains."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import PHONE, WIDE
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
SIZES = {"360": PHONE, "1280": WIDE}
SLUGS = {"nb": "carcinor", "da": "kraeftens-bekaempelse"}

OUTSIDE = {
    "sign-in": "/sign-in",
    "forgotten": "/forgotten-password",
    "mail": "/demo/mail",
}
INSIDE = {
    "start": "/",
    "plan": "/goals/",
    "year-wheel": "/yearwheel/",
    "register": "/activities/register",
    "form": "/activities/register/core.meeting",
    "activities": "/activities/",
    "access": "/access/",
    "invite": "/access/invite",
    "units": "/units/",
    "unit-new": "/units/new",
    "plugins": "/plugins/",
    "plugin": "/plugins/recruitment",
    "settings": "/settings/",
    "intake": "/intake/",
    "no-page": "/no-such-page",
}


@pytest.fixture(scope="session")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    wanted = os.environ.get("MEDVIRKE_SHOTS")
    folder = Path(wanted) if wanted else tmp_path_factory.mktemp("shots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", SLUGS)
def test_the_main_pages_are_drawn_without_a_complaint(
    visitor: Callable[..., Visitor], shots: Path, language: str, size: str
) -> None:
    nobody = visitor(None, language, viewport=SIZES[size])
    administrator = visitor(f"administrator@{SLUGS[language]}.example", language, viewport=SIZES[size])
    inside = {name: f"/o/{SLUGS[language]}{path}" for name, path in INSIDE.items()}
    for who, pages in ((nobody, OUTSIDE), (administrator, {**inside, "profile": "/profile/"})):
        for name, path in pages.items():
            assert who.open(path) == (404 if name == "no-page" else 200)
            draw(who, shots / f"{name}-{language}-{size}.png")
    administrator.open(inside["start"])
    administrator.page.locator(".goal-card a").first.click()
    administrator.page.wait_for_url("**/goals/*")
    draw(administrator, shots / f"goal-{language}-{size}.png")
    administrator.open(inside["invite"])
    administrator.follow(administrator.button("Send the invitation"))
    draw(administrator, shots / f"invite-fault-{language}-{size}.png")


def draw(who: Visitor, path: Path) -> None:
    who.page.screenshot(path=path, full_page=True)


def test_a_foreign_host_is_heard_of(visitor: Callable[..., Visitor]) -> None:
    """The control: what every visitor of these tests listens for."""
    here = visitor()
    here.open("/sign-in")
    here.page.evaluate("fetch('http://elsewhere.example/').catch(() => console.error('refused'))")
    here.page.evaluate("() => setTimeout(() => { throw new Error('broken script') })")
    here.page.wait_for_timeout(300)
    heard = " ".join(here.faults)
    here.faults.clear()
    for word in ("Content Security Policy", "refused", "broken script"):
        assert word in heard


def test_both_links_of_a_card_lead_where_they_say(visitor: Callable[..., Visitor]) -> None:
    """The title is stretched over its card; it must not lie over the link in the sentence, nor under it."""
    her = visitor()
    her.sign_in("staff@carcinor.example")
    for link, wanted in ((".goal-card:has(p a) h3 a", r"/goals/[0-9a-f-]+$"), (".goal-card p a", r"/baseline$")):
        her.open("/o/carcinor/")
        her.page.locator(link).first.click(timeout=5000)
        her.page.wait_for_url(re.compile(wanted))


def test_paper_takes_neither_the_demo_s_line_nor_what_was_just_saved_along(visitor: Callable[..., Visitor]) -> None:
    here = visitor("administrator@kreftforeningen.example")
    here.open("/o/kreftforeningen/settings/")
    here.follow(here.page.locator("main form.form button[type=submit]").first)
    said = here.page.locator("main > .ds-alert")
    line = here.page.locator(".demo")
    assert [said.is_visible(), line.is_visible()] == [True, True]
    here.page.emulate_media(media="print")
    assert [said.is_visible(), line.is_visible()] == [False, False]


def test_no_word_of_the_matrix_is_broken_at_a_desk(visitor: Callable[..., Visitor]) -> None:
    here = visitor("administrator@carcinor.example")
    for path in ("/o/carcinor/actions/?status=started", "/o/carcinor/actions/?status=planned"):
        here.open(path)
        assert here.page.evaluate(BROKEN) == []


#: words of the contact surfaces and those responsible that stand on more than one line
BROKEN = """() => {
  const found = [];
  for (const cell of document.querySelectorAll(".matrix tr[id] > td:is(:nth-child(2), :nth-child(3))")) {
    for (const node of cell.childNodes) for (const { index, 0: word } of (node.data ?? "").matchAll(/[^\\s-]+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) found.push(word);
    }
  }
  return found;
}"""
