"""Files of evidence are what is in them; their names must say the same, and are made safe."""

import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from organisations.evidence_files import EMPTY, TOO_LARGE, kind_of, safe_file_name
from organisations.evidence_office import ARCHIVE, BOMB, BROKEN, LOCKED, MACROS
from organisations.photos import photo_of
from organisations.scans import ending_of
from tests.organisations.files_of_evidence import (
    PDF,
    broken_lzma,
    from_a_phone,
    locked_zip,
    long_list,
    office,
    ole,
    open_document,
    photo,
    zipped,
)

pytestmark = pytest.mark.no_database

HTML = "<!-- a --><p>เอกสาร</p><ScRiPt>alert(1)</script>".encode()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(ValidationError) as refused:
        kind_of(io.BytesIO(content), name)
    return refused.value.message_dict["file"][0]


@pytest.mark.parametrize(
    ("content", "name", "ending"),
    [
        (PDF, "รายงาน.PDF", "pdf"),
        (photo(), "a.jpg", "jpg"),
        (photo(), "a.JPEG", "jpg"),
        (photo(), "ภาพจากโทรศัพท์", "jpg"),
        (photo(kind="PNG"), "a.png", "png"),
        (photo(kind="HEIF"), "IMG_1.HEIC", "heic"),
        (office("docx"), "a.docx", "docx"),
        (office("xlsx"), "a.xlsx", "xlsx"),
        (office("pptx"), "a.pptx", "pptx"),
        (ole("WordDocument", "1Table"), "a.doc", "doc"),
        (ole("Workbook"), "a.xls", "xls"),
        (ole("PowerPoint Document"), "a.ppt", "ppt"),
        (open_document("text"), "a.odt", "odt"),
        (open_document("spreadsheet"), "a.ods", "ods"),
        (open_document("presentation"), "a.odp", "odp"),
        ("ลำดับ,ชื่อ\n1,BM\n".encode(), "a.csv", "csv"),
        ("BMI ของบุคลากร".encode(), "a.txt", "txt"),
        ("บันทึก".encode("cp874"), "a.txt", "txt"),
        ("บันทึก".encode("utf-16"), "a.txt", "txt"),
    ],
)
def test_file_is_known_by_what_is_in_it(content: bytes, name: str, ending: str) -> None:
    assert kind_of(io.BytesIO(content), name) == ending


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.pdf", EMPTY),
        (PDF[:-8], "a.pdf", "PDF นี้ไม่สมบูรณ์"),
        (PDF + zipped({"a.class": b"x"}), "a.pdf", "ต่อท้าย"),
        (photo()[:-40], "a.jpg", "ไม่สมบูรณ์"),
        (SVG, "a.svg", "SVG"),
        (SVG, "a.png", "SVG"),
        (HTML, "a.html", "HTML"),
        (HTML, "a.txt", "HTML"),
        (("ก" * 300_000).encode() + HTML, "a.csv", "HTML"),
        (HTML.decode().encode("utf-16"), "a.txt", "HTML"),
        (b"<?xml version='1.0'?><a/>", "a.txt", "XML"),
        (b"<?php system('ls');", "a.txt", "สคริปต์"),
        (b"#!/bin/sh\nls", "a.txt", "สคริปต์"),
        (b"MZ\x90\x00\x03", "a.pdf", "โปรแกรมของ Windows"),
        (b"\x7fELF\x02", "a.jpg", "โปรแกรมของ Linux"),
        (b"Rar!\x1a\x07", "a.rar", "RAR"),
        (b"\x1f\x8b\x08\x00", "a.docx", "GZIP"),
        (b"GIF89a", "a.gif", "GIF"),
        (b"\x00\x00\x00\x18ftypisom", "a.mp4", "วิดีโอ"),
        (b"\x00\x01\x02\x03", "a.txt", "ไม่รู้จัก"),
        (zipped({"a.txt": b"x"}), "a.zip", ARCHIVE),
        (zipped({"a.txt": b"x"}), "a.docx", ARCHIVE),
        (office("docx")[:-30], "a.docx", BROKEN),
        (office("docx", {"word/vbaProject.bin": b"x"}), "a.docx", MACROS),
        (office("xlsx", {"xl/embeddings/run.exe": b"x"}), "a.xlsx", MACROS),
        (open_document("text", {"Basic/Standard/Module1.xml": b"x"}), "a.odt", MACROS),
        (open_document("text", {"META-INF/manifest.xml": b"<m:encryption-data/>"}), "a.odt", LOCKED),
        (ole("WordDocument", "_VBA_PROJECT"), "a.doc", MACROS),
        (ole("EncryptedPackage", "EncryptionInfo"), "a.docx", LOCKED),
        (ole("SomethingElse"), "a.doc", "Word, Excel หรือ PowerPoint"),
        (ole("WordDocument")[:700], "a.doc", ""),
        (locked_zip(), "a.docx", LOCKED),
        (office("docx", {"word/media/a.bin": bytes(30_000_000)}), "a.docx", BOMB),
        (broken_lzma(), "a.docx", BROKEN),
        (long_list(), "a.docx", BOMB),
    ],
)
def test_file_that_is_no_evidence_is_refused_saying_what_it_is(content: bytes, name: str, words: str) -> None:
    assert words in refusal(content, name)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (office("docx"), "แผน.pdf", "Word"),
        (photo(kind="PNG"), "a.jpg", "ภาพ PNG"),
        (PDF, "a.exe", "PDF"),
        (b"dir", "a.bat", "ข้อความ"),
        (b"alert(1)", "a.js", "ข้อความ"),
        (b"words", "a", "ข้อความ"),
    ],
)
def test_file_of_another_type_than_its_name_is_refused_saying_which(
    content: bytes, name: str, words: str
) -> None:
    found = refusal(content, name)

    assert found.startswith(f"ไฟล์ “{name}” มีเนื้อหาเป็น{words}")


