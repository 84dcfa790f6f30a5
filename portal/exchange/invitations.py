"""What a partner without an account is asked, behind its personal link."""

from typing import Any
from uuid import UUID

from flask import g, url_for

from portal.errors import NotFound
from portal.exchange import queries
from portal.exchange.connecting import mark_answered
from portal.exchange.forms import OutsiderForm
from portal.exchange.mail import INVITATION
from portal.exchange.models import Partner
from portal.i18n import _l
from portal.plugin_api import LinkKind
from portal.templating import render


def _partner(link: Any) -> Partner:
    found = queries.partner(g.here.id, link.subject_id)
    if found is None or found.status != "asked":
        raise NotFound
    return found


def _form(link: Any) -> OutsiderForm:
    _partner(link)
    return OutsiderForm()


def _show(link: Any, form: OutsiderForm) -> str:
    return render("exchange/invitation.html", form=form)


def _take(link: Any, form: OutsiderForm) -> None:
    mark_answered(_partner(link), accepts=form.accepts, by=None, answered_as=form.answered_as)


def partner_address(connection_id: UUID) -> str:
    return url_for("partners.show", connection_id=connection_id)


KIND = LinkKind(
    name=INVITATION, label=_l("Question to a partner"), form=_form, show=_show, take=_take, address=partner_address
)
