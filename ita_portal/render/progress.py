"""How far the making of a PDF is, as WeasyPrint says while it lays out one page after the other."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from weasyprint.logger import PROGRESS_LOGGER

from ita_portal.render.document import Document
from ita_portal.render.sheets import sheets

Progress = Callable[[int, int], None]
_LETTERS_OF_A_PAGE = 1600
_LAID_OUT = "Creating layout - Page"


def expected_pages(document: Document) -> int:
    """About how many pages a document will have."""
    prose = [*document.sections, *(section for charter in document.charters for section in charter.sections)]
    letters = sum(len(section.html) for section in prose)
    letters += sum(len(cell.text) for table in document.tables for line in table.body for cell in line.cells)
    return len(sheets(document)) + letters // _LETTERS_OF_A_PAGE


@contextmanager
def told(progress: Progress | None, expected: int) -> Iterator[None]:
    """Call ``progress(done, total)`` for each page laid out within the block, and when the block is done.

    The total is what was ``expected``, and grows where there are more pages.
    """
    if progress is None:
        yield
        return
    teller = _Teller(progress, expected)
    level = PROGRESS_LOGGER.level
    PROGRESS_LOGGER.addFilter(teller)
    PROGRESS_LOGGER.setLevel(logging.INFO)
    try:
        yield
    finally:
        PROGRESS_LOGGER.setLevel(level)
        PROGRESS_LOGGER.removeFilter(teller)
    progress(teller.total, teller.total)


class _Teller(logging.Filter):
    """Hears of pages in the logger of WeasyPrint, and keeps what it hears out of the log."""

    def __init__(self, progress: Progress, expected: int) -> None:
        super().__init__()
        self._progress, self.total, self._done = progress, max(expected, 1), 0
        self._thread = threading.get_ident()

    def filter(self, record: logging.LogRecord) -> bool:
        if _LAID_OUT in str(record.msg) and record.thread == self._thread:
            self._done += 1
            self.total = max(self.total, self._done + 1)
            self._progress(self._done, self.total)
        return False
