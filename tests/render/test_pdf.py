import io
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pikepdf
import pymupdf
import pypdf
import pytest
from PIL import Image
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from ita_portal.render.arrangement import plan_document
from ita_portal.render.blocks import Prose
from ita_portal.render.document import Document
from ita_portal.render.exact_font import JOINER
from ita_portal.render.fonts import SCHEME, font_face_css
from ita_portal.render.own_files import DocumentPictures, OurFiles
from ita_portal.render.pdf import document_pdf
from ita_portal.tables.content import Digits, Options, PlanContent, SectionContent
from ita_portal.tables.rows import Row
from tests.render.sample_plans import sample_plan

LANDSCAPE, PORTRAIT = (842, 595), (595, 842)
EXACT = (
    "การดำเนินงานของผู้อำนวยการ",
    "น้ำ ค้ำ ช้ำ ซ้ำ ย่ำ จ๋ำ",
    "ปำ ฝำ ฟำ ป้ำ ฝ่ำ ฟ้ำ",
    "ปั๊ม ปี่ ฝึก ฟื้น ป่า ฟ้า ฝ้าย เปี๊ยะ",
    "ใหญ่ ญี่ปุ่น ฐานะ ฎีกา ปฏิบัติ กตัญญู ฎุ ฏู ฬี่",
    "ทั้งนี้ ที่นี่ เพื่อขับเคลื่อนตัวชี้วัด",
    "พ.ศ. ๒๕๖๙ (office file) 94 - A/B",
)


def pages(pdf: bytes) -> list[str]:
    with pymupdf.open(stream=pdf) as document:
        return [page.get_text() for page in document]


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    with pymupdf.open(stream=pdf) as document:
        return [(round(page.rect.width), round(page.rect.height)) for page in document]


def render(plan: PlanContent, **texts: str) -> bytes:
    return document_pdf(plan_document(plan, **texts))


def with_first_row(plan: PlanContent, change: Callable[[Row], Row]) -> PlanContent:
    """The plan with the first activity of its only part changed."""
    (part,) = plan.parts
    return replace(plan, parts=(replace(part, rows=(change(part.rows[0]), *part.rows[1:])),))


@pytest.fixture(scope="module")
def long_plan() -> bytes:
    return render(sample_plan("component", 30), revision="ฉบับร่าง")


@pytest.fixture(scope="module")
def exact() -> bytes:
    html = "".join(f"<p>{words}</p>" for words in EXACT)
    return document_pdf(Document("คำนำ", (Prose("หัวข้อ", html),)))


# Text


def test_text_comes_back_as_typed_from_mupdf(exact: bytes) -> None:
    assert [line for line in pages(exact)[0].splitlines() if line in EXACT] == list(EXACT)


def test_text_comes_back_as_typed_from_pypdf(exact: bytes) -> None:
    text = pypdf.PdfReader(io.BytesIO(exact)).pages[0].extract_text()
    assert [line.strip() for line in text.splitlines() if line.strip() in EXACT] == list(EXACT)


def test_text_comes_back_as_typed_from_poppler(exact: bytes) -> None:
    command = ["pdftotext", "-raw", "-", "-"]
    text = subprocess.run(command, input=exact, capture_output=True, check=True).stdout.decode()
    assert [line for line in text.splitlines() if line in EXACT] == list(EXACT)


def test_weasyprint_alone_still_loses_sara_am() -> None:
    """When this fails, WeasyPrint has mended it: exact_font and exact_text can go."""
    css = f"<style>{font_face_css()}p{{font-family:Sarabun}}</style>"
    html = HTML(string=f"{css}<p>การดำเนินงาน</p>", url_fetcher=PlainFonts())
    assert "ดำเนินงาน" not in pages(html.write_pdf())[0]


