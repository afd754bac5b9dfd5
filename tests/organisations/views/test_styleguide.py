"""The staff page that shows every component."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from organisations.models import User
from organisations.views.styleguide import styleguide

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("mark", ["is_staff", "is_central_admin"])
def test_styleguide_shows_every_state_to_staff_and_central_administrators(
    rf: RequestFactory, mark: str
) -> None:
    request = rf.get("/styleguide/")
    request.user = User.objects.create_user("somebody", first_name="ตัวอย่าง", **{mark: True})

    page = styleguide(request).content.decode()

    assert "มีการแก้ไขหลังลงนาม" in page
    assert "ยังไม่มีแผนในปีงบประมาณนี้" in page
    assert "ไม่พบรายการที่ตรงกับเงื่อนไข" in page


def test_styleguide_is_closed_to_others(rf: RequestFactory) -> None:
    request = rf.get("/styleguide/")
    request.user = User.objects.create_user("somebody", first_name="ตัวอย่าง")

    with pytest.raises(PermissionDenied, match="หน้านี้เปิดให้เฉพาะผู้ดูแลระบบ"):
        styleguide(request)
