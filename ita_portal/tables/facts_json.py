"""What a plan states beside its tables, as JSON: writing, and reading back."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64Error
from collections.abc import Iterable
from datetime import date

from ita_portal.tables.content import PlanContent, SectionContent
from ita_portal.tables.facts import (
    GOAL_LEVELS,
    Charter,
    HigherPlan,
    Instrument,
    PictureContent,
    Statement,
    StatementKind,
)
from ita_portal.tables.json_values import (
    ContractError,
    Json,
    boolean_of,
    choice_of,
    decimal_of,
    integer_of,
    list_of,
    object_of,
    objects_of,
    text_of,
)
from ita_portal.thai.fiscal import MAX_FISCAL_YEAR, MIN_FISCAL_YEAR, buddhist_year

MAX_PICTURE_TEXT = 15_000_000  # characters of base64: about 11 MB
_MOST_PIXELS = 100_000
_EARLIEST_YEAR, _LATEST_YEAR = 2300, 2800


# Writing


def facts_to_json(plan: PlanContent) -> Json:
    """The keys of the document beside ``plan`` and ``parts``."""
    return {
        "sections": [section_to_json(section) for section in plan.sections],
        "statements": [statement_to_json(statement) for statement in plan.statements],
        "higher_plans": [higher_plan_to_json(higher) for higher in plan.higher_plans],
        "charters": [charter_to_json(charter) for charter in plan.charters],
    }


def period_of_plan_to_json(plan: PlanContent) -> Json:
    """The keys of ``plan`` for its first and last day, as ISO dates."""
    return {
        name: day and day.isoformat()
        for name, day in (("starts_on", plan.starts_on), ("ends_on", plan.ends_on))
    }


def section_to_json(section: SectionContent) -> Json:
    return {
        "title": section.title,
        "html": section.html,
        "pictures": _pictures_to_json(section.pictures),
    }


def _pictures_to_json(pictures: Iterable[PictureContent]) -> list[Json]:
    """The pictures; one whose file is lost is left out."""
    return [_picture_to_json(picture, content) for picture in pictures if (content := picture.read())]


def _picture_to_json(picture: PictureContent, content: bytes) -> Json:
    return {
        "caption": picture.caption,
        "media_type": picture.media_type,
        "width": picture.width,
        "height": picture.height,
        "data": b64encode(content).decode(),
    }


def statement_to_json(statement: Statement) -> Json:
    return {
        "kind": statement.kind.value,
        "level": statement.level,
        "number": statement.number or None,
        "text": statement.text,
        "instrument": statement.instrument and statement.instrument.value,
        "target": None if statement.target is None else f"{statement.target:.2f}",
    }


def higher_plan_to_json(higher: HigherPlan) -> Json:
    return {"title": higher.title, "from_year": higher.from_year, "to_year": higher.to_year}


def charter_to_json(charter: Charter) -> Json:
    return {
        "title": charter.title,
        "code": charter.code or None,
        "sequence": charter.sequence or None,
        "output": charter.output or None,
        "budget": None if charter.budget is None else f"{charter.budget:.2f}",
        "budget_words": charter.budget_words or None,
        "averages_costs": charter.averages_costs or None,
        "sections": [section_to_json(section) for section in charter.sections],
        "parts": list(charter.parts),
    }


# Reading


def sections_from_json(value: object, place: str = "sections") -> tuple[SectionContent, ...]:
    return tuple(
        SectionContent(
            text_of(item.get("title"), f"{at}.title"),
            text_of(item.get("html"), f"{at}.html"),
            tuple(
                _picture_from_json(one, where)
                for where, one in objects_of(item.get("pictures"), f"{at}.pictures")
            ),
        )
        for at, item in objects_of(value, place)
    )


def _picture_from_json(data: Json, place: str) -> PictureContent:
    content = _bytes(data.get("data"), f"{place}.data")
    return PictureContent(
        caption=text_of(data.get("caption"), f"{place}.caption"),
        media_type=text_of(data.get("media_type"), f"{place}.media_type"),
        width=integer_of(data.get("width"), f"{place}.width", 0, _MOST_PIXELS) or 0,
        height=integer_of(data.get("height"), f"{place}.height", 0, _MOST_PIXELS) or 0,
        read=lambda: content,
    )


def _bytes(value: object, place: str) -> bytes:
    if not isinstance(value, str) or not value or len(value) > MAX_PICTURE_TEXT:
        raise ContractError(place, "ไม่พบข้อมูลภาพ หรือภาพมีขนาดใหญ่เกินไป")
    try:
        return b64decode(value, validate=True)
    except (NotBase64Error, ValueError):
        raise ContractError(place, "ข้อมูลภาพไม่ใช่ base64 ที่อ่านได้") from None


def statements_from_json(value: object, place: str = "statements") -> tuple[Statement, ...]:
    first, last = GOAL_LEVELS[0], GOAL_LEVELS[-1]
    return tuple(
        Statement(
            kind=choice_of(StatementKind, item.get("kind"), f"{at}.kind"),
            text=text_of(item.get("text"), f"{at}.text"),
            level=integer_of(item.get("level"), f"{at}.level", first, last) or first,
            number=text_of(item.get("number"), f"{at}.number"),
            instrument=choice_of(Instrument, item["instrument"], f"{at}.instrument")
            if item.get("instrument")
            else None,
            target=decimal_of(item.get("target"), f"{at}.target"),
        )
        for at, item in objects_of(value, place)
    )


def higher_plans_from_json(value: object, place: str = "higher_plans") -> tuple[HigherPlan, ...]:
    return tuple(
        HigherPlan(
            text_of(item.get("title"), f"{at}.title"),
            integer_of(item.get("from_year"), f"{at}.from_year", _EARLIEST_YEAR, _LATEST_YEAR),
            integer_of(item.get("to_year"), f"{at}.to_year", _EARLIEST_YEAR, _LATEST_YEAR),
        )
        for at, item in objects_of(value, place)
    )


def charters_from_json(document: Json, place: str = "charters") -> tuple[Charter, ...]:
    """The document's charters; what they call their tables must be parts of the document."""
    most = len(list_of(document.get("parts"), "parts"))
    return tuple(_charter_from_json(item, at, most) for at, item in objects_of(document.get(place), place))


