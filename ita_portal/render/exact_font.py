"""Sarabun with glyphs that can mean what was typed.

HarfBuzz takes SARA AM (ำ) apart into NIKHAHIT and SARA AA, and no glyph is left that means ำ. The font
derived here puts the pieces together again, after its own substitutions: into its SARA AM or, where a tone
stands on the NIKHAHIT, into a SARA AA of its own. Tones over the narrow vowels of ป ฝ ฟ get narrow forms too:
the font shifts them when it places them, and readers of the PDF see a space where the pen comes back.

A letter that the font lacks gets a frame of its own where a document needs it, so that the frame means the
letter, and no other font is called in.
"""

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from fontTools.otlLib.builder import (
    ChainContextSubstBuilder,
    ChainContextualRule,
    LigatureSubstBuilder,
    SingleSubstBuilder,
)
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.ttLib.tables._g_l_y_f import Glyph

from ita_portal.render.symbols import SYMBOLS, symbol, unknown

_NIKHAHIT, _SARA_AA, _SARA_AM = "uni0E4D", "uni0E32", "uni0E33"
_TONED = tuple(f"{_NIKHAHIT}0E4{tone}" for tone in "89AB")  # NIKHAHIT and tone in one glyph
_TONES = tuple(f"uni0E4{tone}" for tone in "89ABC")
_UPPER_VOWELS = ("uni0E31", "uni0E34", "uni0E35", "uni0E36", "uni0E37", "uni0E47")
_NARROW, _SMALL = ".narrow", ".small"  # the font's variants: of marks on ป ฝ ฟ, of tones over a vowel
_OF_AM = ".am"  # our own: of the pieces of a SARA AM
_NARROW_AM = _SARA_AM + _NARROW
_AA_OF_AM = _SARA_AA + _OF_AM
_OWN_NAMES = {
    "yoYingthai": "ญ",
    "doChadathai": "ฎ",
    "toPatakthai": "ฏ",
    "thoThanthai": "ฐ",
    "loChulathai": "ฬ",
}
# Pango breaks Thai lines at a word joiner all the same. An invisible sign of another script parts the text
# into runs, and Pango does not break between those. The font has a glyph for it only so that no other font is
# called in; it is never drawn.
JOINER = "\u180e"
_JOINER_GLYPH = "joiner"
_HYPHEN, _HARD_HYPHEN = "uni2010", "\u2011"  # a hyphen that parts no lines looks like any other
_UNKNOWN_GLYPH = "unknown"
_BEYOND_16_BITS = 0xFFFF
_THAI = "uni0E"
_LEVELLED = 60  # thousandths of an em
_MARK_TO_BASE, _MARK_TO_MARK = 4, 6  # kinds of lookups
_HEX_NAME = re.compile(r"uni((?:[0-9A-F]{4})+)")


def exact_font(content: bytes) -> bytes:
    """The derived font; ``content`` is Sarabun as it comes in its package."""
    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    _add_composite(font, _AA_OF_AM, (_SARA_AA, 0))
    _add_composite(font, _NARROW_AM, (_SARA_AA, 0), (_NIKHAHIT + _NARROW, 0))
    for toned in _all_toned():
        _add_mark_like(font, toned + _OF_AM, toned)
    for tone in _TONES:
        _add_mark_like(font, tone + _SMALL + _NARROW, tone + _SMALL, _narrowing(font, tone))
    _add_composite(font, _JOINER_GLYPH)
    _add_composite(font, "hardhyphen", (_HYPHEN, 0))
    letters = {ord(JOINER): _JOINER_GLYPH, ord(_HARD_HYPHEN): "hardhyphen"}
    for sign in sorted(SYMBOLS):
        letters[ord(sign)] = f"symbol{ord(sign):X}"
        _add_glyph(font, letters[ord(sign)], *symbol(sign))
    _add_glyph(font, _UNKNOWN_GLYPH, *unknown())
    _add_letters(font, letters)
    _add_substitutions(font)
    _level_marks(font)
    return _saved(font)


