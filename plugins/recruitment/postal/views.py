"""The page of postal codes."""

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from plugins.recruitment.joining.rules import branches_of
from plugins.recruitment.postal import queries
from plugins.recruitment.postal.forms import RangesAsRead, RangesForm
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
    read = RangesAsRead("\n".join(f"{written(span)} {setup.name(span.unit_id)}" for span in spans))
    form = RangesForm(obj=read)
    branches = branches_of(setup)
    if form.is_sent() and not form.clashes_with(read):
        with form.attempt():
            known = {node.name.casefold(): node.id for node in branches}
            said = spans_in(form.text.data or "", known, here.country)
            say_ranges(said, instead_of=spans, by=current_user.id)
            return done(url_for("recruitment_postal.index"), _("Saved."))
    return render(
        "recruitment/postal/index.html",
        form=form,
        gaps=gaps_in(spans, here.country) if spans else [],
        branches=branches,
    )
