"""Forms of shared goals."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from wtforms import BooleanField, DateField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from portal import clock
from portal.accounts.forms import REQUIRED, REQUIRED_TEXT
from portal.forms import ManyField, PortalForm
from portal.goals.forms import VALUE
from portal.i18n import _, _l, format_date, format_number
from portal.number_fields import NumberField
from portal.shared_goals.following import GoingOn
from portal.shared_goals.models import SharedGoal
from portal.shared_goals.rules import STOCKS

YES, NO = "yes", "no"
BY_HAND = "hand"


class OfferForm(PortalForm):
    """What the partner gets to see: it stands in the form, and nothing else crosses."""

    partner = SelectField(_l("To whom?"), [REQUIRED])
    title = StringField(_l("Goal"), [REQUIRED_TEXT, Length(max=300)])
    text = TextAreaField(_l("Text"), [Optional(), Length(max=2000)], render_kw={"rows": 4})
    milestones = ManyField(_l("Milestones that the partner sees"), [Optional()])
    counts_people = BooleanField(
        _l("The figures count people"),
        default=True,
        description=_l("Then the partner never sends a figure about fewer than five people."),
    )

    def offer(self, partners: Iterable[Any], milestones: Iterable[Any]) -> None:
        self.partner.choices = [SelectChoice(str(one.id), one.name) for one in partners]
        stops = list(milestones)
        self.milestones.choices = [
            SelectChoice(stop.on_date.isoformat(), f"{format_date(stop.on_date)}: {format_number(stop.value)}")
            for stop in stops
        ]
        if not self.is_submitted():
            self.milestones.data = [stop.on_date.isoformat() for stop in stops]

    @property
    def shown(self) -> set[date]:
        return {date.fromisoformat(day) for day in self.milestones.data or ()}

    @property
    def connection_id(self) -> UUID:
        return UUID(self.partner.data)


class GoOnForm(PortalForm):
    #: what has gone on meanwhile is no choice any more, and no fault either
    goals = ManyField(_l("Which goals, with whom?"), validate_choice=False)

    def offer(self, found: Iterable[GoingOn]) -> None:
        """Each goal ticked once."""
        found = list(found)
        self.goals.choices = [SelectChoice(one.choice, one.partner) for one in found]
        if not self.is_submitted():
            self.goals.data = list({one.told.goal: one.choice for one in reversed(found)}.values())


class OwnFiguresForm(PortalForm):
    """What the partner says of its own figures. Nothing is asked where the offer says it already."""

    counts_people = BooleanField(
        _l("Our figures count people"),
        default=True,
        description=_l("Then no figure about fewer than five people is sent."),
    )

    def ask_about(self, goal: SharedGoal) -> None:
        if goal.counts_people:
            del self.counts_people

    @property
    def says_people(self) -> bool:
        return "counts_people" not in self or bool(self.counts_people.data)


class AnswerForm(OwnFiguresForm):
    answer = RadioField(
        _l("Your answer"),
        [REQUIRED],
        choices=[SelectChoice(YES, _l("Yes, we take part")), SelectChoice(NO, _l("No, thank you"))],
    )

    @property
    def accepts(self) -> bool:
        return bool(self.answer.data == YES)


class OutsiderForm(AnswerForm):
    """With who it is that answers."""

    name = StringField(_l("Your name"), [REQUIRED_TEXT, Length(max=120)], render_kw={"autocomplete": "name"})
    role = StringField(_l("Your role"), [Optional(), Length(max=120)])

    @property
    def answered_as(self) -> str:
        return ", ".join(filter(None, (self.name.data or "", self.role.data or "")))


class ContributionForm(PortalForm):
    on_date = DateField(_l("Date"), [REQUIRED], default=clock.today)
    value = NumberField(_l("Value"), [REQUIRED], render_kw=VALUE)
    note = TextAreaField(
        _l("Note"),
        [Optional(), Length(max=1000)],
        description=_l("The owner of the goal reads it. Name no people."),
        render_kw={"rows": 2},
    )

    @property
    def said(self) -> dict[str, Any]:
        return {"on_date": self.on_date.data, "value": self.value.data, "note": self.note.data or ""}


class SourceForm(OwnFiguresForm):
    source = RadioField(_l("Where do the figures come from?"), [REQUIRED])

    def offer(self, kind: str, goals: Iterable[Any], metrics: Iterable[Any]) -> None:
        """By hand; and where today's value stands for the whole, one's own goals and what plugins measure."""
        found = [SelectChoice(BY_HAND, _("Somebody writes them down"))]
        if kind in STOCKS:
            found += [SelectChoice(f"goal {one.id}", _("Our goal: %(title)s", title=one.title)) for one in goals]
            found += [SelectChoice(f"metric {one.name}", str(one.label)) for one in metrics]
        self.source.choices = found

    @property
    def chosen(self) -> dict[str, Any]:
        what, _space, key = self.source.data.partition(" ")
        return {
            "metric": key if what == "metric" else None,
            "source_id": UUID(key) if what == "goal" else None,
            "counts_people": self.says_people,
        }
