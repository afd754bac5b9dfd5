"""The report of a round for its committee: level 1, what was found, and level 2, what is done about it.

Source: the report of an indicator plan, "ระดับที่ 1 Assessment" and "ระดับที่ 2 Advocacy / Intervention". What
the round has nothing of leaves nothing behind, nor a number.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from assessments.improvement.strip_shape import GapLine
from assessments.models import Instrument, Item, Round, RoundInstrument
from assessments.narrative.places import TOTAL, USE
from assessments.narrative.writer import joined
from assessments.rows import question_sample, score_title, score_words, score_years, swoc, what_became_of
from assessments.small_numbers import CONCLUSION_WARNING, is_small
from ita_portal.render.blocks import Cover
from ita_portal.render.document import Document
from ita_portal.tables.content import PartContent, Signature
from reports.rounds.flow import Flow
from reports.rounds.reading import PIRAB, RoundFacts, facts_of

_YEAR_AT_END = re.compile(r"\s*ปีงบประมาณ\s*(?:พ\.ศ\.)?\s*\d{4}\s*$")
_APPROVER = Signature(label="ผู้อนุมัติแผน", position="ผู้บริหารหน่วยงาน")
_AFTER = "เพื่อยกระดับผลการประเมินในรอบถัดไป"


def report_document(of_round: Round, *, has_cover: bool = False) -> Document:
    """The whole report, in a number of queries that does not grow with what the round holds."""
    return _Report(facts_of(of_round)).document(has_cover=has_cover)


def what_was_assessed(of_round: Round) -> str:
    """The name of the assessment without the year of its framework, which need not be the round's."""
    return _YEAR_AT_END.sub("", of_round.framework.name)


def round_and_year(of_round: Round) -> str:
    """ "รอบ 5 เดือนแรก ปีงบประมาณ พ.ศ. 2569"."""
    return f"{of_round.round_name} ปีงบประมาณ พ.ศ. {of_round.fiscal_year}"


