"""What the heaviest page of plans costs on a first visit."""

import re
from pathlib import Path

import brotli
from django.contrib.staticfiles import finders

from tests.plans.conftest import Desk

RICH_TEXT_BYTES = 450_000
ALREADY_COMPRESSED = {".woff2"}


def file_of(address: str) -> Path:
    return Path(str(finders.find(address.removeprefix("/static/"))))


def test_page_with_the_rich_text_editor_stays_within_its_weight(desk: Desk) -> None:
    page = desk.get("section-edit", desk.section).text
    files = {file_of(address) for address in re.findall(r'(?:src|href)="(/static/[^"]+)"', page)}
    for sheet in [file for file in files if file.suffix == ".css"]:
        addresses = re.findall(r"url\(\"?([^\")]+)\"?\)", sheet.read_text(encoding="utf-8"))
        files |= {(sheet.parent / address).resolve() for address in addresses if "data:" not in address}
    weights = {
        file.name: len(file.read_bytes())
        if file.suffix in ALREADY_COMPRESSED
        else len(brotli.compress(file.read_bytes()))
        for file in files
    }

    assert {"editor.js", "material-icons.woff2", "sarabun-400.woff2", "bootstrap.min.css"} <= set(weights)
    assert sum(weights.values()) + len(brotli.compress(page.encode())) <= RICH_TEXT_BYTES, weights
