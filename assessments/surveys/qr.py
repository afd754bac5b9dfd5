"""An address as a QR: an SVG for pages and paper, which needs no file and no script."""

import io

import segno


def qr_svg(address: str) -> bytes:
    """The QR of an address as an SVG file that grows with what holds it. Dark on white in either theme."""
    file = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        file,
        kind="svg",
        border=4,
        dark="#000",
        light="#fff",
        omitsize=True,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
    )
    return file.getvalue()
