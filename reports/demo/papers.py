"""How the invented public organisation sets its documents: its mark, its template, one plan's own order."""

import io
from dataclasses import replace

from PIL import Image, ImageDraw

from ita_portal.render.kinds import kind_for
from ita_portal.render.look import Margins
from ita_portal.tables.content import Signature
from organisations.models import User
from plans.models import ActionPlan
from reports.services.marks import set_mark
from reports.services.plan_documents import arrange_document
from reports.services.templates import create_template

_BOOK = "plan_book"
_SIDE = 600  # pixels
_BLUE, _GOLD = (31, 78, 140, 255), (154, 111, 20, 255)
# Who proposes and who approves stands under the plan's last table.
_SIGNERS = (Signature("ผู้เห็นชอบแผน", "นางจำลอง สามมุม", "รองผู้อำนวยการ\nประธานคณะทำงาน"),)


def set_papers(plan: ActionPlan, secretary: User) -> None:
    """The mark and the usual template of the plan's organisation, and who signs the plan's book."""
    set_mark(by=secretary, organisation=plan.organisation, mark="logo", data=_mark())
    kind = kind_for(_BOOK)
    create_template(
        by=secretary,
        organisation=plan.organisation,
        document=_BOOK,
        name="เล่มแผนของสถาบัน",
        entries=kind.entries,
        look=replace(kind.look, front_letters=True, landscape=Margins(2, 1.5, 1.5, 1.5)),
        is_usual=True,
    )
    arrange_document(
        by=secretary,
        plan=plan,
        document=_BOOK,
        template=None,
        entries=None,
        signatures=_SIGNERS,
        base_version=0,
    )


def _mark() -> bytes:
    """A ring with a tick on nothing: plainly nobody's emblem."""
    picture = Image.new("RGBA", (_SIDE, _SIDE), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((20, 20, _SIDE - 20, _SIDE - 20), outline=_BLUE, width=36)
    pen.ellipse((84, 84, _SIDE - 84, _SIDE - 84), outline=_GOLD, width=10)
    pen.line([(180, 310), (270, 400), (430, 210)], fill=_BLUE, width=52, joint="curve")
    file = io.BytesIO()
    picture.resize((_SIDE // 2, _SIDE // 2), Image.Resampling.LANCZOS).save(file, "PNG")
    return file.getvalue()