def with_frames(content: bytes, letters: Iterable[str]) -> bytes:
    """An ``exact_font`` that draws a frame for each of the letters, which it has no glyph for."""
    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    names = {ord(letter): f"frame{ord(letter):X}" for letter in sorted(letters)}
    for name in names.values():
        _add_composite(font, name, (_UNKNOWN_GLYPH, 0))
    _add_letters(font, names)
    return _saved(font)


def letters_of(content: bytes) -> frozenset[str]:
    """The letters that a font has a glyph for."""
    return frozenset(map(chr, TTFont(io.BytesIO(content)).getBestCmap()))


def _saved(font: TTFont) -> bytes:
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def _add_letters(font: TTFont, letters: dict[int, str]) -> None:
    """Let letters have their glyphs, in a table of its own where one is beyond 16 bits."""
    tables = [table for table in font["cmap"].tables if table.isUnicode()]
    if max(letters) > _BEYOND_16_BITS:
        wide = CmapSubtable.newSubtable(12)
        wide.platformID, wide.platEncID, wide.language = 3, 10, 0
        wide.cmap = dict(font.getBestCmap()) | letters
        font["cmap"].tables.append(wide)
    for table in tables:
        table.cmap |= {code: name for code, name in letters.items() if code <= _BEYOND_16_BITS}


def _add_composite(font: TTFont, name: str, *parts: tuple[str, int]) -> None:
    """A glyph put together from others, each moved right by its number; as wide as the first of them."""
    pen = TTGlyphPen({part: None for part, _ in parts})
    for part, shift in parts:
        pen.addComponent(part, (1, 0, 0, 1, shift, 0))
    _add_glyph(font, name, pen.glyph(), font["hmtx"][parts[0][0]][0] if parts else 0)


def _add_glyph(font: TTFont, name: str, glyph: Glyph, width: int) -> None:
    glyph.recalcBounds(font["glyf"])
    font["glyf"][name] = glyph
    font["hmtx"][name] = (width, glyph.xMin)
    font.getReverseGlyphMap(rebuild=True)


def _all_toned() -> Iterator[str]:
    return (name + variant for name in _TONED for variant in ("", _NARROW))


def _narrowing(font: TTFont, tone: str) -> int:
    """How far right the font moves a tone to make it narrow."""
    (shift,) = {
        narrow.MarkAnchor.XCoordinate - plain.MarkAnchor.XCoordinate
        for narrow, plain in zip(_anchors(font, tone + _NARROW), _anchors(font, tone), strict=True)
    }
    return int(shift)


def _add_mark_like(font: TTFont, name: str, source: str, shift: int = 0) -> None:
    """A copy of a mark, moved right by ``shift``; its anchors move with it."""
    _add_composite(font, name, (source, shift))
    for definition in (font["GDEF"].table.GlyphClassDef, font["GDEF"].table.MarkAttachClassDef):
        if source in definition.classDefs:
            definition.classDefs[name] = definition.classDefs[source]
    for marks, array, _ in _marks(font):
        if source in marks.glyphs:
            record = deepcopy(array.MarkRecord[marks.glyphs.index(source)])
            record.MarkAnchor.XCoordinate += shift
            marks.glyphs.append(name)
            array.MarkRecord.append(record)
            array.MarkCount = len(array.MarkRecord)


def _anchors(font: TTFont, name: str) -> list[Any]:
    return [
        array.MarkRecord[marks.glyphs.index(name)] for marks, array, _ in _marks(font) if name in marks.glyphs
    ]


def _level_marks(font: TTFont) -> None:
    """Let tones stand at one height over all vowels, as they do in the fonts of offices.

    The font moves them by a few hundredths of an em. Every such move begins a new piece of text in a PDF, and
    PDFium sorts the pieces of a line by where they begin: the mark comes back in another word.
    """
    for marks, array, anchors_of in _marks(font):
        thai_marks = [
            record
            for name, record in zip(marks.glyphs, array.MarkRecord, strict=True)
            if name.startswith(_THAI)
        ]
        thai_bases = [anchors for name, anchors in anchors_of.items() if name.startswith(_THAI)]
        for number in {record.Class for record in thai_marks}:
            anchors = [record.MarkAnchor for record in thai_marks if record.Class == number]
            heights = _heights(anchor.YCoordinate for anchor in anchors)
            for anchor in (*anchors, *(of_class[number] for of_class in thai_bases)):
                _level(anchor, heights)


