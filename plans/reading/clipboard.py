"""What Excel and Word put on the clipboard, as HTML or as tabs, to a Grid."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ita_portal.render.text import printable
from plans.limits import MAX_CELL
from plans.reading.errors import UnreadableError
from plans.reading.grid import Grid, refuse_too_high
from plans.reading.html import read_html, tidy

MAX_CHARACTERS = 4_000_000  # Word writes a hundred characters of markup for one of text
_QUOTED = re.compile(rf'"((?:[^"\t]|""){{0,{MAX_CELL}}})"(?=\t|\n|\Z)')
_PLAIN = re.compile(r"[^\t\n]*")


@dataclass(frozen=True)
class Pasted:
    """A pasted table, and in Thai what of it was left out."""

    grid: Grid
    notices: tuple[str, ...] = ()


def read_clipboard(*, text: str, html: str = "") -> Pasted:
    """The table in the HTML where there is one, else in the text, whose cells are parted by tabs.

    Raises UnreadableError for a picture, for nothing at all, and for what is beyond the limits.
    """
    if len(html) > MAX_CHARACTERS or len(text) > MAX_CHARACTERS:
        raise UnreadableError("ข้อมูลที่วางยาวเกินไป โปรดแบ่งวางเป็นหลายครั้ง")
    pasted = _from_html(printable(html)) if html.strip() else None
    if pasted is None:
        pasted = Pasted(Grid.of_texts(_rows_of_text(printable(text))))
    _refuse_what_is_no_table(pasted.grid)
    return pasted


def _from_html(html: str) -> Pasted | None:
    read = read_html(html)
    if not read.tables:
        if read.pictures and not any(cell.text for row in read.rows for cell in row):
            raise UnreadableError(
                "ข้อมูลที่วางเป็นรูปภาพ อ่านเป็นตารางไม่ได้ โปรดคัดลอกตารางจากไฟล์ Excel หรือ Word โดยตรง"
            )
        return None
    notices = []
    if read.pictures:
        notices.append(f"ไม่ได้นำเข้ารูปภาพ {read.pictures} รูป")
    if read.hidden:
        notices.append(f"ไม่ได้นำเข้าข้อมูล {read.hidden} ช่องในคอลัมน์หรือแถวที่ซ่อนไว้")
    grid = Grid.of_rows(read.rows)
    if not grid.height and read.pictures:
        raise UnreadableError("ตารางที่วางมีแต่รูปภาพ โปรดคัดลอกตารางที่เป็นข้อความ")
    return Pasted(grid, tuple(notices))


def _rows_of_text(text: str) -> Iterator[list[str]]:
    """Rows of tab-separated text; Excel quotes a cell that has line breaks and doubles the quotes in it.

    A quote that no such cell explains is a quote that somebody typed.
    """
    row: list[str] = []
    count = at = 0
    while at < len(text) or row:
        cell, at = _cell_at(text, at)
        row.append(tidy(cell))
        if at < len(text) and text[at] == "\t":
            at += 1
            if at < len(text):
                continue
            row.append("")
        count += 1
        refuse_too_high(count)
        yield row
        row, at = [], at + 1


def _cell_at(text: str, at: int) -> tuple[str, int]:
    quoted = _QUOTED.match(text, at)
    if quoted and ("\n" in quoted[1] or '""' in quoted[1]):
        return quoted[1].replace('""', '"'), quoted.end()
    plain = _PLAIN.match(text, at)
    return (plain[0], plain.end()) if plain else ("", at)


def _refuse_what_is_no_table(grid: Grid) -> None:
    if not grid.height:
        raise UnreadableError("ไม่พบข้อมูลที่จะนำเข้า โปรดคัดลอกตารางจาก Excel หรือ Word แล้ววางในช่องนี้")
    longest = max(grid.cells, key=lambda cell: len(cell.text))
    if len(longest.text) > MAX_CELL:
        place = f"แถวที่ {longest.row + 1} คอลัมน์ที่ {longest.column + 1}"
        raise UnreadableError(f"{place}: ข้อความยาวเกิน {MAX_CELL:,} ตัวอักษร โปรดย่อก่อนวาง")
