"""What she types is kept on her phone until it is registered; the line is cut in the middle, and it is registered once."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import func, select, update

from portal.accounts.models import LoginSession
from portal.activities.models import Activity
from portal.extensions import db
from portal.organisations.models import Organisation
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of
from tests.actors import PASSWORD, Actor
from tests.browser.conftest import PHONE
from tests.browser.houses import demo_organisation, new_volunteer
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.factories import Factory

pytestmark = pytest.mark.browser
SLUGS = {"nb": "seniornett", "da": "kraeftens-bekaempelse"}
OFFLINE = "You are not connected. It is kept on this phone and is sent when you are back."
BEGUN = "You had begun on this. Look at the date before you register it."
#: what the browser keeps of drafts
KEPT = "Object.entries(localStorage).filter(([name]) => name.startsWith('draft '))"


class Her(Visitor):
    """A volunteer of her own on a phone; what is cut off on purpose is no fault."""

    account: Actor
    count: Callable[[], int]

    @property
    def here(self) -> str:
        return f"/o/{self.account.slug}/"

    @property
    def meeting(self) -> str:
        return f"{self.here}activities/register/core.meeting"

    def kept(self) -> list[dict[str, object]]:
        return [json.loads(said) for _name, said in self.page.evaluate(KEPT)]

    def type(self, number: str) -> None:
        self.page.locator("[name=number_participants]").fill(number)

    def press(self) -> None:
        self.page.locator("main form.form button[type=submit]").click()

    def is_registered(self) -> None:
        self.page.wait_for_url("**/mine/registered/*")
        expect(self.page.locator("h1")).to_have_text(self.says("Thank you! It is registered."))
        assert self.kept() == []


@pytest.fixture
def come(visitor: Callable[..., Visitor], site: Site) -> Callable[..., Her]:
    """`come("nb")`: a new volunteer has signed in on a phone."""

    def arrive(language: str = "nb") -> Her:
        made, account = demo_organisation(site, SLUGS[language]), new_volunteer(site, SLUGS[language])
        here = visitor(account.email, language, password=PASSWORD, viewport=PHONE)
        here.__class__ = Her
        here.account, here.count = account, lambda: registered_by(site, made, account)
        return here

    return arrive


@pytest.fixture
def her(come: Callable[..., Her]) -> Her:
    return come()


def registered_by(site: Site, organisation: Organisation, account: Actor) -> int:
    with Factory(site.app).working_as(scope_of(organisation.id)):
        counted = select(func.count()).select_from(Activity).where(Activity.registered_by == account.id)
        return int(db.session.scalar(counted) or 0)


def end_all_sign_ins(site: Site, account: Actor) -> None:
    with Factory(site.app).working_as(NOBODY):
        db.session.execute(
            update(LoginSession).where(LoginSession.user_id == account.id).values(token_hash=account.email)
        )
        db.session.commit()


def cut_the_answer(route: Route) -> None:
    """The server gets the form and has done its work when the line breaks."""
    if route.request.method != "POST":
        return route.continue_()
    answer = route.fetch(max_redirects=0)
    assert answer.status in (204, 303)
    return route.abort("connectionreset")


def is_back(page: Page) -> None:
    page.evaluate("dispatchEvent(new Event('online'))")


@pytest.mark.parametrize("language", SLUGS)
def test_cut_off_before_it_arrives_it_is_sent_when_she_is_back(come: Callable[..., Her], language: str) -> None:
    her = come(language)
    her.open(her.meeting)
    her.type("7")
    her.context.set_offline(True)
    her.press()
    expect(her.page.get_by_role("alert")).to_have_text(her.says(OFFLINE))
    assert her.count() == 0
    assert her.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    her.context.set_offline(False)

    her.is_registered()
    assert her.count() == 1
    her.faults.clear()


@pytest.mark.parametrize("language", SLUGS)
def test_cut_off_before_the_answer_it_is_sent_again_and_registered_once(
    come: Callable[..., Her], language: str
) -> None:
    her = come(language)
    her.open(her.meeting)
    her.type("7")
    her.page.route("**/register/*", cut_the_answer)
    her.press()
    expect(her.page.get_by_role("alert")).to_have_text(her.says(OFFLINE))
    assert her.count() == 1
    assert [draft["pending"] for draft in her.kept()] == [True]

    is_back(her.page)  # and cut off once more
    her.page.wait_for_timeout(300)
    her.page.unroute("**/register/*")
    is_back(her.page)

    her.is_registered()
    assert her.count() == 1
    her.faults.clear()


def test_with_another_key_each_time_it_would_be_registered_twice(her: Her) -> None:
    """The control: it is the key that the phone keeps which makes it once."""
    her.open(her.meeting)
    her.type("7")
    her.page.route("**/register/*", cut_the_answer)
    her.press()
    expect(her.page.get_by_role("alert")).to_be_visible()
    her.page.unroute("**/register/*")
    her.page.evaluate(
        f"""() => {{
            const [name, said] = {KEPT}[0];
            const draft = JSON.parse(said);
            draft.fields.find(([field]) => field === "form_key")[1] = "0".repeat(32);
            localStorage.setItem(name, JSON.stringify(draft));
        }}"""
    )
    is_back(her.page)

    her.is_registered()
    assert her.count() == 2
    her.faults.clear()


def test_a_phone_that_was_put_away_sends_it_from_the_next_page(her: Her) -> None:
    her.open(her.meeting)
    her.type("7")
    her.context.set_offline(True)
    her.press()
    expect(her.page.get_by_role("alert")).to_be_visible()
    her.page.close()
    her.context.set_offline(False)
    her.page = her.context.new_page()

    her.open(her.here)

    told = her.page.get_by_role("status").first
    expect(told).to_contain_text(her.says("What you wrote while you were not connected is registered now:"))
    told.get_by_role("link").click()
    her.is_registered()
    assert her.count() == 1
    her.faults.clear()


def test_a_portal_that_does_not_answer_is_said_so_and_tried_again(her: Her) -> None:
    her.open(her.meeting)
    her.type("7")
    her.page.route("**/register/*", lambda route: route.fulfill(status=503, body="A short break"))
    her.press()
    told = "The portal does not answer just now. It is kept on this phone and is sent when it does."
    expect(her.page.get_by_role("alert")).to_have_text(her.says(told))
    her.page.unroute("**/register/*")
    is_back(her.page)

    her.is_registered()
    assert her.count() == 1
    her.faults.clear()


def test_pressing_again_while_it_is_kept_registers_it_once(her: Her) -> None:
    her.open(her.meeting)
    her.type("7")
    her.context.set_offline(True)
    for _time in range(3):
        her.press()
        expect(her.page.get_by_role("alert")).to_be_visible()
    her.context.set_offline(False)

    her.is_registered()
    assert her.count() == 1
    her.faults.clear()


def test_two_presses_in_a_row_register_it_once(her: Her) -> None:
    her.open(her.meeting)
    her.type("7")
    her.page.locator("main form.form button[type=submit]").dblclick()

    her.is_registered()
    assert her.count() == 1


#: what a press meets in the middle of a link, at a moment of the page's first second
MEETS = """(link, at) => {
    const [settling] = link.parentElement.getAnimations();
    settling.currentTime = at;
    const box = link.getBoundingClientRect();
    return link.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
}"""


def test_a_second_press_that_comes_late_presses_nothing_on_the_page_that_thanks(her: Her) -> None:
    her.page.add_init_script("addEventListener('animationstart', e => e.target.getAnimations()[0].pause())")
    her.open(her.meeting)
    her.type("7")
    her.press()
    her.is_registered()
    correct = her.link("Correct")

    assert not correct.evaluate(MEETS, 300)
    assert correct.evaluate(MEETS, 700)


def test_what_she_had_begun_on_is_there_when_she_opens_the_form_again(her: Her) -> None:
    her.open(her.meeting)
    her.type("7")
    her.page.locator("[name=note]").fill("Halvveis")
    her.open(her.here)
    begun = her.page.get_by_role("status").first
    expect(begun).to_contain_text(her.says("You had begun on this, and it is not registered yet:"))

    begun.get_by_role("link").click()

    expect(her.page.get_by_role("status").first).to_contain_text(her.says(BEGUN))
    expect(her.page.locator("[name=note]")).to_have_value("Halvveis")
    assert her.count() == 0
    her.press()
    her.is_registered()


def test_she_throws_it_away_with_one_press(her: Her) -> None:
    her.open(her.meeting)
    her.type("7")
    her.open(her.meeting)
    her.button("Begin anew").click()

    expect(her.page.locator("[name=number_participants]")).to_have_value("")
    assert her.kept() == []


def test_a_form_with_faults_comes_back_with_the_server_s_words(her: Her) -> None:
    her.open(her.meeting)
    her.type("mange")
    her.press()

    expect(her.page.locator(".ds-error-summary h2")).to_be_focused()
    expect(her.page.locator("[name=number_participants]")).to_have_value("mange")
    her.type("7")
    her.press()
    her.is_registered()
    assert her.count() == 1


def test_changed_after_it_was_taken_it_is_not_registered_anew(her: Her) -> None:
    her.open(her.meeting)
    her.type("7")
    her.page.route("**/register/*", cut_the_answer)
    her.press()
    expect(her.page.get_by_role("alert")).to_be_visible()
    her.page.unroute("**/register/*")
    her.type("8")
    assert [draft["pending"] for draft in her.kept()] == [False]
    her.press()

    expect(her.page.locator("h1")).to_have_text(her.says("That did not work"))
    assert her.count() == 1
    assert her.kept() == []
    her.faults.clear()


def test_signing_out_clears_it(her: Her) -> None:
    her.open(her.meeting)
    her.type("7")
    assert len(her.kept()) == 1
    her.button("Menu").click()
    her.button("Sign out").click()
    her.page.wait_for_url("**/sign-in")

    assert her.kept() == []


def test_after_the_sign_in_ended_it_is_kept_and_offered(her: Her, site: Site) -> None:
    her.open(her.meeting)
    her.type("7")
    end_all_sign_ins(site, her.account)
    her.press()
    her.page.wait_for_url(lambda url: "/sign-in" in url)
    expect(
        her.page.get_by_text(her.says("You are not signed in, so nothing was saved. Sign in and send it again."))
    ).to_be_visible()
    assert len(her.kept()) == 1
    her.page.locator("[name=email]").fill(her.account.email)
    her.page.locator("[name=password]").fill(PASSWORD)
    her.page.locator("main button[type=submit]").click()

    expect(her.page.get_by_role("status").first).to_contain_text(her.says(BEGUN))
    expect(her.page.locator("[name=number_participants]")).to_have_value("7")
    her.press()
    her.is_registered()
    assert her.count() == 1


def test_another_account_on_the_same_phone_neither_sees_nor_sends_it(come: Callable[..., Her], site: Site) -> None:
    her, other = come(), come()
    her.open(her.meeting)
    her.type("7")
    her.page.locator("[name=note]").fill("Bare mitt")
    her.context.set_offline(True)
    her.press()
    expect(her.page.get_by_role("alert")).to_be_visible()
    waiting = her.page
    waiting.route("**/*", lambda route: route.abort("internetdisconnected"))
    her.context.set_offline(False)
    end_all_sign_ins(site, her.account)
    her.context.clear_cookies()
    her.page = her.context.new_page()
    her.sign_in(other.account.email, PASSWORD)

    for path in (her.here, her.meeting, f"{her.here}mine/"):
        her.open(path)
        assert her.page.locator(".draft").count() == 0
        assert "Bare mitt" not in her.page.content()
    waiting.unroute("**/*")
    is_back(waiting)  # her old page is open still, with the other one's cookie
    waiting.wait_for_timeout(800)

    assert (her.count(), other.count()) == (0, 0)
    assert len(her.kept()) == 1
    her.faults.clear()


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_a_draft_is_dropped_after_thirty_days(her: Her, days: int, left: int) -> None:
    her.open(her.meeting)
    her.type("7")
    her.page.evaluate(
        f"""days => {{
            const [name, said] = {KEPT}[0];
            const draft = JSON.parse(said);
            localStorage.setItem(name, JSON.stringify({{ ...draft, at: Date.now() - days * 86400000 }}));
        }}""",
        days,
    )
    her.open(her.meeting)

    assert len(her.kept()) == left
    assert her.page.locator(".draft").count() == left


def test_a_correction_is_kept_too_and_shown_beside_what_somebody_else_saved(her: Her) -> None:
    her.open(her.meeting)
    her.type("7")
    her.press()
    her.is_registered()
    her.link("Correct").click()
    her.type("9")
    her.context.set_offline(True)
    her.press()
    expect(her.page.get_by_role("alert")).to_have_text(her.says(OFFLINE))
    her.context.set_offline(False)

    her.page.wait_for_url("**/activities/*-*")
    expect(her.page.get_by_role("status").first).to_have_text(her.says("Saved."))
    assert "9" in her.text()
    assert her.kept() == []
    her.faults.clear()
