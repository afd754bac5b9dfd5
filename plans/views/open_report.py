"""A report opened for writing, at a desk or behind a link: its form with its draft, and its acts."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from ita_portal.render.text import printable
from ita_portal.tables.columns import plain
from organisations.access import Permission
from organisations.models import Draft, Evidence, User
from organisations.requests import asked_id
from organisations.services.drafts import MAX_CHARACTERS, drop_draft, keep_draft
from organisations.services.errors import StaleError
from organisations.services.evidence import DuplicateEvidenceError, keep_file, keep_link
from plans.forms.progress import ProgressForm
from plans.models import BudgetLine, Progress, ProgressEvidence
from plans.monitoring.indicator_results import Asked, asked_of
from plans.monitoring.money import Sums, sums_by_line, total
from plans.monitoring.money_warnings import spending_warnings
from plans.monitoring.written import Written
from plans.services.progress_evidence import attach_to_report, detach_from_report, move_in_report
from plans.services.progress_writing import BY_LINK, write_report
from plans.views.answers import refuse

DRAFT_FORM = "progress"
STALE = "มีผู้บันทึกรายงานนี้ก่อนท่าน ข้อความของท่านยังอยู่ครบ โปรดตรวจสอบกับข้อความที่บันทึกไว้ แล้วบันทึกอีกครั้งหากต้องการใช้แทน"
TOO_LONG = "ข้อความยาวเกินกว่าที่จะเก็บเป็นร่างได้ โปรดบันทึกหรือย่อข้อความ"
_COMPARED = ("narrative", "problems", "suggestions", "internal_note", "lesson")


@dataclass
class OpenReport:
    """The report of a person; ``by_link`` where the person did not sign in.

    What an act leaves to say on the page: ``refused`` why nothing can be written any more, ``stored`` what
    somebody else wrote (label, text), ``offered`` files that the library has already, ``is_sent``.
    """

    progress: Progress
    user: User
    by_link: bool = False
    refused: str = ""
    stored: list[tuple[str, str]] = field(default_factory=list)
    offered: list[Evidence] = field(default_factory=list)
    is_sent: bool = False

    @property
    def reason(self) -> str:
        """What the trail tells beside every act."""
        return BY_LINK if self.by_link else ""

    @property
    def key(self) -> str:
        return str(self.progress.pk)

    @cached_property
    def draft(self) -> Draft | None:
        return self.user.drafts.filter(form=DRAFT_FORM, key=self.key).first()

    @cached_property
    def asked(self) -> list[Asked]:
        return asked_of(self.progress.activity)

    @property
    def uses(self) -> list[ProgressEvidence]:
        return list(self._uses.select_related("evidence").prefetch_related("evidence__versions"))

    @property
    def _uses(self) -> QuerySet[ProgressEvidence]:
        """The uses of evidence but for what only the library's keepers see, if the person is none.

        Who reports from outside the organisation sees nothing of its library, but what is in the own report.
        """
        seen = Q(evidence__in=Evidence.objects.visible_to(self.user))
        return self.progress.evidence_uses.filter(Q(evidence__sight=Evidence.Sight.ORGANISATION) | seen)

    def form(self, data: Any = None, files: Any = None) -> ProgressForm:
        """The form as posted; or as stored, with the draft's texts over it."""
        draft: dict[str, Any] = {}
        if data is None and self.draft:
            draft = self.draft.data | {"base_version": self.draft.base_version}
        return ProgressForm(
            data,
            files,
            progress=self.progress,
            asked=self.asked,
            uses=self.uses,
            lines=self.lines,
            draft=draft,
            day=self.day,
        )

    @cached_property
    def lines(self) -> list[BudgetLine] | None:
        """The lines of the activity's money; None where it has none and the plan gives it no budget."""
        activity = self.progress.activity
        lines = list(activity.budget_lines.all())
        return lines if lines or activity.budget_amount else None

    @cached_property
    def money(self) -> Sums | None:
        """What was allotted, committed and disbursed of the activity so far."""
        if self.lines is None:
            return None
        return total(sums_by_line(self.progress.activity.budget_lines.all()).values())

    @property
    def money_warnings(self) -> list[str]:
        planned = self.progress.activity.budget_amount
        return list(spending_warnings(planned, self.money)) if self.money else []

    @property
    def day(self) -> Any:
        """Today, or the nearest day of the period: on which money of it is most likely spent."""
        period = self.progress.period
        return min(max(timezone.localdate(), period.starts_on), period.ends_on)

    @property
    def planned(self) -> str:
        """What the plan has in the period: "2 ครั้ง"; "" where it does not count."""
        count = self.progress.planned_count
        return "" if count is None else f"{plain(count)} {self.progress.planned_unit}".strip()

    # Acts

    def keep(self, form: ProgressForm) -> None:
        """Keep what was typed, valid or not, as the person's draft. Raises ValueError when it is too long."""
        data = {name: printable(text) for name, text in form.typed().items()}
        if sum(map(len, data.values())) > MAX_CHARACTERS:
            raise ValueError(TOO_LONG)
        base = asked_id(str(form["base_version"].data or "")) % 2**31
        keep_draft(by=self.user, form=DRAFT_FORM, key=self.key, data=data, base_version=base)

    def take_evidence(self, data: Any, files: Any) -> tuple[Any, dict[str, list[str]]]:
        """Put the posted files and the link to the report; the data without them, and what was refused."""
        form, data, problems = self.form(data, files), data.copy(), {}
        for name, keep in (("chosen", self._keep_files), ("url", self._keep_link)):
            made, said = ([], form.errors[name]) if name in form.errors else keep(form)
            for use in made:
                data[f"in_report_{use.pk}"] = "on"
                data[f"caption_{use.pk}"] = ""
            if said:
                problems[name] = [str(one) for one in said]
            elif made and name == "url":
                data["url"] = data["url_title"] = ""
        return data, problems

    def _keep_files(self, form: ProgressForm) -> tuple[list[ProgressEvidence], list[str]]:
        made, said = [], []
        for upload in form.cleaned_data["chosen"]:
            try:
                made.append(self._use(keep_file(upload=upload, **self._place)))
            except DuplicateEvidenceError as error:
                self.offered.append(error.existing)
            except ValidationError as error:
                said += [f"{upload.name}: {message}" for message in error.messages]
        return made, said

    def _keep_link(self, form: ProgressForm) -> tuple[list[ProgressEvidence], list[str]]:
        url = form.cleaned_data["url"]
        if not url:
            return [], []
        title = form.cleaned_data.get("url_title") or url[:300]
        try:
            return [self._use(keep_link(url=url, title=title, **self._place))], []
        except DuplicateEvidenceError as error:
            self.offered.append(error.existing)
            return [], []
        except ValidationError as error:
            return [], error.messages

    @property
    def _place(self) -> dict[str, Any]:
        year = self.progress.activity.part.plan.fiscal_year
        organisation = self.progress.organisation
        return {"by": self.user, "organisation": organisation, "fiscal_year": year, "on": self.progress}

    def _use(self, evidence: Evidence) -> ProgressEvidence:
        return attach_to_report(by=self.user, progress=self.progress, evidence=evidence, reason=self.reason)

    def change_evidence(self, data: Any) -> bool:
        """Carry out what a button beside evidence asks for; whether one did. Http404 for a hand-made one.

        Raises ValidationError where the report takes no more evidence.
        """
        for name in ("remove", "earlier", "later"):
            if name in data:
                use = self._uses.filter(pk=asked_id(data[name])).first()
                if use is None:
                    raise Http404
                use.progress = self.progress
                self._change(name, use)
                return True
        if "use" in data:
            seen = Evidence.objects.visible_to(self.user).filter(pk=asked_id(data["use"])).first()
            if seen is None:
                raise Http404
            self._use(seen)
            return True
        return False

    def _change(self, name: str, use: ProgressEvidence) -> None:
        if name == "remove":
            detach_from_report(by=self.user, use=use, reason=self.reason)
        else:
            move_in_report(by=self.user, use=use, step=-1 if name == "earlier" else 1, reason=self.reason)

    def write(self, form: ProgressForm, *, is_sent: bool) -> bool:
        """Save or hand in what the form says; whether that was done. Else the form says why not."""
        if not form.is_valid():
            return False
        written = Written(form.report(), form.captions(), form.spending())
        try:
            write_report(
                by=self.user,
                progress=self.progress,
                base_version=form.cleaned_data["base_version"],
                written=written,
                is_sent=is_sent,
                reason=self.reason,
            )
        except StaleError as stale:
            self._overtaken(form, stale.current)
            return False
        except ValidationError as error:
            refuse(form, error)
            return False
        drop_draft(by=self.user, form=DRAFT_FORM, key=self.key)
        self.is_sent = is_sent
        return True

    def _overtaken(self, form: ProgressForm, current: Progress) -> None:
        """Both texts are shown; the next save begins from the report as it is now."""
        if reason := current.refusal(Permission.PROGRESS_REPORT):
            raise PermissionDenied(reason)
        self.progress.refresh_from_db()
        typed = form.cleaned_data
        sides = ((form.fields[name].label, getattr(current, name), typed[name]) for name in _COMPARED)
        self.stored = [(str(label), theirs) for label, theirs, ours in sides if theirs != ours]
        form.begin_again(current.version, STALE)