class _Report:
    def __init__(self, facts: RoundFacts) -> None:
        self.facts, self.round = facts, facts.round
        self.office = facts.round.organisation.name
        self.flow = Flow(facts.digits)
        self.tables: dict[str, str] = {}  # how the table of each instrument is called

    def document(self, *, has_cover: bool) -> Document:
        title = f"รายงานผล{what_was_assessed(self.round)} {round_and_year(self.round)}"
        if has_cover:
            self.flow.add([self._cover()])
        self._assessment()
        self._intervention()
        return Document(
            title=self.flow.words(title),
            blocks=self.flow.blocks(),
            organisation=self.office,
            fiscal_year=self.round.fiscal_year,
            short_title=self.flow.words(f"รายงานผลการประเมิน {round_and_year(self.round)} {self.office}"),
            digits=self.facts.digits,
        )

    def _cover(self) -> Cover:
        plan = self.facts.plan
        lines = (plan.title if plan else "", round_and_year(self.round), "โดย", self.office)
        title = f"รายงานผล{what_was_assessed(self.round)}"
        return Cover(self.flow.words(title), tuple(map(self.flow.words, filter(None, lines))))

    # Level 1

    def _assessment(self) -> None:
        flow = self.flow
        flow.section("ระดับที่ 1 Assessment", 1)
        flow.paragraphs(f"ทบทวนและวิเคราะห์ผลการประเมินของ{self.office} {round_and_year(self.round)}")
        told = [(one, tables) for one in self.facts.instruments if (tables := self._tables(one))]
        if told:
            flow.heading("ผลการวิเคราะห์ผลการประเมินรายเครื่องมือ")
        for instrument, tables in told:
            self._instrument(instrument, tables)
        self._respondents()
        self._narrative("ผลคะแนนรวม", TOTAL)
        self._swoc()
        self._gaps()
        self._narrative("การนำผลการประเมินไปสู่การพัฒนาองค์กร", USE)

    def _tables(self, instrument: Instrument) -> list[PartContent]:
        """The instrument's table and those of its groups, as far as there are scores."""
        of_groups = (
            self._scores(instrument, part.code, f"{instrument.code} {part.name}")
            for part in instrument.parts.all()
        )
        return [part for part in (self._scores(instrument), *of_groups) if part]

    def _scores(self, instrument: Instrument, part: str = "", of: str = "") -> PartContent | None:
        return score_years(
            self.facts.comparison,
            self.facts.officials,
            instrument.code,
            title=score_title(self.facts.comparison, self.office, of or instrument.code),
            part=part,
            options=self.flow.options,
        )

    def _instrument(self, instrument: Instrument, tables: list[PartContent]) -> None:
        """Its tables, what the numbers say, and what was suggested."""
        flow = self.flow
        flow.subheading(_named(instrument))
        names = [name for name in self.facts.indicator_names(instrument) if name]
        asked = f"มี {len(names)} ตัวชี้วัด ได้แก่ {joined(names)} " if names else ""
        flow.paragraphs(f"{_named(instrument)} {asked}มีผลการประเมินดัง{flow.next_table}")
        self.tables[instrument.code] = flow.next_table
        for table in tables:
            flow.table(table)
        flow.paragraphs(self.facts.told(instrument.code, self.tables))
        self._suggestions(instrument)

    def _suggestions(self, instrument: Instrument) -> None:
        texts = [
            f"{one.text} (แหล่งที่มา: {one.source})" if one.source else one.text
            for one in self.facts.suggestions
            if one.instrument_id == instrument.pk
        ]
        said = self.facts.of_instrument(instrument)
        if not texts and not (said and said.no_suggestions_source):
            return
        self.flow.minor_heading(f"ข้อเสนอแนะของผู้ตอบ {instrument.code}")
        if said and said.no_suggestions_source and not texts:
            self.flow.paragraphs(f"ไม่มีข้อเสนอแนะ (แหล่งที่มา: {said.no_suggestions_source})")
        self.flow.points(texts)

    def _respondents(self) -> None:
        counted = [one for one in self.facts.said if one.respondents is not None]
        if not counted:
            return
        self.flow.heading("จำนวนผู้ตอบแบบวัด")
        for one in counted:
            self.flow.paragraphs(_answered(one))

    def _narrative(self, title: str, place: str) -> None:
        if text := self.facts.told(place, self.tables):
            self.flow.heading(title)
            self.flow.paragraphs(text)

    def _swoc(self) -> None:
        table = swoc(
            self.round,
            title=f"การวิเคราะห์ผลการประเมินของ{self.office} โดยใช้ SWOC Analysis",
            options=self.flow.options,
        )
        if table:
            self.flow.heading("การวิเคราะห์ผลการประเมินด้วย SWOC Analysis")
            self.flow.paragraphs(
                f"จากผลการประเมินข้างต้น {self.office}ได้วิเคราะห์จุดแข็ง จุดอ่อน โอกาส และความท้าทาย "
                f"เพื่อใช้กำหนดมาตรการ ดัง{self.flow.next_figure}"
            )
            self.flow.figure(table)

    def _gaps(self) -> None:
        if not self.facts.strip.gaps:
            return
        self.flow.heading("ประเด็นที่ต้องปิด Gap")
        for gap in self.facts.strip.gaps:
            for words in _gap_words(gap):
                self.flow.paragraphs(words)
        self._changed_questions([gap.item for gap in self.facts.gaps if gap.item])

    def _changed_questions(self, items: list[Item]) -> None:
        """The questions that take the place of those below a gap in a later framework."""
        later = what_became_of(items)
        year = max((item.framework.fiscal_year for item in later), default=0)
        told = [item for item in later if item.framework.fiscal_year == year]
        table = question_sample(
            told, year, title=f"ข้อคำถามของกรอบการประเมินปี {year}", options=self.flow.options
        )
        if table:
            codes = ", ".join(item.code for item in told if item.label)
            self.flow.paragraphs(
                f"ทั้งนี้ กรอบการประเมินปี {year} ปรับข้อคำถามในประเด็นดังกล่าวเป็นข้อ {codes} ดัง{self.flow.next_figure}"
            )
            self.flow.figure(table)

    # Level 2

    def _intervention(self) -> None:
        measures, tables = self.facts.measure_tables(), self.facts.plan_tables()
        if not measures and not tables:
            return
        flow = self.flow
        flow.section("ระดับที่ 2 Advocacy / Intervention", 2)
        flow.paragraphs(f"กำหนดมาตรการและแผนขับเคลื่อนของ{self.office} {_AFTER}")
        if measures:
            flow.heading("มาตรการและกลไกขับเคลื่อนที่สอดคล้องกับผลการวิเคราะห์")
            flow.paragraphs(
                f"{self.office}กำหนดมาตรการปิด Gap ตามกลยุทธ์ {PIRAB.upper()} รายละเอียดดัง{flow.next_table}"
            )
        for table in measures:
            flow.table(table)
        heading = flow.counted("แผนการดำเนินงานตามมาตรการ") if tables else ""
        for at, table in enumerate(_signed(tables)):
            flow.unnumbered(table, heading="" if at else heading, new_page=True)


def _named(instrument: Instrument) -> str:
    known = instrument.code in instrument.name
    return instrument.name if known else f"{instrument.name} ({instrument.code})"


def _answered(one: RoundInstrument) -> str:
    of_all = f" จากผู้มีสิทธิตอบ {one.population:,} ราย" if one.population else ""
    few = f" ({CONCLUSION_WARNING})" if is_small(one.respondents) else ""
    name = f"{one.instrument.code} {one.part.name}" if one.part else one.instrument.code
    return f"{name} มีผู้ตอบ {one.respondents:,} ราย{of_all}{few}"


def _gap_words(gap: GapLine) -> Iterator[str]:
    score = f" ได้ร้อยละ {score_words(gap.score)}" if gap.score is not None else ""
    yield f"{gap.number}) {gap.issue}" + (f" ({gap.code}{score})" if gap.code else "")
    if gap.cause:
        yield f"สาเหตุ: {gap.cause}"
    if gap.measures:
        named = (f"{measure.title} (มาตรการ{measure.standing_label})" for measure in gap.measures)
        yield f"มาตรการที่ใช้: {' และ '.join(named)}"


def _signed(tables: list[PartContent]) -> list[PartContent]:
    """The tables with a place for the approver below the last, where nobody is named below any."""
    if not tables or any(part.signatures for part in tables):
        return tables
    return [*tables[:-1], replace(tables[-1], signatures=(_APPROVER,))]
