"""Which notices a person wants, and an organisation's channels."""

from django import forms

from organisations.fields import Line
from organisations.models import NoticeKind
from organisations.outer_links import LONGEST
from organisations.pages.from_version import FromVersion


class NoticeForm(forms.Form):
    """The kinds that the person wants; unticked ones are no more told."""

    wanted = forms.MultipleChoiceField(
        label="แจ้งเตือนทางอีเมลเมื่อมี",
        choices=NoticeKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="ระบบส่งไม่เกินวันละหนึ่งฉบับ เฉพาะวันที่มีเรื่องใหม่ และเตือนซ้ำทุก 7 วันจนกว่าจะดำเนินการ",
    )

    @property
    def unwanted(self) -> set[NoticeKind]:
        return {kind for kind in NoticeKind if kind.value not in self.cleaned_data["wanted"]}


class WebhookForm(forms.Form):
    """A new channel."""

    name = Line(
        label="ชื่อช่องทาง",
        max_length=200,
        help_text="เช่น กลุ่มสนทนาของคณะทำงาน",
        error_messages={"required": "โปรดระบุชื่อช่องทาง"},
    )
    url = Line(
        label="ที่อยู่ปลายทาง",
        max_length=LONGEST,
        help_text="ที่อยู่ซึ่งขึ้นต้นด้วย https:// ที่ระบบปลายทางออกให้ โปรดเก็บเป็นความลับ",
        error_messages={"required": "โปรดระบุที่อยู่ปลายทาง"},
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )


class WebhookChangeForm(WebhookForm, FromVersion):
    """A channel that is there."""

    is_active = forms.BooleanField(label="เปิดใช้ช่องทางนี้", required=False)
