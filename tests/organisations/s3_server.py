"""A small server that speaks as much of S3 as the storage asks for: one bucket, in memory, over HTTP."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

BUCKET = "evidence"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "S3Server"

    def do_PUT(self) -> None:
        key, query = self._asked()
        content = self._body()
        if "partNumber" in query:
            self.server.parts[int(query["partNumber"][0])] = content
        else:
            self.server.objects[key] = content
        self._answer(200)

    def do_POST(self) -> None:
        key, query = self._asked()
        self._body()
        if "uploads" in query:
            self._answer(
                200, b"<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>"
            )
        else:
            self.server.objects[key] = b"".join(
                self.server.parts[number] for number in sorted(self.server.parts)
            )
            self.server.parts.clear()
            self._answer(
                200, b"<CompleteMultipartUploadResult><ETag>1</ETag></CompleteMultipartUploadResult>"
            )

    def do_GET(self) -> None:
        content = self.server.objects.get(self._asked()[0])
        if content is None:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
            return
        if found := re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", "")):
            first, last = int(found[1]), int(found[2] or len(content) - 1)
            self._answer(206, content[first : last + 1])
        else:
            self._answer(200, content)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.server.objects.pop(self._asked()[0], None)
        self._answer(204)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the console."""

    def _asked(self) -> tuple[str, dict[str, list[str]]]:
        parts = urlsplit(self.path)
        assert "Signature=" in self.headers["Authorization"]
        return unquote(parts.path).removeprefix(f"/{BUCKET}/"), parse_qs(parts.query, keep_blank_values=True)

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _answer(self, status: int, content: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", '"1"')
        self.send_header("Last-Modified", "Thu, 15 Jan 2026 10:39:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


class S3Server(ThreadingHTTPServer):
    daemon_threads = True
    objects: dict[str, bytes]
    parts: dict[int, bytes]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """The server while the block runs; ``objects`` is what it holds."""
    with S3Server(("127.0.0.1", 0), _Handler) as server:
        server.objects, server.parts = {}, {}
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server
        server.shutdown()
