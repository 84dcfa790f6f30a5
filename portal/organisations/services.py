"""Organisations, units and plugins: what changes, and what is written down about it."""

import re
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from portal import clock
from portal.audit.services import changed, record
from portal.database import Upsert
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _
from portal.jobs.services import ask_for
from portal.organisations.models import Organisation, PluginActivation, PluginSetting, Unit
from portal.organisations.queries import organisation_by_slug, setup_now, somebody_belongs_to
from portal.organisations.rules import checked_number
from portal.organisations.setup import touch_setup
from portal.plugin_api import house
from portal.tenancy import act_as, uuid7
from portal.tenancy.scope import organisation as scope_of

ZONES = {"NO": "Europe/Oslo", "DK": "Europe/Copenhagen"}
_SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


def create_organisation(
    *, slug: str, name: str, country: str, language: str, by: UUID | None, number: str = ""
) -> Organisation:
    """A new tenant with its first unit, which is itself. From here on the session works inside it.

    Raises PortalError for an address in use or a number that cannot be.
    """
    found = Organisation(
        slug=_free_slug(slug),
        name=name.strip(),
        country=country,
        language=language,
        timezone=ZONES[country],
        number=checked_number(number, country),
        created_at=clock.now(),
    )
    db.session.add(found)
    db.session.flush()
    record("organisation.created", found.id, by=by)
    act_as(db.session(), scope_of(found.id))
    db.session.add(Unit(name=found.name, kind="organisation"))
    db.session.flush()
    return found


def _free_slug(slug: str) -> str:
    if not _SLUG.match(slug) or len(slug) > 40:
        raise PortalError(_("Use small letters a to z, digits and hyphens, at most 40."), "slug")
    if organisation_by_slug(slug):
        raise PortalError(_("This address is taken by another organisation."), "slug")
    return slug


def set_status(organisation: Organisation, status: str, *, by: UUID) -> None:
    """`suspended` closes it for everybody at once and loses nothing; `active` opens it again."""
    record(f"organisation.{status}", organisation.id, by=by, changes=changed(organisation, status=status))


def change_organisation(organisation: Organisation, *, name: str, language: str, number: str, by: UUID) -> None:
    """Its name, language and number. Raises PortalError."""
    changes = changed(
        organisation,
        name=name.strip(),
        language=language,
        number=checked_number(number or "", organisation.country),
    )
    record("organisation.changed", organisation.id, by=by, changes=changes)


def add_unit(*, parent_id: UUID, name: str, kind: str, by: UUID | None) -> Unit:
    """A unit below another."""
    unit = Unit(parent_id=parent_id, name=name.strip(), kind=kind)
    db.session.add(unit)
    db.session.flush()
    touch_setup(unit.organisation_id)
    record("unit.added", unit.id, by=by, changes={"name": [None, unit.name]})
    return unit


def rename_unit(unit: Unit, *, name: str, kind: str, by: UUID) -> None:
    """A branch changes its name; what it registered stays with it."""
    touch_setup(unit.organisation_id)
    record("unit.changed", unit.id, by=by, changes=changed(unit, name=name.strip(), kind=kind))


def remove_unit(unit: Unit, *, by: UUID) -> None:
    """Only an empty one goes. Raises PortalError where something hangs on it."""
    if unit.parent_id is None:
        raise PortalError(_("This unit is the organisation itself. It cannot be removed."))
    if somebody_belongs_to(unit.organisation_id, unit.id):
        raise PortalError(_("Somebody has access for this unit, or is invited to it, so it stays."))
    record("unit.removed", unit.id, by=by, changes={"name": [unit.name, None]})
    touch_setup(unit.organisation_id)
    try:
        db.session.delete(unit)
        db.session.flush()
    except IntegrityError:
        raise PortalError(_("Activities, goals, links or other units belong to this unit, so it stays.")) from None


def switch_on(organisation_id: UUID, plugin: str, *, by: UUID | None) -> None:
    """From the next page on it is there: menu, activity types, figures. Twice is once."""
    if plugin not in house().plugins or house().plugins[plugin].core:
        raise PortalError(_("There is no such plugin."))
    if db.session.scalar(select(PluginActivation.id).where(PluginActivation.plugin == plugin)):
        return
    db.session.add(PluginActivation(plugin=plugin, switched_on_by=by, switched_on_at=clock.now()))
    touch_setup(organisation_id)
    record("plugin.switched_on", None, by=by, changes={"plugin": [None, plugin]})
    ask_for("measure_metrics")


def switch_off(organisation_id: UUID, plugin: str, *, by: UUID) -> None:
    """Its pages are gone; all its data stay and come back with it."""
    db.session.execute(
        delete(PluginActivation)
        .where(PluginActivation.organisation_id == organisation_id, PluginActivation.plugin == plugin)
        .execution_options(synchronize_session=False)
    )
    touch_setup(organisation_id)
    record("plugin.switched_off", None, by=by, changes={"plugin": [plugin, None]})


_DECIDE = Upsert(
    model=PluginSetting,
    key=("organisation_id", "plugin", "name"),
    change=lambda offered: {"value": offered.value},
)


def change_settings(organisation_id: UUID, plugin: str, values: Mapping[str, bool | int | str], *, by: UUID) -> None:
    """What the organisation decides about a plugin. Raises MisconfiguredError for a setting that is not declared."""
    keys = {name: f"{plugin}.{name}" for name in values}
    before = setup_now(organisation_id)
    changes = {name: [before.setting(keys[name]), value] for name, value in values.items()}
    rows = [
        {"organisation_id": organisation_id, "id": uuid7(), "plugin": plugin, "name": name, "value": value}
        for name, value in values.items()
    ]
    _DECIDE(rows)
    touch_setup(organisation_id)
    differ = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    record("plugin.set", None, by=by, changes={"plugin": plugin, **differ})
