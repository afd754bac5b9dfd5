"""What was achieved, in words: the same in documents and in the strip. Pure."""

from ita_portal.tables.columns import plain
from plans.models import Progress
from plans.monitoring.achieved import Achieved

_NOT_YET_SAID = {Progress.Work.ONGOING, ""}  # what a percentage says better


def achieved_words(achieved: Achieved) -> str:
    """ "ดำเนินการได้ 2 จาก 3 ครั้ง คิดเป็นร้อยละ 66.67", "ความก้าวหน้าร้อยละ 60"; "" where nobody counted."""
    share = "" if achieved.percent is None else f"ร้อยละ {plain(achieved.percent)}"
    if achieved.actual is None:
        return share and f"ความก้าวหน้า{share}"
    of_plan = "" if achieved.planned is None else f" จาก {plain(achieved.planned)}"
    done = f"ดำเนินการได้ {plain(achieved.actual)}{of_plan} {achieved.unit}".rstrip()
    return f"{done} คิดเป็น{share}" if share and achieved.planned else done


def standing_words(latest: Progress, achieved: Achieved) -> str:
    """Where the activity of the latest report stands: "ร้อยละ 60 (ไตรมาสที่ 2)", "ล่าช้ากว่าแผน ร้อยละ 20 (…)"."""
    share = "" if achieved.percent is None else f"ร้อยละ {plain(achieved.percent)}"
    work = "" if share and latest.work in _NOT_YET_SAID else latest.get_work_display()
    return " ".join(filter(None, (work, share, f"({latest.period.name})")))
