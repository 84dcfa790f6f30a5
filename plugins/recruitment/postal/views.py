"""The page of postal codes."""

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from plugins.recruitment.joining.rules import branches_of
from plugins.recruitment.postal import queries
from plugins.recruitment.postal.forms import RangesForm
from plugins.recruitment.postal.rules import gaps_in, spans_in, written
from plugins.recruitment.postal.services import say_ranges
from plugins.recruitment.rules import MANAGE_JOINING
from portal.forms import done
from portal.i18n import _
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("recruitment_postal", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/postal-codes")


@rooms.route("/", right=MANAGE_JOINING, methods=["GET", "POST"])
def index() -> Response | str:
    here, setup = current_user.here, current_user.setup
    spans = queries.spans_of(here.id)
    form = RangesForm(data={"text": "\n".join(f"{written(span)} {setup.name(span.unit_id)}" for span in spans)})
    branches = branches_of(setup)
    if form.is_sent():
        with form.attempt():
            known = {node.name.casefold(): node.id for node in branches}
            say_ranges(spans_in(form.text.data or "", known, here.country), by=current_user.id)
            return done(url_for("recruitment_postal.index"), _("Saved."))
    return render(
        "recruitment/postal/index.html",
        form=form,
        gaps=gaps_in(spans, here.country) if spans else [],
        branches=branches,
    )
