"""What every answer carries, and that whatever goes wrong ends in a page of ours that says what to do."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from tests.contract.addresses import named, routes

pytestmark = pytest.mark.either

PAGES = [route for route in routes() if "GET" in route.methods]
#: no page, but a file to keep
FILES = {"actions.export", "handouts.file", "imports.bad", "lists.bad", "recruitment_numbers.sheet", "my_data.file", "year_reports.sheet"}
#: the public programme inside somebody else's page, and as a calendar
FRAMED = {"open_programme.embed_unit", "open_programme.embed_whole"}
SAME_FOR_ALL = ("/embed", ".ics")
ODD = ("/no-such-page", "/o/ours/no-such-page", "/o/no-such-organisation/", "/o/ours/goals", "/static/none.css", "/%00")
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
#: what pages read of their address behind the question mark
SAID = """
    after all area back edit form from goal in kind lacking level link mine month next offer on period plan q record
    responsible search show sort source state status still ticked to type unit until what who whole year
"""
_ID = "0192a22f00007000800000000000000a"
ODDLY_SAID = ["\x00", f"{_ID}_\x00", f"9999-12-31_{_ID}", "9999-12-31", "0001-01-01", "9" * 30]
TOO_MUCH = b"email=" + b"x" * (2 * 1024 * 1024)


def answers(world, who):
    """What this principal is told on every page and on what is none: shown, refused, done wrong."""
    browser = world.browser(who)
    for path in (*(route.address(world) for route in PAGES), *ODD):
        for method in ("GET", "HEAD", "POST", "DELETE"):
            yield method, path, browser.client.open(path, method=method)


@pytest.mark.parametrize("who", ["nobody", "stranger", "operator", "staff"])
def test_every_answer_carries_the_headers_that_protect(quiet_world, who):
    for method, path, answer in answers(quiet_world, who):
        assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS, (method, path)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http:" not in policy
        assert answer.headers["Cache-Control"] == may_be_kept(path, answer.status_code), (method, path)
        assert answer.status_code < 500, (method, path)


def may_be_kept(path: str, status: int) -> str:
    """A file asked for anew; a quarter of an hour, what is the same for everybody; nothing else."""
    if path.startswith("/static/") and status != 405:
        return "no-cache"
    is_hers = "/due/" in path
    return "public, max-age=900" if path.endswith(SAME_FOR_ALL) and status == 200 and not is_hers else "no-store"


@pytest.mark.parametrize("said", ODDLY_SAID)
def test_no_page_breaks_on_what_is_said_in_its_address(quiet_world, said):
    """A day at the end of all days, a year that is none, a character that no database keeps."""
    browser, asked = quiet_world.browser("administrator"), dict.fromkeys(SAID.split(), said)
    broken = [
        (route.endpoint, answer.status_code)
        for route in PAGES
        if not route.rule.startswith("/static/")
        and (answer := browser.client.get(route.address(quiet_world), query_string=asked)).status_code >= 500
    ]
    assert broken == []


@named(PAGES)
def test_only_a_page_without_forms_may_stand_in_somebody_elses(quiet_world, route):
    answer = quiet_world.browser("staff").get(route.address(quiet_world))
    framed = "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert framed == (route.endpoint in FRAMED)
    assert not (framed and any(word in answer.text for word in ("<form", "csrf_token", "<nav", "<script")))
    assert not (framed and "Set-Cookie" in answer.headers)


def test_files_with_a_fingerprint_are_kept_for_a_year_and_others_are_asked_for_again(quiet_world):
    page = quiet_world.browser().get("/sign-in")
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text):
        answer = quiet_world.browser().get(unescape(address))
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable")


class Inline(HTMLParser):
    """Whatever in a page the content policy would refuse, or that leads to another host."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        if tag == "style" or (tag == "script" and "src" not in said):
            self.found.append(f"<{tag}>")
        for name, value in attributes:
            foreign = name in ("href", "src", "action") and re.match(r"(https?:)?//|javascript:|data:", value or "")
            if name == "style" or name.startswith("on") or foreign:
                self.found.append(f'<{tag} {name}="{value}">')


@named(
    [route for route in PAGES if not route.rule.startswith(("/static/", "/health/")) and route.endpoint not in FILES]
)
def test_no_page_has_inline_style_script_or_another_host(quiet_world, route):
    for who in ("nobody", "operator", "administrator"):
        assert Inline(quiet_world.browser(who).get(route.address(quiet_world)).text).found == []


def test_the_control_finds_what_is_inline():
    bad = '<p style="x" onclick="y"><script>z</script><style></style><a href="//evil.example">'
    assert len(Inline(bad).found) == 5


@pytest.mark.parametrize("path", ["/sign-in", "/o/ours/activities/register/core.meeting", "/profile/"])
def test_what_is_too_much_is_refused_with_a_page_of_ours(quiet_world, path):
    sent = quiet_world.browser("administrator" if path != "/sign-in" else "nobody").client.post(
        path, data=TOO_MUCH, content_type="application/x-www-form-urlencoded"
    )
    assert sent.status_code == 413
    assert "2 MB" in sent.text


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "a b"])
@pytest.mark.parametrize("path", ["/sign-in", "/o/ours/", "/no-such-page", "/forgotten-password"])
def test_a_host_that_is_not_ours_is_refused(quiet_world, host, path):
    answer = quiet_world.browser("administrator").get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert host not in answer.text + str(answer.headers)


@pytest.mark.parametrize("who", ["nobody", "stranger", "operator", "administrator"])
@pytest.mark.parametrize("path", ["/no-such-page", "/profile/no", "/o", "/o/", "/platform/no-such-page"])
def test_an_unknown_page_says_so(quiet_world, who, path):
    answer = quiet_world.browser(who).get(path)
    assert answer.status_code == 404
    assert "Siden finnes ikke" in answer.text


def test_a_member_learns_the_same_inside_her_organisation(quiet_world):
    inside, outside = (quiet_world.browser("staff").get(path) for path in ("/o/ours/no-such-page", "/no-such-page"))
    assert inside.status_code == outside.status_code == 404
    assert "Siden finnes ikke" in inside.text


def test_a_method_that_a_page_does_not_take_is_answered_with_those_that_it_does(quiet_world):
    answer = quiet_world.browser().client.delete("/sign-in")
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


LANGUAGES = {"nb": "Siden finnes ikke", "da": "Siden findes ikke"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_error_pages_follow_the_browsers_language(quiet_world, language):
    answer = quiet_world.browser().get("/no-such-page", headers={"Accept-Language": language})
    assert f'<html lang="{language}"' in answer.text
    assert LANGUAGES[language] in answer.text
