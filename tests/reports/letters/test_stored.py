from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile

from ita_portal.render.letter import LetterContent, LetterForm
from ita_portal.tables.content import Signature
from organisations.models import Letter
from reports.formats import Format
from reports.letters.stored import letter_content, letter_file
from tests.cast import Cast
from tests.factories import LetterFactory, LetterReferenceFactory
from tests.render.sample_letters import emblem


def letter(cast: Cast, **values: Any) -> Letter:
    made: Letter = LetterFactory(organisation=cast.organisation("medicine"), **values)
    return made


def test_letter_of_the_register_is_printed_with_all_that_it_says(cast: Cast) -> None:
    stored = letter(
        cast,
        kind="propose",
        urgency="very_urgent",
        number_prefix="ตย 1",
        number_text="ตย 1/5",
        dated_on=date(2026, 1, 9),
        office="กองแผน",
        phone="123",
        subject="ขออนุมัติ",
        addressee="อธิบดี",
        through="กลุ่มแผน",
        enclosures=["แผน"],
        body="ด้วย",
        signer_name="นาย ก",
        signer_position="ผู้อำนวยการ",
        signer_acting_for="อธิบดี",
    )
    LetterReferenceFactory(letter=stored, text="หนังสือ ๑")

    assert letter_content(stored) == LetterContent(
        form=LetterForm.MEMO,
        subject="ขออนุมัติ",
        urgency="ด่วนมาก",
        office="กองแผน",
        phone="123",
        email=stored.organisation.email,
        number="ตย 1/5",
        day=date(2026, 1, 9),
        addressee="อธิบดี",
        through="กลุ่มแผน",
        references=("หนังสือ ๑",),
        enclosures=("แผน",),
        body="ด้วย",
        signer=Signature(name="นาย ก", position="ผู้อำนวยการ", acting_for="อธิบดี"),
    )


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("approve", LetterForm.MEMO),
        ("circular", LetterForm.MEMO),
        ("invitation", LetterForm.MEMO),
        ("external", LetterForm.EXTERNAL),
        ("order", LetterForm.ORDER),
        ("announcement", LetterForm.ANNOUNCEMENT),
        ("publication_form", LetterForm.PUBLICATION_FORM),
    ],
)
def test_each_kind_has_its_form(cast: Cast, kind: str, form: LetterForm) -> None:
    assert letter_content(letter(cast, kind=kind)).form is form


@pytest.mark.parametrize(
    ("kind", "number"), [("memo", "ตย 1/"), ("circular", "ตย 1/ว"), ("order", ""), ("announcement", "")]
)
def test_number_left_open_keeps_what_stands_before_it(cast: Cast, kind: str, number: str) -> None:
    assert letter_content(letter(cast, kind=kind, number_prefix="ตย 1")).number == number


def test_letter_without_a_degree_of_urgency_says_none(cast: Cast) -> None:
    assert letter_content(letter(cast)).urgency == ""


def test_external_letter_leaves_in_the_name_of_the_nearest_with_an_address(cast: Cast) -> None:
    ministry = cast.organisation("health")
    ministry.address = "1 ถนนตัวอย่าง\nกรุงเทพมหานคร"
    ministry.save()
    leaves = letter(cast, kind="external")

    assert letter_content(leaves).sender == (ministry.name, "1 ถนนตัวอย่าง", "กรุงเทพมหานคร")
    leaves.organisation.address = "2 ถนนตัวอย่าง"
    assert letter_content(leaves).sender == (leaves.organisation.name, "2 ถนนตัวอย่าง")
    assert letter_content(letter(cast)).sender == ()


def test_emblem_of_the_organisation_stands_on_its_letters(cast: Cast) -> None:
    stored = letter(cast)
    stored.organisation.letter_emblem.save("emblem.png", ContentFile(emblem().read()))

    printed = letter_content(stored).emblem

    assert printed is not None
    assert (printed.caption, printed.read()) == ("ตราหัวหนังสือ", emblem().read())


@pytest.mark.parametrize(
    ("format", "start", "name"),
    [
        (Format.PDF, b"%PDF-", "บันทึกข้อความ ขออนุมัติ แผน.pdf"),
        (Format.DOCX, b"PK\x03\x04", "บันทึกข้อความ ขออนุมัติ แผน.docx"),
    ],
)
def test_file_is_named_for_what_it_is(cast: Cast, format: Format, start: bytes, name: str) -> None:
    file = letter_file(letter(cast, subject="ขออนุมัติ/แผน"), format)
    assert (file.content[: len(start)], file.name) == (start, name)


@pytest.mark.parametrize(
    ("subject", "name"),
    [("ก" * 79 + " ขข", "ก" * 79), ("ก" * 80 + " ข", "ก" * 80), ("ก" * 90, "ก" * 80)],
)
def test_name_of_a_file_ends_with_a_whole_word(cast: Cast, subject: str, name: str) -> None:
    assert letter_file(letter(cast, subject=subject), Format.DOCX).name == f"บันทึกข้อความ {name}.docx"
