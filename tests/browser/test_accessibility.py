"""Every page, for everybody who may open it: 0 violations by axe, and what axe does not see."""

from collections.abc import Callable, Iterable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE
from tests.browser.crawl import Found, crawl, page_routes
from tests.browser.examine import AXE, axe, examine
from tests.browser.houses import Eyes, Houses, make_houses
from tests.browser.letters import ask_for_all, ask_for_own_page, what_she_agreed_to
from tests.browser.looks import Seen, looks_of
from tests.browser.site import Site
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
#: the walks through an organisation in one language, and who finds much of the same there, stay in one process
IN_NB, IN_DA = (pytest.mark.xdist_group(f"pages in {language}") for language in ("nb", "da"))
#: what nobody else has found goes to whichever process is free
ALONE = tuple(pytest.param(language, marks=pytest.mark.xdist_group(f"nothing in {language}")) for language in ("nb", "da"))
LANGUAGES = (pytest.param("nb", marks=IN_NB), pytest.param("da", marks=IN_DA))
ROLES = ("staff", "leader", "volunteer", "reader")
#: how many of a kind are looked at; goals differ most from one another
LOOK = {"goals.show": 4}
#: open pages that nothing leads to where the organisation's own language is another
OPEN = ("/p/carcinor/medlem/", "/p/carcinor/medlem/-/thanks", "/p/carcinor/medlem/-/on-paper")
#: lists as somebody narrows them with a form, which the walk from link to link does not press
CHOSEN = ("recruitment/members/?state=left", "recruitment/members/?state=open")
OVER = ("/new-password/over", "/confirm-address/over", "/invitation/over")
MAIN = ("", "goals/", "activities/", "activities/register/core.meeting", "access/invite", "plugins/", "units/")
#: only a form leads there: looked at in test_shared_links.py
SENT_TO = {"open_links.thanks"}
#: saved half-way, with nothing in it
MAY_BE_EMPTY = {"recruitment_gatherings.show", "year_reports.write"}
#: the bookmark shows the form of another address, and so does a code
THE_SAME = {"activities.last", "recruitment_open.join"}
TYPED = "form.form :is(input[type=text], input[type=email], input[type=password], input[type=date]):visible"


@pytest.fixture(scope="session")
def houses(site: Site) -> Houses:
    return make_houses(site)


@pytest.fixture(scope="session")
def maps() -> dict[Eyes, Found]:
    """What each has found, so that nobody walks twice."""
    return {}


@pytest.fixture
def come(visitor: Callable[..., Visitor], site: Site, maps: dict[Eyes, Found]) -> Callable[..., tuple[Visitor, Found]]:
    """`come(eyes)`: she is there, and knows every page that is open to her."""

    def arrive(eyes: Eyes) -> tuple[Visitor, Found]:
        here = visitor(eyes.email, eyes.language, password=eyes.password, scripts=[AXE])
        if eyes not in maps:
            maps[eyes] = crawl(here, site.app, eyes.slug, tuple(f"/o/{eyes.slug}/{path}" for path in CHOSEN))
        return here, maps[eyes]

    return arrive


@pytest.fixture(scope="session")
def doors() -> dict[str, Found]:
    """The public pages by language, mailed links among them."""
    return {}


@pytest.fixture
def outside(
    visitor: Callable[..., Visitor], site: Site, doors: dict[str, Found]
) -> Callable[[str], tuple[Visitor, Found]]:
    """`outside(language)`: somebody who has not signed in, and every door that she could try."""

    def stand(language: str) -> tuple[Visitor, Found]:
        nobody = visitor(None, language, scripts=[AXE])
        nobody.context.add_cookies([{"name": "language", "value": language, "url": nobody.site}])
        if language not in doors:
            slug = {"nb": "carcinor", "da": "kraeftens-bekaempelse"}[language]
            way_out, email = what_she_agreed_to(site.app, slug)
            links = [*ask_for_all(visitor, slug, language), way_out, ask_for_own_page(nobody, slug, email)]
            doors[language] = crawl(nobody, site.app, more=(*links, *OVER, *OPEN))
        return nobody, doors[language]

    return stand


@pytest.fixture(scope="session")
def seen() -> Seen:
    return Seen()


@pytest.fixture
def look_at(seen: Seen) -> Callable[..., list[str]]:
    """`look_at(here, found)`: the faults of what she found, some of each kind; what looks as seen before is passed over."""

    def look(here: Visitor, found: Found, but: Iterable[str] = ()) -> list[str]:
        faults = []
        for path in pages_of(found, but):
            if not seen.knows(found.looks[path]):
                seen.add(looks_of(here.read(path)))
                faults += examine(here)
        return faults

    return look


