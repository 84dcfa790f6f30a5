"""A shared goal behind the personal link of a partner without an account: it answers first, then contributes."""

from typing import Any
from uuid import UUID

from flask import g, url_for

from portal.errors import NotFound
from portal.goals.rules import check_day
from portal.i18n import _l
from portal.plugin_api import LinkKind
from portal.shared_goals import queries
from portal.shared_goals.forms import ContributionForm, OutsiderForm
from portal.shared_goals.keeping import keep_contribution
from portal.shared_goals.letters import PARTNER, mark_answered
from portal.shared_goals.models import SharedGoal
from portal.shared_goals.rules import check_size, check_status
from portal.shared_goals.shown import reading_of
from portal.templating import render


def _goal(link: Any) -> SharedGoal:
    """Raises NotFound where it, or the connection with the partner, has ended."""
    found = queries.shared_goal(link.organisation_id, link.subject_id) if link.partner_id and link.subject_id else None
    if found is None or found[1].id != link.partner_id or found[1].status != "accepted":
        raise NotFound
    goal = found[0]
    if not goal.is_ours or goal.status == "ended":
        raise NotFound
    return goal


def _form(link: Any) -> Any:
    found = _goal(link)
    if found.status == "accepted":
        return ContributionForm()
    form = OutsiderForm()
    form.ask_about(found)
    return form


def _show(link: Any, form: Any) -> str:
    found = _goal(link)
    given = queries.contributions_of(g.here.id, found.id)
    return render(
        "shared_goals/outside.html", form=form, goal=found, contributions=given, reading=reading_of(found, given)
    )


def _take(link: Any, form: Any) -> None:
    found = _goal(link)
    if isinstance(form, ContributionForm):
        check_status(found.status, "accepted")
        check_day(form.on_date.data)
        check_size(form.value.data, counts_people=found.hides_small)
        keep_contribution(found, by=None, **form.said)
    else:  # whoever said no may say yes later, as long as the offer stands
        said = {"accepts": form.accepts, "counts_people": form.says_people, "answered_as": form.answered_as}
        mark_answered(found, **said, by=None)


def goal_address(shared_goal_id: UUID) -> str:
    return url_for("shared_goals.show", shared_goal_id=shared_goal_id)


KIND = LinkKind(
    name=PARTNER,
    label=_l("Shared goal"),
    form=_form,
    show=_show,
    take=_take,
    address=goal_address,
    once=False,
    thanks=_l("Thank you. It is saved."),
)
