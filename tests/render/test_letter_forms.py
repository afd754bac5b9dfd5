from dataclasses import replace

import pytest

from ita_portal.render.letter import LetterContent, LetterForm, in_digits
from ita_portal.render.letter_forms import (
    OPEN,
    Contact,
    DateLine,
    Filled,
    Given,
    Labelled,
    Masthead,
    Paragraph,
    Piece,
    Rule,
    Sender,
    Signed,
    SignedPair,
    Title,
    letter_pieces,
)
from ita_portal.tables.content import Digits, Signature
from tests.render.sample_letters import letter

SIGNER = Signature(
    name="นางสาวตัวอย่าง ทดสอบ", position="ผู้อำนวยการกองตัวอย่าง", acting_for="ปฏิบัติราชการแทนอธิบดีกรมทดลอง"
)
TEXT = [
    Paragraph("ด้วยกองตัวอย่างได้จัดทำแผนประจำปีงบประมาณ พ.ศ. ๒๕๖๙ งบประมาณ ๑,๒๕๐ บาท ดังนี้"),
    Paragraph("๑. โครงการน้ำใสใจจริง", 1),
    Paragraph("๑.๑ กิจกรรมให้ความรู้ที่ https://example.go.th/o12 ข้อ O12", 2),
    Paragraph("จึงเรียนมาเพื่อโปรดพิจารณา"),
]
ADDRESSED = [
    Labelled("เรียน", ("อธิบดีกรมทดลอง (ผ่านกลุ่มแผนงาน)",)),
    Labelled("อ้างถึง", ("๑. หนังสือที่ ทล ๑/๑", "๒. หนังสือที่ ทล ๑/๒")),
    Labelled("สิ่งที่ส่งมาด้วย", ("แผน จำนวน ๑ ฉบับ",)),
]
SUBJECT = "ขออนุมัติแผนทดสอบ ประจำปี ๒๕๖๙"


def of_kind(content: LetterContent, kind: type[Piece]) -> list[Piece]:
    return [piece for piece in letter_pieces(content) if isinstance(piece, kind)]


def test_memo_has_the_lines_of_the_rules_in_their_order() -> None:
    assert letter_pieces(letter()) == [
        Masthead(1.5, "ด่วนที่สุด", "บันทึกข้อความ"),
        Filled((("ส่วนราชการ", "กองตัวอย่าง กรมทดลอง โทร. ๐ ๒๐๐๐ ๐๐๐๐"),)),
        Filled((("ที่", "ทล ๐๑๐๑/๑๕"), ("วันที่", "๕ พฤศจิกายน ๒๕๖๘"))),
        Filled((("เรื่อง", SUBJECT),)),
        *ADDRESSED,
        *TEXT,
        Signed(SIGNER),
    ]


def test_external_letter_has_sender_closing_and_owner_of_the_matter() -> None:
    assert letter_pieces(letter(LetterForm.EXTERNAL)) == [
        Masthead(3, "ด่วนที่สุด"),
        Sender("ที่ ทล ๐๑๐๑/๑๕", ("กรมทดลอง", "๙ ถนนตัวอย่าง")),
        DateLine("๕ พฤศจิกายน ๒๕๖๘"),
        Labelled("เรื่อง", (SUBJECT,)),
        *ADDRESSED,
        *TEXT,
        Signed(SIGNER, "ขอแสดงความนับถือ"),
        Contact(("กองตัวอย่าง กรมทดลอง", "โทร. ๐ ๒๐๐๐ ๐๐๐๐", "ไปรษณีย์อิเล็กทรอนิกส์ saraban@example.go.th")),
    ]


@pytest.mark.parametrize(
    ("form", "what", "dated"),
    [(LetterForm.ORDER, "คำสั่ง", "สั่ง ณ วันที่"), (LetterForm.ANNOUNCEMENT, "ประกาศ", "ประกาศ ณ วันที่")],
)
def test_order_and_announcement_are_proclaimed_and_dated(form: LetterForm, what: str, dated: str) -> None:
    assert letter_pieces(letter(form, number="1/2569")) == [
        Masthead(3, "ด่วนที่สุด"),
        Title(f"{what}กองตัวอย่าง กรมทดลอง"),
        Title("ที่ ๑/๒๕๖๙"),
        Title(f"เรื่อง {SUBJECT}"),
        Rule(),
        *TEXT,
        Given(f"{dated} ๕ พฤศจิกายน พ.ศ. ๒๕๖๘"),
        Signed(SIGNER),
    ]


