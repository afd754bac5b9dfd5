"""The QR of an address as a picture for the foot of pages."""

import io

import segno

from ita_portal.tables.facts import PictureContent

QR_SIDE = 1.6  # centimetres
_PIXELS = 10  # of a module: printers and viewers that smooth pictures leave its edges sharp


def qr_picture(address: str) -> PictureContent:
    """The QR without the white around it, which the page gives: at least four of its modules, about 2 mm."""
    code = segno.make(address, error="m", micro=False)
    side = int(code.symbol_size(border=0)[0]) * _PIXELS
    file = io.BytesIO()
    code.save(file, kind="png", scale=_PIXELS, border=0)
    words = f"คิวอาร์โค้ดสำหรับตรวจสอบเอกสารฉบับนี้ที่ {address}"
    return PictureContent(words, "image/png", side, side, file.getvalue)
