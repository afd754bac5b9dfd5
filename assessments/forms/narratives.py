"""The form of the text of a place."""

from typing import Any

from django import forms

from assessments.forms.gaps import VersionField
from assessments.narrative.tokens import Cells, unknown_tokens
from organisations.fields import Lines

MAX_BODY = 20_000


class NarrativeForm(forms.Form):
    """A text with tokens; one that is of no cell is refused with the token that was probably meant."""

    base_version = VersionField()
    body = Lines(
        label="ข้อความ",
        max_length=MAX_BODY,
        help_text="ขึ้นบรรทัดใหม่เมื่อขึ้นย่อหน้าใหม่ ตัวเลขในวงเล็บเหลี่ยมอ่านจากตารางคะแนนทุกครั้งที่แสดง",
        error_messages={"required": "โปรดพิมพ์ข้อความ"},
    )

    def __init__(self, data: Any = None, *, cells: Cells, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.cells = cells
        self.fields["body"].widget.attrs = {"rows": 12}

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if unknown := unknown_tokens(body, self.cells):
            raise forms.ValidationError([one.message for one in unknown])
        return body
