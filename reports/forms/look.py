"""The form of a look: how the documents of a template are set."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ita_portal.render.look import OFFICE_FONTS, TABLE_POINTS, TEXT_POINTS, Look, Margins, PageNumbers
from ita_portal.tables.content import LabelAt
from ita_portal.thai.digits import read_decimal
from organisations.fields import Line

_MARGIN = (Decimal("0.5"), Decimal(6))
_LOGO_HEIGHT = (Decimal(1), Decimal(10))
SIDES = {"top": "บน", "right": "ขวา", "bottom": "ล่าง", "left": "ซ้าย"}
_CHOOSE = dict.fromkeys(("required", "invalid_choice"), "โปรดเลือกจากรายการ")
_PAGES = {"portrait": "แนวตั้ง", "landscape": "แนวนอน"}


class Centimetres(Line):
    """A length in centimetres between two bounds, in Thai or Arabic digits."""

    def __init__(self, bounds: tuple[Decimal, Decimal], **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 4})
        super().__init__(
            max_length=10, widget=widget, error_messages={"required": "โปรดระบุเป็นเซนติเมตร"}, **kwargs
        )
        self.bounds = bounds

    def clean(self, value: Any) -> Any:
        low, high = self.bounds
        refusal = f"โปรดระบุเป็นเซนติเมตรตั้งแต่ {low} ถึง {high} เช่น 2.5"
        try:
            length = read_decimal(super().clean(value))
        except ValueError:
            raise ValidationError(refusal) from None
        if not low <= length <= high:
            raise ValidationError(refusal)
        return float(length)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:g}" if isinstance(value, float) else value


def _points(sizes: Iterable[int]) -> list[tuple[int, str]]:
    return [(size, f"{size} พอยต์") for size in sizes]


class LookForm(forms.Form):
    """Sizes are those of TH Sarabun, as offices know them; a PDF is set in Sarabun of the same look."""

    text_points = forms.TypedChoiceField(
        label="ขนาดตัวอักษรของเนื้อหา", choices=_points(TEXT_POINTS), coerce=int, error_messages=_CHOOSE
    )
    table_points = forms.TypedChoiceField(
        label="ขนาดตัวอักษรในตาราง",
        choices=_points(TABLE_POINTS),
        error_messages=_CHOOSE,
        coerce=int,
        help_text="ตารางที่มีคอลัมน์มากใช้ขนาดเล็กกว่านี้เอง",
    )
    office_font = forms.ChoiceField(
        label="แบบอักษรในไฟล์ Word และ Excel",
        choices=[(name, name) for name in OFFICE_FONTS],
        error_messages=_CHOOSE,
        help_text="ไฟล์ PDF ใช้แบบอักษร Sarabun ซึ่งมีลักษณะเดียวกันเสมอ",
    )
    header = Line(
        label="ข้อความหัวกระดาษ", required=False, max_length=200, help_text="พิมพ์ที่หัวทุกหน้า เว้นว่างหากไม่ใช้"
    )
    page_numbers = forms.ChoiceField(
        label="เลขหน้า",
        choices=[
            (PageNumbers.OF_ALL.value, "ท้ายหน้า เช่น หน้า 2 / 9"),
            (PageNumbers.DASHED.value, "หัวหน้า เช่น - ๒ - ตั้งแต่หน้าที่สอง"),
            (PageNumbers.NONE.value, "ไม่พิมพ์เลขหน้า"),
        ],
        error_messages=_CHOOSE,
    )
    catch_words = forms.BooleanField(
        label="พิมพ์คำต่อเนื่องของหน้าถัดไปที่ท้ายหน้า", required=False, help_text="เช่น /๑๑. ประโยชน์ที่..."
    )
    front_letters = forms.BooleanField(label="นับหน้าคำนำและสารบัญเป็น ก ข ค", required=False)
    numbered = forms.BooleanField(label="ใส่เลขลำดับหน้าหัวข้อ", required=False)
    numbered_tables = forms.BooleanField(label="ใส่ชื่อ “ตารางที่ 1, 2, …” เหนือตาราง", required=False)
    sign_label = forms.ChoiceField(
        label="ที่พิมพ์หน้าที่ของผู้ลงนาม",
        required=False,
        choices=[
            ("", "ตามที่กำหนดไว้สำหรับผู้ลงนามแต่ละคน"),
            (LabelAt.ABOVE.value, "เหนือลายมือชื่อ"),
            (LabelAt.BESIDE.value, "หน้าลายมือชื่อ"),
            (LabelAt.BELOW.value, "ใต้ตำแหน่ง"),
        ],
        error_messages=_CHOOSE,
    )
    sign_dots = forms.BooleanField(label="พิมพ์เส้นประสำหรับลงลายมือชื่อ", required=False)
    has_logo = forms.BooleanField(label="พิมพ์ตราหน่วยงานบนปก", required=False)
    logo_height = Centimetres(_LOGO_HEIGHT, label="ความสูงของตรา (เซนติเมตร)")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for page, words in _PAGES.items():
            for side, side_words in SIDES.items():
                label = f"ขอบ{side_words} หน้า{words} (เซนติเมตร)"
                self.fields[f"{page}_{side}"] = Centimetres(_MARGIN, label=label)

    @property
    def margins(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of the margins by the page that they are of."""
        return [(words, [self[f"{page}_{side}"] for side in SIDES]) for page, words in _PAGES.items()]

    def look(self) -> Look:
        """The look as chosen, without the logo."""
        values = self.cleaned_data
        margins: dict[str, Any] = {
            page: Margins(**{side: values[f"{page}_{side}"] for side in SIDES}) for page in _PAGES
        }
        plain = {name: values[name] for name in _PLAIN}
        label = values["sign_label"]
        return Look(
            **plain,
            **margins,
            page_numbers=PageNumbers(values["page_numbers"]),
            sign_label=LabelAt(label) if label else None,
        )


_PLAIN = (
    "text_points",
    "table_points",
    "office_font",
    "header",
    "catch_words",
    "front_letters",
    "numbered",
    "numbered_tables",
    "sign_dots",
    "logo_height",
)


def look_values(look: Look, has_logo: bool) -> dict[str, Any]:
    """The look as initial values of the form."""
    sides = {f"{page}_{side}": float(getattr(getattr(look, page), side)) for page in _PAGES for side in SIDES}
    plain = {name: getattr(look, name) for name in _PLAIN} | {"logo_height": float(look.logo_height)}
    label = look.sign_label.value if look.sign_label else ""
    chosen = {"page_numbers": look.page_numbers.value, "sign_label": label, "has_logo": has_logo}
    return plain | sides | chosen