def test_publication_form_takes_web_addresses_and_remarks_out_of_the_text() -> None:
    content = letter(
        LetterForm.PUBLICATION_FORM,
        body="สรุปแผน 2569\nhttps://example.go.th/plan/2569\nหมายเหตุ: เผยแพร่ 1 ปี",
    )

    assert letter_pieces(content) == [
        Title("แบบฟอร์มการขอเผยแพร่ข้อมูลผ่านเว็บไซต์ของหน่วยงาน"),
        Title("กองตัวอย่าง กรมทดลอง"),
        Filled((("ชื่อหน่วยงาน", "กองตัวอย่าง กรมทดลอง"),)),
        Filled((("วัน/เดือน/ปี", "๕ พฤศจิกายน ๒๕๖๘"),)),
        Filled((("หัวข้อ", SUBJECT),)),
        Labelled("รายละเอียดข้อมูล (โดยสรุปหรือเอกสารแนบ)", ()),
        Paragraph("สรุปแผน ๒๕๖๙"),
        Labelled("เอกสารแนบ", ("แผน จำนวน ๑ ฉบับ",)),
        Filled((("Link ภายนอก", "https://example.go.th/plan/2569"),)),
        Filled((("หมายเหตุ", "เผยแพร่ ๑ ปี"),)),
        SignedPair((Signature("ผู้รับผิดชอบการให้ข้อมูล"), replace(SIGNER, label="ผู้อนุมัติรับรอง"))),
        SignedPair((Signature("ผู้รับผิดชอบการนำข้อมูลขึ้นเผยแพร่"),)),
    ]


def test_what_is_left_open_is_room_to_write() -> None:
    memo = letter(number="ทล 0101/", day=None, addressee="", through="", references=(), enclosures=())
    order = letter(LetterForm.ORDER, number="", day=None)

    assert of_kind(memo, Filled)[1] == Filled((("ที่", "ทล ๐๑๐๑/"), ("วันที่", "")))
    assert of_kind(memo, Labelled) == [Labelled("เรียน", ("." * 40,))]
    assert of_kind(order, Title)[1] == Title(f"ที่ {OPEN}/{OPEN}")
    assert of_kind(order, Given) == [Given(f"สั่ง ณ วันที่ {OPEN} พ.ศ. {OPEN}")]


def test_announcement_may_go_without_a_number() -> None:
    titles = of_kind(letter(LetterForm.ANNOUNCEMENT, number=""), Title)
    assert titles == [Title("ประกาศกองตัวอย่าง กรมทดลอง"), Title(f"เรื่อง {SUBJECT}")]


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("๑. หนึ่ง", 1),
        ("12) สิบสอง", 1),
        ("ข้อ ๓ สาม", 1),
        ("ระเบียบวาระที่ 4 เรื่องเพื่อพิจารณา", 1),
        ("๑.๒ ย่อย", 2),
        ("(๑) ย่อย", 2),
        ("- ย่อย", 2),
        ("2569 ไม่ใช่ข้อ", 0),
        ("1.5 ล้านบาท", 2),  # cannot be told from an item of an item
        ("ข้อเสนอแนะ", 0),
    ],
)
def test_items_are_known_by_how_they_begin(typed: str, level: int) -> None:
    (paragraph,) = of_kind(letter(body=typed, digits=Digits.AS_TYPED), Paragraph)
    assert paragraph == Paragraph(typed, level)


@pytest.mark.parametrize(
    ("acting", "printed"),
    [
        ("อธิบดี", "ปฏิบัติราชการแทนอธิบดี"),
        ("ปฏิบัติราชการแทนอธิบดี", "ปฏิบัติราชการแทนอธิบดี"),
        ("รักษาราชการแทนอธิบดี", "รักษาราชการแทนอธิบดี"),
        ("", ""),
    ],
)
def test_acting_for_is_said_once(acting: str, printed: str) -> None:
    (signed,) = of_kind(letter(signer=Signature(acting_for=acting)), Signed)
    assert signed == Signed(Signature(acting_for=printed))


@pytest.mark.parametrize(
    ("digits", "printed"),
    [
        (Digits.THAI, "๑๒ ข้อ O12 ที่ a.b/3 และ ๔"),
        (Digits.ARABIC, "12 ข้อ O12 ที่ a.b/3 และ 4"),
        (Digits.AS_TYPED, "12 ข้อ O12 ที่ a.b/3 และ ๔"),
    ],
)
def test_digits_beside_latin_letters_stay_as_they_are(digits: Digits, printed: str) -> None:
    assert in_digits("12 ข้อ O12 ที่ a.b/3\nและ ๔", digits) == printed
