"""What somebody who may would type into each form there is, and where it is written down."""

from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from werkzeug.test import TestResponse

from portal import clock
from tests.actors import PASSWORD, Browser, form_fields
from tests.contract.action_rows import SheetInHand
from tests.contract.addresses import Route, routes
from tests.contract.consents_writes import consents_writes
from tests.contract.contact_rows import contacts_writes
from tests.contract.due_writes import due_writes
from tests.contract.figures_writes import figures_writes
from tests.contract.foreign import foreign_writes
from tests.contract.growing_rows import growing_writes
from tests.contract.handouts_rows import handouts_writes
from tests.contract.import_writes import import_writes
from tests.contract.joining_rows import joining_writes
from tests.contract.kinds_writes import kinds_writes
from tests.contract.letters_writes import letters_writes
from tests.contract.partners import partners_writes
from tests.contract.peers_rows import peers_writes
from tests.contract.planning import plan_writes
from tests.contract.programme_writes import programme_writes
from tests.contract.recruitment_rows import recruitment_writes
from tests.contract.shared_links_writes import shared_links_writes
from tests.contract.surface_rows import surfaces_writes
from tests.contract.world import World
from tests.contract.year_writes import year_writes

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
    #: it is sent to another organisation: there an entry is written in nobody's name
    crosses: bool = False


def writes(world: World) -> dict[str, Write]:
    outside = _of_accounts(world) | _of_platform()
    ours = world.ours.arguments
    said = foreign_writes() | plan_writes(ours["area_id"], ours["goal_id"])
    said |= kinds_writes(ours["kind_key"])
    said |= shared_links_writes(ours)
    said |= programme_writes()
    said |= figures_writes()
    said |= due_writes()
    said |= consents_writes(world)
    said |= contacts_writes(ours)
    said |= letters_writes(ours)
    said |= year_writes(world)
    said |= import_writes()
    said |= handouts_writes()
    said["privacy.retention"] = {"typed": {"deletes": "y"}, "other": {"deletes": "", "untied": "24"}}
    said |= recruitment_writes()
    said |= joining_writes(world)
    said |= peers_writes(ours)
    said |= surfaces_writes(ours)
    said |= growing_writes(ours)
    said |= partners_writes(ours)
    said["privacy.contact"] = {"typed": {"contact": "Kari, 55 00 00 00"}, "other": {"contact": "Kontoret"}}
    foreign = {endpoint: Write(**words) for endpoint, words in said.items()}
    features = [
        _of_access(world),
        _of_actions(),
        _of_activities(),
        _of_calendar(),
        {"files.remove": Write(by="staff")},
        _of_people(),
        _of_goals(world),
        _of_intake(),
        _of_links(),
        _of_organisations(),
        _of_reports(),
        {"takeout.index": Write()},
    ]
    return reduce(or_, features, foreign | outside)


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
        "my_account.close": Write(typed={"present": PASSWORD}, **hers),
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


def _of_actions() -> dict[str, Write]:
    hers: dict[str, Any] = {"by": "unit_leader"}
    return {
        "actions.new": Write(by="staff", typed={"title": "Et tiltak"}, other={"title": "Et annet tiltak"}),
        "actions.change": Write(by="staff", typed={"title": "Nytt tiltak"}, other={"title": "Nyere tiltak"}),
        "actions.quick": Write(typed={"responsible": "Styret"}, other={"responsible": "Kontoret"}, **hers),
        "actions.remove": Write(**hers),
        "actions.step_new": Write(typed={"title": "Et steg"}, other={"title": "Et annet steg"}, **hers),
        "actions.step": Write(typed={"title": "Nytt steg"}, other={"title": "Nyere steg"}, **hers),
        "actions.tick": Write(typed={"to": "done"}, other={"to": "open"}, form_at="actions.show", **hers),
        "actions.step_remove": Write(**hers),
        "actions.answer": Write(typed={"note": "Gjerne"}, other={"note": "Kanskje"}, **hers),
        "actions.result_new": Write(typed={"result": "Det gikk bra"}, other={"result": "Det gikk"}, **hers),
        "actions.result": Write(typed={"lesson": "Begynn før"}, other={"lesson": "Begynn nå"}, **hers),
        "actions.result_remove": Write(**hers),
        "actions.sheet": Write(typed={"file": SheetInHand()}, **hers),
        "actions.take_in": Write(**hers),
        "actions.drop": Write(**hers),
        "actions.surface_new": Write(by="staff", typed={"name": "Bibliotek"}, other={"name": "Helsehus"}),
        "actions.surface": Write(by="staff", typed={"name": "Nytt sted"}, other={"name": "Nyere sted"}),
    }


