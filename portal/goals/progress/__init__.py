"""How a goal is going: the arithmetic, and THE place where its rules stand.

The same for readers, with worked examples: `docs/status.md`.

Pure functions: no database, no request, no clock. Inside everything is exact
(`Fraction`), so a status never hangs on a rounding; what comes out is `Decimal`,
rounded to the target's decimals and never in the goal's favour.

**The expected path** runs in straight lines through the baseline and the
milestones. Today lies in one step of it, from the milestone (or baseline) behind
to the one ahead. With s = the share of the step's way that is done and t = the
share of its time that has passed:

- *reached*   the final milestone is met, and every other one still ahead
- *on track*  s >= t - 0.05, or the milestone ahead is met before its date
- *at risk*   s >= t - 0.20
- *behind*    otherwise, and always when the final date has passed unreached
- *no data*   no target, nothing measured or told, or the base year's figure is missing

A missed milestone does not change the path: the next step still begins where the
plan says. A step with no rise of its own is measured by the whole path's height;
a path that is flat all through (baseline == target) means "keep it up" and is
measured by the target itself: reached for as long as it holds.

**Direction.** A goal falls when its last milestone lies below its baseline (or
below its first milestone, when there is no baseline). Otherwise it rises. So a
falling goal with one milestone needs a baseline. Everything is symmetric.
Goals per period and yes/no goals never fall.

**Which measurements count.** Those up to today and not before the baseline; of
several on one day the one nearest to the goal. Values that are no numbers are
left out. A measurement is taken to hold until the next one, so a stale figure
slides down the scale as the expected path walks on.

**level**: a stock at a date. Without a baseline the first measurement is the start.

**yes_no**: reached at 1. There is no half-done: on track until a fifth of the time
is left, then at risk, and behind after the date. No status until the first answer.
Time is counted from the baseline, else the first answer; where that came after the date, from a year before.

**share**: a stock in per cent, from a part and a whole that are kept as they were typed; so
12 of 40 is exactly 30. What is left is told in people, at today's whole. A whole of
nothing gives no value.

**coverage**: a stock: how many of the listed places are covered. Without a baseline it
starts with none a year before the first milestone, and what was covered before that is
carried along: finding an old place late never makes it worse. Where activities cover, a
place counts for the twelve months from the month of an activity; so New Year empties nothing.

**told**: the status is what the latest report says. It holds for a year ("reached" for
ever); then there is no status. Behind once a deadline has passed unreached.

**Sums** over units or the goals below: flows add all they have; of stocks each one's latest
value holds until its next; shares add parts and wholes, never percentages.

**yearly**: a flow counted per calendar year. The target of a year is the path's value
at its 31 December; between two milestones each year adds the same amount (leap days
play no part). The start of a year is 0, so s = total / target. A year before the
first milestone of a goal without baseline has no target; a baseline whose value
is unknown gives "baseline_missing".

**per_period**: at least so much in each year, half, quarter or month: the value of the
first milestone at or after the period's end. No baseline.

**Both flows**: *reached* is said of the period, `reached_final` of the last one. After
the last milestone the last period stays. Before 10 % of a period has passed
nothing is worse than on track. A falling flow is a ceiling: reached on the period's
last day at the earliest; once it is passed, behind (at risk in the first 10 %).

**Forecast.** Level: from the last measurement at the Theil-Sen slope (the median of all
pairwise slopes) over the last up to 8 measurements, baseline included, within the
18 months before the last one, at least four weeks apart. None when flat, away from
the goal, more than 15 years off, or already past (then it is time to measure).
Flows: the period's total if it goes on as until now; None in the first quarter of it.
"""

from portal.goals.progress.assessment import assess
from portal.goals.progress.coverage import recent_counts, running_counts
from portal.goals.progress.growth import compound, grow
from portal.goals.progress.model import (
    Kind,
    PeriodKind,
    Point,
    Progress,
    Reason,
    Report,
    Status,
    Target,
    share_point,
)
from portal.goals.progress.sums import can_add, summed

__all__ = [
    "Kind",
    "PeriodKind",
    "Point",
    "Progress",
    "Reason",
    "Report",
    "Status",
    "Target",
    "assess",
    "can_add",
    "compound",
    "grow",
    "recent_counts",
    "running_counts",
    "share_point",
    "summed",
]
