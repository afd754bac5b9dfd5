"""A PDF to be kept for good: PDF/A-3 (level A) and PDF/UA-1 in one file, with its data attached.

WeasyPrint makes either the one or the other. PDF/A lets metadata name only what it knows or what the file
explains itself; so the mark of PDF/UA comes with a schema that explains it.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import files
from io import BytesIO
from typing import Any

import weasyprint
from pydyf import PDF, Array, Dictionary, Stream, String
from weasyprint.pdf import VARIANTS
from weasyprint.pdf.pdfa import VARIANTS as PDFA_VARIANTS

from ita_portal.render.document import Document
from ita_portal.render.pdf import OPTIONS, document_pdf
from ita_portal.render.progress import Progress

_VARIANT = "pdf/a-3a+ua-1"
_END = b"</rdf:RDF>"
_UA_MARK = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of data within the PDF: "data" as a table for reuse, or the "source" the document is made of.

    ``modified`` is the time of the data; without one, now.
    """

    name: str
    media_type: str
    content: bytes
    description: str = ""
    modified: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def relationship(self) -> str:
        """What the file is to the document, in the words of PDF/A-3."""
        return "Source" if self.media_type == "application/json" else "Data"


def archived_pdf(
    document: Document, attachments: Sequence[Attachment], *, progress: Progress | None = None
) -> bytes:
    """The PDF of a document with its data, to be published and kept."""
    embedded = [_embedded(attachment) for attachment in attachments]
    return document_pdf(
        document, progress=progress, options=OPTIONS | {"pdf_variant": _VARIANT, "attachments": embedded}
    )


def _embedded(attachment: Attachment) -> weasyprint.Attachment:
    times = dict.fromkeys(("created", "modified"), attachment.modified.astimezone(UTC))
    embedded = weasyprint.Attachment(
        string="",
        name=attachment.name,
        description=attachment.description,
        relationship=attachment.relationship,
        **times,
    )
    # Its own sources know no media type but what they guess from the name.
    embedded.source = nullcontext((BytesIO(attachment.content), None, None, attachment.media_type))
    return embedded


def _archive(pdf: PDF, document: Any, streams: Any, attachments: Any, compress: bool) -> None:
    """What WeasyPrint asks of a variant: the metadata of PDF/A-3, and our own into them."""
    _pdfa(pdf, document, streams, attachments, compress)
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [part.replace(_END, _UA_MARK + _END) for part in metadata.stream]
    for item in pdf.objects:
        if isinstance(item, Stream) and "Interpolate" in item.extra:
            item.extra["Interpolate"] = "false"  # a picture is kept as it is
    pdf.catalog["OutputIntents"] = Array([_srgb(pdf, compress)])
    if "AF" in pdf.catalog:
        _name_files(pdf)


def _name_files(pdf: PDF) -> None:
    """Name the attached files once each, in letters: WeasyPrint names them twice, and in bytes."""
    pdf.catalog["AF"] = Array(dict.fromkeys(pdf.catalog["AF"]))
    attached = [pdf.objects[int(reference.split()[0])] for reference in pdf.catalog["AF"]]
    attached.sort(key=lambda file: (not file["UF"].string.isascii(), file["UF"].string))
    names = pdf.objects[int(pdf.catalog["Names"]["EmbeddedFiles"].split()[0])]
    names["Names"] = Array(entry for file in attached for entry in (file["UF"], file.reference))
    for file in attached:
        file["F"] = file["UF"]


def _srgb(pdf: PDF, compress: bool) -> Dictionary:
    """What our colours mean. WeasyPrint would name the same profile, and leave its file open."""
    content = files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
    profile = Stream([content], Dictionary({"N": 3}), compress=compress)
    pdf.add_object(profile)
    name = String("sRGB2014")
    return Dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": name,
            "Info": name,
            "DestOutputProfile": profile.reference,
        }
    )


_pdfa, _pdfa_options = PDFA_VARIANTS["pdf/a-3a"]
VARIANTS[_VARIANT] = (_archive, _pdfa_options | {"output_intent": None})
