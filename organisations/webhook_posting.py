"""Posting to an address that somebody typed: to that machine alone, not inwards, not for long, signed.

The name is looked up once, every answer is judged, and the connection goes to an address that was judged:
a name that says something else a moment later leads nowhere. Redirects are not followed.
"""

import hmac
import json
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from organisations.outer_links import is_inner_address

TIMEOUT = 10.0  # seconds for the connection, and for each answer to what was sent
LONGEST = 30.0  # seconds for all of it
SIGNATURE, TIMESTAMP, DELIVERY = "X-Portal-Signature", "X-Portal-Timestamp", "X-Portal-Delivery"


class PostingError(Exception):
    """The message did not arrive; the text says in Thai why."""


def signature_of(secret: str, timestamp: str, body: bytes) -> str:
    """ "sha256=" and the HMAC-SHA256 of timestamp, full stop and body in hexadecimal digits."""
    signed = hmac.new(secret.encode(), timestamp.encode() + b"." + body, sha256)
    return f"sha256={signed.hexdigest()}"


def post(url: str, *, payload: Any, secret: str, key: str, timestamp: int) -> None:
    """Post the payload as JSON. Raises PostingError for any answer but 2xx, and where there is none."""
    body = json.dumps(payload, ensure_ascii=False, sort_keys=True).encode()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "ita-portal",
        DELIVERY: key,
        TIMESTAMP: str(timestamp),
        SIGNATURE: signature_of(secret, str(timestamp), body),
    }
    try:
        status = _status(url, body, headers)
    except ssl.SSLError as error:
        raise PostingError("เชื่อมต่ออย่างปลอดภัยไม่ได้ โปรดตรวจสอบใบรับรองของปลายทาง") from error
    except TimeoutError as error:
        raise PostingError("ปลายทางไม่ตอบภายในเวลาที่กำหนด") from error
    except (OSError, HTTPException, ValueError) as error:
        raise PostingError("เชื่อมต่อปลายทางไม่ได้ โปรดตรวจสอบที่อยู่") from error
    if not 200 <= status < 300:
        raise PostingError(_refusal(status))


def _refusal(status: int) -> str:
    if 300 <= status < 400:
        return f"ปลายทางให้ไปที่อยู่อื่น (รหัส {status}) โปรดระบุที่อยู่สุดท้ายโดยตรง"
    return f"ปลายทางไม่รับข้อความ (รหัส {status})"


def _status(url: str, body: bytes, headers: dict[str, str]) -> int:
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection = _connection(parts.scheme, host, parts.port)
    with _no_longer_than(LONGEST, connection):
        try:
            connection.request(
                "POST", f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}", body, headers
            )
            return connection.getresponse().status
        finally:
            connection.close()


def _connection(scheme: str, host: str, port: int | None) -> HTTPConnection:
    if scheme == "https":
        return _JudgedHTTPS(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
    return _Judged(host, port, timeout=TIMEOUT)


class _Judged(HTTPConnection):
    """Connects only to addresses that are nobody's inner ones."""

    def connect(self) -> None:
        self.sock = _connected(self.host, self.port)


class _JudgedHTTPS(HTTPSConnection):
    """The same; the certificate is asked for the name, not for the address."""

    def connect(self) -> None:
        context: ssl.SSLContext = self._context  # type: ignore[attr-defined]
        plain = _connected(self.host, self.port)
        # Known before it is greeted: a greeting that never ends is cut off too.
        self.sock = context.wrap_socket(plain, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock.do_handshake()


def _connected(host: str, port: int) -> socket.socket:
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(answer[4][0]) for answer in answers]
    if host not in settings.WEBHOOK_INNER_HOSTS and any(map(is_inner_address, addresses)):
        raise PostingError("ที่อยู่ปลายทางอยู่ในเครือข่ายภายใน จึงส่งไม่ได้")
    return socket.create_connection((addresses[0], port), timeout=TIMEOUT)


@contextmanager
def _no_longer_than(seconds: float, connection: HTTPConnection) -> Iterator[None]:
    """Cuts the connection off after so long, however slowly the other side goes on."""

    def cut() -> None:
        with suppress(OSError, AttributeError):
            connection.sock.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
