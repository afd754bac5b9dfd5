"""Files that are larger than what one holds in memory, read piece by piece."""

from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO

PIECE = 256 * 1024  # bytes


def pieces_of(file: BinaryIO) -> Iterator[bytes]:
    """The file from its start, PIECE bytes at a time."""
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece


def sha256_of(file: BinaryIO) -> str:
    """Hexadecimal digits."""
    digest = sha256()
    for piece in pieces_of(file):
        digest.update(piece)
    return digest.hexdigest()


def find_in(file: BinaryIO, sought: bytes) -> int:
    """Where the bytes first stand, counted from the start; -1 where they do not."""
    seen, end = 0, b""
    for piece in pieces_of(file):
        window = end + piece
        if (at := window.find(sought)) >= 0:
            return seen - len(end) + at
        seen += len(piece)
        end = window[-(len(sought) - 1) :] if len(sought) > 1 else b""
    return -1


def size_of(file: BinaryIO) -> int:
    """Bytes."""
    return file.seek(0, 2)


def tail_of(file: BinaryIO, length: int) -> bytes:
    """The last bytes of the file, at most ``length`` of them."""
    file.seek(max(0, size_of(file) - length))
    return file.read()
