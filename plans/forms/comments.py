"""The form of a comment."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from organisations.models import User
from plans.forms.fields import Text, TypedForm
from plans.models import Comment

_LENGTH: int = Comment._meta.get_field("text").max_length or 0


class People(forms.ModelMultipleChoiceField):
    """People, each by name and position."""

    def label_from_instance(self, obj: Any) -> str:
        return f"@{obj} ({obj.position})" if obj.position else f"@{obj}"


class CommentForm(TypedForm):
    """A remark, and who is to be told of it: ``people`` are those who may read it."""

    text = Text(label="ความเห็น", max_length=_LENGTH, required=True, widget=forms.Textarea(attrs={"rows": 3}))
    named = People(
        label="แจ้งถึง",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="ผู้ที่เลือกจะเห็นความเห็นนี้ในหน้าหลัก และได้รับอีเมล",
        error_messages={
            "invalid_choice": "ไม่พบผู้ที่เลือก โปรดเลือกใหม่",
            "invalid_pk_value": "ไม่พบผู้ที่เลือก โปรดเลือกใหม่",
        },
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = self.fields["named"]
        assert isinstance(named, People)  # noqa: S101
        named.queryset = people

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).strip()
