"""Files are looked through for viruses before anything is kept, by whomever the settings name."""

import io
import socketserver
import threading
from collections.abc import Iterator
from typing import BinaryIO

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from organisations.chunks import PIECE
from organisations.virus_scan import EICAR, UNREACHABLE, refuse_viruses

pytestmark = pytest.mark.no_database

SICK = b"SICK"


class _Clamd(socketserver.StreamRequestHandler):
    """INSTREAM as clamd speaks it."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := int.from_bytes(self.rfile.read(4)):
            content += self.rfile.read(length)
        self.server.seen.append(len(content))  # type: ignore[attr-defined]
        self.wfile.write(self.answer(content))

    def answer(self, content: bytes) -> bytes:
        return b"stream: Sample.Virus FOUND\0" if SICK in content else b"stream: OK\0"


class _Tired(_Clamd):
    def answer(self, content: bytes) -> bytes:
        return b"INSTREAM size limit exceeded. ERROR\0"


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    seen: list[int]


def _serving(handler: type[_Clamd]) -> Iterator[_Server]:
    with _Server(("127.0.0.1", 0), handler) as server:
        server.seen = []
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def clamd(settings: Settings) -> Iterator[_Server]:
    for server in _serving(_Clamd):
        settings.EVIDENCE_SCANNER = f"clamd://127.0.0.1:{server.server_address[1]}"
        yield server


def message(content: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        refuse_viruses(io.BytesIO(content))
    return refused.value.message_dict["file"][0]


@pytest.mark.parametrize("before", [0, PIECE - 30, PIECE])
def test_test_string_is_refused_wherever_it_stands(before: int) -> None:
    assert "EICAR" in message(b"." * before + EICAR)
    refuse_viruses(io.BytesIO(b"." * before + EICAR[:-1]))


def test_clamd_is_sent_the_whole_file_and_its_verdict_holds(clamd: _Server) -> None:
    content = b"." * (2 * PIECE + 1)

    refuse_viruses(io.BytesIO(content))

    assert clamd.seen == [len(content)]
    assert "Sample.Virus" in message(content + SICK)


def test_clamd_that_gives_no_verdict_is_no_yes(settings: Settings) -> None:
    for server in _serving(_Tired):
        settings.EVIDENCE_SCANNER = f"clamd://127.0.0.1:{server.server_address[1]}"
        assert message(b"words") == UNREACHABLE


@pytest.mark.parametrize("address", ["clamd://127.0.0.1:1", "clamd:///nowhere/clamd.ctl", "no.such.function"])
def test_scanner_out_of_reach_refuses_politely_unless_not_required(address: str, settings: Settings) -> None:
    settings.EVIDENCE_SCANNER = address

    assert message(b"words") == UNREACHABLE
    settings.EVIDENCE_SCANNER_REQUIRED = False
    refuse_viruses(io.BytesIO(b"words"))
    assert "EICAR" in message(EICAR)


def own_scanner(file: BinaryIO) -> str:
    return "Own.Finding" if SICK in file.read() else ""


def test_function_of_ones_own_looks_too(settings: Settings) -> None:
    settings.EVIDENCE_SCANNER = f"{__name__}.own_scanner"

    refuse_viruses(io.BytesIO(b"words"))
    assert "Own.Finding" in message(SICK)
