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


def main_of(page):
    return page.text.partition("<main")[2].partition("</main>")[0]


def test_it_leads_back_to_the_page_that_it_stands_under(organisation, actor, browser):
    staff = browser(actor(organisation, Role.STAFF))

    assert 'href="/o/hjertelag/activities/">Aktiviteter<' in main_of(staff.get("/o/hjertelag/kinds/"))
    assert 'href="/o/hjertelag/activities/">Aktiviteter<' not in main_of(staff.get("/o/hjertelag/goals/"))


def test_whoever_may_not_open_that_page_is_not_led_there(factory, organisation, actor, browser):
    factory.plugin(organisation, "recruitment")
    page = "/o/hjertelag/recruitment/counting/"

    assert 'href="/o/hjertelag/recruitment/"' in main_of(browser(actor(organisation, Role.STAFF)).get(page))
    assert 'href="/o/hjertelag/recruitment/"' not in main_of(browser(actor(organisation, Role.VOLUNTEER)).get(page))
