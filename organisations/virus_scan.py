"""Looking for viruses in files that people send, before anything of them is kept.

The setting EVIDENCE_SCANNER names who looks: "" nobody but ourselves, ``clamd://host:port`` or
``clamd:///run/clamav/clamd.ctl`` a clamd, anything else the dotted path of a function that takes the file and
returns the name of what it found, or "". The test string of EICAR is refused whoever looks.
"""

import logging
import socket
from collections.abc import Callable
from typing import BinaryIO, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string

from organisations.chunks import find_in, pieces_of

logger = logging.getLogger(__name__)

# In two pieces: a scanner that looks at the source of this project must not take it for the real one.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
FOUND = "ตรวจพบไวรัสหรือโปรแกรมอันตรายในไฟล์นี้ ({name}) ระบบไม่ได้เก็บไฟล์ไว้ โปรดตรวจสอบเครื่องของท่าน"
UNREACHABLE = "ขณะนี้ตรวจไวรัสไม่ได้ ระบบจึงยังไม่รับไฟล์ โปรดลองอีกครั้งภายหลัง หรือแจ้งผู้ดูแลระบบ"
_SECONDS = 60  # for 50 MB
_LONGEST_ANSWER = 4096
_CLAMD = "clamd://"


class ScannerError(Exception):
    """The scanner could not be asked, or gave no verdict."""


def refuse_viruses(file: BinaryIO) -> None:
    """Raise ValidationError, key ``file``, for a file in which something was found.

    Also where the scanner cannot be asked, unless EVIDENCE_SCANNER_REQUIRED is off: then that is logged.
    """
    name = "EICAR" if find_in(file, EICAR) >= 0 else _asked(file)
    file.seek(0)
    if name:
        logger.warning("A file that was sent is refused: %s", name)
        raise ValidationError({"file": FOUND.format(name=name[:100])})


def _asked(file: BinaryIO) -> str:
    address = settings.EVIDENCE_SCANNER
    if not address:
        return ""
    file.seek(0)
    try:
        if address.startswith(_CLAMD):
            return found_by_clamd(file, address)
        return cast(Callable[[BinaryIO], str], import_string(address))(file)
    except Exception:  # whatever a scanner of somebody else's does, it is no verdict
        logger.exception("The virus scanner gave no verdict")
        if settings.EVIDENCE_SCANNER_REQUIRED:
            raise ValidationError({"file": UNREACHABLE}) from None
        return ""


def found_by_clamd(file: BinaryIO, address: str) -> str:
    """What a clamd finds in the file, which is sent to it piece by piece (INSTREAM); "" for nothing.

    Raises OSError and ScannerError.
    """
    with _connected(address) as connection:
        connection.sendall(b"zINSTREAM\0")
        for piece in pieces_of(file):
            connection.sendall(len(piece).to_bytes(4) + piece)
        connection.sendall(bytes(4))
        answer = _answer(connection)
    verdict = answer.partition(": ")[2]
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    raise ScannerError(answer)


def _connected(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.hostname:
        return socket.create_connection((parts.hostname, parts.port or 3310), timeout=_SECONDS)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(_SECONDS)
    try:
        connection.connect(parts.path)
    except OSError:
        connection.close()
        raise
    return connection


def _answer(connection: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        piece = connection.recv(_LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")
