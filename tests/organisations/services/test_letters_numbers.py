"""Numbers run by register and calendar year, are printed as the prefix is, and are never given twice."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from organisations import letters
from organisations.models import Letter, Organisation
from organisations.services import letters_numbers
from organisations.services.errors import StaleError
from organisations.services.letters import cancel_letter
from organisations.services.letters_numbers import issue_letter
from tests.cast import Cast
from tests.factories import LetterFactory

DAY = date(2026, 3, 2)


def issued(cast: Cast, place: str = "medicine", numbering: str = "next", **given: Any) -> Letter:
    call: dict[str, Any] = {name: given.pop(name) for name in ("typed", "dated_on") if name in given}
    letter = LetterFactory(organisation=cast.organisation(place), **given)
    letter.series = letters.series_of(letter.kind)
    letter.save()
    by = cast["secretary@medicine" if place == "medicine" else "secretary@revenue"]
    return issue_letter(by=by, letter=letter, numbering=numbering, **({"dated_on": DAY} | call))


@pytest.mark.parametrize(
    ("kind", "prefix", "printed"),
    [
        ("propose", "สธ ๐๗๑๐.๐๑", "สธ ๐๗๑๐.๐๑/๑"),
        ("circular", "สธ ๐๗๑๐.๐๑", "สธ ๐๗๑๐.๐๑/ว ๑"),
        ("memo", "ตย 0100", "ตย 0100/1"),
        ("memo", "", "1"),
        ("order", "", "1/2569"),
        ("announcement", "สธ ๐๗๑๐.๐๑", "๑/๒๕๖๙"),
    ],
)
def test_number_is_printed_as_the_register_and_the_prefix_ask(
    kind: str, prefix: str, printed: str, cast: Cast
) -> None:
    assert issued(cast, kind=kind, number_prefix=prefix).number_text == printed


def test_order_follows_the_digits_of_its_organisation(cast: Cast) -> None:
    Organisation.objects.filter(code="MEDICINE").update(letter_prefix="สธ ๐๗๑๐")
    cast.organisation("medicine").refresh_from_db()

    assert issued(cast, kind="order").number_text == "๑/๒๕๖๙"


def test_numbers_run_by_organisation_register_and_calendar_year(cast: Cast) -> None:
    first, second = issued(cast), issued(cast, kind="report")
    circular = issued(cast, kind="circular")
    next_year = issued(cast, dated_on=date(2027, 1, 4))
    same_fiscal_year = issued(cast, dated_on=date(2026, 12, 30))
    elsewhere = issued(cast, place="revenue")

    found = [
        (one.calendar_year, one.running_number)
        for one in (first, second, circular, next_year, same_fiscal_year, elsewhere)
    ]
    assert found == [(2569, 1), (2569, 2), (2569, 1), (2570, 1), (2569, 3), (2569, 1)]


def test_number_of_a_cancelled_letter_is_not_given_again(cast: Cast) -> None:
    cancel_letter(by=cast["secretary@medicine"], letter=issued(cast), reason="ออกซ้ำ")

    assert issued(cast).running_number == 2


@pytest.mark.parametrize(
    ("typed", "number", "text"),
    [
        ("45", 45, "สธ ๐๗๑๐/๔๕"),
        ("๔๕", 45, "สธ ๐๗๑๐/๔๕"),
        ("สธ ๐๗๑๐/ ๔๕", 45, "สธ ๐๗๑๐/ ๔๕"),
        ("สธ 0710/45", 45, "สธ 0710/45"),
        ("สธ ๐๗๑๐/พิเศษ ๔๕", None, "สธ ๐๗๑๐/พิเศษ ๔๕"),
        ("นร 0100/45", None, "นร 0100/45"),
    ],
)
def test_number_of_a_paper_register_is_kept_as_typed_and_counted_on_from(
    typed: str, number: int | None, text: str, cast: Cast
) -> None:
    letter = issued(cast, numbering="typed", typed=typed, number_prefix="สธ ๐๗๑๐")

    assert (letter.running_number, letter.number_text) == (number, text)
    assert issued(cast).running_number == (number or 0) + 1


def test_order_typed_with_its_year_is_counted(cast: Cast) -> None:
    assert issued(cast, kind="order", numbering="typed", typed="12/2569").running_number == 12
    assert issued(cast, kind="order").number_text == "13/2569"


def test_number_that_is_taken_is_refused_and_the_letter_stays_a_draft(cast: Cast) -> None:
    issued(cast)

    with pytest.raises(ValidationError, match="มีหนังสือที่ใช้เลขนี้ในปีนี้แล้ว") as refused:
        issued(cast, numbering="typed", typed="1", subject="ซ้ำ")

    assert list(refused.value.error_dict) == ["typed"]
    letter = Letter.objects.get(subject="ซ้ำ")
    assert (letter.state, letter.running_number, letter.version) == ("draft", None, 1)


def test_number_left_open_is_filled_in_later(cast: Cast) -> None:
    letter = issued(cast, numbering="open", dated_on=None)
    assert (letter.state, letter.number_text, letter.dated_on) == ("issued", "", None)

    again = issue_letter(
        by=cast["secretary@medicine"], letter=letter, numbering="typed", typed="ตย 1/9", dated_on=DAY
    )

    assert again.number_text == "ตย 1/9"


@pytest.mark.parametrize(
    ("call", "field"),
    [
        ({"numbering": "next", "dated_on": None}, "dated_on"),
        ({"numbering": "typed", "typed": " "}, "typed"),
    ],
)
def test_number_needs_a_day_and_a_word(call: dict[str, Any], field: str, cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        issued(cast, **call)

    assert list(refused.value.error_dict) == [field]


def test_letter_is_numbered_once_and_only_as_its_writer_saw_it(cast: Cast) -> None:
    letter = issued(cast)
    by = cast["secretary@medicine"]

    with pytest.raises(ValidationError, match="หนังสือนี้มีเลขแล้ว"):
        issue_letter(by=by, letter=letter, numbering="next", dated_on=DAY)
    with pytest.raises(StaleError):
        issue_letter(by=by, letter=letter, numbering="next", dated_on=DAY, base_version=1)


def test_number_taken_by_somebody_else_meanwhile_gives_the_one_after(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two read the same last number; the database lets one of them have the next."""
    first = issued(cast)
    asked: list[int] = []

    def late(organisation: Organisation, series: str, calendar_year: int) -> int:
        asked.append(letters.next_number(organisation, series, calendar_year))
        return first.running_number if len(asked) == 1 else asked[-1]  # type: ignore[return-value]

    monkeypatch.setattr(letters_numbers, "next_number", late)

    assert (issued(cast).running_number, len(asked)) == (2, 2)
