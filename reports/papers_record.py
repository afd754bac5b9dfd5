"""บันทึกการลงนาม: the last page of an approved paper, and what makes it certain which paper was signed."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.utils import timezone

from ita_portal.render.blocks import TableBlock
from ita_portal.tables.content import Digits
from ita_portal.tables.layout import Align
from ita_portal.tables.plain import PlainColumn, plain_table
from ita_portal.thai.dates import format_long, format_short, format_time
from ita_portal.thai.digits import to_thai
from plans.models import Revision, SignOffStep
from plans.revisions import check_address

TITLE = "บันทึกการลงนาม"
_COLUMNS = (
    PlainColumn("ที่", 6, Align.CENTER),
    PlainColumn("ขั้นตอน", 16),
    PlainColumn("ผู้ลงนาม", 32),
    PlainColumn("วันที่และวิธีลงนาม", 28),
    PlainColumn("ความเห็น", 18),
)


def record_of(revision: Revision, steps: Sequence[SignOffStep], digits: Digits) -> tuple[TableBlock, ...]:
    """Who did what, when, for whom, by which order; the hash of the paper keeps its own digits."""
    written = to_thai if digits is Digits.THAI else str
    rows = [[written(text) for text in _row(at, step)] for at, step in enumerate(steps, start=1)]
    table = plain_table(TITLE, _COLUMNS, rows, notes=tuple(_notes(revision, written)))
    return (TableBlock(table),)


def _row(number: int, step: SignOffStep) -> Iterable[str]:
    return (str(number), str(step), _lines(_who(step)), _lines(_when(step)), step.note)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, texts))


def _who(step: SignOffStep) -> Iterator[str]:
    """Who signed, line by line: name, post, for whom and by which order, or the resolution of a meeting."""
    yield step.signed_name
    yield step.signed_post
    yield step.acting_words
    yield f"ตาม{step.acting_order}" if step.acting_order else ""
    yield from (step.name, step.resolution_text) if step.resolution_text else ()


def _when(step: SignOffStep) -> Iterator[str]:
    """How and on which day; of ink and resolutions also who recorded them, and of all at what moment."""
    moment = timezone.localtime(step.acted_at) if step.acted_at else None
    time = f"เวลา {format_time(moment.time())}" if moment else ""
    day = format_long(step.signed_on) if step.signed_on else ""
    if not (step.is_paper or step.resolution_text):
        yield from ("ลงนามอิเล็กทรอนิกส์", day, time)
        return
    yield from ("ลงนามในกระดาษ" if step.is_paper else "มติที่ประชุม", day)
    if moment:
        yield f"บันทึกเมื่อ {format_short(moment)} {time}"
    yield f"โดย {step.acted_by}" if step.acted_by else ""


def _notes(revision: Revision, written: Callable[[str], str]) -> Iterator[str]:
    made = timezone.localtime(revision.made_at)
    yield f"{revision.plan.title} {revision} " + written(
        f"เสนอเมื่อ {format_long(made)} เวลา {format_time(made.time())}"
    )
    yield f"ค่า SHA-256 ของเอกสารที่เสนอลงนาม\n{revision.paper_sha256}"
    yield f"ตรวจสอบได้ที่ {check_address(revision.token)}"
