"""What a plan says outside its rows, as labelled texts: for comparing two states of it."""

from collections.abc import Iterable, Mapping, Sequence

from ita_portal.render.narrative import higher_plan_words, statement_words
from ita_portal.render.text import words_of_html
from ita_portal.tables.build import columns_shown
from ita_portal.tables.content import PartContent, PlanContent, SectionContent, Signature
from ita_portal.tables.facts import Charter, Statement, StatementKind
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.to_json import options_to_json
from ita_portal.thai.dates import format_long
from organisations.trail_words import option_words
from plans.models import ActionPlan

Stated = Mapping[str, str]


def facts(plan: PlanContent) -> Stated:
    """The plan's head, objectives and goals, the plans above it, its charters, the order of its tables."""
    period = [format_long(day) for day in (plan.starts_on, plan.ends_on) if day]
    stated = {
        "ชื่อแผน": plan.title,
        "หน่วยงาน": plan.organisation,
        "ปีงบประมาณ พ.ศ.": str(plan.fiscal_year),
        "ประเภทแผน": str(dict(ActionPlan.Kind.choices).get(plan.kind, plan.kind)),
        "ระยะเวลาของแผน": " – ".join(period),
        "วัตถุประสงค์": _statements(plan.statements, StatementKind.OBJECTIVE),
        "เป้าหมาย": _statements(plan.statements, StatementKind.GOAL),
        "แผนระดับสูงกว่า": "\n".join(map(higher_plan_words, plan.higher_plans)),
        **{f"รายละเอียดโครงการ: {charter.title}": _charter(charter) for charter in plan.charters},
        "ตารางในแผน": "\n".join(_title(part) for part in plan.parts),
    }
    return {label: text for label, text in stated.items() if text}


def prose(plan: PlanContent) -> Sequence[tuple[str, str]]:
    """Title and plain text of every section, the plan's own and then those of its charters."""
    found = [_section(section, "") for section in plan.sections]
    for charter in plan.charters:
        found += [_section(section, f"{charter.title}: ") for section in charter.sections]
    return found


def around(part: PartContent, plan: PlanContent) -> Stated:
    """What stands around the rows of a table of the plan, its headings, and how it prints."""
    columns = columns_shown(part)
    stated = {
        "ชื่อตาราง": part.title,
        "รูปแบบตาราง": layout_for(part.layout).name,
        "แสดงแถวของตาราง": _title(plan.parts[part.rows_of - 1]) if part.rows_of else "",
        "ข้อความเหนือตาราง": "\n".join(part.lines),
        "คอลัมน์": "\n".join(" › ".join(map(_one_line, column.header)) for column in columns),
        "การพิมพ์": option_words(options_to_json(part.options)),
        "หัวข้อ": "" if part.rows_of else "\n".join(part.headings.values()),
        "หมายเหตุใต้ตาราง": "\n".join(part.notes),
        "ผู้ลงนาม": "\n".join(map(_signature, part.signatures)),
    }
    return {label: text for label, text in stated.items() if text}


def _statements(statements: Iterable[Statement], kind: StatementKind) -> str:
    return "\n".join(statement_words(statement) for statement in statements if statement.kind is kind)


def _charter(charter: Charter) -> str:
    stated = {
        "รหัสโครงการ": charter.code,
        "ลำดับที่โครงการ": charter.sequence,
        "ผลผลิต/โครงการ": charter.output,
        "งบประมาณ": "" if charter.budget is None else f"{charter.budget:,.2f} บาท",
        "จำนวนเงินเป็นตัวอักษร": charter.budget_words,
        "ถัวเฉลี่ย": "ถัวเฉลี่ยได้ทุกรายการ" if charter.averages_costs else "",
    }
    return "\n".join([charter.title, *(f"{label}: {text}" for label, text in stated.items() if text)])


def _section(section: SectionContent, prefix: str) -> tuple[str, str]:
    pictures = [f"ภาพ: {picture.caption}" for picture in section.pictures]
    return f"{prefix}{section.title}", "\n".join([words_of_html(section.html), *pictures])


def _title(part: PartContent) -> str:
    return part.title or "ตารางที่ไม่มีชื่อ"


def _signature(signature: Signature) -> str:
    said = (signature.label, signature.name, signature.position, signature.acting_for)
    return " ".join(filter(None, said))


def _one_line(words: str) -> str:
    return " ".join(words.split())
