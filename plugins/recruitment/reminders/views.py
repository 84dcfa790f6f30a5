"""The page of reminders: who has not paid, how the letter reads, and how many get it."""

from datetime import date

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.dues.rules import PayTo
from plugins.recruitment.dues.views import EXAMPLES, FIRST_YEAR, LANGUAGES, kroner
from plugins.recruitment.reminders import queries
from plugins.recruitment.reminders.forms import RemindForm
from plugins.recruitment.reminders.letters import reminder
from plugins.recruitment.reminders.services import ask_for_reminders, round_of
from plugins.recruitment.rules import MANAGE_DUES
from portal import clock
from portal.errors import NotFound
from portal.forms import done
from portal.messages.services import Letter
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("recruitment_reminders", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/reminders")


@rooms.route("/", right=MANAGE_DUES, methods=["GET", "POST"])
def index() -> Response | str:
    here, year = current_user.here, _year()
    turn = round_of(current_user.setup, year)
    form = RemindForm()
    if form.is_sent():
        back = url_for("recruitment_dues.index", year=year)
        job = ask_for_reminders(year, form.pay_by.data, back=back, by=current_user.id)
        return done(url_for("jobs.show", job_id=job.id))
    found, pay_by = queries.waiting(here.id, turn), form.pay_by.data or clock.today()
    return render(
        "recruitment/reminders/index.html", form=form, year=year, turn=turn, found=found, owed=kroner(found.owed),
        unreached=queries.unreached(here.id, turn) if found.without_address else [],
        previews=[(name, code, _preview(year, pay_by, code)) for code, name in LANGUAGES.items()],
        pay_to=PayTo.of(current_user.setup),
    )  # fmt: skip


def _year() -> int:
    year = request.args.get("year", clock.today().year, type=int)
    if not FIRST_YEAR <= year <= clock.today().year + 1:
        raise NotFound
    return year


def _preview(year: int, pay_by: date, language: str) -> Letter:
    """As it reads for somebody who owes 400 kroner."""
    example = Invoice(year=year, amount=40000, paid=0, kid="0000000018")
    here, name, pay_to = current_user.here.name, EXAMPLES[language], PayTo.of(current_user.setup)
    return reminder(example, name, here=here, pay_to=pay_to, pay_by=pay_by, language=language)
