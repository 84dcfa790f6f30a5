"""What people do on the pages of plans: read one, write a goal into one, choose how it is measured."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.houses import Own
from tests.browser.visitor import Visitor


def read_plan(her: Visitor, slug: str) -> list[str]:
    """The headings of the plan in force: its parts, areas and goals."""
    her.open(f"/o/{slug}/goals/")
    return her.page.locator("main :is(h1, h2, h3, h4, h5)").all_inner_texts()


def open_goal(her: Visitor, slug: str, title: str) -> Locator:
    """A goal's page, from the plan; returns what it says of each way that it is measured."""
    her.open(f"/o/{slug}/goals/")
    her.page.locator("main a", has_text=title).first.click()
    expect(her.page.locator("h1")).to_contain_text(title)
    return her.page.locator("main section:has(.status)")


def squeezed(text: str | None) -> str:
    return re.sub(r"\s|\.(?=\d{3})", "", text or "")


def fill(her: Visitor, button: str = "Save", **fields: str) -> None:
    """Fills in the page's form by the names of its fields, and sends it."""
    for name, value in fields.items():
        box = her.page.locator(f"main [name={name}]").first
        box.select_option(value) if box.evaluate("one => one.tagName") == "SELECT" else box.fill(value)
    her.follow(her.button(button))
    assert her.page.locator(".ds-error-summary").count() == 0, her.text()


def tick(her: Visitor, name: str, value: str) -> None:
    her.page.locator(".choice", has=her.page.locator(f"[name={name}][value='{value}']")).click()


def write_goal(her: Visitor, house: Own, title: str) -> str:
    """In a plan that is in force, to which each test adds its goal: the address of the goal's form."""
    her.open(f"/o/{house.slug}/plans/{house.plan[0]}/edit")
    her.follow(her.page.locator("li.add a").first)
    fill(her, title=title)
    return her.page.url


def measure(her: Visitor, goal: str, way: str, **fields: str) -> str:
    """Choose how it is measured; returns the address of the goal's own page."""
    her.open(f"{goal}/measure")
    her.follow(her.page.locator(f"main a[href$='/measure/{way.partition('/')[0]}'], main a[href$='/measure/{way}']").first)
    if not her.page.url.endswith(way):
        her.follow(her.page.locator(f"main a[href$='/measure/{way}']"))
    fill(her, **fields)
    return goal.replace("/plans/goals/", "/goals/")


def write_figure(her: Visitor, shown: str, **fields: str) -> str:
    """A measurement, typed; returns what the goal says then."""
    her.open(shown)
    her.follow(her.link("Write down a measurement"))
    fill(her, **fields)
    return her.text()
