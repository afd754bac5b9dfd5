"""Pictures of what the portal prints, for docs/gallery.md: `make gallery`.

Works on demonstration data in a database of its own that is gone afterwards. Each picture has the first
pages of one document side by side.
"""

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "gallery"
PAGE_WIDTH = 330  # pixels of an upright page, and the height of one that lies across
MOST_PAGES = 8
GAP = 12
COLOURS = 24  # of a picture: pages are black on white
ACROSS = 4
_BOOKS = ("plan_book", "annual_report")
_WITH_NARRATIVE = "DEMO"  # the organisation whose books have words, a mark and a secretary who writes letters
_GROUND = (222, 224, 228)


def main() -> None:
    """Make the pictures and the page that shows them."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "ita_portal.settings",
            "ENV_FILE": str(Path(folder) / "none"),
            "VAR_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        }
        for command in (["migrate", "--verbosity", "0"], ["demo"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, check=True, capture_output=True)
        django.setup()
        TARGET.mkdir(exist_ok=True)
        for old in TARGET.glob("*.png"):
            old.unlink()
        lines = ["# Gallery", "", "The documents of the demonstration, as `make gallery` drew them.", ""]
        for name, title, pdf in _documents():
            _sheet(pdf).save(TARGET / f"{name}.png", optimize=True)
            lines += [f"## {title}", "", f"![{title}](gallery/{name}.png)", ""]
            print(f"{name}: {(TARGET / name).with_suffix('.png').stat().st_size // 1024} kB")
        (ROOT / "docs" / "gallery.md").write_text("\n".join(lines), encoding="utf-8")


def _documents() -> Iterator[tuple[str, str, bytes]]:
    """Name of the file, title, and the PDF: each kind of document once, then each kind of letter.

    What needs Django is imported where it is set up.
    """
    from django.db.models import Count

    from ita_portal.render.kinds import all_kinds
    from plans.models import ActionPlan
    from reports.documents import plan_document_file
    from reports.formats import Format

    fullest = ActionPlan.objects.annotate(size=Count("parts__activities")).order_by("-size", "-fiscal_year")
    plans = list(fullest.select_related("organisation"))
    of_books = [plan for plan in plans if plan.organisation.code == _WITH_NARRATIVE]
    for kind in all_kinds().values():
        # The fullest of the plans whose usual document it is; of all, where it is nobody's.
        wanted = of_books if kind.key in _BOOKS else plans
        chosen = [plan for plan in wanted if plan.kind in kind.plans] or wanted
        pdf = plan_document_file(chosen[0], Format.PDF, document=kind.key).content
        yield f"document-{kind.key}", kind.name, pdf
    yield from _letters(of_books[0])


def _letters(plan: Any) -> Iterator[tuple[str, str, bytes]]:
    from organisations.models import Letter, User
    from organisations.services.letters import draft_letter
    from plans import rows
    from reports.formats import Format
    from reports.letters.prepare import prepared
    from reports.letters.stored import letter_file

    secretary = User.objects.get(username="secretary")
    for kind in Letter.Kind:
        fields = prepared(kind, rows.contents(plan), plan.organisation)
        letter = draft_letter(by=secretary, organisation=plan.organisation, values=fields)
        yield f"letter-{kind.value}", str(kind.label), letter_file(letter, Format.PDF).content


def _sheet(pdf: bytes) -> Image.Image:
    pages = [_page(page) for page in _pages(pdf)]
    rows = [pages[at : at + ACROSS] for at in range(0, len(pages), ACROSS)]
    width = max(sum(page.width + GAP for page in row) for row in rows) + GAP
    height = sum(max(page.height for page in row) + GAP for row in rows) + GAP
    sheet = Image.new("RGB", (width, height), _GROUND)
    top = GAP
    for row in rows:
        left = GAP
        for page in row:
            sheet.paste(page, (left, top))
            left += page.width + GAP
        top += max(page.height for page in row) + GAP
    return sheet.quantize(COLOURS, method=Image.Quantize.MEDIANCUT)


def _pages(pdf: bytes) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    for at in range(min(len(document), MOST_PAGES)):
        yield document[at]


def _page(page: Any) -> Image.Image:
    width, height = page.get_size()
    scale = PAGE_WIDTH / min(width, height)
    return page.render(scale=scale).to_pil().convert("RGB")


if __name__ == "__main__":
    main()
