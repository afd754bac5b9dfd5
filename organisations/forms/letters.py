"""The forms in which letters are written, out and in."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from ita_portal.thai.amounts import baht_text, read_amount
from organisations.access import Permission
from organisations.fields import Line, Lines, OrganisationChoice, ThaiDateField, ThaiTimeField
from organisations.models import Letter, Organisation
from organisations.models.letter import LONGEST_BODY
from organisations.pages.from_version import FromVersion
from organisations.pages.sections import Sectioned

SPARE_REFERENCES = 3
MOST_REFERENCES = 30
_NOT_OF_THE_LETTER = (
    "base_version",
    "organisation",
    "amount",
    "received_number",
    "received_on",
    "received_time",
)


def _length(name: str) -> int:
    return Letter._meta.get_field(name).max_length or 0  # type: ignore[union-attr]


def _line(name: str, label: str, **said: Any) -> Line:
    return Line(label=label, max_length=_length(name), required=said.pop("required", False), **said)


_OF_BODY = "ขึ้นบรรทัดใหม่เมื่อขึ้นย่อหน้าใหม่ รายชื่อในคำสั่งและประกาศให้คั่นชื่อ ตำแหน่ง และหน้าที่ด้วย | เพื่อพิมพ์ให้ตรงกัน"


class LetterForm(Sectioned, FromVersion):
    """What every letter says; the forms of those that leave and of those that came in say more."""

    organisation = OrganisationChoice(label="หน่วยงานเจ้าของทะเบียน")
    kind = forms.ChoiceField(label="ชนิดหนังสือ", choices=Letter.Kind.choices)
    urgency = forms.ChoiceField(label="ชั้นความเร็ว", choices=Letter.Urgency.choices)
    dated_on = ThaiDateField(label="วันที่ของหนังสือ", required=False)
    office = _line("office", "ส่วนราชการ")
    subject = _line("subject", "เรื่อง", required=True, error_messages={"required": "โปรดระบุเรื่อง"})
    addressee = _line("addressee", "เรียน")
    enclosures = Lines(label="สิ่งที่ส่งมาด้วย", required=False, max_length=20_000, help_text="บรรทัดละหนึ่งรายการ")
    body = Lines(label="ข้อความ", required=False, max_length=LONGEST_BODY)
    signer_name = _line("signer_name", "ผู้ลงนาม", help_text="รวมคำนำหน้าชื่อ")
    signer_position = _line("signer_position", "ตำแหน่ง")
    signer_acting_for = _line("signer_acting_for", "ปฏิบัติราชการแทน", help_text="เว้นว่างไว้หากลงนามในตำแหน่งของตน")

    def __init__(
        self, data: Any = None, *, user: Any, letter: Letter | None = None, initial: Any = None
    ) -> None:
        super().__init__(data, initial=(_known(letter) if letter else {}) | (initial or {}))
        self.letter = letter
        own = Organisation.objects.visible_to(user, Permission.LETTER_EDIT).active()
        self.fields["organisation"].queryset = own  # type: ignore[attr-defined]
        if letter is not None:
            del self.fields["organisation"]
        elif len(own[:2]) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
        self.fields["subject"].widget = forms.Textarea(attrs={"rows": 2})
        self.fields["enclosures"].widget.attrs["rows"] = 3
        for field in self.fields.values():
            # A browser would cut a pasted text off without a word.
            field.widget.attrs.pop("maxlength", None)

    def clean_enclosures(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["enclosures"].splitlines() if line.strip()]

    def values(self) -> dict[str, Any]:
        """The fields of the letter, as the services take them."""
        return {name: value for name, value in self.cleaned_data.items() if name not in _NOT_OF_THE_LETTER}

    def differences(self, current: Letter) -> list[tuple[str, str]]:
        """Label and present text of every field in which the letter is otherwise than it was typed."""
        stored = _known(current)
        typed = {**self.cleaned_data, "enclosures": "\n".join(self.cleaned_data.get("enclosures", []))}
        return [
            (str(field.label), _words(field.field, stored[field.name]))
            for field in self.visible_fields()
            if field.name in stored and typed.get(field.name) != stored[field.name]
        ]


class OutgoingForm(LetterForm):
    """A letter that is to leave."""

    number_prefix = _line(
        "number_prefix", "ที่ (เลขประจำของเจ้าของเรื่อง)", help_text="เลขลำดับออกภายหลัง เมื่อหนังสือพร้อมลงนาม"
    )
    phone = _line("phone", "โทรศัพท์")
    through = _line("through", "ผ่าน")
    amount = Line(
        label="จำนวนเงินที่ต้องการตัวอักษร (บาท)",
        max_length=100,
        required=False,
        help_text="พิมพ์ตัวเลขแล้วกด “ตรวจข้อความ” ระบบเขียนเป็นตัวอักษรให้ ช่องนี้ไม่บันทึกในหนังสือ",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    SECTIONS = (
        (
            "ส่วนหัวของหนังสือ",
            ("organisation", "kind", "urgency", "office", "phone", "number_prefix", "dated_on"),
        ),
        ("เรื่องและผู้รับ", ("subject", "addressee", "through")),
        ("ข้อความ", ("body", "amount")),
        ("สิ่งที่ส่งมาด้วยและผู้ลงนาม", ("enclosures", "signer_name", "signer_position", "signer_acting_for")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.amount_words = ""
        self.fields["body"].widget.attrs["rows"] = 14
        self.fields["body"].help_text = _OF_BODY
        if self.letter and self.letter.number_text:
            del self.fields["number_prefix"]

    def clean_amount(self) -> str:
        """The amount as typed; its words then stand in `amount_words`."""
        typed: str = self.cleaned_data["amount"]
        amount = read_amount(typed)
        if typed and amount.amount is None:
            raise forms.ValidationError("โปรดระบุจำนวนเงินเป็นตัวเลข เช่น 925,780")
        self.amount_words = baht_text(amount.amount) if amount.amount is not None else ""
        return typed


class IncomingForm(LetterForm):
    """A letter that came in; with ``letter`` what was written down of it, else also how it was received."""

    number_text = _line("number_text", "ที่", help_text="เลขที่ของหนังสือที่ได้รับ ตามที่พิมพ์ไว้")
    received_number = Line(label="เลขที่รับ", max_length=50, required=False)
    received_on = ThaiDateField(label="วันที่รับ", error_messages={"required": "โปรดระบุวันที่รับ"})
    received_time = ThaiTimeField(label="เวลารับ", required=False)

    SECTIONS = (
        ("การรับหนังสือ", ("organisation", "received_number", "received_on", "received_time")),
        ("หนังสือที่ได้รับ", ("kind", "urgency", "office", "number_text", "dated_on", "subject", "addressee")),
        ("รายละเอียด", ("body", "enclosures", "signer_name", "signer_position", "signer_acting_for")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].label = "จาก (ส่วนราชการเจ้าของหนังสือ)"
        self.fields["body"].label = "สาระสำคัญ"
        self.fields["body"].widget.attrs["rows"] = 5
        if self.letter is not None:
            for name in ("received_number", "received_on", "received_time"):
                del self.fields[name]

    def received(self) -> dict[str, Any]:
        """The stamp of the organisation."""
        names = {"number": "received_number", "on": "received_on", "time": "received_time"}
        return {name: self.cleaned_data[field] for name, field in names.items()}

    @staticmethod
    def now() -> dict[str, Any]:
        """Received at this minute."""
        moment = timezone.localtime()
        return {"received_on": moment.date(), "received_time": moment.time().replace(second=0, microsecond=0)}


class ReferenceForm(forms.Form):
    """One letter that is referred to, chosen from those of the register or typed; empty is none."""

    text = Line(label="อ้างถึง", max_length=1500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Long as it is, it is chosen from a list; a browser would cut it off without a word.
        self.fields["text"].widget.attrs = {"list": "known-letters", "autocomplete": "off"}


class _BaseReferences(forms.BaseFormSet):
    def texts(self) -> list[str]:
        """Those that say something, in their order."""
        return [text for form in self.forms if (text := form.cleaned_data.get("text", ""))]


_ReferenceForms = forms.formset_factory(
    ReferenceForm,
    formset=_BaseReferences,
    extra=SPARE_REFERENCES,
    max_num=MOST_REFERENCES,
    absolute_max=MOST_REFERENCES + SPARE_REFERENCES,
)


def reference_forms(data: Any, texts: Iterable[str]) -> Any:
    """The references of a letter and some empty ones; ``data`` counts alone, as it was posted."""
    known = [{"text": text} for text in texts] if data is None else []
    return _ReferenceForms(data, prefix="references", initial=known)


def _known(letter: Letter) -> dict[str, Any]:
    names: Sequence[str] = (*LetterForm.base_fields, "number_prefix", "number_text", "phone", "through")
    known = {name: getattr(letter, name) for name in names if name not in ("base_version", "organisation")}
    return known | {"enclosures": "\n".join(letter.enclosures), "base_version": letter.version}


def _words(field: forms.Field, value: Any) -> str:
    """A stored value as a person reads it."""
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    return str(field.prepare_value(value) or "(ว่าง)")
