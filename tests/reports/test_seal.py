"""The digital seal, verified with a certificate of our own; no certificate keeps a paper from being kept."""

import io
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pymupdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext
from pytest_django import Settings

from ita_portal.render.arrangement import plan_document
from ita_portal.render.pdf import document_pdf
from organisations.models import Organisation
from reports.seal import problem, sealed
from tests.render.sample_plans import sample_plan

PASSWORD = "password-of-the-tests"
OF_MEDICINE = Organisation(code="MED", name="กรมการแพทย์ตัวอย่าง")


class Certificate:
    """A certificate that signs itself, with its key, as people keep it."""

    def __init__(self, *, starts: int = -1, ends: int = 30) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "หน่วยงานตัวอย่าง")])
        now = timezone.now()
        self.certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + timedelta(days=starts))
            .not_valid_after(now + timedelta(days=ends))
            .add_extension(
                x509.KeyUsage(True, True, False, False, False, True, False, False, False), critical=True
            )
            .sign(key, hashes.SHA256())
        )
        self.archive = pkcs12.serialize_key_and_certificates(
            b"seal", key, self.certificate, None, BestAvailableEncryption(PASSWORD.encode())
        )

    def verified(self, pdf: bytes) -> PdfSignatureStatus:
        """What a reader of PDF that trusts the certificate finds of the seal."""
        trusted = SimpleSigner.load_pkcs12_data(self.archive, [], PASSWORD.encode()).signing_cert
        context = ValidationContext(trust_roots=[trusted], allow_fetching=False)
        signature = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
        # In a thread of its own, as a browser of other tests may have begun an event loop in this one.
        with ThreadPoolExecutor(max_workers=1) as thread:
            found: PdfSignatureStatus = thread.submit(validate_pdf_signature, signature, context).result()
        return found


@pytest.fixture(scope="module")
def certificate() -> Certificate:
    return Certificate()


@pytest.fixture(scope="module")
def paper() -> bytes:
    return document_pdf(plan_document(sample_plan("unit", 2)))


@pytest.fixture
def seal(settings: Settings, tmp_path: Path, certificate: Certificate) -> Path:
    """The certificate set up as the portal's."""
    place = tmp_path / "seal.p12"
    place.write_bytes(certificate.archive)
    settings.SEAL_CERTIFICATE, settings.SEAL_PASSWORD = str(place), PASSWORD
    return place


def test_seal_is_verified_and_covers_the_whole_file(
    seal: Path, certificate: Certificate, paper: bytes
) -> None:
    made = sealed(paper, OF_MEDICINE)

    assert made is not None
    status = certificate.verified(made)
    assert (status.intact, status.valid, status.trusted, status.bottom_line) == (True, True, True, True)
    assert problem(OF_MEDICINE) == ""


def test_sealed_paper_begins_with_the_very_bytes_of_the_paper_and_reads_the_same(
    seal: Path, paper: bytes
) -> None:
    made = sealed(paper, OF_MEDICINE) or b""

    before, after = pymupdf.open(stream=paper), pymupdf.open(stream=made)
    assert made.startswith(paper)
    assert [page.get_text() for page in after.pages()] == [page.get_text() for page in before.pages()]
    assert after.xref_get_key(after.pdf_catalog(), "StructTreeRoot") == before.xref_get_key(
        before.pdf_catalog(), "StructTreeRoot"
    )


def test_changed_byte_of_a_sealed_paper_is_found(seal: Path, certificate: Certificate, paper: bytes) -> None:
    made = bytearray(sealed(paper, OF_MEDICINE) or b"")
    at = made.index(b"/Title")
    made[at + 10] ^= 1

    status = certificate.verified(bytes(made))

    assert (status.intact, status.bottom_line) == (False, False)


def test_without_a_certificate_nothing_is_sealed_and_nothing_is_wrong(paper: bytes) -> None:
    assert (sealed(paper, OF_MEDICINE), problem(OF_MEDICINE)) == (None, "")


def test_certificate_may_come_by_the_environment(
    settings: Settings, certificate: Certificate, paper: bytes
) -> None:
    settings.SEAL_CERTIFICATE_BASE64 = b64encode(certificate.archive).decode()
    settings.SEAL_PASSWORD = PASSWORD

    made = sealed(paper, OF_MEDICINE)

    assert made is not None
    assert certificate.verified(made).bottom_line is True


def test_folder_has_a_certificate_for_each_organisation(seal: Path, settings: Settings, paper: bytes) -> None:
    seal.rename(seal.with_name("MED.p12"))
    settings.SEAL_CERTIFICATE = str(seal.parent)

    made = [sealed(paper, one) is not None for one in (OF_MEDICINE, Organisation(code="../MED"))]

    assert made == [True, False]


@pytest.mark.parametrize(
    ("archive", "why"),
    [
        (b"no certificate", "ชำรุดหรือรหัสผ่านไม่ถูกต้อง"),
        (b"", "ชำรุดหรือรหัสผ่านไม่ถูกต้อง"),
        (Certificate(starts=-9, ends=-1).archive, "หมดอายุแล้ว"),
        (Certificate(starts=1, ends=9).archive, "ยังไม่ถึงวันเริ่มใช้"),
    ],
    ids=["broken", "empty", "expired", "early"],
)
def test_certificate_that_cannot_be_used_leaves_the_paper_without_a_seal(
    seal: Path, paper: bytes, archive: bytes, why: str
) -> None:
    seal.write_bytes(archive)

    assert sealed(paper, OF_MEDICINE) is None
    assert why in problem(OF_MEDICINE)


def test_wrong_password_leaves_the_paper_without_a_seal(seal: Path, settings: Settings, paper: bytes) -> None:
    settings.SEAL_PASSWORD = "wrong"

    assert sealed(paper, OF_MEDICINE) is None
    assert problem(OF_MEDICINE) == (
        "เอกสารยังไม่ได้ผนึกด้วยใบรับรองของหน่วยงาน เนื่องจากไฟล์ใบรับรองอิเล็กทรอนิกส์ชำรุดหรือรหัสผ่านไม่ถูกต้อง โปรดแจ้งผู้ดูแลระบบ"
    )


def test_lost_file_and_broken_paper_leave_the_paper_without_a_seal(seal: Path, paper: bytes) -> None:
    assert sealed(b"no PDF at all", OF_MEDICINE) is None
    seal.unlink()

    assert sealed(paper, OF_MEDICINE) is None
    assert "อ่านไฟล์ใบรับรองอิเล็กทรอนิกส์ไม่ได้" in problem(OF_MEDICINE)