class PlainFonts(URLFetcher):
    """The fonts as they come in their package."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        font = files("fontpkg_sarabun").joinpath("files", url.removeprefix(SCHEME))
        return URLFetcherResponse(url, font.read_bytes(), {"Content-Type": "font/ttf"})


def test_terms_are_kept_together_and_leave_no_sign_in_the_text() -> None:
    text = pages(render(sample_plan("component", 1)))[0]
    assert "\nดำเนินการ\n" in text
    assert JOINER not in text


def test_every_cell_of_a_table_is_in_the_text(long_plan: bytes) -> None:
    found = re.sub(r"\s", "", "".join(pages(long_plan)))
    (table,) = plan_document(sample_plan("component", 30)).tables
    cells = {cell.text for line in table.body for cell in line.cells}
    assert {text for text in cells if re.sub(r"\s", "", text) not in found} == set()


def test_fonts_are_ours_and_embedded(long_plan: bytes) -> None:
    with pymupdf.open(stream=long_plan) as document:
        fonts = {font[3].partition("+")[2]: font[1] for page in document for font in page.get_fonts()}
    assert fonts == {"Sarabun": "ttf", "Sarabun-Bold": "ttf"}


# Pages


def test_header_stands_on_every_page_and_the_foot_counts_them(long_plan: bytes) -> None:
    texts = pages(long_plan)
    assert len(texts) > 2
    for number, text in enumerate(texts, start=1):
        assert text.count("วัตถุประสงค์") == 1
        assert f"หน้า {number} / {len(texts)}" in text
        assert "แผนปฏิบัติการตัวอย่าง ประจำปีงบประมาณ พ.ศ. 2569 · ฉบับร่าง" in text


def test_page_that_begins_inside_a_group_says_so(long_plan: bytes) -> None:
    first, *others = pages(long_plan)
    assert "กลุ่มงานตัวอย่าง\n" in first
    assert "(ต่อ)" not in first
    for text in others:
        assert re.search(r"องค์ประกอบที่ \d+\s+\(ต่อ\)", text)


def test_heading_rows_in_force_are_printed_again_at_the_head_of_a_page() -> None:
    first, *others = pages(render(sample_plan("strategy_quarters", 12, group=20)))
    assert others
    assert (first.count("(ต่อ)"), [text.count("(ต่อ)") for text in others]) == (0, [2] * len(others))
    for text in others:
        assert text.index("ยุทธศาสตร์ที่ 1 งานโปร่งใส (ต่อ)") < text.index("กลยุทธ์ที่ 1 ทำงานร่วมกัน (ต่อ)")


def test_heading_row_is_never_the_last_of_a_page() -> None:
    for group in (1, 2, 3):
        for text in pages(render(sample_plan("strategy_quarters", 12, group=group))):
            body, _, _ = text.rpartition("แผนปฏิบัติการตัวอย่าง")
            assert not body.rstrip().endswith("ทำงานร่วมกัน")


def test_signature_block_stands_on_the_page_of_the_last_row() -> None:
    for rows in range(3, 9):
        *_, last = pages(render(sample_plan("unit", rows)))
        assert f"{rows}. " in last
        assert "ผู้อนุมัติแผน" in last


def test_nothing_is_drawn_outside_the_margins(long_plan: bytes) -> None:
    with pymupdf.open(stream=long_plan) as document:
        for page in document:
            boxes = [drawing["rect"] for drawing in page.get_drawings()]
            boxes += [pymupdf.Rect(block[:4]) for block in page.get_text("blocks")]
            inside = pymupdf.Rect(42, 42, page.rect.width - 42, page.rect.height - 10)
            assert [box for box in boxes if not inside.contains(box)] == []


def test_row_taller_than_a_page_goes_on_with_header_and_headings() -> None:
    words = "ข้อความยาวสำหรับทดสอบ "
    plan = sample_plan("component", 3)
    texts = pages(render(with_first_row(plan, lambda row: replace(row, objective=words * 300))))
    assert len(texts) > 3
    assert "".join(texts).replace("\n", " ").count("ข้อความยาวสำหรับทดสอบ") == 300
    assert [text.count("วัตถุประสงค์") for text in texts] == [1] * len(texts)
    assert [text.count("กลุ่มงานตัวอย่าง (ต่อ)") for text in texts] == [0] + [1] * (len(texts) - 1)


def test_word_without_a_place_to_break_stays_in_its_column() -> None:
    plan = sample_plan("unit", 1)
    pdf = render(with_first_row(plan, lambda row: replace(row, target_group="x" * 80)))
    with pymupdf.open(stream=pdf) as document:
        words = [word for word in document[0].get_text("words") if set(word[4]) == {"x"}]
    assert len(words) > 1
    assert sum(len(word[4]) for word in words) == 80
    assert {round(word[0]) for word in words} == {round(words[0][0])}


def test_narrative_is_portrait_and_tables_are_landscape_without_empty_pages() -> None:
    sections = (SectionContent("หลักการ", "<p>ข้อความ</p>"),)
    plan = sample_plan("unit", 1)
    pdf = render(replace(plan, sections=sections, parts=plan.parts * 2))
    assert sizes(pdf) == [PORTRAIT, LANDSCAPE, LANDSCAPE]
    assert sizes(render(plan)) == [LANDSCAPE]


def test_pages_are_counted_in_thai_digits_where_the_tables_print_them() -> None:
    plan = sample_plan("unit", 1)
    part = replace(plan.parts[0], options=Options(digits=Digits.THAI))
    text = pages(render(replace(plan, parts=(part,)), revision="ฉบับที่ 2"))[0]
    assert "หน้า ๑ / ๑" in text
    assert "พ.ศ. ๒๕๖๙ · ฉบับที่ ๒" in text


def test_foot_says_any_text_and_keeps_the_revision() -> None:
    evil = '"} </style> \\ { & แผน'
    text = pages(render(sample_plan("unit", 1), short_title=evil, revision="ฉบับที่ 2"))[0]
    assert f"{evil} · ฉบับที่ 2" in text
    text = pages(render(sample_plan("unit", 1), short_title="ยาว " * 200, revision="ฉบับที่ 2"))[0]
    assert "… · ฉบับที่ 2" in text.replace("\n", " ")


# The file


def test_pdf_says_its_title_language_and_that_it_is_tagged(long_plan: bytes) -> None:
    with pikepdf.open(io.BytesIO(long_plan)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "แผนปฏิบัติการตัวอย่าง ประจำปีงบประมาณ พ.ศ. 2569"
        assert str(pdf.Root.Lang) == "th"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.open_metadata()["pdfuaid:part"] == "1"


def test_rows_of_every_page_are_tagged_as_full_tables(long_plan: bytes) -> None:
    with pikepdf.open(io.BytesIO(long_plan)) as pdf:
        tables = [tag for tag in walk(pdf.Root.StructTreeRoot) if tag.get("/S") == "/Table"]
        assert len(tables) == len(pdf.pages)
        assert [columns_of_rows(table) for table in tables] == [{8}] * len(tables)


def walk(tag: pikepdf.Object) -> list[pikepdf.Object]:
    found = [tag]
    for kid in tag.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary):
            found += walk(kid)
    return found


def columns_of_rows(table: pikepdf.Object) -> set[int]:
    """How many grid columns each row of a tagged table has, with spans from rows above."""
    rows = [tag for tag in walk(table) if tag.get("/S") == "/TR"]
    width = dict.fromkeys(range(len(rows)), 0)
    for at, row in enumerate(rows):
        for cell in (kid for kid in row.K if kid.get("/S") in ("/TH", "/TD")):
            for down in range(int(cell.A.get("/RowSpan", 1))):
                width[at + down] = width.get(at + down, 0) + int(cell.A.get("/ColSpan", 1))
    return set(width.values())


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://localhost/",
        "data:text/plain,x",
        "sarabun:../metadata.json",
        "sarabun:",
        "x",
    ],
)
def test_nothing_but_our_fonts_is_fetched(address: str) -> None:
    with pytest.raises(ValueError, match="เอกสารใช้ได้เฉพาะแบบอักษรของระบบ"):
        OurFiles(DocumentPictures()).fetch(address)


def test_narrative_that_names_a_file_does_not_get_it(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8), "red").save(tmp_path / "secret.png")
    address = (tmp_path / "secret.png").as_uri()
    html = f'<p>ก่อน</p><img src="{address}" alt="รูป"><link rel="attachment" href="{address}">'
    pdf = document_pdf(Document("แผน", (Prose("หัวข้อ", html),)))
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert [len(page.get_images()) for page in file.pages] == [0]
        assert len(file.attachments) == 0
