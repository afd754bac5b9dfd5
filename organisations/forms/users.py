"""Forms about people and their roles."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from organisations.access import Permission, Role, is_central
from organisations.fields import Line, OrganisationChoice, ThaiDateField
from organisations.models import Membership, Organisation, User
from organisations.pages.lists import ListFilter
from organisations.pages.sections import Sectioned, Sections
from organisations.querysets import OrganisationQuerySet

LINES = dict.fromkeys(("prefix", "first_name", "last_name", "position", "phone"), Line)
NOBODY = "ไม่พบผู้ใช้งานนี้ โปรดตรวจสอบชื่อผู้ใช้งานหรืออีเมล หรือเพิ่มเป็นผู้ใช้งานใหม่"
OF_NO_ORGANISATION = "บัญชีนี้ไม่มีบทบาทในหน่วยงานใดในขณะนี้ โปรดให้ผู้ดูแลระบบส่วนกลางเป็นผู้เพิ่มบทบาท"


class AccountForm(Sectioned, forms.ModelForm[User]):
    """A person's account as an administrator sees it; only a central one may mark central ones."""

    class Meta:
        model = User
        fields = (
            "prefix",
            "first_name",
            "last_name",
            "position",
            "username",
            "email",
            "phone",
            "is_central_admin",
        )
        field_classes = LINES
        labels = {"username": "ชื่อผู้ใช้งาน"}
        help_texts = {
            "username": "ใช้เข้าสู่ระบบ เป็นตัวอักษร ตัวเลข และเครื่องหมาย @ . + - _ เท่านั้น",
            "prefix": "เช่น นาย นางสาว ดร.",
            "email": "ใช้รับลิงก์ตั้งรหัสผ่านและการแจ้งเตือน",
            "is_central_admin": "ดูและจัดการได้ทุกหน่วยงาน",
        }

    SECTIONS: Sections = (
        ("ชื่อและตำแหน่ง", ("prefix", "first_name", "last_name", "position")),
        ("บัญชี", ("username", "email", "phone", "is_central_admin")),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs |= {"autocomplete": "off", "autofocus": False}
        if not is_central(by):
            del self.fields["is_central_admin"]


class ProfileForm(forms.ModelForm[User]):
    """What people may change about themselves."""

    class Meta:
        model = User
        fields = ("prefix", "first_name", "last_name", "position", "phone")
        field_classes = LINES
        help_texts = {"prefix": "เช่น นาย นางสาว ดร."}


def _managed_by(user: User) -> OrganisationQuerySet:
    return Organisation.objects.visible_to(user, Permission.USER_MANAGE).active()


class RoleFields(forms.Form):
    """A role and the days from and to which it is held."""

    role = forms.ChoiceField(label="บทบาท", choices=[("", "โปรดเลือก"), *Role.choices])
    starts_on = ThaiDateField(label="ตั้งแต่วันที่", initial=timezone.localdate)
    ends_on = ThaiDateField(label="ถึงวันที่", required=False, help_text="เว้นว่างไว้หากยังไม่มีกำหนดสิ้นสุด")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "วันที่สิ้นสุดต้องไม่ก่อนวันที่เริ่มต้น")
        return cleaned


class PlacedRoleForm(RoleFields):
    """A role with its organisation, of those in which the person at the keyboard manages users."""

    organisation = OrganisationChoice()
    field_order = ("organisation", "role", "starts_on", "ends_on")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = _managed_by(by)  # type: ignore[attr-defined]


class NewUserForm(RoleFields, AccountForm):
    """An account with its first role."""

    organisation = OrganisationChoice()
    field_order = (*AccountForm.Meta.fields, "organisation", "role", "starts_on", "ends_on")
    SECTIONS = (
        *AccountForm.SECTIONS,
        ("บทบาทแรก", ("organisation", "role", "starts_on", "ends_on")),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.fields["organisation"].queryset = _managed_by(by)  # type: ignore[attr-defined]

    def account(self) -> dict[str, Any]:
        """The fields of the account."""
        return {name: value for name, value in self.cleaned_data.items() if name in AccountForm.Meta.fields}

    def first_role(self) -> dict[str, Any]:
        """The fields of the role."""
        return {name: self.cleaned_data[name] for name in ("organisation", "role", "starts_on", "ends_on")}


class ExistingPersonForm(RoleFields):
    """A role for a person who already has an account, known by the exact user name or e-mail address.

    Nothing is searched and nothing shown, so that it tells no more than whether the account exists. An
    account without a role in force belongs to no organisation: whoever gave it the only one could edit it
    and sign in as its owner, so that is for central administrators.
    """

    person = Line(label="ชื่อผู้ใช้งานหรืออีเมล", max_length=254)
    field_order = ("person", "role", "starts_on", "ends_on")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_person(self) -> User:
        typed = self.cleaned_data["person"]
        found = User.objects.filter(Q(username=typed) | Q(email__iexact=typed), is_active=True).first()
        if found is None:
            raise forms.ValidationError(NOBODY)
        if not (is_central(self.by) or found.active_memberships):
            raise forms.ValidationError(OF_NO_ORGANISATION)
        return found

    def membership(self) -> dict[str, Any]:
        """The fields of the role with its person."""
        fields = dict(self.cleaned_data)
        return {"user": fields.pop("person"), **fields}


class EndRoleForm(forms.Form):
    """The last day of a role."""

    ends_on = ThaiDateField(label="วันสุดท้ายที่มีบทบาท")


class UserFilter(ListFilter):
    """Search and filters above the list of users."""

    role = forms.ChoiceField(
        label="บทบาท", required=False, choices=[("", "ทุกบทบาท"), *Role.choices, ("none", "ไม่มีบทบาทในขณะนี้")]
    )
    status = forms.ChoiceField(
        label="สถานะ",
        required=False,
        choices=[("", "ทุกสถานะ"), ("active", "ใช้งานอยู่"), ("inactive", "ปิดการใช้งาน")],
    )


def role_initial(membership: Membership) -> dict[str, Any]:
    """The fields of a role as they are now."""
    return {"role": membership.role, "starts_on": membership.starts_on, "ends_on": membership.ends_on}
