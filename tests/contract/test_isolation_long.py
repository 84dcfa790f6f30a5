"""At least 20,000 answers, letters and files, to everybody of two organisations: no word of the other one is in any.

The ordinary walk (test_isolation_walk.py) looks at every page once. This one tries each with everybody's ids at
everybody's addresses, asks lists for foreign records, presses every button without a key and with one, lets the worker
work, and opens what it made: files, letters, feeds.
"""

import email
import email.policy
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from portal.tenancy.scope import organisation as scope_of
from portal.work import working_as
from portal.worker import run, work_once
from tests.actors import Browser
from tests.contract.addresses import Route, routes
from tests.contract.stored import Stored
from tests.contract.test_isolation_walk import FEEDS, MAILED, OPEN_TO_ALL, ROOF, text_of
from tests.contract.world import ROLES, Tenant, World
from tests.contract.writes import WITHOUT_KEY, opened, pages_that_write, writes

pytestmark = pytest.mark.long
ENOUGH = 20_000
#: as world.py makes them
WORD = re.compile(r"q[0-9a-f]{9}")
#: what only shows the same again, or ends the sign-in that the next page needs
PASSED_OVER = {"static"} | WITHOUT_KEY
FILE = re.compile(r'"(/o/[a-z]+/files/[0-9a-f-]{36})"')


@dataclass
class Found:
    """What was looked at, by kind, and where a foreign word stood."""

    looked: Counter[str] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)
    #: words of one's own: a walk that sees nothing proves nothing
    own: Counter[str] = field(default_factory=Counter)

    def look(self, kind: str, where: str, text: str, own: set[str], foreign: set[str]) -> None:
        self.looked[kind] += 1
        words = set(WORD.findall(text))
        self.own[kind] += len(words & own)
        self.leaks += [f"{kind} {where}: {word}" for word in words & foreign]


@dataclass(frozen=True)
class Somebody:
    """Who knocks, and whose words she must never see."""

    name: str
    browser: Browser
    home: Tenant | None
    foreign: tuple[Tenant, ...]


def everybody(world: World) -> Iterator[Somebody]:
    yield Somebody("nobody", Browser(world.app), None, (world.ours, world.theirs))
    for home, other in ((world.ours, world.theirs), (world.theirs, world.ours)):
        for role in ROLES:
            browser = Browser(world.app)
            browser.sign_in(home.people[role])
            yield Somebody(f"{home.slug}' {role}", browser, home, (other,))
    operator = Browser(world.app)
    operator.sign_in(world.operator)
    yield Somebody("operator", operator, None, (world.ours, world.theirs))


def addresses(world: World, route: Route) -> Iterator[str]:
    """Here and there, with our ids, with theirs and with such as nobody has."""
    for slug in ("ours", "theirs") if "<slug>" in route.rule else ("ours",):
        yield from route.addresses(world, slug)


def asked(world: World, path: str) -> Iterator[str]:
    """A list, asked for records of either, and searched for the beginning of a word of either."""
    for tenant in (world.ours, world.theirs):
        ids = tenant.arguments
        word = tenant.words.made["unit.name"][0][:6]
        by_id = {name: ids[f"{name}_id"] for name in ("unit", "goal")}
        yield f"{path}?{urlencode({'q': word})}"
        yield f"{path}?{urlencode({**by_id, 'record': ids['goal_id'], 'who': tenant.people['staff'].id})}"
        yield f"{path}?{urlencode({'after': ids['job_id'], 'link': ids['personal_link_id'], 'source': ids['goal_id']})}"


def kept_from(who: Somebody, path: str) -> set[str]:
    """The words that this answer must not hold: what stands on an organisation's open pages may be read by all."""
    found: set[str] = set()
    for tenant in who.foreign:
        if path.startswith((FEEDS[tenant.slug], *MAILED)):
            continue  # whoever has the secret address reads it
        open_here = path.startswith(f"{ROOF}{tenant.slug}/")
        names = {"organisation.name"} if who.name == "operator" else set()
        hidden = OPEN_TO_ALL | names if open_here else names
        found |= {word for column, words in tenant.words.made.items() if column not in hidden for word in words}
    return found


def own_of(who: Somebody) -> set[str]:
    return who.home.words.all if who.home else set()


def walk(world: World, found: Found) -> None:
    """Every page and every question that can be asked of it, by everybody."""
    pages = [route for route in routes() if "GET" in route.methods and route.endpoint not in PASSED_OVER]
    for who in everybody(world):
        for route in pages:
            for path in addresses(world, route):
                see(who, path, found, "pages")
                for question in asked(world, path) if route.is_inside and not route.arguments else ():
                    see(who, question, found, "questions")


def see(who: Somebody, path: str, found: Found, kind: str) -> None:
    answer = who.browser.get(path)
    text = f"{answer.headers}\n{text_of(answer.data)}".replace(urlsplit(path).path, "")
    found.look(kind, f"{who.name} {path}", text, own_of(who), kept_from(who, path))


