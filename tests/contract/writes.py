"""What somebody who may would type into each form there is, and where it is written down."""

from dataclasses import dataclass, field
from typing import Any

from werkzeug.test import TestResponse

from portal import clock
from tests.actors import PASSWORD, Browser, form_fields
from tests.contract.addresses import Route, routes
from tests.contract.foreign import foreign_writes
from tests.contract.world import World

ORGANISATIONS, PLATFORMS = "audit_entry", "platform_audit_entry"
NEW_PASSWORD = "gul ballong over havet"
#: their second sending is harmless by itself, so they carry no key
WITHOUT_KEY = {"accounts.sign_in", "accounts.sign_out", "accounts.sign_out_everywhere", "accounts.language"}
#: sets a cookie and nothing else
WRITES_NOTHING = {"accounts.language"}


@dataclass(frozen=True, kw_only=True)
class Write:
    """A form, filled in."""

    by: str = "administrator"
    typed: dict[str, Any] = field(default_factory=dict)
    #: other words that are as good; none where there is nothing to type
    other: dict[str, Any] = field(default_factory=dict)
    #: the page that has the form, where it is another
    form_at: str | None = None
    trail: str = ORGANISATIONS
    #: in whose name the entry is written; "" for nobody's
    whose: str | None = None


def writes(world: World) -> dict[str, Write]:
    outside = _of_accounts(world) | _of_platform()
    foreign = {endpoint: Write(**said) for endpoint, said in foreign_writes().items()}
    return foreign | outside | _of_access(world) | _of_activities() | _of_goals() | _of_organisations()


def _of_accounts(world: World) -> dict[str, Write]:
    reader, staff = (world.ours.people[name].email for name in ("reader", "staff"))
    hers: dict[str, Any] = {"by": "reader", "trail": PLATFORMS}
    anybody: dict[str, Any] = {"by": "nobody", "trail": PLATFORMS}
    changed = {"present": PASSWORD, "password": NEW_PASSWORD}
    return {
        "accounts.sign_in": Write(typed={"email": reader, "password": PASSWORD}, **anybody, whose="reader"),
        "accounts.sign_out": Write(form_at="profile.show", **hers),
        "accounts.sign_out_everywhere": Write(form_at="profile.show", **hers),
        "accounts.language": Write(typed={"language": "da"}, form_at="accounts.sign_in", **anybody),
        "accounts.forgotten_password": Write(typed={"email": reader}, other={"email": staff}, **anybody, whose=""),
        "accounts.new_password": Write(typed={"password": NEW_PASSWORD}, **anybody, whose="colleague"),
        "accounts.confirm_email": Write(**anybody, whose="colleague"),
        "profile.show": Write(typed={"name": "Kari Ny"}, other={"name": "Ola Ny"}, **hers),
        "profile.password": Write(typed=changed, **hers),
        "profile.address": Write(
            typed={"email": "ny@example.org", "present": PASSWORD}, other={"email": "nyere@example.org"}, **hers
        ),
    }  # fmt: skip


def _of_access(world: World) -> dict[str, Write]:
    branch = str(world.ours.arguments["unit_id"])
    guest = {"role": "volunteer", "unit_id": branch}
    return {
        "access.invite": Write(typed={"email": "en@ny.example", **guest}, other={"email": "to@ny.example"}),
        "access.change": Write(typed={"role": "unit_leader", "unit_id": branch}, other={"role": "reader"}),
        "access.end": Write(),
        "access.invitation": Write(),
        "access.withdraw": Write(form_at="access.invitation"),
        "invitations.answer": Write(by="nobody", typed={"name": "Nina Ny", "password": NEW_PASSWORD}),
    }


def _of_activities() -> dict[str, Write]:
    numbers = {"number_participants": "4", "number_new_people": "1"}
    return {
        "activities.create": Write(by="volunteer", typed=numbers, other={"number_participants": "5"}),
        "activities.correct": Write(by="volunteer", typed={"note": "Rettet"}, other={"note": "Rettet igjen"}),
        "activities.remove": Write(by="volunteer"),
    }


def _of_goals() -> dict[str, Write]:
    today = clock.today().isoformat()
    return {
        "goals.measure": Write(by="staff", typed={"on_date": today, "value": "12,5"}, other={"value": "13"}),
        "goals.baseline": Write(by="staff", typed={"baseline_value": "20"}, other={"baseline_value": "21"}),
        "goals.correct": Write(by="staff", typed={"value": "8"}, other={"value": "9"}),
        "goals.remove": Write(by="staff"),
    }


def _of_organisations() -> dict[str, Write]:
    return {
        "plugins.show": Write(),
        "plugins.settings": Write(by="staff", typed={"greeting": "Hei"}, other={"greeting": "Hallo"}),
        "settings.index": Write(typed={"name": "Nytt navn"}, other={"name": "Nyere navn"}),
        "units.new": Write(by="staff", typed={"name": "Ny enhet"}, other={"name": "Nyere enhet"}),
        "units.change": Write(by="staff", typed={"name": "Nytt navn"}, other={"name": "Nyere navn"}),
        "units.remove": Write(by="staff"),
    }


def _of_platform() -> dict[str, Write]:
    made = {"name": "Nylaget", "slug": "nylaget", "country": "NO", "language": "nb", "email": "admin@ny.example"}
    hers: dict[str, Any] = {"by": "operator", "trail": PLATFORMS}
    return {
        "platform.new": Write(typed=made, other={"slug": "nyere"}, **hers),
        "platform.show": Write(**hers),
    }


@dataclass
class Sheet:
    """One form, opened and filled in, that can be sent as often as one likes."""

    world: World
    write: Write
    browser: Browser
    path: str
    fields: dict[str, Any]

    def send(self, *, browser: Browser | None = None, **instead: Any) -> TestResponse:
        return (browser or self.browser).send(self.path, {**self.fields, **self.write.typed, **instead})

    def twin(self) -> Browser:
        """Another window of the same browser: it keeps what this one keeps."""
        made = Browser(self.world.app)
        name = self.world.app.config["SESSION_COOKIE_NAME"]
        made.client.set_cookie(name, self.browser.client.get_cookie(name).value)
        return made

    def shown_in(self, page: TestResponse) -> "Sheet":
        """The form as it came back, with nothing typed since."""
        return Sheet(self.world, Write(by=self.write.by), self.browser, self.path, form_fields(page.text))


def opened(world: World, endpoint: str) -> Sheet:
    write = writes(world)[endpoint]
    by_name = {route.endpoint: route for route in routes()}
    page = by_name[write.form_at or endpoint].address(world)
    browser = Browser(world.app) if write.by == "nobody" else world.browser(write.by)
    return Sheet(world, write, browser, by_name[endpoint].address(world), browser.fields(page))


def pages_that_write() -> list[Route]:
    return [route for route in routes() if "POST" in route.methods]
