"""What became of a report, told from the trail, the latest first."""

from organisations.models import AuditEntry
from organisations.trail_words import Told
from plans.models import Progress
from plans.trail_words import Teller

MOST = 50


def history_of(progress: Progress) -> list[Told]:
    """The latest entries about the report, each with who did what and what changed."""
    about = AuditEntry.objects.filter(object_type=Progress._meta.label_lower, object_id=progress.pk)
    entries = list(about.select_related("person").order_by("-at", "-pk")[:MOST])
    teller = Teller(progress.period.plan, entries)
    return [teller.tell(entry) for entry in entries]
