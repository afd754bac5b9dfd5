"""The form for finding words in a plan and putting others in their place."""

from django import forms

from plans.forms.fields import Line, TypedForm
from plans.searching import Search

MOST_CHARACTERS = 500


class ReplaceForm(TypedForm):
    words = Line(label="ค้นหา", max_length=MOST_CHARACTERS, required=True)
    by = Line(label="แทนที่ด้วย", max_length=MOST_CHARACTERS, help_text="เว้นว่างไว้หากต้องการลบคำที่ค้นหา")
    same_case = forms.BooleanField(label="ตัวพิมพ์เล็กและใหญ่ต้องตรงกัน", required=False)
    same_digits = forms.BooleanField(label="เลขไทยและเลขอารบิกต้องตรงกัน", required=False)

    @property
    def search(self) -> Search:
        data = self.cleaned_data
        return Search(data["words"], same_case=data["same_case"], same_digits=data["same_digits"])
