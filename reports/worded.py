"""A file that is kept by what it says: the same words are made once, and other words anew."""

from dataclasses import replace
from functools import cached_property
from pathlib import Path

from django.db.models.fields.files import FieldFile

from ita_portal.render.document import Document
from reports import kept_files
from reports.files import MOST_AT_ONCE, KeptFile, Maker
from reports.sources import mark_picture


class WordedFile(KeptFile):
    """A file that is found by all that it says, so that it is never older than what it tells of.

    Writing the document takes some queries, setting it in type takes the time: that is done once.
    """

    version = 0

    @cached_property
    def place(self) -> Path:
        logo = self._logo_file
        state = repr((self.document, logo.name if logo else ""))
        return kept_files.place(self.owner, self.version, state, self._kept_name, self.format.ending)

    @property
    def is_long_work(self) -> bool:
        most = MOST_AT_ONCE.get(self.format)
        return most is not None and sum(len(table.body) for table in self.document.tables) > most

    def content(self, maker: Maker) -> bytes:
        look = replace(self.document.look, logo=mark_picture(self._logo_file))
        return maker(replace(self.document, look=look), self.format, ())

    @cached_property
    def document(self) -> Document:
        """What the file says, before its format."""
        raise NotImplementedError

    @property
    def _kept_name(self) -> str:
        raise NotImplementedError

    @property
    def _logo_file(self) -> FieldFile | None:
        return None
