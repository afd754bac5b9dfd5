"""What an office suite makes of our files: LibreOffice, without a window, saves them in another format."""

import atexit
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

_TIMEOUT = 180  # seconds for one call, on a machine that is busy with other tests


def converted(files: dict[str, bytes], to: str) -> dict[str, bytes]:
    """The files as LibreOffice saves them, by the same names; one process for all of them.

    ``files`` are contents by file name ("plan.docx"); ``to`` is an extension ("pdf"), if need be with the
    filter that writes it ("txt:Text (encoded):UTF8"). The test is skipped where LibreOffice is missing, and
    fails for a file that it cannot open.
    """
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed: tools/system_packages.sh dev")
    with tempfile.TemporaryDirectory(prefix="office-") as folder:
        given, made = Path(folder, "given"), Path(folder, "made")
        given.mkdir()
        for name, content in files.items():
            (given / name).write_bytes(content)
        command = [program, f"-env:UserInstallation={_profile().as_uri()}", "--headless", "--convert-to", to]
        command += ["--outdir", str(made), *(str(given / name) for name in files)]
        run = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT, check=False)
        suffix = to.partition(":")[0]
        results = {name: made / f"{Path(name).stem}.{suffix}" for name in files}
        missing = [name for name, result in results.items() if not result.exists()]
        assert not missing, f"LibreOffice did not open {missing}: {run.stdout}{run.stderr}"
        return {name: result.read_bytes() for name, result in results.items()}


@cache
def _profile() -> Path:
    """A profile of this process alone: two LibreOffices cannot share one, and making it takes a second."""
    folder = Path(tempfile.mkdtemp(prefix="office-profile-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
