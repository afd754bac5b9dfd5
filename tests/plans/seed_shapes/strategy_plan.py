"""A strategy plan (seed 001): three strategies with tactics that count anew, sixteen rows counted through."""

from ita_portal.tables.content import ColumnChoice, PartContent, PlanContent, Signature
from ita_portal.tables.rows import Row
from tests.plans.seed_shapes.words import AGENCY, both, row, ticked

YEAR = 2566
_ROWS_OF_TACTICS = ((3, 1, 4), (1, 1), (4, 2))
_QUARTERS = {1: (1,), 2: (1, 2), 9: (1, 2, 3), 11: (1,)}
_OWNERS = ("กลุ่มงานพัฒนาตัวอย่าง", "คณะกรรมการงานสาธิต", "คณะทำงานชมรมสาธิต")


def _paths() -> list[tuple[str, str]]:
    return [
        (f"ยุทธศาสตร์ที่ {strategy} เรื่องสาธิต", f"กลยุทธ์ที่ {tactic} ทางสาธิต {strategy}.{tactic}")
        for strategy, counts in enumerate(_ROWS_OF_TACTICS, start=1)
        for tactic, count in enumerate(counts, start=1)
        for _ in range(count)
    ]


def _rows() -> tuple[Row, ...]:
    return tuple(
        row(
            f"โครงการสาธิตที่ {at}\n- ขั้นเตรียม\n- ขั้นลงมือ",
            year=YEAR,
            budget="-",
            number=str(at),
            headings=path,
            objective=f"เพื่อให้งานสาธิตที่ {at} มีผลจริง",
            owners=_OWNERS[: at % 3 + 1],
            indicators=both("ระดับ 3 ขึ้นไป" if at == 12 else "ประชุมเดือนละ 1 ครั้ง", "ผู้ร่วมงานพอใจ"),
            quarters=ticked(*_QUARTERS.get(at, (1, 2, 3, 4))),
        )
        for at, path in enumerate(_paths(), start=1)
    )


_TARGETS, _OF_YEAR = "ตัวชี้วัดและค่าเป้าหมาย", "ปีงบประมาณ พ.ศ.2566"
_COLUMNS = (
    ColumnChoice("title", ("ยุทธศาสตร์/โครงการ/กิจกรรม",)),
    ColumnChoice("objective", ("วัตถุประสงค์ของโครงการ/กิจกรรม",)),
    ColumnChoice("owners", ("กลุ่มงานที่รับผิดชอบ",)),
    ColumnChoice("indicator_quantitative", (_TARGETS, "ผลลัพธ์เชิงปริมาณ")),
    ColumnChoice("indicator_qualitative", (_TARGETS, "ผลลัพธ์เชิงคุณภาพ")),
    ColumnChoice("budget", ("งบประมาณ ที่ใช้",)),
    ColumnChoice("quarter_1", (_OF_YEAR, "ไตรมาส 1 (ต.ค.-ธ.ค.๖5)")),  # digits mixed, as typed
    ColumnChoice("quarter_2", (_OF_YEAR, "ไตรมาส ๒ (ม.ค.-มี.ค.๖6)")),
    ColumnChoice("quarter_3", (_OF_YEAR, "ไตรมาส ๓(เม.ย.-มิ.ย.๖6)")),
    ColumnChoice("quarter_4", (_OF_YEAR, "ไตรมาส ๔ (ก.ค.-ก.ย.๖6)")),
)
PLAN = PlanContent(
    title="แผนสาธิตตามยุทธศาสตร์ ปี 2566",
    fiscal_year=YEAR,
    organisation=AGENCY,
    kind="ethics",
    parts=(
        PartContent(
            "แผนสาธิตตามยุทธศาสตร์",
            "strategy_quarters",
            YEAR,
            _rows(),
            _COLUMNS,
            lines=(AGENCY,),
            signatures=(Signature("ผู้อนุมัติแผน", "นายตัวอย่าง สาธิต", "ผู้อำนวยการงานสาธิต"),),
        ),
    ),
)
