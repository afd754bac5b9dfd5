"""The steps of a revision as pages tell them: what was done by whom, and what waits for whom."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone

from ita_portal.thai.dates import format_long, format_time
from organisations.access import Role
from organisations.models import User
from plans.models import Act, ActionPlan, SignOffStep

State = SignOffStep.State
Who = SignOffStep.Who

# What somebody does who signs, as the button says it.
SIGNING_WORDS = {
    Act.PROPOSE: "เสนอ",
    Act.VERIFY: "ตรวจสอบแล้ว เห็นควรเสนอผู้มีอำนาจพิจารณา",
    Act.ENDORSE: "เห็นชอบ",
    Act.APPROVE: "อนุมัติ",
    Act.NOTE: "รับทราบ",
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """A line of ``components/step_list.html``."""

    title: str
    state: str
    who: str = ""
    when: str = ""
    text: str = ""
    url: str = ""


def step_lines(
    steps: Iterable[SignOffStep], current: SignOffStep | None, signers: Sequence[User] = ()
) -> list[StepLine]:
    """The steps in their order; ``signers`` are those who may sign the current one today."""
    return [
        _done(step)
        if step.state != State.WAITING
        else _waiting(step, signers)
        if current and step.pk == current.pk
        else StepLine(str(step), "todo", whom(step))
        for step in steps
    ]


def last_return(plan: ActionPlan) -> SignOffStep | None:
    """The step that sent the plan back to be mended; None where it is in any other state."""
    if plan.state != ActionPlan.State.RETURNED:
        return None
    steps = SignOffStep.objects.filter(revision__plan=plan, state=State.RETURNED).defer("revision__content")
    return steps.select_related("revision__plan", "acted_by").order_by("-acted_at").first()


def whom(step: SignOffStep) -> str:
    """Who is to act, as the chain says it."""
    if step.who == Who.MEETING:
        return f"มติ{step.committee or step.name or step.post}"
    said = [step.name, step.post]
    if step.who == Who.ROLE:
        role = Role(step.role).label
        said.append(f"{role}ของ{step.unit}" if step.unit else role)
    return " · ".join(dict.fromkeys(filter(None, said))) or f"หัวหน้า{step.unit or 'หน่วยงาน'}"


def _waiting(step: SignOffStep, signers: Sequence[User]) -> StepLine:
    people = ", ".join(map(str, signers))
    if step.who == Who.MEETING:
        return StepLine(str(step), "current", whom(step), text="รอเลขานุการบันทึกมติที่ประชุม")
    text = (
        f"ผู้ลงนามได้วันนี้: {people}"
        if people
        else "ยังไม่มีผู้ใช้งานที่ลงนามได้ในวันนี้ โปรดมอบหมายผู้ลงนามแทน หรือบันทึกการลงนามในกระดาษ"
    )
    return StepLine(str(step), "current", whom(step), text=text)


def _done(step: SignOffStep) -> StepLine:
    state = "signed" if step.state == State.SIGNED else "returned"
    return StepLine(str(step), state, " · ".join(_signer(step)), _moment(step), " · ".join(_remarks(step)))


def _signer(step: SignOffStep) -> Iterator[str]:
    if step.state == State.RETURNED:
        yield str(step.acted_by or "")
        return
    who = [step.signed_name, step.signed_post, step.acting_words, step.resolution_text]
    yield from filter(None, who)
    if step.acting_order:
        yield f"ตาม{step.acting_order}"


def _remarks(step: SignOffStep) -> Iterator[str]:
    if step.state == State.RETURNED:
        yield f"ส่งคืนเพื่อแก้ไข: {step.note}"
        return
    if step.is_paper:
        yield f"ลงนามในกระดาษ บันทึกโดย {step.acted_by}"
    elif step.resolution_text:
        yield f"บันทึกโดย {step.acted_by}"
    if step.note:
        yield f"ความเห็น: {step.note}"


def _moment(step: SignOffStep) -> str:
    day = format_long(step.signed_on) if step.signed_on else ""
    if step.state == State.SIGNED and (step.is_paper or step.resolution_text):
        return day
    if step.acted_at is None:
        return day
    moment = timezone.localtime(step.acted_at)
    return f"{format_long(moment)} เวลา {format_time(moment.time())}"
