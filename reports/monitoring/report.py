"""The report of a round of a plan: figures, indicators, money, every activity, what hinders, what is missing.

Source: what disclosure asks of reports of six months and of the year; the yearly one scores 100 or 0.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ita_portal.render.blocks import SignaturePage
from ita_portal.render.document import Document
from ita_portal.tables.content import Options, Signature
from ita_portal.tables.json_values import Json
from ita_portal.tables.layout import Align
from ita_portal.tables.plain import PlainColumn, plain_table
from ita_portal.tables.table import Table
from ita_portal.thai.amounts import format_baht
from plans.models import MonitoringRound, Progress
from plans.monitoring.money import Sums, spent_words
from plans.monitoring.standing import Standing
from reports.monitoring.facts import RoundFacts, facts_of, sums_from
from reports.monitoring.indicators import indicator_rows
from reports.monitoring.progress_table import part_of, stretch_words
from reports.monitoring.reading import ACCEPTED, SENT
from reports.rounds.flow import Flow

NAME = "รายงานผลการดำเนินงานตามแผน"
NONE_YET = "ยังไม่ได้รายงาน"
ALL_CAME = "ได้รับรายงานครบถ้วนทุกงวด"
_SIGNERS = ("ผู้รายงาน", "ผู้ตรวจสอบ", "ผู้อนุมัติ")
_TEXTS = (
    ("problems", "ปัญหา/อุปสรรค"),
    ("suggestions", "ข้อเสนอแนะ"),
    ("lessons", "บทเรียนสำหรับปีต่อไป"),
)
_END = Align.END
_COUNTS = (PlainColumn("สถานะ", 60), PlainColumn("จำนวน", 20, _END), PlainColumn("ร้อยละ", 20, _END))
_RESULTS = (
    PlainColumn("ระดับ", 11, merges=True),
    PlainColumn("รายการ", 24, merges=True),
    PlainColumn("ตัวชี้วัด", 25),
    PlainColumn("ค่าเป้าหมาย", 14, Align.CENTER),
    PlainColumn("ผล", 18, Align.CENTER),
    PlainColumn("เทียบเป้าหมาย", 10, Align.CENTER),
)
_MONEY = (
    PlainColumn("รายการ", 25),
    *(
        PlainColumn(f"{word}\n(บาท)", 13, _END)
        for word in ("ตามแผน", "ได้รับจัดสรร", "ผูกพัน", "เบิกจ่าย", "คงเหลือ")
    ),
    PlainColumn("ร้อยละ\nที่เบิกจ่าย", 10, _END),
)
_MISSING = (
    PlainColumn("ที่", 6, Align.CENTER),
    PlainColumn("กิจกรรม", 40),
    PlainColumn("งวด", 16),
    PlainColumn("ผู้รายงาน", 24),
    PlainColumn("สถานะ", 14, Align.CENTER),
)


def report_document(round: MonitoringRound, *, internal: bool = False, submitted: bool = False) -> Document:
    """The whole report; ``internal`` with internal notes, ``submitted`` with what is not yet accepted."""
    return _Report(facts_of(round), internal=internal, states=SENT if submitted else ACCEPTED).document()


def report_title(round: MonitoringRound) -> str:
    """ "รายงานผลการดำเนินงานตามแผน รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2569"."""
    return f"{NAME} {round.name} ปีงบประมาณ พ.ศ. {round.plan.fiscal_year}"


class _Report:
    def __init__(self, facts: RoundFacts, *, internal: bool, states: frozenset[str]) -> None:
        self.facts, self.internal, self.states = facts, internal, states
        self.flow = Flow(facts.digits)
        self.sections = 0

    def document(self) -> Document:
        plan, words = self.facts.plan, self.flow.words
        self._overview()
        self._indicators()
        self._money()
        self._activities()
        self._hindrances()
        self._missing()
        self.flow.add([SignaturePage("", tuple(map(Signature, _SIGNERS)), new_page=False)])
        title = report_title(self.facts.round)
        return Document(
            title=words(title),
            blocks=self.flow.blocks(),
            organisation=plan.organisation.name,
            fiscal_year=plan.fiscal_year,
            short_title=words(f"{title} {plan.organisation.name}"),
            digits=self.facts.digits,
        )

    def _section(self, title: str) -> None:
        self.sections += 1
        self.flow.section(f"{self.sections}. {title}")

    def _overview(self) -> None:
        facts, totals = self.facts, self.facts.figures["totals"]
        self.flow.paragraphs(
            f"{facts.plan.title}\n{stretch_words(facts.round.starts_on, facts.round.ends_on)}"
        )
        self.flow.paragraphs(facts.as_of)
        self._section("ภาพรวม")
        self.flow.paragraphs(facts.text("summary"))
        self.flow.paragraphs("\n".join(overall_words(totals)))
        for title, counted in (
            ("จำนวนกิจกรรมและตัวชี้วัดตามสถานะการดำเนินงาน", work_counts(totals)),
            ("จำนวนรายงานตามสถานะ", standing_counts(totals)),
        ):
            if counted:
                self.flow.unnumbered(self._table(title, _COUNTS, _shares(counted), totals=1))

    def _indicators(self) -> None:
        if rows := indicator_rows(self.facts):
            self._section("ผลตามตัวชี้วัดเทียบกับค่าเป้าหมาย")
            self.flow.unnumbered(self._table("", _RESULTS, rows))

    def _money(self) -> None:
        if rows := list(_money_rows(self.facts)):
            self._section("ผลการใช้จ่ายงบประมาณ")
            self.flow.unnumbered(self._table("", _MONEY, rows, totals=1))

    def _activities(self) -> None:
        facts = self.facts
        part = part_of(
            facts.lines, facts.money_here(), self.states, facts.plan.fiscal_year, internal=self.internal
        )
        if part.rows:
            self._section("ผลการดำเนินงานรายกิจกรรม")
            self.flow.unnumbered(replace(part, title="", options=Options(digits=facts.digits)))

    def _hindrances(self) -> None:
        told = [(title, self.facts.text(name)) for name, title in _TEXTS]
        if not any(text for _, text in told):
            return
        self._section("ปัญหา/อุปสรรคและข้อเสนอแนะในภาพรวม")
        for title, text in told:
            if text:
                self.flow.minor_heading(title)
                self.flow.paragraphs(text)

    def _missing(self) -> None:
        self._section("รายงานที่ยังไม่ได้รับ")
        rows = [
            (
                str(at),
                one["title"],
                one["period"],
                ", ".join(one["reporters"]) or "–",
                Standing(one["standing"]).word,
            )
            for at, one in enumerate(self.facts.figures["missing"], start=1)
        ]
        if rows:
            self.flow.unnumbered(self._table("", _MISSING, rows))
        else:
            self.flow.paragraphs(ALL_CAME)

    def _table(
        self, title: str, columns: Sequence[PlainColumn], rows: Sequence[Sequence[str]], totals: int = 0
    ) -> Table:
        return plain_table(title, columns, rows, totals=totals, digits=self.flow.words)


def overall_words(totals: Json) -> Iterator[str]:
    """How many rows are followed, how far they are, and what of the money is spent."""
    percent = totals["percent"]
    share = f" มีความก้าวหน้าร้อยละ {percent} ของแผน" if percent is not None else ""
    yield f"ติดตามกิจกรรมและตัวชี้วัด {totals['activities']:,} รายการ{share}"
    if words := spent_words(sums_from(totals["money"]["so_far"])):
        yield words


def work_counts(totals: Json) -> list[tuple[str, int]]:
    """How many activities say what of their work, those that say nothing as not reported."""
    labels = {**dict(Progress.Work.choices), "": NONE_YET}
    return [(labels[work], count) for work, count in totals["works"].items()]


def standing_counts(totals: Json) -> list[tuple[str, int]]:
    """How many reports stand where."""
    return [(Standing(standing).word, count) for standing, count in totals["standings"].items()]


def money_words(sums: Sums) -> tuple[str, ...]:
    """The money as cells: planned, allotted, committed, disbursed, what is left, and percent."""
    stages = (sums.planned, sums.allotted, sums.committed, sums.disbursed, sums.remaining)
    share = sums.percent_disbursed
    return (*map(format_baht, stages), "–" if share is None else str(share))


def _shares(counted: Sequence[tuple[str, int]]) -> list[tuple[str, str, str]]:
    """The counts with their shares of all in percent, and all of them at the end."""
    everything = sum(count for _, count in counted)
    shares = ((word, f"{count:,}", f"{Decimal(100 * count) / everything:.2f}") for word, count in counted)
    return [*shares, ("รวม", f"{everything:,}", "100.00")]


def _money_rows(facts: RoundFacts) -> Iterator[tuple[str, ...]]:
    """Whatever has money up to the end of the round, and the sum of all; nothing where nothing has."""
    named = [(one["title"], one["money"]) for one in facts.activities()]
    named += [
        (f"{line['group']} – {line['title']}" if line["group"] else line["title"], line["money"])
        for line in facts.figures["lines"]
    ]
    rows = [(title, *money_words(sums)) for title, money in named if (sums := sums_from(money["so_far"]))]
    if rows:
        yield from rows
        yield ("รวม", *money_words(sums_from(facts.figures["totals"]["money"]["so_far"])))
