"""Hashed names of static files, also inside our scripts."""

import re
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from ita_portal.static_files import HashedStaticFilesStorage

STATIC = Path(__file__).parents[2] / "static"


def test_scripts_import_each_other_by_their_hashed_names(tmp_path: Path) -> None:
    storage = HashedStaticFilesStorage(location=tmp_path, base_url="/static/")
    source = FileSystemStorage(STATIC)
    scripts = [str(path.relative_to(STATIC)) for path in STATIC.glob("js/**/*.js")]
    for script in scripts:
        target = tmp_path / script
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((STATIC / script).read_bytes())

    for _name, _hashed, processed in storage.post_process({name: (source, name) for name in scripts}):
        assert not isinstance(processed, Exception)

    imported = 0
    for name in scripts:
        hashed = tmp_path / storage.hashed_files[name]
        for address in re.findall(r'^import .*?"(\.[^"]+)";', hashed.read_text(encoding="utf-8"), re.M):
            assert re.search(r"\.[0-9a-f]{12}\.js$", address)
            assert (hashed.parent / address).exists()
            imported += 1
    assert imported > 10
