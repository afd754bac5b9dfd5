"""Words that another plan may have left, found in the content alone."""

import pytest

from ita_portal.tables.content import ColumnChoice, PartContent, PlanContent, SectionContent
from ita_portal.tables.facts import Charter
from ita_portal.tables.rows import CostLine, Row
from ita_portal.thai.amounts import Amount, AmountKind
from plans import leftovers
from plans.leftovers import Kind, Place, UnitName

YEAR = 2569
OWN = UnitName("กองตัวอย่าง", "กตย.")
OTHER = UnitName("ศูนย์อื่นที่ชื่อยาว", "ศอย.")


def with_text(text: str, title: str = "แผน") -> PlanContent:
    return PlanContent(title, YEAR, sections=(SectionContent("หลักการ", f"<p>{text}</p>"),))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ประเมิน ITA 2025", ["2025"]),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๗", ["ปีงบประมาณ พ.ศ. ๒๕๖๗"]),
        ("ต.ค. 66", ["ต.ค. 66"]),
        ("ปี 2566-2567", ["ปี 2566-2567"]),
        ("ปี 2569 ต.ค. 68 และผลปี 2568", []),
        ("พ.ศ. 2566-2570", []),
        ("ย้อนหลัง 3 ปี (2566 - 2568)", []),
        ("ITA 2026 ภายในปี 2575", []),
        ("10/2025", []),
        ("ตั้งแต่ พ.ศ. 2546", []),
        ("พ.ร.บ. ตัวอย่าง พ.ศ. 2567", []),
        ("คำสั่งที่ 12/2567", []),
    ],
)
def test_of_years_finds_those_that_do_not_fit(text: str, found: list[str]) -> None:
    assert [leftover.words for leftover in leftovers.of_years(with_text(text))] == found


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("ย้อนหลัง 3 ปี (2566 - 2568)", Kind.YEAR, "2566 - 2568"),
        ("คำสั่งที่ 12/2568", Kind.ISSUED, "ที่ 12/2568"),
        ("หนังสือลงวันที่ 5 ตุลาคม 2568", Kind.ISSUED, "ลงวันที่ 5 ตุลาคม 2568"),
    ],
)
def test_of_years_says_in_a_copied_plan_what_copying_left(text: str, kind: Kind, words: str) -> None:
    (leftover,) = leftovers.of_years(with_text(text), copied=True)

    assert (leftover.kind, leftover.words) == (kind, words)


def test_leftovers_know_their_places() -> None:
    old = "ปี 2566"
    section, inner = SectionContent(old), SectionContent("เหตุผล", f"<ul><li>{old}</li></ul>")
    part = PartContent(
        "ตาราง",
        "unit",
        YEAR,
        id=7,
        notes=(old,),
        columns=(ColumnChoice("title", (old,)),),
        rows=(
            Row(
                id=1, title="งาน", headings=(old,), heading_ids=(3,), cost_lines=(CostLine(old),), number=old
            ),
            Row(id=2, headings=(old,), heading_ids=(3,), objective=old),
            Row(headings=(old,), heading_ids=(4,), placeholder=True),
        ),
    )
    shown = PartContent("แสดงซ้ำ", "unit", YEAR, id=8, rows=part.rows, rows_of=1)
    charter = Charter("โครงการ", output=old, sections=(inner,))
    content = PlanContent("แผน", YEAR, sections=(section,), charters=(charter,), parts=(part, shown))

    assert [leftover.place for leftover in leftovers.of_years(content)] == [
        Place(),
        Place(section=section),
        Place(section=inner),
        Place(7),
        Place(7),
        Place(7, heading_id=3),
        Place(7, 1, "cost_lines"),
        Place(7, 2, "objective"),
        Place(7, heading_id=4),
    ]


def test_amounts_of_a_budget_are_no_years() -> None:
    row = Row(id=1, budget=Amount("2566", 2566, AmountKind.AMOUNT))  # type: ignore[arg-type]
    content = PlanContent("แผน", YEAR, parts=(PartContent("", "unit", YEAR, rows=(row,)),))

    assert list(leftovers.of_years(content)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ข้อมูลของศอย. และ ศอย.", ["ศอย."]),
        ("ประสานศูนย์อื่นที่ชื่อยาวเพื่อดำเนินการ", ["ศูนย์อื่นที่ชื่อยาว"]),
        ("กองตัวอย่าง กตย.", []),
        ("ศอยู่", []),
    ],
)
def test_of_units_finds_other_names_long_and_short(text: str, found: list[str]) -> None:
    units = leftovers.of_units(with_text(text), own=[OWN], others=[OTHER])

    assert [leftover.words for leftover in units] == found


def test_of_units_leaves_a_name_inside_of_ones_own() -> None:
    text = with_text("สำนักงานกลางของกรมตัวอย่าง")
    own, other = UnitName("สำนักงานกลางของกรมตัวอย่าง"), UnitName("กรมตัวอย่าง")

    assert list(leftovers.of_units(text, own=[own], others=[other])) == []


def test_of_units_passes_over_the_fields_it_is_told() -> None:
    row = Row(id=1, owners=("ศอย.",), objective="ศอย.")
    content = PlanContent("แผน", YEAR, parts=(PartContent("", "unit", YEAR, rows=(row,)),))

    found = leftovers.of_units(content, own=[OWN], others=[OTHER], fields_passed_over={"owners"})

    assert [leftover.place.field for leftover in found] == ["objective"]


def test_of_projects_finds_another_title_but_where_related_ones_are_listed() -> None:
    text = "<p>สอดคล้องกับโครงการพัฒนา ข</p>"
    reason, related = SectionContent("เหตุผล", text), SectionContent("โครงการอื่นที่เกี่ยวข้อง", text)
    charters = (Charter("โครงการพัฒนา ก", sections=(reason, related)), Charter("โครงการพัฒนา ข"))
    content = PlanContent("แผน", YEAR, charters=charters)

    assert [(leftover.place.section, leftover.words) for leftover in leftovers.of_projects(content)] == [
        (reason, "โครงการพัฒนา ข")
    ]


@pytest.mark.parametrize(
    ("text", "is_variant"),
    [
        ("ตามแผนตัวอย่างส่งเสริมคุณธรรมและจริยธรรมของกรม ปี 2569", False),
        ("ตามแผนตัวอย่าง ส่งเสริมคุณธรรม และจริยธรรมของกรม", False),
        ("ตามแผนตัวอย่างส่งเสริมจริยธรรมและคุณธรรมของกรม ปี 2569", True),
        ("ตามแผนตัวอย่างส่งเสริมคุณธรรมและจริยธรรมกรม", True),
        ("ตามแผนตัวอย่างบริหารความเสี่ยงและควบคุมภายใน", False),
        ("แผนตัวอย่างส่ง", False),
    ],
)
def test_of_titles_finds_the_title_in_other_words(text: str, is_variant: bool) -> None:
    content = with_text(text, "แผนตัวอย่างส่งเสริมคุณธรรมและจริยธรรมของกรม ประจำปีงบประมาณ พ.ศ. 2569")

    assert [leftover.kind for leftover in leftovers.of_titles(content)] == [Kind.TITLE] * is_variant
