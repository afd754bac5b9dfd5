"""The texts of QR codes on scanned paper, read in a process of its own that ends.

A file made to do harm may unpack to any size or keep a reader busy for ever. That process has little
memory and little time, and knows nothing of the database; what it found before its end counts.
"""

import contextlib
import json
import logging
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

MOST_SECONDS = 40
MOST_MEMORY = 3 * 1024**3  # bytes of addresses, of which the threads of the libraries take most
_FOLDER = Path(__file__).resolve().parent.parent
_log = logging.getLogger(__name__)


def tokens_in(content: bytes, ending: str) -> list[str]:
    """The texts of the QR codes found, each once; ``ending`` is that of ``scans.ending_of``.

    Empty also for a file that cannot be read: somebody files it by hand.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
        given.write(content)
        given.seek(0)
        command = [sys.executable, "-m", __name__, ending]
        try:
            done = subprocess.run(
                command,
                cwd=_FOLDER,
                stdin=given,
                stdout=said,
                stderr=subprocess.PIPE,
                timeout=MOST_SECONDS,
                check=False,
            )
            trouble = done.stderr.decode(errors="replace")[-500:] if done.returncode else ""
        except subprocess.TimeoutExpired:
            trouble = f"not done in {MOST_SECONDS} seconds"
        if trouble:
            _log.warning("a scan was not read to its end: %s", trouble)
        said.seek(0)
        return [json.loads(line) for line in said.read().splitlines(keepends=True) if line.endswith(b"\n")]


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    from plans.qr_reading import texts_in

    # What a library prints must not get among the texts.
    with contextlib.redirect_stdout(sys.stderr):
        for text in texts_in(sys.stdin.buffer.read(), sys.argv[1]):
            sys.__stdout__.write(json.dumps(text) + "\n")  # type: ignore[union-attr]
            sys.__stdout__.flush()  # type: ignore[union-attr]


if __name__ == "__main__":
    main()
