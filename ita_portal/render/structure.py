"""The tags of a finished PDF where WeasyPrint's are not those that PDF/UA asks for."""

import re
from typing import Any

from pydyf import PDF, Array, Dictionary

_HEADING = re.compile("/H([1-6])")
_OF_ITEMS = ("/Lbl", "/LBody")


def mend_structure(pdf: PDF) -> None:
    """Let headings begin at the first level and skip none; put what a list item says into its body.

    Which sections a document has, and in which order, is for its office to say: a heading of the second level
    may be the first. The text editor writes items as paragraphs.
    """
    levels: list[int] = []  # of the headings that the last one stands under, and its own
    for tag in list(pdf.objects):
        kind = tag.get("S") if isinstance(tag, dict) and tag.get("Type") == "/StructElem" else None
        if kind == "/LI":
            _put_into_body(pdf, tag)
        elif kind and (heading := _HEADING.fullmatch(kind)):
            level = int(heading[1])
            levels = [*(above for above in levels if above < level), level]
            tag["S"] = f"/H{len(levels)}"


def _put_into_body(pdf: PDF, item: Dictionary) -> None:
    kids = [(reference, _object(pdf, reference)) for reference in item["K"]]
    loose = [(reference, kid) for reference, kid in kids if kid["S"] not in _OF_ITEMS]
    if not loose:
        return
    body = Dictionary({"Type": "/StructElem", "S": "/LBody", "P": item.reference, "Pg": item["Pg"]})
    pdf.add_object(body)
    body["K"] = Array(reference for reference, _ in loose)
    for _, kid in loose:
        kid["P"] = body.reference
    item["K"] = Array([reference for reference, kid in kids if kid["S"] in _OF_ITEMS] + [body.reference])


def _object(pdf: PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