def test_file_larger_than_fifty_megabytes_is_refused_unread() -> None:
    class Huge(io.BytesIO):
        def seek(self, offset: int, whence: int = 0) -> int:
            return 50 * 1024 * 1024 + 1 if whence == 2 else super().seek(offset, whence)

        def read(self, size: int | None = -1, /) -> bytes:
            raise AssertionError("nothing of it is read")

    with pytest.raises(ValidationError, match="50 MB") as refused:
        kind_of(Huge(), "a.pdf")
    assert refused.value.message_dict == {"file": [TOO_LARGE]}


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\แผน.pdf", "แผน.pdf"),
        ("รายงาน\u202efdp.exe.pdf", "รายงานfdp.exe.pdf"),
        ("ก\x00ข\nค\u200b.jpeg", "กข ค.pdf"),
        ('ก"<ข>|?*:.pdf', "ก ข.pdf"),
        (".pdf", "evidence.pdf"),
        ("..", "evidence.pdf"),
        ("ก" * 400 + ".pdf", "ก" * 150 + ".pdf"),
    ],
)
def test_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_file_name(name, "pdf") == safe


def test_photo_of_a_phone_stands_upright_without_its_metadata() -> None:
    made = photo_of(io.BytesIO(from_a_phone()), formats=("JPEG",), longest_side=1000, refusal="")

    assert (made.ending, made.width, made.height, str(made.taken_on)) == ("jpg", 500, 1000, "2026-01-15")
    with Image.open(io.BytesIO(made.content or b"")) as image:
        assert (image.size, dict(image.getexif())) == ((500, 1000), {})
        # The camera's left is up.
        assert image.getpixel((250, 100))[0] > 200  # type: ignore[index]
        assert image.getpixel((250, 900))[2] > 200  # type: ignore[index]


def test_small_plain_photo_stays_as_it_is() -> None:
    made = photo_of(io.BytesIO(photo()), formats=("JPEG",), longest_side=1000, refusal="")

    assert made == (None, "jpg", 40, 20, None)


def test_jpeg_of_several_pictures_is_a_jpeg() -> None:
    content = photo(kind="MPO", save_all=True, append_images=[Image.new("RGB", (9, 9))])

    assert ending_of(content) == "jpg"
    made = photo_of(io.BytesIO(content), formats=("JPEG",), longest_side=1000, refusal="")
    assert made.ending == "jpg"
    assert made.content is not None
