"""What must hold for every page, whoever looks and on whatever screen."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.visitor import Visitor

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
EXPERIMENTAL = ["css-orientation-lock", "label-content-name-mismatch"]
NARROW = {"width": 320, "height": 640}

#: axe excuses small targets inside a sentence; these people's fingers do not
GEOMETRY = """() => {
  const faults = [];
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) faults.push(`scrolls sideways: ${wide} px`);
  const controls = "a, button, summary, select, textarea, input:not([type=hidden]), [tabindex='0']";
  for (const control of document.querySelectorAll(controls)) {
    if (control.matches(".ds-skip-link") || !control.checkVisibility({ visibilityProperty: true })) continue;
    const box = (control.closest(".choice, label") ?? control).getBoundingClientRect();
    const large = control.matches("input, select, textarea, .ds-button:not([data-variant=tertiary])");
    const least = large ? 44 : 24;
    if (box.width < 24 || box.height < least)
      faults.push(`${control.outerHTML.slice(0, 120)} is ${box.width.toFixed(1)} x ${box.height.toFixed(1)} px`);
  }
  return faults;
}"""


def examine(visitor: Visitor) -> list[str]:
    """The faults of the page that is open. Leaves the window as wide as it was."""
    page = visitor.page
    faults = [*axe(page), *_frame(page, visitor.language)]
    before = page.viewport_size
    page.set_viewport_size(NARROW)
    faults += page.evaluate(GEOMETRY)
    if before:
        page.set_viewport_size(before)
    return [f"{page.url.removeprefix(visitor.site)} ({visitor.language}): {fault}" for fault in faults]


def axe(page: Page, **options: Any) -> list[str]:
    """What axe-core finds. Every window brings it along; the page's policy would refuse it as a script."""
    rules = {name: {"enabled": True} for name in EXPERIMENTAL}
    how = {"runOnly": TAGS, "rules": rules, "resultTypes": ["violations"], **options}
    found = page.evaluate("how => axe.run(document, how).then(said => said.violations)", how)
    return [f"{one['id']}: {node['html'][:160]} {node['failureSummary']}" for one in found for node in one["nodes"]]


def _frame(page: Page, language: str) -> list[str]:
    """The page's language, its one heading and its title."""
    lang, headings, title = page.evaluate(
        "() => [document.documentElement.lang, document.querySelectorAll('h1').length, document.title]"
    )
    faults = [] if lang == language else [f"lang is {lang}"]
    faults += [] if headings == 1 else [f"{headings} h1"]
    return faults + ([] if title.partition(" – ")[0].strip() else [f"title is {title!r}"])
