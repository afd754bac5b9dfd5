"""Whatever a document is given, it comes out, names what it could not show, and fetches nothing."""

import io
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from PIL import Image

from ita_portal.render.blocks import Figure, Prose
from ita_portal.render.clean_prose import clean_prose
from ita_portal.render.document import Document
from ita_portal.render.notices import Notice, notices
from ita_portal.render.pdf import document_pdf
from ita_portal.render.pictures import NOT_SHOWN
from tests.render.pictures import picture, png
from tests.render.reading import READERS, without_space

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


def prose(html: str, *figures: Figure) -> Document:
    return Document("แผน", (Prose("หัวข้อ", html, figures),))


def pages_of(pdf: bytes) -> list[str]:
    with pymupdf.open(stream=pdf) as document:
        return [page.get_text() for page in document]


def pages(pdf: bytes) -> str:
    return "".join(pages_of(pdf))


def images(pdf: bytes) -> int:
    with pymupdf.open(stream=pdf) as document:
        return sum(len(page.get_images()) for page in document)


# Letters


def test_letters_without_a_glyph_are_framed_and_mean_themselves() -> None:
    words = ["ยินดี😀มาก", "中文", "①②", "កម្ពុជា", "\U0001f468\u200d\U0001f469", "☂️", "\uf0fc"]
    pdf = document_pdf(prose("".join(f"<p>ก่อน {word} <strong>น้ำ</strong></p>" for word in words)))
    shown = [f"ก่อน{word}น้ำ".replace("\u200d", "").replace("\ufe0f", "") for word in words]
    for name in ("mupdf", "pypdf", "poppler"):  # pdfium writes ① as 1
        text = without_space(READERS[name](pdf))
        assert [word for word in shown if word not in text] == [], name
    with pymupdf.open(stream=pdf) as document:
        fonts = {font[3].partition("+")[2] for page in document for font in page.get_fonts()}
    assert fonts == {"Sarabun", "Sarabun-Bold"}


@pytest.mark.parametrize("words", ["שלום", "عربي"])
def test_text_from_right_to_left_comes_out_in_its_place(words: str) -> None:
    text = without_space(pages(document_pdf(prose(f"<p>ก่อน {words} หลัง</p>"))))
    start, end = text.index("ก่อน") + len("ก่อน"), text.index("หลัง")
    assert sorted(text[start:end]) == sorted(words)


def test_letters_without_a_glyph_are_named_once_each_with_their_place() -> None:
    document = prose("<p>ยินดี😀 ①</p><p>อีกครั้ง😀</p>")
    assert notices(document) == [
        Notice(
            "แบบอักษรไม่มีอักขระ 😀 (U+1F600) จึงพิมพ์เป็นกรอบว่างในไฟล์ PDF",
            "หัวข้อ  ยินดี😀 ①  อีกครั้ง😀 ",
        ),
        Notice(
            "แบบอักษรไม่มีอักขระ ① (U+2460) จึงพิมพ์เป็นกรอบว่างในไฟล์ PDF",
            "หัวข้อ  ยินดี😀 ①  อีกครั้ง😀 ",
        ),
    ]
    assert notices(prose("<p>✓ ☐ ☑ ≥ ½ ° “ก” … ‑ \u200b\u00a0é</p>")) == []


# Pictures


def bomb() -> bytes:
    """A picture of 400 million points in a few hundred kilobytes."""
    target = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(target, "PNG")
    return target.getvalue()


def jpeg() -> bytes:
    target = io.BytesIO()
    Image.effect_noise((200, 200), 50).save(target, "JPEG")
    return target.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"no picture", SVG, png()[:60], jpeg()[:2000], bomb()],
    ids=["empty", "text", "svg", "cut png", "cut jpeg", "huge"],
)
def test_picture_that_cannot_be_shown_is_a_frame_with_its_caption_and_is_named(data: bytes) -> None:
    document = prose("<p>ก่อน</p>", Figure(picture(data), "ภาพที่ 1 แผนภูมิ"), Figure(picture(), "ภาพที่ 2"))
    pdf = document_pdf(document)
    shown = f"แผน หัวข้อ ก่อน {NOT_SHOWN} ภาพที่ 1 แผนภูมิ ภาพที่ 2 หน้า 1 / 1"
    assert " ".join(pages(pdf).split()) == shown
    assert images(pdf) == 1
    assert notices(document) == [Notice("แสดงภาพนี้ไม่ได้ เอกสารมีกรอบว่างแทนภาพ", "ภาพที่ 1 แผนภูมิ")]


