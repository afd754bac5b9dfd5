"""The command of the "Reading Thai" contract."""

import json
import shlex
import subprocess
import sys

import pytest

from ita_portal.thai.__main__ import main

COMMAND = [sys.executable, "-m", "ita_portal.thai"]

Records = list[dict[str, object]]
Capture = pytest.CaptureFixture[bytes]


def _records(output: bytes) -> Records:
    return [json.loads(line) for line in output.decode().splitlines()]


def _printed(capture: Capture, *arguments: str) -> Records:
    main(arguments)
    return _records(capture.readouterr().out)


def test_period_prints_one_object_per_text(capsysbinary: Capture) -> None:
    assert _printed(capsysbinary, "period", "--fiscal-year", "2569", "เมย.-พ.ค. 69", "ปีละ 2 ครั้ง") == [
        {"text": "เมย.-พ.ค. 69", "start": "2026-04", "end": "2026-05", "quarters": [3], "open": False},
        {"text": "ปีละ 2 ครั้ง", "start": None, "end": None, "quarters": [], "open": True},
    ]


def test_amount_prints_one_object_per_text(capsysbinary: Capture) -> None:
    assert _printed(capsysbinary, "amount", "20,000 บาท", "ไม่ใช้งบประมาณ", "-") == [
        {"text": "20,000 บาท", "amount": "20000.00", "kind": "amount"},
        {"text": "ไม่ใช้งบประมาณ", "amount": None, "kind": "none"},
        {"text": "-", "amount": None, "kind": "dash"},
    ]


def test_text_that_begins_with_a_dash_is_no_option(capsysbinary: Capture) -> None:
    records = _printed(capsysbinary, "amount", "-5", "-5,000", "–")
    assert [(record["text"], record["kind"]) for record in records] == [
        ("-5", "unread"),
        ("-5,000", "unread"),
        ("–", "dash"),
    ]


def test_notices_stand_only_where_there_are_some(capsysbinary: Capture) -> None:
    (record,) = _printed(capsysbinary, "period", "--fiscal-year", "2569", "ม.ค. 25678")
    assert record == {
        "text": "ม.ค. 25678",
        "start": None,
        "end": None,
        "quarters": [],
        "open": True,
        "notices": ["อ่านปี “25678” ไม่ได้ โปรดระบุปี พ.ศ. เช่น 2569 หรือ 69"],
    }


def test_without_text_lines_of_standard_input_are_read() -> None:
    lines = "๕๐๐\r\n\n\x0c-\nlast".encode() + b"\xff"
    result = subprocess.run([*COMMAND, "amount"], input=lines, capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (0, b"")
    assert [(record["text"], record["kind"]) for record in _records(result.stdout)] == [
        ("๕๐๐", "amount"),
        ("", "blank"),
        ("\x0c-", "dash"),
        ("last\ufffd", "unread"),
    ]


def test_thai_is_printed_as_it_is(capsysbinary: Capture) -> None:
    main(["amount", "ไม่ใช้"])
    assert capsysbinary.readouterr().out == '{"text": "ไม่ใช้", "amount": null, "kind": "none"}\n'.encode()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["weather"],
        ["period", "ไตรมาส 1"],
        ["period", "--fiscal-year", "soon", "ไตรมาส 1"],
        ["period", "--fiscal-year", "69", "ไตรมาส 1"],
        ["amount", "--bogus"],
    ],
)
def test_wrong_usage_exits_with_2_and_says_how(capsysbinary: Capture, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as exited:
        main(arguments)
    printed = capsysbinary.readouterr()
    assert (exited.value.code, printed.out) == (2, b"")
    assert printed.err.startswith(b"usage: python -m ita_portal.thai")


def test_a_reader_that_stops_early_sees_no_traceback() -> None:
    command = f"{shlex.join(COMMAND)} amount | head -n 1"
    result = subprocess.run(command, shell=True, input=b"5\n" * 20_000, capture_output=True, check=False)
    assert result.stderr == b""
    assert json.loads(result.stdout) == {"text": "5", "amount": "5.00", "kind": "amount"}
