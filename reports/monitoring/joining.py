"""What was written in several periods of one activity, as one text."""

from collections.abc import Callable, Iterable
from itertools import groupby

from plans.models import Progress

UNCHECKED = "ยังไม่ผ่านการตรวจสอบ"
NONE = "ไม่มี"


def joined(reports: Iterable[Progress], said: Callable[[Progress], str]) -> str:
    """The text of every report under the name of its period; what all say alike is said once.

    "ไม่มี" of one period is left out where another says something. What is not accepted is marked so.
    """
    told = [(report, text) for report in reports if (text := said(report).strip())]
    telling = [(report, text) for report, text in told if text != NONE] or told
    alike = [list(group) for _, group in groupby(telling, key=lambda one: (one[1], _mark(one[0])))]
    names_periods = len(told) > 1 and (len(alike) > 1 or len(telling) < len(told))
    return "\n".join(_line(group, names_periods) for group in alike)


def _line(group: list[tuple[Progress, str]], names_periods: bool) -> str:
    report, text = group[0]
    names = ", ".join(one.period.name for one, _ in group) if names_periods else ""
    label = " ".join(filter(None, (names, _mark(report))))
    return f"{label}: {text}" if label else text


def _mark(report: Progress) -> str:
    return "" if report.state == Progress.State.ACCEPTED else f"({UNCHECKED})"
