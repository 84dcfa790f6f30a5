"""The letter that names the end of the audit log, to the administrators each day: what is mailed cannot be cut off."""

from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select

from portal import clock
from portal.accounts.models import UserAccount
from portal.audit.chains import Chain
from portal.audit.heads import Head
from portal.audit.models import AuditEntry
from portal.audit.services import record
from portal.extensions import db
from portal.i18n import _, format_date, use_language
from portal.messages.services import Letter, address_for, send
from portal.organisations.models import Access
from portal.organisations.services import change_settings
from portal.organisations.viewer import Place, place_of
from portal.plugin_api import Role

MAILED = "audit.mailed"


def mail_head(organisation_id: UUID) -> None:
    """Once a day, whoever asks and how often; nothing where nothing is sealed yet, or where it is switched off."""
    here = place_of(organisation_id)
    last = Chain(organisation_id).last_seal()
    if here.status != "active" or not here.setup.setting("trail.daily_letter"):
        return
    with clock.in_zone(here.timezone):
        if last and not _is_mailed_today(here):
            record(MAILED, None, by=None, changes={"seal": last.number})
            for email, language in _administrators(organisation_id):
                with use_language(language or here.language):
                    send(_letter(here, Head(last.number, last.head)), email)


def _is_mailed_today(here: Place) -> bool:
    midnight = datetime.combine(clock.today(), time(), ZoneInfo(here.timezone))
    mailed = select(AuditEntry.at).where(AuditEntry.organisation_id == here.id, AuditEntry.action == MAILED)
    newest = db.session.scalar(mailed.order_by(AuditEntry.id.desc()).limit(1))
    return newest is not None and newest >= midnight


def _administrators(organisation_id: UUID) -> list[Row[str, str | None]]:
    """(address, language) of each."""
    return list(
        db.session.execute(
            select(UserAccount.email, UserAccount.language)
            .join(Access, Access.user_id == UserAccount.id)
            .where(Access.organisation_id == organisation_id, Access.role == Role.ADMINISTRATOR)
            .distinct()
        )
    )


def _letter(here: Place, head: Head) -> Letter:
    """The organisation's name may tell of an illness, so the subject does not bear it."""
    today = format_date(clock.today())
    return Letter(
        subject=_("Today's seal of the audit log"),
        paragraphs=(
            _("This is where the audit log of %(name)s ended on %(date)s.", name=here.name, date=today),
            _("Keep this letter. If somebody removes the end of the log later, or writes it anew, it shows when the log"
              " is compared with what stands here. Whoever runs the portal does that with the line below."),
        ),
        lists=(
            (_("The seal"), (str(head),)),
            (_("To compare"), (f"portal audit verify {here.slug} --head {head}",)),
        ),
        button=_("Audit log"),
        url=address_for("trail.index", slug=here.slug),
        sender=here.name,
    )  # fmt: skip


def switch_daily_letter(here: Place, on: bool, *, by: UUID, name: str) -> None:
    """For all administrators, who are told by `name` who switched it off, so that nobody does it unseen."""
    if bool(here.setup.setting("trail.daily_letter")) == on:
        return
    change_settings(here.id, "trail", {"daily_letter": on}, by=by)
    if not on:
        for email, language in _administrators(here.id):
            with use_language(language or here.language):
                send(_last_letter(here, name), email)


def _last_letter(here: Place, who: str) -> Letter:
    return Letter(
        subject=_("No more daily letters about the audit log"),
        paragraphs=(
            _("%(who)s has switched off the daily letter with the seal of the audit log of %(name)s.",
              who=who, name=here.name),
            _("Without it nobody can prove later that the end of the log is complete."),
        ),
        button=_("Switch it on again"),
        url=address_for("trail.letter", slug=here.slug),
        sender=here.name,
    )  # fmt: skip