def test_picture_whose_file_is_lost_is_a_frame() -> None:
    lost = picture()

    def read() -> bytes:
        raise FileNotFoundError

    object.__setattr__(lost, "read", read)
    assert NOT_SHOWN in pages(document_pdf(prose("", Figure(lost, "ภาพที่ 1"))))


def test_drawing_that_says_it_is_a_picture_is_not_drawn() -> None:
    pdf = document_pdf(prose("", Figure(picture(SVG, "image/svg+xml"), "ภาพที่ 1")))
    assert NOT_SHOWN in pages(pdf)


# Addresses


@pytest.fixture
def listener() -> Iterator[tuple[str, list[object]]]:
    """An address of this machine, and whoever called there."""
    calls: list[object] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.1)
    done = threading.Event()

    def listen() -> None:
        while not done.is_set():
            try:
                connection, caller = server.accept()
            except TimeoutError:
                continue
            calls.append(caller)
            connection.close()

    thread = threading.Thread(target=listen)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/x.png", calls
    done.set()
    thread.join()
    server.close()


EVIL = (
    '<img src="{}" alt="รูป">',
    '<a href="{}">ลิงก์</a>',
    '<link rel="stylesheet" href="{}">',
    '<link rel="attachment" href="{}">',
    '<p style="background-image: url({})">ย่อหน้า</p>',
    '<style>@import url("{0}"); @font-face {{ font-family: Sarabun; src: url("{0}") }}</style>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{}" width="9" height="9"/></svg>',
    '<iframe src="{}"></iframe><object data="{}"></object>',
    '<IMG\nSRC={} onerror="x">',
)


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_is_fetched_from_an_address_in_rich_text(
    evil: str, listener: tuple[str, list[object]]
) -> None:
    address, calls = listener
    document = prose(f"<p>ก่อน</p>{evil.format(address, address)}<p>หลัง</p>")
    text = pages(document_pdf(document)).split()
    assert calls == []
    assert text.index("ก่อน") < text.index("หลัง")
    assert [(notice.message, notice.text) for notice in notices(document)] == [
        ("รูปภาพหรือลิงก์ในข้อความไม่ปรากฏในเอกสาร", f"หัวข้อ: {address}")
    ]


@pytest.mark.parametrize("evil", EVIL)
def test_no_file_of_the_machine_comes_into_a_document(evil: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png((31, 31)) + b"MARKER-OF-A-SECRET")
    pdf = document_pdf(prose(f"<p>ก่อน</p>{evil.format(secret.as_uri(), secret.as_uri())}<p>หลัง</p>"))
    assert images(pdf) == 0
    with pikepdf.open(io.BytesIO(pdf)) as file:
        streams = [item.read_bytes() for item in file.objects if isinstance(item, pikepdf.Stream)]
        assert [stream for stream in streams if b"MARKER" in stream or b"secret.png" in stream] == []
        assert [item for item in file.objects if "secret.png" in repr(item)] == []
        assert len(file.attachments) == 0


def test_rich_text_as_the_editor_writes_it_is_left_as_it_is() -> None:
    html = '<p class="level-2">ก &lt;a&gt; <b>ข</b></p><ol data-type="thai"><li><p>href= ค</p></li></ol>'
    assert clean_prose(html) == html


def test_words_of_links_stay() -> None:
    assert clean_prose('<p>ดู <a href="file:///etc/passwd">ระเบียบ</a></p>') == "<p>ดู ระเบียบ</p>"


# Size


def test_very_long_paragraph_comes_out_whole() -> None:
    words = "การดำเนินงานเพื่อส่งเสริมคุณธรรมและความโปร่งใส "
    count = 100_000 // len(words.encode())
    texts = [page.rpartition("หน้า")[0] for page in pages_of(document_pdf(prose(f"<p>{words * count}</p>")))]
    assert len(texts) > 10
    assert without_space("".join(texts)) == without_space("แผนหัวข้อ" + words * count)
