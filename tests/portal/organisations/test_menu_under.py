"""What stands under a page instead of in the menu."""

import re

from portal.plugin_api import Role


def links_in(page, part):
    return re.findall(r'href="([^"]+)"', re.search(rf'<nav class="{part}".*?</nav>', page.text, re.S)[0])


def test_what_stands_under_a_page_is_found_there_and_not_in_the_menu(organisation, actor, browser):
    page = browser(actor(organisation, Role.STAFF)).get("/o/hjertelag/activities/")

    assert "/o/hjertelag/kinds/" in links_in(page, "beside")
    assert "/o/hjertelag/kinds/" not in links_in(page, "menu")


def test_it_is_shown_to_whoever_holds_its_right(organisation, actor, browser):
    page = browser(actor(organisation, Role.READER)).get("/o/hjertelag/activities/")

    assert "/o/hjertelag/kinds/" not in page.text


def test_other_pages_do_not_show_it(organisation, actor, browser):
    assert "/o/hjertelag/kinds/" not in browser(actor(organisation, Role.STAFF)).get("/o/hjertelag/goals/").text
