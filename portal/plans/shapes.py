"""The ways a goal can be measured, as a layperson chooses them, and what each of them asks.

Each is a `kind` of indicator as progress/ knows it, or one of them with growth.
"""

from dataclasses import dataclass
from typing import Any

from portal.i18n import LazyText, _l


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One way to measure."""

    name: str
    kind: str
    label: LazyText
    #: an example, in the words of daily life
    example: LazyText
    #: where its figures may come from, the usual one first
    sources: tuple[str, ...] = ("typed",)
    #: asks for milestones: dates with values
    has_milestones: bool = False
    #: asks for where it began
    has_baseline: bool = False
    has_growth: bool = False
    compounding: bool = False
    #: asks what one and several are called
    has_unit: bool = True


STOCK = ("typed", "metric", "goals", "units")
FLOW = ("activities", "typed", "goals", "units")

_ALL = (
    Shape(
        name="number",
        kind="level",
        label=_l("Reach a number by a date"),
        example=_l("1,500 paying members by the end of 2030"),
        sources=STOCK,
        has_milestones=True,
        has_baseline=True,
    ),
    Shape(
        name="yearly",
        kind="yearly",
        label=_l("Reach a number that is counted anew each year"),
        example=_l("900 participants in 2026, 1,100 in 2027"),
        sources=FLOW,
        has_milestones=True,
        has_baseline=True,
    ),
    Shape(
        name="growth",
        kind="yearly",
        label=_l("Grow by a percentage from a base year"),
        example=_l("Half as many activities again as in 2025"),
        sources=FLOW,
        has_growth=True,
    ),
    Shape(
        name="compound",
        kind="yearly",
        label=_l("Grow by a percentage each year"),
        example=_l("10 % more participants every year"),
        sources=FLOW,
        has_growth=True,
        compounding=True,
    ),
    Shape(
        name="per_period",
        kind="per_period",
        label=_l("At least so many in each period"),
        example=_l("Four webinars a year, two newsletters each half-year"),
        sources=FLOW,
        has_milestones=True,
    ),
    Shape(
        name="share",
        kind="share",
        label=_l("A share, in per cent"),
        example=_l("80 % answer the yearly survey"),
        sources=("typed", "metric"),
        has_milestones=True,
        has_baseline=True,
        has_unit=False,
    ),
    Shape(
        name="coverage",
        kind="coverage",
        label=_l("Be present everywhere on a list"),
        example=_l("An activity in each of the 15 counties"),
        sources=("typed", "activities"),
        has_milestones=True,
    ),
    Shape(
        name="yes_no",
        kind="yes_no",
        label=_l("Have something in place by a date"),
        example=_l("A branch in Rogaland before 2028"),
        has_milestones=True,
        has_unit=False,
    ),
    Shape(
        name="told",
        kind="told",
        label=_l("Follow it in words"),
        example=_l("What has been done is told now and then, with how it is going"),
        has_unit=False,
    ),
)
SHAPES = {shape.name: shape for shape in _ALL}

SOURCES = {
    "typed": (_l("Somebody writes it down"), _l("Now and then, with a date and a note.")),
    "activities": (_l("From the activities"), _l("Counted by itself from what is registered.")),
    "metric": (_l("From a plugin"), _l("Measured by itself, such as the members of a register.")),
    "goals": (_l("The sum of the goals below"), _l("Added up from the sub-goals' own figures.")),
    "units": (_l("Each unit its own figure"), _l("The units' figures are written down one by one and added up.")),
}


def shape_of(indicator: Any) -> Shape:
    """The way that was chosen, read from the indicator's columns."""
    if indicator.growth_percent is not None:
        return SHAPES["compound" if indicator.compounding else "growth"]
    return SHAPES["number" if indicator.kind == "level" else indicator.kind]


def sources_of(shape: Shape, metrics: bool) -> list[str]:
    """Where its figures may come from, here: a plugin's only where one that is on offers some."""
    return [source for source in shape.sources if metrics or source != "metric"]
