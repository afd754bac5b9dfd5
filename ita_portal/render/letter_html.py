"""A letter as HTML: the same for the page that shows it and for its PDF; ``letter.css`` sets both."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from math import ceil
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from ita_portal.render.fonts import paper_points
from ita_portal.render.html import text_html, words_html
from ita_portal.render.html_document import Address, picture_data
from ita_portal.render.letter import LetterContent, LetterForm
from ita_portal.render.letter_forms import (
    SIGNING_DATE,
    Contact,
    DateLine,
    Filled,
    Given,
    Heading,
    Labelled,
    Masthead,
    Paragraph,
    Piece,
    Roster,
    Rule,
    Sender,
    Signed,
    SignedPair,
    Title,
    letter_pieces,
    name_lines,
)
from ita_portal.render.letter_look import label_width
from ita_portal.tables.content import Signature
from ita_portal.tables.facts import PictureContent

_LABEL_GAP = 0.4  # em


def letter_html(content: LetterContent, *, address: Address = picture_data) -> SafeString:
    """The letter as one ``<article>``; ``address`` says where its emblem is found."""
    pieces = "".join(_article(content, address))
    return mark_safe(  # noqa: S308 (every text is escaped by text_html)
        f'<article class="letter letter-{content.form.value}" lang="th">{pieces}</article>'
    )


def _article(content: LetterContent, address: Address) -> Iterator[str]:
    """The pieces; those of the running text in a section, whose words go on from page to page."""
    pieces = letter_pieces(content)
    for is_text, run in groupby(pieces, key=lambda piece: _is_text(piece, content.form)):
        html = "".join(
            _masthead_html(piece, content.emblem, address)
            if isinstance(piece, Masthead)
            else _WRITERS[type(piece)](piece)
            for piece in run
        )
        yield f'<section class="narrative">{html}</section>' if is_text else html


def _is_text(piece: Piece, form: LetterForm) -> bool:
    running = (Paragraph, Roster, Heading)
    return isinstance(piece, (*running, Labelled) if form is LetterForm.MINUTES else running)


def _masthead_html(piece: Masthead, emblem: PictureContent | None, address: Address) -> str:
    """Emblem and urgency before the title of a memo; else urgency at the left, the emblem in the middle."""
    mark = '<span class="letter-emblem"></span>'
    if emblem:
        words = text_html(emblem.caption)
        mark = f'<img class="letter-emblem" src="{text_html(address(emblem))}" alt="{words}">'
    urgency = f'<span class="letter-urgency">{_words(piece.urgency)}</span>' if piece.urgency else ""
    left, middle = (mark + urgency, _words(piece.title)) if piece.title else (urgency, mark)
    kind = "memo" if piece.title else "emblem"
    return (
        f'<div class="letter-head letter-head-{kind}"><p class="letter-left">{left}</p>'
        f'<p class="letter-name">{middle}</p><p class="letter-left"></p></div>'
    )


def _sender_html(piece: Sender) -> str:
    lines = _lines_html(piece.lines)
    return f'<div class="letter-sender"><p>{_words(piece.number)}</p><div>{lines}</div></div>'


def _labelled_html(piece: Labelled) -> str:
    if not piece.texts:
        return f'<p class="letter-alone">{_words(piece.label)}</p>'
    texts = _lines_html(piece.texts)
    label = f'<p class="{_width(piece.label)}">{_words(piece.label)}</p>'
    return f'<div class="letter-labelled">{label}<div>{texts}</div></div>'


def _filled_html(piece: Filled) -> str:
    fields = "".join(
        f'<p class="letter-label {_width(label)}">{_words(label)}</p>'
        f'<p class="letter-value">{_words(text)}</p>'
        for label, text in piece.fields
    )
    return f'<div class="letter-filled">{fields}</div>'


def _width(label: str) -> str:
    """The class of a label's width with the gap behind it, in half ems."""
    ems = label_width(label, 1) / paper_points(1) + _LABEL_GAP
    return f"letter-width-{ceil(2 * ems)}"


def _roster_html(piece: Roster) -> str:
    """A line of its own for each row, the columns inside it: so a page can begin with any of them."""
    rows = (" ".join(map(_cell_html, row, _cell_classes(len(row)))) for row in piece.rows)
    return "".join(f'<p class="letter-roster">{cells}</p>' for cells in rows)


def _cell_classes(columns: int) -> list[str]:
    return ["roster-number", *(f"roster-{columns}-{at}" for at in range(2, columns + 1))]


def _cell_html(text: str, column: str) -> str:
    return f'<span class="roster-cell {column}">{_words(text)}</span>'


def _signed_html(piece: Signed) -> str:
    closing = f"<p>{_words(piece.closing)}</p>" if piece.closing else ""
    return f'<div class="letter-signed">{closing}{_name_html(piece.signature)}</div>'


def _pair_html(piece: SignedPair) -> str:
    cells = [_duty_html(signature) for signature in piece.signatures]
    empty = '<div class="letter-signed"></div>' * (2 - len(cells))
    return f'<div class="letter-signatures">{"".join(cells)}{empty}</div>'


def _duty_html(signature: Signature) -> str:
    label, date = _words(signature.label), _words(SIGNING_DATE)
    return f'<div class="letter-signed"><p>{label}</p>{_name_html(signature)}<p>{date}</p></div>'


def _name_html(signature: Signature) -> str:
    name, *lines = name_lines(signature)
    return f'<p class="letter-signer">{_words(name)}</p>{_lines_html(lines)}'


def _lines_html(lines: Iterable[str]) -> str:
    return "".join(f"<p>{_words(line)}</p>" for line in lines)


def _words(text: str) -> str:
    return words_html(text, on_paper=True)


def _paragraph_writer(name: str) -> Callable[[Any], str]:
    """A piece that is nothing but a text."""
    return lambda piece: f'<p class="letter-{name}">{_words(piece.text)}</p>'


_WRITERS: dict[type, Callable[[Any], str]] = {
    Filled: _filled_html,
    Sender: _sender_html,
    DateLine: _paragraph_writer("date"),
    Title: _paragraph_writer("title"),
    Rule: lambda _: '<hr class="letter-rule">',
    Labelled: _labelled_html,
    Paragraph: lambda piece: f'<p class="letter-text letter-level-{piece.level}">{_words(piece.text)}</p>',
    Roster: _roster_html,
    Heading: _paragraph_writer("heading"),
    Given: _paragraph_writer("given"),
    Signed: _signed_html,
    SignedPair: _pair_html,
    Contact: lambda piece: f'<div class="letter-contact">{_lines_html(piece.lines)}</div>',
}
