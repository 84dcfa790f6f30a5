"""A goal that no number measures: somebody says how it goes, and why."""

from datetime import date, timedelta

from portal.goals.progress.model import Progress, Report, Target

#: a report that says less than "reached" holds so long
HOLDS = timedelta(days=366)


def assess_told(target: Target, report: Report | None, today: date) -> Progress:
    """What the latest report says; behind once the deadline has passed unreached."""
    deadline = target.stops[-1] if target.stops else None
    if report is None or report.on > today:
        return Progress(today=today, status="no_data", reason="not_told", next=deadline)
    is_done = report.status == "reached"
    is_late = deadline is not None and today > deadline.on and not is_done
    is_old = today - report.on > HOLDS and not is_done
    return Progress(
        today=today,
        status="behind" if is_late else "no_data" if is_old else report.status,
        reason="told_long_ago" if is_old and not is_late else None,
        value_on=report.on,
        words=report.words,
        next=deadline,
        reached_final=is_done,
    )
