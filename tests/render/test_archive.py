import hashlib
import io
from datetime import UTC, datetime
from xml.etree import ElementTree

import pikepdf
import pytest

from ita_portal.render.archive import Attachment, archived_pdf
from ita_portal.render.arrangement import plan_document
from ita_portal.render.blocks import Figure, Prose
from ita_portal.render.document import Document
from tests.render.pictures import picture
from tests.render.reading import READERS, without_space
from tests.render.sample_plans import sample_plan

CSV = "ลำดับ,กิจกรรม\n1,น้ำใจ\n".encode()
MODIFIED = datetime(2026, 1, 31, 10, 39, tzinfo=UTC)
ATTACHED = (
    Attachment("แผน 2569.csv", "text/csv", CSV, "ตารางกิจกรรม", MODIFIED),
    Attachment("plan.json", "application/json", b"{}", "แผนทั้งฉบับ", MODIFIED),
)


@pytest.fixture(scope="module")
def archived() -> bytes:
    return archived_pdf(plan_document(sample_plan("component", 2)), ATTACHED)


@pytest.fixture
def pdf(archived: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(archived))


def test_file_says_that_it_is_both_archivable_and_accessible(pdf: pikepdf.Pdf) -> None:
    metadata = pdf.open_metadata()
    marks = ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")
    assert [metadata[mark] for mark in marks] == ["3", "A", "1"]
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_metadata_explain_the_mark_that_pdf_a_does_not_know(pdf: pikepdf.Pdf) -> None:
    root = ElementTree.fromstring(pdf.Root.Metadata.read_bytes().decode().split("?>\n", 1)[1])
    explained = root.findall(".//{http://www.aiim.org/pdfa/ns/schema#}namespaceURI")
    assert [schema.text for schema in explained] == ["http://www.aiim.org/pdfua/ns/id/"]


def test_colours_are_meant_in_srgb(pdf: pikepdf.Pdf) -> None:
    (intent,) = pdf.Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFA1"
    assert pikepdf.Stream(pdf, intent.DestOutputProfile.read_bytes()).read_bytes()[16:20] == b"RGB "


def test_attachments_are_whole_and_say_what_they_are(pdf: pikepdf.Pdf) -> None:
    found = {}
    for specification in pdf.Root.AF:
        file = specification.EF.F
        found[str(specification.UF)] = (
            str(file.Subtype),
            str(specification.AFRelationship),
            str(specification.Desc),
            str(file.Params.ModDate),
            file.read_bytes(),
        )
        assert bytes(file.Params.CheckSum) == hashlib.md5(file.read_bytes()).digest()
    assert found == {
        "แผน 2569.csv": ("/text/csv", "/Data", "ตารางกิจกรรม", "D:20260131103900Z", CSV),
        "plan.json": ("/application/json", "/Source", "แผนทั้งฉบับ", "D:20260131103900Z", b"{}"),
    }
    assert sorted(pdf.attachments) == sorted(found)
    assert len(pdf.Root.AF) == 2


def test_text_of_an_archived_file_is_as_exact(archived: bytes) -> None:
    title = without_space("ประชุมเชิงปฏิบัติการเรื่องน้ำใจและความซื่อตรงในงานบริการ")
    assert [name for name, read in READERS.items() if title not in without_space(read(archived))] == []


def test_pictures_are_not_smoothed_in_an_archived_file() -> None:
    document = Document("แผน", (Prose("หัวข้อ", "", (Figure(picture(), "ภาพที่ 1"),)),))
    with pikepdf.open(io.BytesIO(archived_pdf(document, ()))) as pdf:
        images = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Width")]
        assert [bool(image.Interpolate) for image in images] == [False]
        assert "/AF" not in pdf.Root
