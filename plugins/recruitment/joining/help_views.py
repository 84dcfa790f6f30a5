"""Helper mode: a volunteer enrols somebody who stands beside her."""

from typing import Any

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from plugins.recruitment.codes.queries import open_codes
from plugins.recruitment.joining import queries
from plugins.recruitment.joining.forms import HelpForm, enrol_form
from plugins.recruitment.joining.queries import Offer
from plugins.recruitment.joining.rules import branches_of, is_open
from plugins.recruitment.joining.services import confirm, send_in
from plugins.recruitment.rules import HELP_JOIN
from portal import clock
from portal.forms import done
from portal.i18n import _
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("recruitment_help", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/help")


@rooms.route("/", right=HELP_JOIN, methods=["GET", "POST"])
def enrol() -> Response | str:
    """Afterwards she stands before an empty form, at the same place: the next one may be waiting."""
    here = current_user.here
    if not is_open(here.setup):
        return render("recruitment/joining/help.html", form=None)
    form, offer = _form(request.values.get("code", "")[:16])
    if form.is_sent():
        with form.attempt():
            made = send_in(form.said(here), offer=offer, setup=here.setup, helped_by=current_user.id)
            if made and form.is_here.data:
                confirm(made, "helper", by=current_user.id)
            return done(url_for("recruitment_help.enrol", code=form.code.data or None), _said(form))
    return render("recruitment/joining/help.html", form=form, campaign=offer.campaign)


def _form(token: str) -> tuple[HelpForm, Offer]:
    here = current_user.here
    offer = queries.offer(here.id, token, clock.today())
    form: Any = enrol_form(here, offer, branches_of(here.setup), queries.asked_consents(here.id), base=HelpForm)
    codes = [(one.token, one.label) for one in open_codes(here.id, current_user)]
    form.code.choices = [("", _("No code")), *codes]
    if not form.is_submitted():
        form.code.data = token if token in dict(codes) else ""
    return form, offer


def _said(form: HelpForm) -> str:
    name = form.name.data
    if form.email.data:
        return _("Thank you! %(name)s gets a letter to confirm.", name=name)
    if form.is_here.data:
        return _("Thank you! %(name)s has confirmed it.", name=name)
    return _("Thank you! %(name)s has to confirm on paper.", name=name)