def _heights(found: Iterable[int]) -> list[int]:
    """The most frequent heights; those that are hardly different from one of them are left out."""
    heights: list[int] = []
    for height, _ in Counter(found).most_common():
        if all(abs(height - other) > _LEVELLED for other in heights):
            heights.append(height)
    return heights


def _level(anchor: Any, heights: Iterable[int]) -> None:
    if anchor:
        nearest = min(heights, key=lambda height: abs(anchor.YCoordinate - height))
        if abs(anchor.YCoordinate - nearest) <= _LEVELLED:
            anchor.YCoordinate = nearest


def _marks(font: TTFont) -> Iterator[tuple[Any, Any, dict[str, list[Any]]]]:
    """The marks that the font places, by subtable: coverage, anchors, and the anchors of what bears them."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            if lookup.LookupType == _MARK_TO_BASE:
                bases = table.BaseCoverage.glyphs
                anchors = [record.BaseAnchor for record in table.BaseArray.BaseRecord]
                yield table.MarkCoverage, table.MarkArray, dict(zip(bases, anchors, strict=True))
            elif lookup.LookupType == _MARK_TO_MARK:
                bases = table.Mark2Coverage.glyphs
                anchors = [record.Mark2Anchor for record in table.Mark2Array.Mark2Record]
                yield table.Mark1Coverage, table.Mark1Array, dict(zip(bases, anchors, strict=True))


def _add_substitutions(font: TTFont) -> None:
    """Lookups behind the font's own; ``ccmp`` calls those of them that no other calls."""
    again = LigatureSubstBuilder(font, None)
    again.ligatures = {(_NIKHAHIT, _SARA_AA): _SARA_AM, (_NIKHAHIT + _NARROW, _SARA_AA): _NARROW_AM}
    own = SingleSubstBuilder(font, None)
    own.mapping = {_SARA_AA: _AA_OF_AM} | {tone + _SMALL: tone + _SMALL + _NARROW for tone in _TONES}
    own.mapping |= {toned: toned + _OF_AM for toned in _all_toned()}
    in_context = ChainContextSubstBuilder(font, None)
    vowels = {vowel + _NARROW for vowel in _UPPER_VOWELS}
    in_context.rules = [
        ChainContextualRule([], [set(_all_toned()), {_SARA_AA}], [], [[own], [own]]),
        ChainContextualRule([vowels], [{tone + _SMALL for tone in _TONES}], [], [[own]]),
    ]
    gsub = font["GSUB"].table
    for builder in (again, own, in_context):
        builder.lookup_index = len(gsub.LookupList.Lookup)
        gsub.LookupList.Lookup.append(builder.build())
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == "ccmp":
            record.Feature.LookupListIndex += [again.lookup_index, in_context.lookup_index]


def glyph_texts(content: bytes) -> dict[int, str]:
    """What each glyph of an ``exact_font`` means, by its number."""
    font = TTFont(io.BytesIO(content))
    letters: dict[str, str] = {}
    for code, name in sorted(font.getBestCmap().items()):
        letters.setdefault(name, _typed(chr(code)))
    names = enumerate(font.getGlyphOrder())
    return {number: text for number, name in names if (text := _meaning(name, letters))}


def _meaning(name: str, letters: Mapping[str, str]) -> str:
    base = name.partition(".")[0]
    if name in (_AA_OF_AM, _NARROW_AM):
        return letters[_SARA_AM]
    if base in _TONED and name.endswith(_OF_AM):
        return chr(int(base[-4:], 16))
    if base in letters or base in _OWN_NAMES:
        return letters.get(base) or _OWN_NAMES[base]
    codes = _HEX_NAME.fullmatch(base)
    return bytes.fromhex(codes[1]).decode("utf-16-be") if codes else ""


def _typed(letter: str) -> str:
    """What somebody typed to get a letter: two letters where the font has drawn them as one (ﬁ)."""
    return unicodedata.normalize("NFKC", letter) if "\ufb00" <= letter <= "\ufb06" else letter
