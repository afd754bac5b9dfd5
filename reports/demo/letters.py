"""The chain of an approval: four invented letters between three offices, eight weeks from call to answer."""

from datetime import date, time, timedelta

from ita_portal.thai.fiscal import first_day
from organisations.letters import citation
from organisations.models import Letter, LetterMark, Organisation, User
from organisations.services.letters import draft_letter
from organisations.services.letters_keeping import Reference
from organisations.services.letters_marks import add_mark, receive_letter
from organisations.services.letters_numbers import issue_letter
from plans.models import ActionPlan
from plans.services.letters import attach_letter

_OFFICE = "ส่วนงานอำนวยการ สถาบันมาตรฐานบริการตัวอย่าง"
_MINISTRY = "กองยุทธศาสตร์ สำนักงานปลัดกระทรวงตัวอย่าง"
_DIRECTOR = "สำนักผู้อำนวยการ สถาบันมาตรฐานบริการตัวอย่าง"


def exchange(plan: ActionPlan, secretary: User) -> None:
    """The call for the plan, the proposal, its check, and the answer that it is approved."""
    day = first_day(plan.fiscal_year) + timedelta(days=20)
    call = _receive_call(plan, secretary, day)
    proposal = _propose(plan, secretary, call, day + timedelta(days=15))
    check = _pass_on(plan, secretary, proposal, day + timedelta(days=48))
    answer = _receive_answer(plan, secretary, proposal, day + timedelta(days=56))
    for letter in (call, proposal, check, answer):
        attach_letter(by=secretary, plan=plan, letter=letter)


def _receive_call(plan: ActionPlan, by: User, day: date) -> Letter:
    return receive_letter(
        by=by,
        organisation=plan.organisation,
        values={
            "kind": Letter.Kind.CIRCULAR,
            "urgency": Letter.Urgency.MOST_URGENT,
            "number_text": "ตย ๐๐๐๑.๓/ว ๒๕๗",
            "dated_on": day,
            "office": _MINISTRY,
            "subject": f"ขอให้จัดทำและเสนอขออนุมัติแผน ประจำปีงบประมาณ พ.ศ. {plan.fiscal_year}",
            "addressee": "ผู้อำนวยการสถาบันมาตรฐานบริการตัวอย่าง",
        },
        received={"number": "๑๓๐", "on": day + timedelta(days=1), "time": time(10, 39)},
    )


def _propose(plan: ActionPlan, by: User, call: Letter, day: date) -> Letter:
    letter = _send(
        plan.organisation,
        by,
        day,
        {
            "kind": Letter.Kind.PROPOSE,
            "urgency": Letter.Urgency.MOST_URGENT,
            "office": _OFFICE,
            "subject": f"ขออนุมัติแผน ประจำปีงบประมาณ พ.ศ. {plan.fiscal_year}",
            "addressee": "ผู้อำนวยการ",
            "through": "รองผู้อำนวยการ",
            "enclosures": ["แผนปฏิบัติการ จำนวน ๑ ชุด"],
            "body": "ตามหนังสือที่อ้างถึงแจ้งให้หน่วยงานเสนอแผน นั้น\n"
            "ส่วนงานอำนวยการได้จัดทำแผนแล้ว ใช้งบประมาณ ๑๒๐,๐๐๐ บาท (หนึ่งแสนสองหมื่นบาทถ้วน)\n"
            "จึงเรียนมาเพื่อโปรดพิจารณาอนุมัติ",
            "signer_name": "นางสาวตัวอย่าง หนึ่งเดียว",
            "signer_position": "นักวิเคราะห์นโยบายและแผน",
            "signer_acting_for": "หัวหน้าส่วนงานอำนวยการ",
        },
        [call],
    )
    stamp = {"office": _DIRECTOR, "number": "๒๙๔", "on": day + timedelta(days=1), "time": time(8, 32)}
    add_mark(by=by, letter=letter, values=stamp | {"kind": LetterMark.Kind.RECEIVED})
    remark = {"text": "เพื่อโปรดพิจารณา เห็นควรให้ตรวจสอบวงเงินก่อน", "person": "นางจำลอง สามมุม"}
    place = {"person_position": "รองผู้อำนวยการ", "on": day + timedelta(days=2)}
    add_mark(by=by, letter=letter, values=remark | place | {"kind": LetterMark.Kind.REMARK})
    return letter


def _pass_on(plan: ActionPlan, by: User, proposal: Letter, day: date) -> Letter:
    letter = _send(
        plan.organisation,
        by,
        day,
        {
            "kind": Letter.Kind.CHECK,
            "office": _DIRECTOR,
            "subject": "ผลการตรวจสอบแผนและขออนุมัติ",
            "addressee": "ผู้อำนวยการ",
            "body": "ตรวจสอบแล้ว วงเงินเป็นไปตามกรอบที่ได้รับจัดสรร\nจึงเรียนมาเพื่อโปรดพิจารณา",
            "signer_name": "นางจำลอง สามมุม",
            "signer_position": "รองผู้อำนวยการ",
        },
        [proposal],
    )
    order = {"text": "อนุมัติ", "person": "นายสมมติ สี่ทิศ", "person_position": "ผู้อำนวยการ", "on": day}
    add_mark(by=by, letter=letter, values=order | {"kind": LetterMark.Kind.ORDER})
    return letter


def _receive_answer(plan: ActionPlan, by: User, proposal: Letter, day: date) -> Letter:
    return receive_letter(
        by=by,
        organisation=plan.organisation,
        values={
            "kind": Letter.Kind.RESULT,
            "number_text": "ตย ๐๐๐๑.๓/๓๑๒",
            "dated_on": day,
            "office": _MINISTRY,
            "subject": "แจ้งผลการอนุมัติแผน",
            "addressee": "หัวหน้าส่วนงานอำนวยการ",
        },
        received={"number": "๑๗๖", "on": day + timedelta(days=1), "time": time(13, 5)},
        references=[Reference(citation(proposal), proposal)],
    )


def _send(
    organisation: Organisation, by: User, day: date, values: dict[str, object], referred: list[Letter]
) -> Letter:
    letter = draft_letter(
        by=by,
        organisation=organisation,
        values={"number_prefix": organisation.letter_prefix, "phone": organisation.phone} | values,
        references=[Reference(citation(one), one) for one in referred],
    )
    return issue_letter(by=by, letter=letter, numbering="next", dated_on=day)
