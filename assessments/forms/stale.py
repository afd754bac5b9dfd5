"""What a form does when somebody was faster."""

from typing import Any

from django import forms

STALE = "มีผู้แก้ไขรายการนี้ก่อนท่าน ข้อความของท่านยังอยู่ครบ โปรดเทียบกับข้อความปัจจุบันด้านล่าง แล้วบันทึกอีกครั้งหากต้องการใช้แทน"


def begin_again(form: forms.Form, **versions: int | str) -> None:
    """What was typed stays, and the form now begins from the row as it is."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]
    for name, version in versions.items():
        data[name] = version
    form.data = data
    form.add_error(None, STALE)
