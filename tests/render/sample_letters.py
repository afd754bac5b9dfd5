"""Letters for the tests of their formats; offices, people and places are invented."""

import io
from collections.abc import Iterator
from dataclasses import astuple, replace
from datetime import date
from typing import Any

from PIL import Image

from ita_portal.render.letter import LetterContent, LetterForm
from ita_portal.render.letter_forms import letter_pieces
from ita_portal.tables.content import Signature
from ita_portal.tables.facts import PictureContent

BODY = """ด้วยกองตัวอย่างได้จัดทำแผนประจำปีงบประมาณ พ.ศ. 2569 งบประมาณ 1,250 บาท ดังนี้
1. โครงการน้ำใสใจจริง
1.1 กิจกรรมให้ความรู้ที่ https://example.go.th/o12 ข้อ O12
จึงเรียนมาเพื่อโปรดพิจารณา"""


def letter(form: LetterForm = LetterForm.MEMO, **changes: object) -> LetterContent:
    """A letter with everything that a letter can have, but for the changes."""
    content = LetterContent(
        form=form,
        subject="ขออนุมัติแผนทดสอบ ประจำปี 2569",
        urgency="ด่วนที่สุด",
        office="กองตัวอย่าง กรมทดลอง",
        phone="0 2000 0000",
        email="saraban@example.go.th",
        sender=("กรมทดลอง", "9 ถนนตัวอย่าง"),
        number="ทล 0101/15",
        day=date(2025, 11, 5),
        addressee="อธิบดีกรมทดลอง",
        through="กลุ่มแผนงาน",
        references=("หนังสือที่ ทล 1/1", "หนังสือที่ ทล 1/2"),
        enclosures=("แผน จำนวน 1 ฉบับ",),
        body=BODY,
        signer=Signature(name="นางสาวตัวอย่าง ทดสอบ", position="ผู้อำนวยการกองตัวอย่าง", acting_for="อธิบดีกรมทดลอง"),
        emblem=emblem(),
    )
    return replace(content, **changes)  # type: ignore[arg-type]


def emblem(content: bytes | None = None) -> PictureContent:
    if content is None:
        target = io.BytesIO()
        Image.new("RGB", (30, 33), "black").save(target, "PNG")
        content = target.getvalue()
    kept = content
    return PictureContent("ตราหัวหนังสือ", "image/png", 30, 33, lambda: kept)


def said(content: LetterContent) -> list[str]:
    """Every text that the letter's pieces say."""
    return [text for piece in letter_pieces(content) for text in _texts(astuple(piece)) if text]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif type(value) is str:  # and no choice of an enumeration
        yield value
