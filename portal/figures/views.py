"""The page of figures, and the same as a file."""

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.activities.forms import LIST_LIMIT
from portal.activities.kinds import kinds_of
from portal.activities.looking import is_to_choose
from portal.figures.asked import Asked, figures_asked, years_offered
from portal.figures.bars import pictures
from portal.figures.page import figures_for
from portal.figures.services import take_out
from portal.forms import done
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("figures", __name__)


@rooms.route("/", right="figures.see")
def index() -> str:
    asked = figures_asked(request.args, current_user)
    figures = figures_for(current_user, asked)
    shown = [(one, pictures(one, standing=one is figures.months)) for one in figures.breakdowns]
    return render(
        "figures/index.html", figures=figures, shown=shown, asked=asked, form=ConfirmForm(), **_choices(asked)
    )


def _choices(asked: Asked) -> dict[str, object]:
    seen = [node for node in current_user.choices("activities.see_all") if node.depth]
    kinds = kinds_of(current_user.here)
    return {
        "kinds": [kind for key, kind in kinds.items() if is_to_choose(current_user, kind) or key in asked.types],
        "chosen": [str(kinds[key].label) for key in asked.types],
        "years": years_offered(),
        "sees_units": bool(current_user.units_with("activities.see_all")),
        "sees_all": current_user.everywhere("activities.see_all"),
        "units": seen if len(seen) <= LIST_LIMIT else (),
        "faults": dict(asked.faults),
    }


@rooms.route("/file", right="figures.see", methods=["POST"], endpoint="take_out")
def send() -> Response:
    form, asked = ConfirmForm(), figures_asked(request.args, current_user)
    back = url_for("figures.index", **asked.said)
    if form.is_sent():
        with form.attempt():
            tables = figures_for(current_user, asked).tables
            said = request.form.get("format", "")
            file_id = take_out(tables, asked, format=said, back=back, by=current_user.id)
            return done(url_for("files.get", file_id=file_id))
    for sentence in form.form_errors:
        flash(sentence, "warning")
    return redirect(back, 303)
