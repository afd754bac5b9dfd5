"""A document made in a process of its own, which ends: what it took of the memory is given back.

``made_apart`` starts ``python -m reports.apart``, gives it the document, and asks it from time to time how
far it is. Nothing of the database is known there.
"""

import io
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from ita_portal.render.archive import Attachment
from ita_portal.render.document import Document
from ita_portal.render.progress import Progress
from ita_portal.tables.facts import PictureContent
from reports.formats import Format, printed

SECONDS_BETWEEN_LOOKS = 0.5
MOST_SECONDS = 15 * 60
_FOLDER = Path(__file__).resolve().parent.parent


class MakingFailedError(Exception):
    """The other process came to no document; the text is what it said last, for the log."""


def made_apart(
    document: Document, format: Format, attachments: Sequence[Attachment] = (), *, progress: Progress
) -> bytes:
    """The document in that format. ``progress`` is called at least every second while it is made.

    What ``progress`` raises ends the making. Raises MakingFailedError.
    """
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as made,
        tempfile.TemporaryFile() as said,
    ):
        _Pickler(given).dump((document, format, tuple(attachments)))
        given.seek(0)
        command = [sys.executable, "-m", __name__]
        with subprocess.Popen(command, cwd=_FOLDER, stdin=given, stdout=made, stderr=said) as process:
            try:
                _watch(process, said, progress)
            finally:
                process.kill()
        if process.returncode != 0:
            raise MakingFailedError(_read(said).decode(errors="replace")[-2_000:])
        return _read(made)


def _watch(process: "subprocess.Popen[bytes]", said: IO[bytes], progress: Progress) -> None:
    for _ in range(int(MOST_SECONDS / SECONDS_BETWEEN_LOOKS)):
        try:
            process.wait(SECONDS_BETWEEN_LOOKS)
        except subprocess.TimeoutExpired:
            progress(*_how_far(_read(said)))
        else:
            return
    raise MakingFailedError(f"not done in {MOST_SECONDS} seconds")


def _how_far(said: bytes) -> tuple[int, int]:
    """The last whole line that tells it: "3 12"; (0, 0) before the first."""
    for line in reversed(said.split(b"\n")[:-1]):
        words = line.split()
        if len(words) == 2 and all(word.isdigit() for word in words):
            return int(words[0]), int(words[1])
    return 0, 0


def _read(file: IO[bytes]) -> bytes:
    """All of the file, without moving the place at which the other process writes."""
    return os.pread(file.fileno(), os.fstat(file.fileno()).st_size, 0)


class _Pickler(pickle.Pickler):
    """Takes the content of a picture along in place of the way to read it, and leaves models behind."""

    def reducer_override(self, item: Any) -> Any:
        if isinstance(item, PictureContent):
            shown = (item.caption, item.media_type, item.width, item.height)
            return _picture, (*shown, item.read(), item.id)
        if isinstance(item, str) and not type(item).__module__.startswith("ita_portal."):
            # A choice of a model, or a lazy word of Django: only its text is known there.
            return str, (str.__str__(item),)
        return NotImplemented


def _picture(caption: str, media_type: str, width: int, height: int, content: bytes, id: int | None) -> Any:
    return PictureContent(caption, media_type, width, height, lambda: content, id)


def _say(done: int, total: int) -> None:
    sys.stderr.write(f"{done} {total}\n")
    sys.stderr.flush()


def main() -> None:
    document, format, attachments = pickle.load(sys.stdin.buffer)  # noqa: S301 - of the process that started us
    # What a library prints must not get among the bytes.
    made, sys.stdout = sys.stdout.buffer, io.TextIOWrapper(sys.stderr.buffer)
    made.write(printed(document, format, attachments, _say))
    made.flush()


if __name__ == "__main__":
    main()
