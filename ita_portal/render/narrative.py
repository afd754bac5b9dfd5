"""What a plan says in prose: its sections, what it states as sections of their own, and its charters."""

from collections.abc import Iterator
from html import escape

from ita_portal.render.blocks import CharterProse, Prose
from ita_portal.render.captions import Captions
from ita_portal.tables.content import Digits, PlanContent, SectionContent
from ita_portal.tables.facts import Charter, HigherPlan, Instrument, Statement, StatementKind
from ita_portal.thai.amounts import baht_text, format_amount
from ita_portal.thai.dates import format_long
from ita_portal.thai.digits import to_thai

_INSTRUMENTS = {
    Instrument.TOTAL: "คะแนนภาพรวม ITA",
    Instrument.IIT: "IIT",
    Instrument.EIT: "EIT",
    Instrument.EIT_PUBLIC: "EIT ส่วนที่ 1",
    Instrument.EIT_SURVEY: "EIT ส่วนที่ 2",
    Instrument.OIT: "OIT",
}
# The headings of what a plan states, by its kind of entry.
STATED_TITLES = {
    "objectives": "วัตถุประสงค์",
    "goals": "เป้าหมาย",
    "higher_plans": "ความสอดคล้องกับแผนระดับสูงกว่า",
    "period": "ระยะเวลาดำเนินการตามแผน",
}
_AVERAGES = "โดยสามารถถัวเฉลี่ยได้ทุกรายการ"


class Narrator:
    """Makes what is printed of one document; ``captions`` number the figures through all that it makes."""

    def __init__(self, digits: Digits, captions: Captions) -> None:
        self._digits = to_thai if digits is Digits.THAI else str
        self._captions = captions

    def section(self, section: SectionContent, title: str = "") -> Prose:
        """A section, under another title where one is given."""
        html = self._captions.prose(section.html)
        figures = tuple(map(self._captions.figure, section.pictures))
        return Prose(title or section.title, html, figures)

    def plain(self, title: str, text: str) -> Prose:
        """A section of plain text, each line a paragraph."""
        lines = filter(None, map(str.strip, text.splitlines()))
        return Prose(title, "".join(f"<p>{escape(line)}</p>" for line in lines))

    def charter(self, charter: Charter) -> CharterProse:
        numbered = (
            self.section(section, f"{self._digits(str(at))}. {section.title}")
            for at, section in enumerate(charter.sections, start=1)
        )
        return CharterProse(charter.title, tuple(_charter_head(charter)), tuple(numbered))


def budget_in_words(charter: Charter) -> str:
    """The words of a charter's budget: those typed, else those that follow from its figure."""
    return charter.budget_words or ("" if charter.budget is None else baht_text(charter.budget))


def _charter_head(charter: Charter) -> Iterator[tuple[str, str]]:
    lines = (
        ("รหัสโครงการ", charter.code),
        ("ลำดับที่โครงการ/ปีงบประมาณ", charter.sequence),
        ("ผลผลิต/โครงการ (เทียบเท่าผลผลิต)", charter.output),
        ("งบประมาณ", _budget_line(charter)),
    )
    return ((label, text) for label, text in lines if text)


def _budget_line(charter: Charter) -> str:
    figure = "" if charter.budget is None else f"{format_amount(charter.budget)} บาท"
    words = budget_in_words(charter)
    averages = _AVERAGES if charter.averages_costs and (figure or words) else ""
    return " ".join(filter(None, (figure, f"({words})" if words else "", averages)))


def stated(plan: PlanContent) -> dict[str, tuple[str, str]]:
    """What the plan states as (heading, HTML), by its kind of entry, in the order of a plan book."""
    return dict(_stated(plan))


def _stated(plan: PlanContent) -> Iterator[tuple[str, tuple[str, str]]]:
    objectives = [line for line in plan.statements if line.kind is StatementKind.OBJECTIVE]
    goals = [line for line in plan.statements if line.kind is StatementKind.GOAL]
    if objectives:
        yield "objectives", (STATED_TITLES["objectives"], "".join(map(_statement_html, objectives)))
    if goals:
        yield "goals", (STATED_TITLES["goals"], "".join(map(_statement_html, goals)))
    if plan.higher_plans:
        items = "".join(map(_higher_plan_html, plan.higher_plans))
        yield "higher_plans", (STATED_TITLES["higher_plans"], f"<ol>{items}</ol>")
    if period := _period(plan):
        yield "period", (STATED_TITLES["period"], f"<p>{period}</p>")


def _statement_html(line: Statement) -> str:
    level = f' class="level-{line.level}"' if line.level > 1 else ""
    return f"<p{level}>{escape(statement_words(line))}</p>"


def statement_words(line: Statement) -> str:
    """An objective or a goal as it is printed, with the target that it sets."""
    return " ".join(filter(None, (line.number, line.text, _target(line))))


def _target(line: Statement) -> str:
    if line.instrument is None:
        return ""
    points = "" if line.target is None else f": {format_amount(line.target)} คะแนน"
    return f"(ค่าเป้าหมาย {_INSTRUMENTS[line.instrument]}{points})"


def _higher_plan_html(higher: HigherPlan) -> str:
    return f"<li>{escape(higher_plan_words(higher))}</li>"


def higher_plan_words(higher: HigherPlan) -> str:
    """The plan above as it is printed, with the years in which it is in force."""
    return " ".join(filter(None, (higher.title, _years(higher))))


def _years(higher: HigherPlan) -> str:
    if higher.from_year and higher.to_year and higher.from_year != higher.to_year:
        return f"(พ.ศ. {higher.from_year}–{higher.to_year})"
    if higher.from_year and not higher.to_year:
        return f"(ตั้งแต่ พ.ศ. {higher.from_year})"
    if higher.to_year and not higher.from_year:
        return f"(ถึง พ.ศ. {higher.to_year})"
    return f"(พ.ศ. {higher.to_year})" if higher.to_year else ""


def _period(plan: PlanContent) -> str:
    days = (("ตั้งแต่วันที่", plan.starts_on), ("ถึงวันที่", plan.ends_on))
    return " ".join(f"{words} {format_long(day)}" for words, day in days if day)
