"""What happens to a picture that somebody sends."""

import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageFile

from organisations import photos
from plans import pictures
from plans.pictures import prepared


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **how)
    return target.getvalue()


@pytest.mark.parametrize(("kind", "ending"), [("PNG", "png"), ("JPEG", "jpg")])
def test_plain_picture_is_kept_byte_for_byte(kind: str, ending: str) -> None:
    data = saved(Image.new("RGB", (30, 20), "teal"), kind)

    assert prepared(data) == (data, ending, 30, 20)


def test_what_was_made_ready_is_ready() -> None:
    once = prepared(saved(Image.new("RGB", (3000, 1000), "teal"), "JPEG"))

    assert (once.width, once.height) == (2000, 667)
    assert prepared(once.content) == once


def test_photograph_is_turned_upright_and_says_nothing_of_its_maker() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "secret camera"

    ready = prepared(saved(Image.new("RGB", (40, 20), "teal"), "JPEG", exif=exif))

    assert (ready.width, ready.height) == (20, 40)
    assert b"secret camera" not in ready.content


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_what_hangs_on_the_end_of_a_picture_is_not_kept(kind: str) -> None:
    plain = saved(Image.new("RGB", (30, 20), "teal"), kind)

    ready = prepared(plain + b"<script>hidden</script>")

    assert (ready.width, ready.height) == (30, 20)
    assert b"hidden" not in ready.content
    assert prepared(ready.content) == ready


def test_segment_that_a_program_put_into_a_photograph_is_not_kept() -> None:
    plain = saved(Image.new("RGB", (30, 20), "teal"), "JPEG")
    segment = b"\xff\xe5" + (2 + len(b"hidden")).to_bytes(2, "big") + b"hidden"

    assert b"hidden" not in prepared(plain[:2] + segment + plain[2:]).content


def test_webp_becomes_jpeg_on_white() -> None:
    ready = prepared(saved(Image.new("RGBA", (10, 10), (0, 0, 0, 0)), "WEBP", lossless=True))

    image = Image.open(io.BytesIO(ready.content))
    assert (ready.ending, image.format, image.getpixel((5, 5))) == ("jpg", "JPEG", (255, 255, 255))


def test_transparent_png_stays_transparent() -> None:
    ready = prepared(saved(Image.new("RGBA", (2100, 10), (0, 0, 0, 0)), "PNG"))

    assert (ready.ending, Image.open(io.BytesIO(ready.content)).mode, ready.width) == ("png", "RGBA", 2000)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        saved(Image.new("P", (10, 10)), "GIF"),
        saved(Image.new("RGB", (60, 60), "teal"), "PNG")[:60],
        b"\xff\xd8\xff\xe0 no picture",
    ],
)
def test_what_is_no_picture_of_ours_is_refused_in_thai(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as the maker of PDFs does

    with pytest.raises(ValidationError, match="ไม่ใช่ภาพที่อ่านได้ โปรดใช้ไฟล์ JPEG, PNG หรือ WebP"):
        prepared(data)


def test_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_BYTES", 10)

    with pytest.raises(ValidationError, match="ใหญ่กว่า 10 MB"):
        prepared(b"x" * 11)


def test_picture_with_too_many_pixels_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "MOST_PIXELS", 100)

    with pytest.raises(ValidationError, match="จุดภาพมากเกินไป"):
        prepared(saved(Image.new("RGB", (20, 20)), "PNG"))
