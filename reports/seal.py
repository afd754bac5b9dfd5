"""The organisation's digital seal on approved papers, where a certificate is set up: optional, by setting.

The signature is appended to the finished file: not a byte of that changes, and its text and tags stay.
A certificate that cannot be used keeps nobody from approving: the paper is kept without a seal, and
``problem`` says why.
"""

import binascii
import io
import logging
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from organisations.models import Organisation

logger = logging.getLogger(__name__)

_FIELD = "Seal"
_NO_PACKAGE = "ระบบยังไม่ได้ติดตั้งส่วนเสริมสำหรับผนึกเอกสาร"
_NOT_READ = "อ่านไฟล์ใบรับรองอิเล็กทรอนิกส์ไม่ได้"
_NOT_OPENED = "ไฟล์ใบรับรองอิเล็กทรอนิกส์ชำรุดหรือรหัสผ่านไม่ถูกต้อง"
_EARLY = "ใบรับรองอิเล็กทรอนิกส์ยังไม่ถึงวันเริ่มใช้"
_EXPIRED = "ใบรับรองอิเล็กทรอนิกส์หมดอายุแล้ว"
_FAILED = "ระบบผนึกเอกสารไม่สำเร็จ"


class SealError(Exception):
    """Why nothing can be sealed, in Thai."""


def problem(organisation: Organisation) -> str:
    """Why papers of the organisation are kept without a seal although one is set up, in Thai; "" for none."""
    try:
        _signer(organisation)
    except SealError as error:
        return f"เอกสารยังไม่ได้ผนึกด้วยใบรับรองของหน่วยงาน เนื่องจาก{error} โปรดแจ้งผู้ดูแลระบบ"
    return ""


def sealed(pdf: bytes, organisation: Organisation) -> bytes | None:
    """The PDF with the organisation's seal; None where none is set up, or where it cannot be used."""
    try:
        signer = _signer(organisation)
        return _with_signature(pdf, signer) if signer else None
    except SealError:
        logger.exception("a paper of %s is kept without a seal", organisation.code)
    return None


def _signer(organisation: Organisation) -> Any:
    """What signs with the organisation's certificate; None where there is none. Raises SealError."""
    archive = _archive(organisation)
    if archive is None:
        return None
    try:
        from pyhanko.sign.signers import SimpleSigner
    except ImportError as error:
        raise SealError(_NO_PACKAGE) from error
    try:
        signer = SimpleSigner.load_pkcs12_data(archive, [], settings.SEAL_PASSWORD.encode() or None)
        valid = signer.signing_cert["tbs_certificate"]["validity"]
        begins, ends = valid["not_before"].native, valid["not_after"].native
    except Exception as error:  # a broken archive raises what its parser happens to stumble over
        raise SealError(_NOT_OPENED) from error
    if timezone.now() < begins:
        raise SealError(_EARLY)
    if timezone.now() > ends:
        raise SealError(_EXPIRED)
    return signer


def _archive(organisation: Organisation) -> bytes | None:
    """The PKCS#12 file: from the environment, the portal's one, or from a folder by organisations' codes."""
    try:
        if settings.SEAL_CERTIFICATE_BASE64:
            return b64decode(settings.SEAL_CERTIFICATE_BASE64, validate=True)
        if not settings.SEAL_CERTIFICATE:
            return None
        place = Path(settings.SEAL_CERTIFICATE)
        if not place.is_dir():
            return place.read_bytes()
        own = {file.stem: file for file in place.glob("*.p12")}.get(organisation.code)
        return own.read_bytes() if own else None
    except (OSError, binascii.Error, ValueError) as error:
        raise SealError(_NOT_READ) from error


def _with_signature(pdf: bytes, signer: Any) -> bytes:
    """The same bytes with the signature behind them, in a field that nobody sees. Raises SealError."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf

    # PDF/UA asks of every field that is not hidden that it stand among the tags.
    hidden = InvisSigSettings(set_print_flag=True, set_hidden_flag=True)
    field = SigFieldSpec(_FIELD, invis_sig_settings=hidden, readable_field_name="ผนึกอิเล็กทรอนิกส์ของหน่วยงาน")
    how = PdfSignatureMetadata(
        field_name=_FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason="อนุมัติแผน"
    )
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        # It begins an event loop, of which a thread has one at most: ours may have one already.
        with ThreadPoolExecutor(max_workers=1) as thread:
            signing = thread.submit(sign_pdf, writer, how, signer, new_field_spec=field)
            made: bytes = signing.result().getvalue()
    except Exception as error:  # the approval must stand, whatever a library makes of key and file
        raise SealError(_FAILED) from error
    return made
