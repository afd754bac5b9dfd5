"""A prepared letter of a plan: the words of its kind with the plan's own figures."""

import re
from dataclasses import dataclass
from typing import Any

from ita_portal.tables.content import PlanContent
from ita_portal.thai.amounts import baht_text, format_amount
from ita_portal.thai.digits import to_arabic
from organisations.models import Letter, Organisation
from reports.letters.figures import PlanFigures, Project, figures_of
from reports.letters.texts import GAP, PROJECTS, TEXTS

# A name that ends in brackets, as "(องค์การมหาชน)", stands apart from the word behind it.
_AFTER_BRACKET = re.compile(r"\)(?=[ก-ฮเ-ไ])")
_MOST_PROJECTS = 12  # that a letter lists
_LONGEST_TITLE = 500  # characters of a project that a letter lists
_MAY_LACK = ("sum", "website")
_LONGEST_SUBJECT = Letter._meta.get_field("subject").max_length or 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request to adjust the plan says: why, and in how many rows."""

    why: str = GAP
    rows: int = 0


def prepared(
    kind: str, plan: PlanContent, organisation: Organisation, asked: Asked | None = None
) -> dict[str, Any]:
    """The fields of a Letter of that kind about the plan. Raises KeyError for a kind that there is not."""
    asked = asked or Asked()
    text = TEXTS[kind]
    figures = figures_of(plan)
    listed = _project_lines(figures.projects)
    words = {
        "plan": plan_name(plan),
        "office": organisation.name,
        "holds": _holds(figures),
        "sum": _sum(figures),
        "website": organisation.website,
        "why": " ".join(asked.why.split()),
        "asked": f"จำนวน {asked.rows} รายการ " if asked.rows else "",
        "follow": " โดยมีโครงการ ดังนี้" if listed else "",
    }
    lines = (listed if line == PROJECTS else [_filled(line, words)] for line in text.body)
    return {
        "kind": kind,
        "number_prefix": organisation.letter_prefix,
        "office": organisation.name,
        "phone": organisation.phone,
        "subject": _filled(text.subject, words)[:_LONGEST_SUBJECT],
        "addressee": text.addressee,
        "enclosures": [_filled(line, words) for line in text.enclosures],
        "body": "\n".join(line for several in lines for line in several if line),
    }


def plan_name(plan: PlanContent) -> str:
    """The plan's title with its fiscal year, where the title does not say it."""
    title = " ".join(plan.title.split())
    year = str(plan.fiscal_year)
    return title if year in to_arabic(title) else f"{title} ประจำปีงบประมาณ พ.ศ. {year}"


def _holds(figures: PlanFigures) -> str:
    """ "ประกอบด้วย 2 โครงการ 14 กิจกรรม งบประมาณรวม 925,780 บาท (…บาทถ้วน)"."""
    projects, activities = len(figures.projects), figures.activities
    counted = [
        f"{count:,} {what}" for count, what in ((projects, "โครงการ"), (activities, "กิจกรรม")) if count
    ]
    words = [f"ประกอบด้วย {' '.join(counted)}" if counted else "มีรายละเอียดตามที่กำหนดไว้"]
    if figures.budget is not None:
        words.append(f"งบประมาณรวม {_sum(figures)}")
    elif figures.uses_no_budget:
        words.append("โดยไม่ใช้งบประมาณ")
    return " ".join(words)


def _sum(figures: PlanFigures) -> str:
    if figures.budget is None:
        return ""
    return f"{format_amount(figures.budget)} บาท ({baht_text(figures.budget)})"


def _project_lines(projects: tuple[Project, ...]) -> list[str]:
    if not 1 < len(projects) <= _MOST_PROJECTS:
        return []
    return [f"{at}. {_project(project)}" for at, project in enumerate(projects, start=1)]


def _project(project: Project) -> str:
    title = " ".join(project.title.split())
    title = title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"
    return title if project.budget is None else f"{title} เป็นเงิน {format_amount(project.budget)} บาท"


def _filled(line: str, words: dict[str, str]) -> str:
    """The line with its words; "" where it would say something that the plan does not."""
    if any(f"{{{name}}}" in line and not words[name] for name in _MAY_LACK):
        return ""
    return _AFTER_BRACKET.sub(") ", line.format(**words))
