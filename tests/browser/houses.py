"""Organisations to look at: full ones from the demo, empty ones made here, and who looks at them."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from portal import clock
from portal.accounts.models import UserAccount
from portal.exchange.models import ExchangeLetter, Partner
from portal.extensions import db
from portal.organisations.accesses import give_access
from portal.organisations.models import Organisation
from portal.plugin_api import Role, house
from portal.tenancy import uuid7
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of
from tests.actors import PASSWORD, Actor
from tests.browser.site import Site
from tests.factories import Factory

LOOKERS = (Role.ADMINISTRATOR, Role.VOLUNTEER)
#: units that give figures, a closed plan and a draft; places that activities cover
MORE = ("kreftnettverk-bergen", "seniornett")


@dataclass(frozen=True)
class Eyes:
    """Somebody who looks at an organisation's pages in a language."""

    email: str
    slug: str
    language: str
    password: str


@dataclass(frozen=True)
class Houses:
    """Together, the eyes of a language see every page there is."""

    full: dict[str, list[Eyes]]
    empty: dict[str, list[Eyes]]
    without_organisation: Eyes


def make_houses(site: Site) -> Houses:
    """All plugins are on in one organisation of the demo, so that the story's own begin as they are."""
    make = Factory(site.app)
    carcinor, full, network = (demo_organisation(site, slug) for slug in ("carcinor", "kreftforeningen", MORE[0]))
    empty = {
        "nb": make.organisation("tomt-lag", "Et tomt lag"),
        "da": make.organisation("tom-forening", "En tom forening", country="DK", language="da"),
    }
    for organisation in (full, *empty.values()):
        _switch_all_on(site, make, organisation)
    _let_a_letter_wait(make, full)
    at_home = [_of_demo("administrator", slug, "nb") for slug in ("carcinor", "kreftforeningen", *MORE)]
    danes = [_eyes(make.actor(one, Role.ADMINISTRATOR), "da") for one in (carcinor, full, network)]
    for dane in danes:
        _speak(make, dane)
    return Houses(
        {"nb": at_home, "da": [_of_demo("administrator", "kraeftens-bekaempelse", "da"), *danes]},
        {code: [_eyes(make.actor(one, role), code) for role in LOOKERS] for code, one in empty.items()},
        _eyes(make.person(), "nb"),
    )


def demo_organisation(site: Site, slug: str) -> Organisation:
    with Factory(site.app).working_as(NOBODY):
        return db.session.execute(db.select(Organisation).where(Organisation.slug == slug)).scalar_one()


@cache
def speaker(site: Site, slug: str, role: Role, language: str) -> Eyes:
    """Somebody in this organisation of the demo who reads its pages in a language that need not be its own."""
    made, make = demo_organisation(site, slug), Factory(site.app)
    unit = next((node.id for node in make.setup(made).units if node.depth and node.kind != "office"), None)
    name = f"{role.value}-{language}@{slug}.example"
    eyes = Eyes(name, slug, language, PASSWORD)
    with make.working_as(scope_of(made.id)):
        where = unit if unit and role in (Role.UNIT_LEADER, Role.VOLUNTEER) else make.root(made)
        give_access(name, f"{role.value.title()} Demo", role, where, password=PASSWORD)
        db.session.commit()
    _speak(make, eyes)
    return eyes


@dataclass(frozen=True)
class Own:
    """An organisation that is not in the demo: what it has, the test writes."""

    slug: str
    make: Factory
    made: Organisation
    #: a branch
    unit: UUID
    #: a plan in force and its area
    plan: tuple[UUID, UUID]
    language: str


@cache
def eyes_of(house: Own, role: Role) -> Eyes:
    """One of each role; a leader and a volunteer are of the branch."""
    where = house.unit if role in (Role.UNIT_LEADER, Role.VOLUNTEER) else None
    return _eyes(house.make.actor(house.made, role, where), house.language)


@cache
def own(site: Site, language: str) -> Own:
    """The same for all tests that ask."""
    make = Factory(site.app)
    slug, name, country, branch = {
        "nb": ("eget-lag", "Vårt eget lag", "NO", "Nordlaget"),
        "da": ("egen-forening", "Vores egen forening", "DK", "Nordforeningen"),
    }[language]
    made = make.organisation(slug, name, country=country, language=language)
    make.plugin(made, "recruitment")
    return Own(slug, make, made, make.unit(made, branch), make.plan(made, "Plan 2026-2028"), language)


def new_volunteer(site: Site, slug: str) -> Actor:
    """Somebody who has registered nothing yet, in an organisation of the demo."""
    made, make = demo_organisation(site, slug), Factory(site.app)
    email, root = f"{uuid7().hex}@{slug}.example", make.root(made)
    with make.working_as(scope_of(made.id)):
        account = give_access(email, "Ny Frivillig", Role.VOLUNTEER, root, password=PASSWORD)
        db.session.commit()
        return Actor(account.id, email, slug)


def _switch_all_on(site: Site, make: Factory, organisation: Organisation) -> None:
    with site.app.app_context():
        names = [plugin.name for plugin in house().optional]
    for name in names:
        make.plugin(organisation, name)


def _let_a_letter_wait(make: Factory, organisation: Organisation) -> None:
    """From a partner, about a goal that is not there: the demo has nothing that fails."""
    with make.working_as(scope_of(organisation.id)):
        of_ours = db.select(Partner).where(Partner.status == "accepted", Partner.other_id.is_not(None))
        one = db.session.scalars(of_ours.order_by(Partner.id.desc())).first()
        assert one
        content = {"goal": str(uuid7()), "on": "2026-01-31", "value": "12", "note": ""}
        said = {"kind": "shared_goals.share", "is_ours": False, "fault": "NotFound", "tries": 1}
        moment = clock.now()
        letter = ExchangeLetter(connection_id=one.id, content=content, sent_at=moment, **said)
        letter.again_at = clock.in_the_future(days=1)
        db.session.add(letter)
        db.session.commit()


def _of_demo(local: str, slug: str, language: str) -> Eyes:
    return Eyes(f"{local}@{slug}.example", slug, language, "medvirke-demo")


def _eyes(actor: Actor, language: str) -> Eyes:
    return Eyes(actor.email, actor.slug or "", language, PASSWORD)


def _speak(make: Factory, eyes: Eyes) -> None:
    """She has chosen a language that is not her organisation's."""
    with make.working_as(NOBODY):
        found = db.session.execute(db.select(UserAccount).where(UserAccount.email == eyes.email)).scalar_one()
        found.language = eyes.language
        db.session.commit()