def press(world: World, found: Found) -> None:
    """Every form without its key: it comes back with what it offers, and nothing is done."""
    for who in everybody(world):
        token = who.browser.token()
        for route in pages_that_write():
            for path in addresses(world, route) if route.endpoint not in PASSED_OVER else ():
                answer = who.browser.client.post(path, data={"csrf_token": token})
                text = f"{answer.headers}\n{text_of(answer.data)}".replace(path, "")
                found.look("forms", f"{who.name} {path}", text, own_of(who), kept_from(who, path))


def do(world: World, stored: Stored, found: Found) -> None:
    """Every form as somebody of ours fills it in; the worker works; what came of it is opened."""
    for endpoint in sorted(set(writes(world)) - WITHOUT_KEY):
        stored.restore()
        sheet = opened(world, endpoint)
        answers = [sheet.send()]
        with world.app.app_context():
            work_once()
        if answers[0].location:
            answers.append(sheet.browser.get(answers[0].location))
            answers += [sheet.browser.get(link) for link in set(FILE.findall(text_of(answers[1].data)))]
        for answer in answers:
            text = f"{answer.headers}\n{text_of(answer.data)}"
            kind = "files" if "Content-Disposition" in answer.headers else "done"
            found.look(kind, endpoint, text, world.ours.words.all, of_theirs(world, sheet.path))
        look_at_letters(world, stored, found, f"after {endpoint}", before=world.theirs.words.made["message.text"])


def of_theirs(world: World, path: str) -> set[str]:
    """The platform's operator reads their name."""
    names = world.theirs.words.made["organisation.name"] if path.startswith("/platform") else ()
    return world.theirs.words.all - set(names)


def look_at_letters(world: World, stored: Stored, found: Found, where: str, *, before: Any = ()) -> None:
    """Outboxes, each organisation's rows for themselves."""
    sql = "SELECT organisation_id, recipient, subject, text, html FROM message"
    for organisation_id, *texts in stored.run(sql):
        is_ours = str(organisation_id).replace("-", "") == world.ours.id.hex
        own, other = (world.ours, world.theirs) if is_ours else (world.theirs, world.ours)
        found.look("letters", where, "\n".join(texts), own.words.all, other.words.all)


def let_a_day_pass(world: World, stored: Stored, found: Found) -> None:
    """What every organisation does daily: letters of what is due, feeds, figures."""
    stored.restore()
    with world.app.app_context():
        run(rounds=2, pause=0)
    look_at_letters(world, stored, found, "after a day")
    for path in Path(world.app.config["PORTAL"].data / "mail").glob("*.eml"):
        letter: Any = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        text = "\n".join(part.get_content() for part in letter.walk() if part.get_content_maintype() == "text")
        for own, other in ((world.ours, world.theirs), (world.theirs, world.ours)):
            if f"@{own.slug}.example" in letter["To"]:
                found.look("mail", path.name, f"{letter.items()}\n{text}", own.words.all, other.words.all)


def test_in_twenty_thousand_answers_nobody_finds_a_word_of_another_organisation(world: World, stored: Stored) -> None:
    found = Found()
    walk(world, found)
    press(world, found)
    do(world, stored, found)
    let_a_day_pass(world, stored, found)

    print(dict(found.looked), dict(found.own))  # shown with -s: what a report may quote
    assert found.leaks == []
    assert found.looked.total() >= ENOUGH
    assert all(found.own[kind] for kind in found.looked), "the control: each kind shows words of one's own"


@pytest.fixture
def leaky(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list that reads another organisation's rows, past all walls: the fault that the walk is there for."""
    from portal.exchange import queries

    plain = queries.partners_of

    def of_both(organisation_id: Any, after: Any = None) -> Any:
        mine, following = plain(organisation_id, after)
        other = world.theirs.id if organisation_id == world.ours.id else world.ours.id
        with world.app.app_context(), working_as(scope_of(other)):
            return [*mine, *plain(other, None)[0]], following

    monkeypatch.setattr(queries, "partners_of", of_both)


def test_a_leak_that_is_planted_is_found(world: World, leaky: None) -> None:
    found = Found()
    pages = [route for route in routes() if route.endpoint == "partners.index"]
    for who in everybody(world):
        for route in pages:
            for path in addresses(world, route):
                see(who, path, found, "pages")

    assert {leak.split(":")[0] for leak in found.leaks} == {
        f"pages {home}' {role} /o/{home}/partners/"
        for home in ("ours", "theirs")
        for role in ("administrator", "staff")
    }


def test_a_word_in_a_letter_or_a_file_is_found_too(world: World, stored: Stored) -> None:
    """Their word written into ours: it turns up on pages, in what is taken out, and in letters."""
    [word, *_others] = world.theirs.words.made["person.name"]
    key = world.ours.id.hex if stored.config.sqlite else str(world.ours.id)
    for table, column in (("activity", "note"), ("message", "subject")):
        stored.run(f"UPDATE {table} SET {column} = '{word}' WHERE organisation_id = '{key}'")
    found = Found()
    look_at_letters(world, stored, found, "now")
    sheet = opened(world, "activity_sheets.make")
    file = sheet.browser.get(sheet.send().location)
    found.look("files", "sheet", text_of(file.data), world.ours.words.all, world.theirs.words.all)

    assert {leak.partition(" ")[0] for leak in found.leaks} == {"letters", "files"}
