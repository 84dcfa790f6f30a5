"""Two organisations filled with words that stand nowhere else, and everybody who can knock at their doors.

Whatever text one of them holds is a random word of its own, remembered with
the column that it stands in: if it turns up at the other's, the walls leak.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import String

from portal import clock
from portal.accounts.models import MailedLink
from portal.accounts.sessions import hash_token
from portal.audit.models import AuditEntry
from portal.extensions import db
from portal.files.services import keep
from portal.jobs.models import Job
from portal.links.models import PersonalLink
from portal.messages.models import Message
from portal.organisations.accesses import give_access
from portal.organisations.models import Access, Invitation, Organisation
from portal.organisations.services import change_settings
from portal.people.models import Person
from portal.plugin_api import Role, Setting, house
from portal.tenancy import uuid7
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of
from tests.actors import PASSWORD, Actor, Browser
from tests.contract.action_rows import fill_actions
from tests.contract.consents_writes import fill_consents
from tests.contract.contact_rows import fill_contacts
from tests.contract.dates import make_dates, make_subscription
from tests.contract.drafts import make_drafts
from tests.contract.foreign import fill_foreign
from tests.contract.growing_rows import fill_growing
from tests.contract.handouts_rows import fill_apart, fill_handouts, fill_own_handout
from tests.contract.import_writes import fill_imports
from tests.contract.joining_rows import fill_joining
from tests.contract.letters_writes import fill_letters
from tests.contract.partners import fill_other_ends, fill_partners, make_friends
from tests.contract.peers_rows import fill_peers
from tests.contract.plan import make_plan
from tests.contract.recruitment_rows import fill_recruitment
from tests.contract.registering import fill_registering
from tests.contract.surface_rows import fill_surfaces
from tests.factories import Factory
from tests.letter_kinds import planted_letters
from tests.personal_links import OFTEN, planted_kinds

ROLES = tuple(role.value for role in Role)
#: who knocks: nobody, somebody of another organisation, the operator, and each role
PRINCIPALS = ("nobody", "stranger", "operator", *ROLES)
#: columns whose text is a word of ours, a key or a hash: nobody writes there
CODES = {
    "access.role", "action.level", "action.rhythm", "action.status", "action_pick.status",
    "activity.activity_type", "activity.import_key", "activity.status", "activity_kind.asks_name", "activity_kind.key",
    "activity_kind.who", "activity_contact.question", "activity_tally.activity_type", "activity_tally.measure",
    "audit_entry.action", "audit_entry.answer", "audit_entry.form_hash", "audit_entry.salt",
    "audit_seal.contents", "audit_seal.head", "audit_seal.previous", "calendar_entry.kind",
    "consent.channel", "consent.language", "consent_wording.digest",
    "column_mapping.columns", "column_mapping.headings", "column_mapping.kind", "draft.kind",
    "exchange_letter.fault", "exchange_letter.kind", "partner.status",
    "due_item.endpoint", "due_item.right", "due_item.source", "indicator.kind", "indicator.measure",
    "indicator.metric", "indicator.period", "indicator.source", "invitation.role", "invitation.token_hash", "job.fault",
    "job.kind", "message.fault", "message.language", "message.message_id", "message.purpose", "metric_value.metric", "person.country",
    "person.language", "person.municipality", "person.phone", "person.postal_code", "plan.status",
    "plugin_activation.plugin", "plugin_setting.name", "plugin_setting.plugin",
    "person_look.page", "person_word.backwards", "person_word.word", "recruitment_bank_file.sha256", "recruitment_invoice.kid", "recruitment_invoice.kind", "recruitment_invoice.status",
    "recruitment_code.kind", "recruitment_counting_rule.form", "recruitment_gathering.kind",
    "recruitment_gathering_peer.state", "recruitment_peer.status", "recruitment_peer.reason", "recruitment_joining.confirmed_by", "recruitment_joining.kind",
    "recruitment_joining.language", "recruitment_joining.magazine", "recruitment_joining.mark",
    "recruitment_joining.status", "recruitment_promise.kind", "recruitment_magazine.way",
    "recruitment_range.first", "recruitment_range.last",
    "recruitment_member.ending", "recruitment_member.kind", "recruitment_payment.kid", "recruitment_payment.mark", "recruitment_payment.paid_to",
    "recruitment_rate.kind", "recruitment_application.fund", "recruitment_application.state", "recruitment_officer.office", "recruitment_willing.answer",
    "recruitment_win_back.answer",
    "recruitment_contact.phone", "recruitment_surface.kind", "registration_link.activity_type",
    "personal_link.kind", "personal_link.token_hash", "status_report.state",
    "sending.listed", "consent_purpose.key",
    "shared_goal.kind", "shared_goal.metric", "shared_goal.period", "shared_goal.status",
    "stored_file.media_type", "waiting_contact.country", "waiting_contact.language", "waiting_contact.phone", "waiting_contact.question", "stored_file.owner_kind", "stored_file.sha256", "unit.kind",
}  # fmt: skip


@dataclass
class Words:
    """Makes a word that stands nowhere else, and remembers which column it was for."""

    made: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __call__(self, column: str) -> str:
        word = "q" + secrets.token_hex(5)[1:]  # as long as a postal code may be
        self.made[column].append(word)
        return word

    def row(self, model: Any, **values: Any) -> Any:
        """A row of this model with a word in every text column that is not given."""
        for column in model.__table__.columns:
            name = f"{model.__tablename__}.{column.name}"
            if isinstance(column.type, String) and name not in CODES and column.name not in values:
                values[column.name] = self(name)
        return model(**{"id": uuid7(), **values})

    @property
    def all(self) -> set[str]:
        return {word for words in self.made.values() for word in words}


@dataclass(repr=False)
class Tenant:
    """One organisation, and what stands in its addresses: by argument, or by `endpoint:argument`."""

    id: UUID
    slug: str
    words: Words
    people: dict[str, Actor] = field(default_factory=dict)
    arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Key:
    """A sign-in: what the browser keeps, and a token for its forms."""

    cookie: str
    token: str


@dataclass(repr=False)
class World:
    app: Flask
    ours: Tenant
    theirs: Tenant
    operator: Actor
    keys: dict[str, Key] = field(default_factory=dict)

    def actor(self, name: str) -> Actor | None:
        if name == "nobody":
            return None
        if name == "operator":
            return self.operator
        return self.theirs.people["administrator"] if name == "stranger" else self.ours.people[name]

    def browser(self, name: str = "nobody") -> Browser:
        """In the hands of this person, who signed in before."""
        opened = Browser(self.app)
        if name in self.keys:
            cookie = self.app.config["SESSION_COOKIE_NAME"]
            opened.client.set_cookie(cookie, self.keys[name].cookie)
        return opened

    def sign_everybody_in(self) -> None:
        for name in ("stranger", "operator", "deputy", *ROLES):
            opened = Browser(self.app)
            opened.sign_in(self.actor(name))
            token = opened.token()
            cookie = opened.client.get_cookie(self.app.config["SESSION_COOKIE_NAME"])
            self.keys[name] = Key(cookie.value, token)


def build_world(factory: Factory) -> World:
    ours, theirs = (fill_tenant(factory, slug) for slug in ("ours", "theirs"))
    operator = factory.person("operator@medvirke.example", operator=True)
    made = World(factory.app, ours, theirs, operator)
    made.sign_everybody_in()
    return made


def fill_tenant(factory: Factory, slug: str) -> Tenant:
    words = Words()
    organisation = factory.organisation(slug, words("organisation.name"))
    made = Tenant(organisation.id, slug, words)
    unit = _units(factory, organisation, made)
    _people(factory, organisation, made, unit)
    _doors(factory, made, unit)
    for plugin in _plugins(factory.app):
        factory.plugin(organisation, plugin)
    _activities(factory, organisation, made, unit)
    friends = make_friends(factory, slug)
    with factory.working_as(scope_of(made.id)):
        change_settings(made.id, "recruitment", {"greeting": words("plugin_setting.value"), "joining_open": True}, by=uuid7())
        made.arguments |= make_plan(words, made.people["staff"].id, made.arguments["unit_figures.write:unit_id"])
        made.arguments["file_id"] = _evidence(made)
        made.arguments["person_id"] = _in_register(words, unit, made.people["staff"].id)
        made.arguments |= _link_of(words, made.arguments["person_id"], made.people["staff"].id)
        made.arguments |= fill_consents(words, made.arguments["person_id"], made.people["staff"].id)
        made.arguments |= fill_letters(words, made.id, made.arguments)
        made.arguments |= fill_handouts(made.arguments["person_id"], made.people["administrator"].id)
        made.arguments |= fill_partners(words, friends, made.arguments)
        made.arguments |= fill_foreign(words) | make_dates(words, unit)
        purpose_id = made.arguments["consents.withdraw:purpose_id"]
        made.arguments |= fill_registering(words, unit, made.people["unit_leader"].id, purpose_id)
        made.arguments |= fill_contacts(words, made.arguments, made.people["volunteer"].id)
        made.arguments |= make_subscription(made.people["volunteer"].id)
        made.arguments |= fill_recruitment(words, unit, made.arguments["person_id"])
        made.arguments |= fill_apart(made.arguments["person_id"], made.arguments["other_id"])
        made.arguments |= fill_joining(words, unit, made.arguments)
        made.arguments |= fill_peers(words, unit, made.arguments)
        made.arguments |= make_drafts(words, made.people["staff"].id)
        made.arguments |= fill_imports(words, unit, made.people["staff"].id)
        made.arguments |= fill_actions(
            words, made.arguments["its plan and area"], made.arguments["goal_id"], unit, made.people["unit_leader"].id
        )
        made.arguments |= fill_surfaces(words, unit, made.arguments)
        made.arguments |= fill_growing(words, unit, made.arguments)
        db.session.add(_written_down(words, made.people["staff"].id, made.arguments["goal_id"]))
        db.session.commit()
    fill_other_ends(factory, made, friends)
    return made


def _written_down(words: Words, by: UUID, goal_id: UUID) -> AuditEntry:
    """The newest in the audit log, with words that stood in a form."""
    changes = {"title": [words("audit_entry.changes"), words("audit_entry.changes")]}
    return AuditEntry(
        id=uuid7(), at=clock.now(), user_id=by, action="goal.changed", subject_id=goal_id, changes=changes
    )


def _in_register(words: Words, unit: UUID, by: UUID) -> UUID:
    """Somebody the organisation keeps contact data on."""
    said = {"municipality": "", "country": "NO", "language": "nb", "phone": "+4740000000", "postal_code": "4601"}
    person = words.row(Person, unit_id=unit, added_by=by, added_at=clock.now(), **said)
    db.session.add(person)
    return person.id


def _link_of(words: Words, person_id: UUID, by: UUID) -> dict[str, Any]:
    """Hers, that stays open; and what stands in its address."""
    secret, moment = secrets.token_urlsafe(32), clock.now()
    link = words.row(
        PersonalLink, kind=OFTEN, subject_id=person_id, person_id=person_id, token_hash=hash_token(secret), made_by=by,
        made_at=moment, expires_at=moment + timedelta(days=30),
    )  # fmt: skip
    db.session.flush()  # her row comes first
    db.session.add(link)
    db.session.flush()
    return {"personal_links.open:link_token": secret, "personal_link_id": link.id}


def _evidence(made: Tenant) -> UUID:
    """A file of the measurement."""
    owner, name = made.arguments["measurement_id"], f"{made.words('stored_file.name')}.txt"
    return keep(owner_kind="measurement", owner_id=owner, name=name, content=b"x", by=made.people["staff"].id).id


@contextmanager
def a_setting(app: Flask) -> Iterator[None]:
    """A text that somebody writes freely: no setting of the plugins that come along is one."""
    plugins = app.extensions["medvirke"].plugins
    before = plugins["recruitment"]
    if all(setting.name != "greeting" for setting in before.settings):
        written = Setting(name="greeting", label="Greeting", default="")
        plugins["recruitment"] = replace(before, settings=(*before.settings, written))
    with planted_kinds(app), planted_letters(app):
        yield
    plugins["recruitment"] = before


def _plugins(app: Flask) -> list[str]:
    with app.app_context():
        return [plugin.name for plugin in house().optional]


def _units(factory: Factory, organisation: Organisation, made: Tenant) -> UUID:
    """A county with a branch and a group; and one that nothing hangs on. Returns the branch."""
    name = "unit.name"
    county = factory.unit(organisation, made.words(name), kind="county")
    branch = factory.unit(organisation, made.words(name), kind="branch", parent_id=county)
    group = factory.unit(organisation, made.words(name), kind="group", parent_id=branch)
    spare = factory.unit(organisation, made.words(name), kind="office")
    made.arguments |= {"unit_id": branch, "units.remove:unit_id": spare, "unit_figures.write:unit_id": group}
    return branch


def _people(factory: Factory, organisation: Organisation, made: Tenant, branch: UUID) -> None:
    """One of each role, a second administrator, and a colleague whose access others change."""
    roles = {**{role.value: role for role in Role}, "deputy": Role.ADMINISTRATOR, "colleague": Role.VOLUNTEER}
    below = {"unit_leader", "volunteer", "colleague"}
    for name, role in roles.items():
        where = branch if name in below else factory.root(organisation)
        made.people[name] = _person(factory, made, role, where)


def _person(factory: Factory, made: Tenant, role: Role, where: UUID) -> Actor:
    email = f"{made.words('user_account.email')}@{made.slug}.example"
    with factory.working_as(scope_of(made.id)):
        account = give_access(email, made.words("user_account.name"), role, where, password=PASSWORD)
        db.session.commit()
        return Actor(account.id, email, made.slug)


def _doors(factory: Factory, made: Tenant, branch: UUID) -> None:
    """An open invitation, a letter, links for a new password and a new address, and whose access is changed."""
    secret, moment = secrets.token_urlsafe(32), clock.now()
    later = moment + timedelta(days=1)
    with factory.working_as(scope_of(made.id)):
        invitation = made.words.row(
            Invitation, email=f"{made.words('invitation.email')}@new.example", role="volunteer", unit_id=branch,
            token_hash=hash_token(secret), created_at=moment, expires_at=later,
        )  # fmt: skip
        letter = made.words.row(Message, language="nb", message_id="<1@here>", created_at=moment, due_at=later)
        db.session.add_all([invitation, letter])
        colleague = db.session.query(Access.id).filter(Access.user_id == made.people["colleague"].id).scalar()
        job = made.words.row(
            Job, kind="make_report", subject_id=uuid7(), details={"title": made.words("job.details")},
            asked_by=made.people["staff"].id, asked_at=moment, finished_at=moment,
            outcome={"text": made.words("job.outcome")},
        )  # fmt: skip
        db.session.add(job)
        name = f"{made.words('stored_file.name')}.txt"
        kept = keep(owner_kind="job", owner_id=job.id, name=name, content=b"x", by=made.people["staff"].id)
        made.arguments |= {"job_id": job.id, "files.get:file_id": kept.id}
        made.arguments |= {"invitation_id": invitation.id, "access_id": colleague, "organisation_id": made.id}
        db.session.commit()
    made.arguments["invitations.answer:token"] = f"{made.id.hex}.{secret}"
    with factory.working_as(NOBODY):
        made.arguments["accounts.new_password:token"] = _link(made, "reset")
        made.arguments["accounts.confirm_email:token"] = _link(made, "email")
        made.arguments |= fill_own_handout(made.people["administrator"].id)
        db.session.commit()


def _link(made: Tenant, purpose: str) -> str:
    token = secrets.token_urlsafe(32)
    email = f"{purpose}@{made.slug}.example"
    db.session.add(
        MailedLink(
            user_id=made.people["colleague"].id, purpose=purpose, token_hash=hash_token(token), email=email,
            expires_at=clock.now() + timedelta(hours=1),
        )
    )  # fmt: skip
    return token


def _activities(factory: Factory, organisation: Organisation, made: Tenant, branch: UUID) -> None:
    """The volunteer's own, so that all who may correct it at all may correct this one."""
    said = {"unit_id": branch, "by": made.people["volunteer"].id}
    meeting = factory.activity(organisation, note=made.words("activity.note"), **said)
    both = {"participants": 5, "new_people": 2}
    of_plugin = factory.activity(
        organisation, activity_type="recruitment.peer_support", numbers=both, note=made.words("activity.note"), **said
    )
    made.arguments |= {"recruitment:activity_id": of_plugin}
    made.arguments |= {"activity_id": meeting, "key": "recruitment.peer_support", "name": "recruitment"}
    made.arguments["filename"] = "portal.css"