def _of_people() -> dict[str, Write]:
    hers: dict[str, Any] = {"by": "unit_leader"}
    return {
        "people.new": Write(typed={"name": "Kari Ny"}, other={"name": "Ola Ny"}, **hers),
        "people.change": Write(typed={"name": "Kari Ny", "email": ""}, other={"name": "Ola Ny"}, **hers),
    }


def _of_goals(world: World) -> dict[str, Write]:
    today, note = clock.today().isoformat(), f"note_{world.ours.arguments['place_id'].hex}"
    return {
        "goals.measure": Write(by="staff", typed={"on_date": today, "value": "12,5"}, other={"value": "13"}),
        "goals.baseline": Write(by="staff", typed={"baseline_value": "20"}, other={"baseline_value": "21"}),
        "goals.correct": Write(by="staff", typed={"value": "8"}, other={"value": "9"}),
        "goals.remove": Write(by="staff"),
        "told.write": Write(
            by="staff",
            typed={"on_date": "2026-01-02", "state": "behind", "text": "Vi rakk det ikke"},
            other={"text": "Vi rakk litt"},
        ),
        "told.correct": Write(by="staff", typed={"text": "Rettet"}, other={"text": "Rettet igjen"}),
        "told.remove": Write(by="staff"),
        "coverage.places": Write(by="staff", typed={note: "Rettet"}, other={note: "Rettet igjen"}),
        "coverage.remove": Write(by="staff"),
        "unit_figures.write": Write(by="unit_leader", typed={"on_date": today, "value": "12,5"}, other={"value": "13"}),
        "unit_figures.correct": Write(by="unit_leader", typed={"value": "8"}, other={"value": "9"}),
        "unit_figures.remove": Write(by="unit_leader"),
    }


def _of_calendar() -> dict[str, Write]:
    entry = {"title": "Styremøte", "on_date": "2026-03-04"}
    return {
        "calendar.new": Write(by="unit_leader", typed=entry, other={"title": "Årsmøte"}),
        "calendar.change": Write(by="unit_leader", typed={"title": "Flyttet"}, other={"title": "Flyttet igjen"}),
        "calendar.remove": Write(by="unit_leader"),
        "calendar.before": Write(by="unit_leader", typed={"title": "Innkall", "weeks": "3"}, other={"weeks": "4"}),
    }


def _of_reports() -> dict[str, Write]:
    ordered = {"typed": {"format": "xlsx"}, "other": {"format": "pdf"}}
    return {"reports.order": Write(by="reader", form_at="reports.show", **ordered)}


def _of_intake() -> dict[str, Write]:
    return {
        "intake.new": Write(by="staff", typed={"text": "1. Område\n\nMål: Flere"}, other={"text": "Mål: Færre"}),
        "intake.correct": Write(by="staff", typed={"title": "Nytt navn"}, other={"title": "Nyere navn"}),
        "intake.make": Write(by="staff"),
        "intake.drop": Write(by="staff"),
    }


def _of_links() -> dict[str, Write]:
    return {
        "links.revoke": Write(by="staff"),
        "personal_links.open": Write(by="nobody", whose="", typed={"word": "ja"}, other={"word": "nei"}),
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
