"""What a first visit costs, and what the committed fonts can write."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from tools.build_fonts import CHARACTERS, WEIGHTS

ROOT = Path(__file__).resolve().parents[2]
FIRST_LOAD_BYTES = 250_000
ALREADY_COMPRESSED = {".woff2"}


def files_of_the_first_page() -> list[Path]:
    """Every static file that a signed-in page names, and every font of the style sheets."""
    sources = [
        (ROOT / "templates" / name).read_text(encoding="utf-8")
        for name in ("base.html", "components/head.html")
    ]
    names = {name for source in sources for name in re.findall(r"{% static '([^']+)' %}", source)}
    fonts = {f"fonts/sarabun-{weight}.woff2" for weight in WEIGHTS}
    return [Path(str(finders.find(name))) for name in sorted(names | fonts)]


def test_first_page_stays_within_its_weight() -> None:
    files = files_of_the_first_page()
    weights = {
        file.name: len(
            file.read_bytes() if file.suffix in ALREADY_COMPRESSED else brotli.compress(file.read_bytes())
        )
        for file in files
    }

    assert {"bootstrap.min.css", "htmx-2.min.js", "app.js", "sarabun-400.woff2"} <= set(weights)
    assert sum(weights.values()) <= FIRST_LOAD_BYTES, weights


@pytest.mark.parametrize("weight", WEIGHTS)
def test_font_writes_thai_with_its_marks(weight: str) -> None:
    font = TTFont(ROOT / "static" / "fonts" / f"sarabun-{weight}.woff2")
    positioning = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}

    thai = {code for code in CHARACTERS if 0x0E01 <= code <= 0x0E5B}
    assert thai - set(font.getBestCmap()) == set()
    assert {"mark", "mkmk"} <= positioning


def test_style_sheet_names_the_fonts_that_are_there() -> None:
    tokens = (ROOT / "static" / "css" / "tokens.css").read_text(encoding="utf-8")

    named = set(re.findall(r'url\("\.\./fonts/([^"]+)"\)', tokens))
    assert named == {path.name for path in (ROOT / "static" / "fonts").glob("*.woff2")}