def pages_of(found: Found, but: Iterable[str] = ()) -> Iterator[str]:
    """Some of each kind but these."""
    for endpoint, paths in found.items():
        if endpoint not in but:
            yield from paths[: LOOK.get(endpoint, 1)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_open_to_everybody(
    come: Callable[..., tuple[Visitor, Found]], outside: Callable[..., tuple[Visitor, Found]], houses: Houses,
    look_at: Callable[..., list[str]], site: Site, language: str,
) -> None:  # fmt: skip
    operator = Eyes("operator@medvirke.example", "", "nb", "medvirke-demo")
    nobody, found = outside(language)
    faults, done = look_at(nobody, found), set(found)
    for path in OVER:
        nobody.open(path)
        faults += examine(nobody)
    alone = [operator, houses.without_organisation] if language == "nb" else []
    for eyes in [*houses.full[language], *alone]:
        here, found = come(eyes)
        faults += look_at(here, found, but=done)
        done |= set(found)
    assert faults == []
    unseen = set(page_routes(site.app)) - done - SENT_TO - _not_here(site, language)
    assert unseen == set()


def _not_here(site: Site, language: str) -> set[str]:
    """The operator's pages are looked at once."""
    alone = {"platform.index", "platform.new", "platform.show", "home.index"} if language == "da" else set()
    alone |= {"activities.last", "mine.thanks"}  # theirs who have registered something: volunteers', below
    alone |= {"contacts.add"}  # behind one kind of activity, of which the crawl opens others
    return alone


@pytest.mark.parametrize("language", ALONE)
def test_an_organisation_with_nothing_has_good_pages_too(
    come: Callable[..., tuple[Visitor, Found]], look_at: Callable[..., list[str]], houses: Houses, language: str
) -> None:
    for eyes in houses.empty[language]:
        here, found = come(eyes)
        assert look_at(here, found) == []


@IN_NB
@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_good_pages(
    come: Callable[..., tuple[Visitor, Found]], look_at: Callable[..., list[str]], role: str
) -> None:
    here, found = come(Eyes(f"{role}@carcinor.example", "carcinor", "nb", "medvirke-demo"))
    assert look_at(here, found) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_with_faults_says_so_to_everybody(
    come: Callable[..., tuple[Visitor, Found]], outside: Callable[..., tuple[Visitor, Found]], houses: Houses,
    site: Site, language: str,
) -> None:  # fmt: skip
    done = set(page_routes(site.app)) - set(page_routes(site.app, "POST")) | MAY_BE_EMPTY
    faults, forms = [], 0
    for here, found in [outside(language), *map(come, houses.full[language])]:
        for path in pages_of(found, but=done):
            here.open(path)
            if send_empty(here.page):
                forms += 1
                faults += [*examine(here), *says_its_faults(here)]
        done |= set(found)
    assert faults == []
    assert forms >= 14


def send_empty(page: Page) -> bool:
    """Empty what is typed and press the button; False where there is nothing to leave out."""
    boxes = page.locator(TYPED)
    for box in boxes.all():
        box.fill("")
    if boxes.count():
        form = boxes.first.locator("xpath=ancestor::form")
        named = form.locator("button[type=submit]:not([name])")
        with page.expect_navigation():
            (named if named.count() else form.locator("button:not([type=button])")).first.click()
    return boxes.count() > 0


def says_its_faults(here: Visitor) -> list[str]:
    """Focus on the summary's heading, a link for each fault, and a title that begins with it."""
    page, faults = here.page, []
    if not page.evaluate("document.activeElement.closest('.ds-error-summary')"):
        faults.append("the focus is not in the summary")
    if not page.title().startswith(here.says("Error:")):
        faults.append(f"the title is {page.title()!r}")
    for link in page.locator(".ds-error-summary a").all():
        if page.locator(str(link.get_attribute("href"))).count() != 1:
            faults.append(f"{link.get_attribute('href')} leads nowhere")
    return [f"{page.url}: {fault}" for fault in faults]


@IN_NB
def test_titles_tell_pages_apart(come: Callable[..., tuple[Visitor, Found]], houses: Houses) -> None:
    here, found = come(houses.full["nb"][0])
    titles: dict[str, list[str]] = {}
    for path in pages_of(found, but=THE_SAME):
        answer = here.context.request.get(here.site + path).text()
        titles.setdefault(answer.partition("<title>")[2].partition("</title>")[0], []).append(path)
    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_contrast_holds_in_the_dark(come: Callable[..., tuple[Visitor, Found]], houses: Houses, language: str) -> None:
    eyes = houses.full[language][0]
    here, _found = come(eyes)
    here.page.emulate_media(color_scheme="dark")
    faults = []
    for path in MAIN:
        here.open(f"/o/{eyes.slug}/{path}")
        faults += axe(here.page, runOnly={"type": "rule", "values": ["color-contrast"]})
    assert faults == []


def test_the_open_menu_of_a_phone_is_good_too(visitor: Callable[..., Visitor]) -> None:
    here = visitor("administrator@carcinor.example", viewport=PHONE, scripts=[AXE])
    here.open("/o/carcinor/")
    here.button("Menu").click()
    assert axe(here.page) == []
    assert here.page.locator("#menu a").first.is_visible()


def test_what_differs_in_more_than_hidden_keys_is_looked_at() -> None:
    """The control of what is passed over."""
    page = '<nav>{}</nav><title>{}</title><main><input type="hidden" name="form_key" value="{}"><p>{}</p></main>'
    seen = Seen()
    seen.add(looks_of(page.format("All", "Goals", "k1", "One")))
    assert seen.knows(looks_of(page.format("All", "Goals", "k2", "One")))
    for other in (("Some", "Goals", "k1", "One"), ("All", "Plans", "k1", "One"), ("All", "Goals", "k1", "Two")):
        assert not seen.knows(looks_of(page.format(*other)))


def test_faults_are_found(visitor: Callable[..., Visitor]) -> None:
    """The control: a page that was made bad is called bad, each fault by itself."""
    here = visitor(scripts=[AXE])
    here.open("/sign-in")
    here.page.evaluate(
        """() => {
            document.documentElement.lang = "sv";
            document.title = "";
            document.querySelector("main").insertAdjacentHTML(
                "beforeend",
                "<h1>2</h1><img src='/static/favicon.svg'><button>x</button><pre>" + "wide ".repeat(99) + "</pre>"
            );
            document.querySelector("main > button").style.setProperty("height", "12px");
            document.querySelector("main .ds-label").style.setProperty("color", "#aaa");
        }"""
    )
    found = " ".join(examine(here))
    for word in ("lang is sv", "2 h1", "title is", "image-alt", "color-contrast", "scrolls sideways", "x 12.0 px"):
        assert word in found
