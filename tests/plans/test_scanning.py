"""The QR of our own paper is found on what scanners and telephones make of it."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from organisations.scans import ending_of
from plans import qr_reading, scanning
from plans.scanning import tokens_in
from tests.plans.scanned import ADDRESS, as_file, page_at, printed, scanned

TURNED = 6  # of the EXIF: the top of the picture is at its right


def read(content: bytes, ending: str) -> list[str]:
    """Here, without a process of its own."""
    return list(qr_reading.texts_in(content, ending))


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"angle": 3, "noise": 12, "blur": 1},
        {"angle": 90},
        {"angle": 180, "noise": 12},
        {"dpi": 150, "angle": 2},
        {"dpi": 300, "blur": 2.2, "noise": 10},
        {"dpi": 300, "light": 0.3, "noise": 6, "blur": 1},
        {"dpi": 300, "slant": 0.12, "angle": 5, "blur": 1},
    ],
    ids=str,
)
def test_token_of_printed_paper_is_found_again(how: dict[str, Any]) -> None:
    assert read(as_file(scanned(**how)), "jpg") == [ADDRESS]


def test_blur_that_a_first_look_does_not_read_is_read_with_more_effort() -> None:
    blurred = scanned(200, blur=2.1)

    assert qr_reading._read(blurred) == []
    assert read(as_file(blurred, quality=85), "jpg") == [ADDRESS]


@pytest.mark.parametrize(("format", "ending"), [("PNG", "png"), ("HEIF", "heic"), ("JPEG", "jpg")])
def test_each_kind_of_picture_is_read_and_known_by_what_is_in_it(format: str, ending: str) -> None:
    page = scanned(150)
    foot = page.crop((0, page.height * 4 // 5, page.width, page.height))
    content = as_file(foot, format)

    assert ending_of(content) == ending
    assert read(content, ending) == [ADDRESS]


def test_photograph_turned_by_its_exif_is_read() -> None:
    exif = Image.Exif()
    exif[0x0112] = TURNED
    content = as_file(page_at(150).transpose(Image.Transpose.ROTATE_90), exif=exif)

    assert read(content, "jpg") == [ADDRESS]


def test_scan_of_several_pages_says_each_text_once_and_a_qr_on_the_last_page_is_found() -> None:
    blank = Image.new("L", page_at(150).size, 240)
    file = io.BytesIO()
    blank.save(file, "PDF", resolution=150, save_all=True, append_images=[blank, scanned(150), scanned(150)])

    assert read(file.getvalue(), "pdf") == [ADDRESS]


def test_own_pdf_is_read_in_a_process_of_its_own() -> None:
    assert tokens_in(printed(), "pdf") == [ADDRESS]


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (lambda: b"%PDF-1.7 no objects\n%%EOF\n", "pdf"),
        (lambda: as_file(Image.new("L", (200, 200), 255)), "jpg"),
        (lambda: as_file(Image.new("1", (30_000, 30_000), 1), "PNG"), "png"),
    ],
    ids=["broken", "blank", "bomb"],
)
def test_what_holds_no_qr_or_cannot_be_read_has_no_texts(content: Callable[[], bytes], ending: str) -> None:
    assert tokens_in(content(), ending) == []


def test_paper_of_any_size_is_drawn_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.BytesIO()
    Image.new("L", (200, 200), 255).save(file, "PDF", resolution=1)  # 200 inches wide

    page = next(qr_reading._pages_of_pdf(file.getvalue()))

    assert max(page(True).size) <= 4001


def test_reading_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "MOST_SECONDS", 0.01)

    assert tokens_in(printed(), "pdf") == []