def _charter_from_json(data: Json, place: str, most_parts: int) -> Charter:
    def text(key: str) -> str:
        return text_of(data.get(key), f"{place}.{key}")

    at = f"{place}.parts"
    parts = (integer_of(part, at, 1, most_parts) for part in list_of(data.get("parts"), at))
    return Charter(
        title=text("title"),
        code=text("code"),
        sequence=text("sequence"),
        output=text("output"),
        budget=decimal_of(data.get("budget"), f"{place}.budget"),
        budget_words=text("budget_words"),
        averages_costs=boolean_of(data.get("averages_costs"), f"{place}.averages_costs"),
        sections=sections_from_json(data.get("sections"), f"{place}.sections"),
        parts=tuple(part for part in parts if part is not None),
    )


def day_from_json(value: object, place: str) -> date | None:
    """A day as an ISO date, in one of the years for which plans are made."""
    text = text_of(value, place)
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ContractError(place, f"“{text[:20]}” ไม่ใช่วันที่ในรูป ปี ค.ศ.-เดือน-วัน") from None
    if not MIN_FISCAL_YEAR <= buddhist_year(day.year) <= MAX_FISCAL_YEAR:
        raise ContractError(place, f"ปี พ.ศ. ต้องอยู่ระหว่าง {MIN_FISCAL_YEAR} ถึง {MAX_FISCAL_YEAR}")
    return day


def facts_from_json(document: Json) -> Json:
    """The fields of a PlanContent that hold facts, from the contract's document."""
    plan = object_of(document.get("plan"), "plan")
    return {
        "starts_on": day_from_json(plan.get("starts_on"), "plan.starts_on"),
        "ends_on": day_from_json(plan.get("ends_on"), "plan.ends_on"),
        "sections": sections_from_json(document.get("sections")),
        "statements": statements_from_json(document.get("statements")),
        "higher_plans": higher_plans_from_json(document.get("higher_plans")),
        "charters": charters_from_json(document),
    }
