import io
from collections.abc import Iterator

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from ita_portal.render.blocks import Prose
from ita_portal.render.document import Document
from ita_portal.render.exact_font import glyph_texts
from ita_portal.render.fonts import SCHEME, PaperFonts, letters_without_glyph
from ita_portal.render.pdf import document_pdf

FACES = ("Sarabun-Regular", "Sarabun-Bold", "Sarabun-Italic", "Sarabun-BoldItalic")
# Accents over letters that the font has whole, and the frame of which those for letters are made.
UNNAMED = {"breve", "circumflex", "dieresis", "unknown", ".notdef"}
HTML = "<p>น้ำ <strong>น้ำ</strong> <em>น้ำ</em> <strong><em>น้ำ 😀</em></strong> office</p>"


@pytest.fixture(scope="module")
def fonts() -> Iterator[list[pikepdf.Dictionary]]:
    """The fonts of a document that has all faces."""
    with pikepdf.open(io.BytesIO(document_pdf(Document("แผน", (Prose("หัวข้อ", HTML),))))) as pdf:
        objects = list(pdf.objects)
        yield [item for item in objects if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item]


def test_every_face_is_a_font_of_its_own_and_not_slanted_from_another(
    fonts: list[pikepdf.Dictionary],
) -> None:
    names = sorted(str(font.BaseFont).partition("+")[2] for font in fonts)
    assert names == ["Sarabun", "Sarabun-Bold", "Sarabun-Bold-Italic", "Sarabun-Italic"]


def test_fonts_are_embedded_and_only_with_the_glyphs_in_use(fonts: list[pikepdf.Dictionary]) -> None:
    for font in fonts:
        assert len(str(font.BaseFont).lstrip("/").partition("+")[0]) == 6
        (descendant,) = font.DescendantFonts
        file = descendant.FontDescriptor.FontFile2.read_bytes()
        assert 1_000 < len(file) < 40_000


def test_every_glyph_in_use_means_letters(fonts: list[pikepdf.Dictionary]) -> None:
    for font in fonts:
        lines = font.ToUnicode.read_bytes().decode().splitlines()
        meanings = [line.split()[1] for line in lines if line.startswith("<") and line.count("<") == 2]
        assert len([meaning for meaning in meanings if meaning != "<ffff>"]) > 2
        assert "<>" not in meanings


@pytest.mark.parametrize("face", FACES)
def test_every_glyph_of_a_font_means_letters(face: str) -> None:
    content = PaperFonts().file(f"{SCHEME}{face}.ttf")
    assert content
    texts = glyph_texts(content)
    names = TTFont(io.BytesIO(content)).getGlyphOrder()
    assert {name.partition("_")[0] for at, name in enumerate(names) if at not in texts} == UNNAMED


def test_letters_that_forms_use_have_glyphs() -> None:
    assert letters_without_glyph("✓ ✔ ☐ ☑ ☒ □ ■ ● ○ ◦ ▪ • ≥ ≤ × ÷ ½ ° “ ” … – — → ฿ ๏ ๛ ‑") == frozenset()
    assert letters_without_glyph("ก😀中\u200b\u200d\ufe0f\n") == {"😀", "中"}
