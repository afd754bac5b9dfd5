"""Build the web fonts in static/fonts/ from the installed fontpkg-sarabun package.

Run by hand when the font or the set of characters changes, and commit the result:

    python tools/build_fonts.py

Each weight is cut down to Thai, Latin and the marks of official documents. All layout features stay, because
Thai vowels and tone marks are placed by them.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import fontpkg_sarabun
from fontTools import subset

PACKAGE = Path(fontpkg_sarabun.__file__).parent
TARGET = Path(__file__).resolve().parent.parent / "static" / "fonts"
WEIGHTS = {"400": "Sarabun-Regular.ttf", "600": "Sarabun-SemiBold.ttf", "700": "Sarabun-Bold.ttf"}

# U+25CC is the dotted circle on which a stray Thai mark is drawn; U+200B and U+2060 steer line breaks.
CHARACTERS = [
    *range(0x0020, 0x007F),
    *range(0x00A0, 0x0100),
    *range(0x0E01, 0x0E3B),
    *range(0x0E3F, 0x0E5C),
    *(0x200B, 0x200C, 0x200D, 0x2060, 0x25CC),
    *(ord(mark) for mark in "–—‘’“”„…•·‹›«»†‡‰′″€™©®°±×÷−≈≠≤≥∞√∑∆Ω½¼¾←↑→↓↔✓☐☑■□●○◊"),
]


def build(weight: str, source: Path) -> Path:
    """Write one subset font as WOFF2 and return its path."""
    options = subset.Options(flavor="woff2", layout_features=["*"], hinting=False, name_IDs=[0, 1, 2, 13, 14])
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=CHARACTERS)
    cutter.subset(font)
    target = TARGET / f"sarabun-{weight}.woff2"
    subset.save_font(font, str(target), options)
    return target


def main() -> None:
    """Build every weight and put the licence beside them."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for weight, name in WEIGHTS.items():
        target = build(weight, PACKAGE / "files" / name)
        print(f"{target.name}: {target.stat().st_size:,} bytes")
    shutil.copyfile(PACKAGE / "LICENSE", TARGET / "OFL.txt")


if __name__ == "__main__":
    main()
