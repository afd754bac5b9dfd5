"""Scores that came from elsewhere, held against the framework of a round: which are of it, which of none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assessments.models import Round
from assessments.reading.cells import read_score
from assessments.reading.files import Table
from assessments.reading.score_tables import ScoreLine, code_of, read_lines
from assessments.rounds.sheets import Entry, Sheet, plain_code

Shown = Sequence[Entry]


@dataclass(frozen=True)
class Problem:
    """A cell that was refused, where it stands, and why, in Thai."""

    place: str
    text: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: “{self.text}” {self.message}" if self.text else f"{self.place}: {self.message}"


@dataclass
class ReadScores:
    """Scores by the keys of ``sheets.Entry``; announced scores by the instrument's code, "" for the round's.

    ``unread`` has the words that are neither, with their places.
    """

    scores: dict[str, Decimal] = field(default_factory=dict)
    official: dict[str, Decimal] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: list[Problem] = field(default_factory=list)


def read_file(of_round: Round, sheet: Sheet, tables: Sequence[Table]) -> ReadScores:
    """The scores of the round that the tables of a file hold."""
    lines = read_lines(tables, fiscal_year=of_round.fiscal_year, kind=of_round.kind)
    read = ReadScores()
    read.problems += [Problem(str(place), "", words) for place, words in lines.problems]
    read.unread += [Problem(str(place), text, "ไม่ใช่ข้อหรือคะแนน") for place, text in lines.unread]
    by_table: dict[int, list[ScoreLine]] = {}
    for line in lines.lines:
        by_table.setdefault(line.table, []).append(line)
    for of_table in by_table.values():
        _read_lines(sheet, of_table, read)
    if not read.scores and not read.official and not read.problems:
        read.problems.append(Problem("ไฟล์นี้", "", "ไม่พบคะแนน โปรดตรวจสอบว่ามีคอลัมน์ข้อและคอลัมน์คะแนน"))
    return read


def _read_lines(sheet: Sheet, lines: Iterable[ScoreLine], read: ReadScores) -> None:
    instruments = {plain_code(one.instrument.code): one.instrument.code for one in sheet.instruments}
    seen: set[str] = set()  # the instruments of the table's lines, to know whose total its total is
    for line in lines:
        named = next(
            (code for plain, code in instruments.items() if plain in plain_code(line.label).split("(")[0]),
            None,
        )
        entry = None if line.is_total else sheet.by_code.get(plain_code(line.code))
        if entry:
            seen.add(entry.instrument.code)
            _keep(read, read.scores, entry.key, entry.words, line)
        elif line.is_total:
            owner = named or (next(iter(seen)) if len(seen) == 1 else "")
            _keep(read, read.official, owner, f"คะแนนรวม {owner}".strip(), line)
        elif named and plain_code(line.code) == plain_code(line.label):
            _keep(read, read.official, named, f"คะแนนรวม {named}", line)
        elif line.score:
            read.problems.append(Problem(str(line.place), line.label, "ไม่มีข้อนี้ในกรอบการประเมินของรอบ"))
        else:
            read.unread.append(Problem(str(line.place), line.label, "ไม่มีคะแนน"))


def _keep(read: ReadScores, into: dict[str, Decimal], key: str, words: str, line: ScoreLine) -> None:
    try:
        score = read_score(line.score)
    except ValueError as error:
        read.problems.append(Problem(str(line.place), line.score, f"{words}: {error}"))
        return
    if key in into:
        read.problems.append(Problem(str(line.place), line.label, f"{words} มีมากกว่าหนึ่งแถว"))
    elif score is not None:
        into[key] = score


@dataclass
class PastedScores:
    """What was pasted, as text by key, and the lines that were refused."""

    cells: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def read_pasted(text: str, sheet: Sheet, shown: Shown) -> PastedScores:
    """A column of scores in the order of ``shown``, or two columns of codes and scores.

    Lines that are not understood are refused one by one; the others are kept.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1)]
    while lines and not lines[-1][1].strip():
        lines.pop()
    pasted, order = PastedScores(), iter(shown)
    allowed = {entry.key for entry in shown}
    for number, line in lines:
        try:
            key, score = _pasted_line(line, sheet, order)
            if key not in allowed:
                raise ValueError("ข้อนี้ไม่อยู่ในตารางที่เปิดอยู่")
            if key in pasted.cells:
                raise ValueError("มีข้อนี้มากกว่าหนึ่งบรรทัด")
            read_score(score)
        except ValueError as error:
            pasted.problems.append(Problem(f"บรรทัดที่ {number}", " ".join(line.split())[:200], str(error)))
            pasted.refused.append(line)
        else:
            pasted.cells[key] = score.strip()
    return pasted


def _pasted_line(line: str, sheet: Sheet, order: Iterator[Entry]) -> tuple[str, str]:
    """The key and the score of a line; of a score alone, the next entry's key."""
    cells = _cells(line, sheet)
    if len(cells) == 1:
        entry = next(order, None)
        if entry is None:
            raise ValueError("มีคะแนนมากกว่าจำนวนข้อในตาราง")
        return entry.key, cells[0]
    found = sheet.by_code.get(plain_code(cells[0])) or sheet.by_code.get(plain_code(code_of(cells[0])))
    if found is None:
        raise ValueError("ไม่มีข้อนี้ในกรอบการประเมินของรอบ")
    return found.key, cells[-1]


def _cells(line: str, sheet: Sheet) -> list[str]:
    """The cells of a line: parted by tabs, or a known code and what follows it."""
    if "\t" in line:
        cells = line.split("\t")
        return cells if cells[0].strip() else cells[-1:]
    code, _, rest = line.strip().rpartition(" ")
    return [code, rest] if code and plain_code(code) in sheet.by_code else [line]
