"""Reads periods and amounts from the command line: one JSON object per line ("Reading Thai" of the contract).

python -m ita_portal.thai period --fiscal-year 2569 [TEXT…]
python -m ita_portal.thai amount [TEXT…]
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence

from ita_portal.thai.amounts import read_amount
from ita_portal.thai.period import read_period

_FISCAL_YEARS = range(2400, 2800)
# argparse takes "-5,000" for an option; behind a character that no argument can hold, it is a text.
_SHIELD = "\0"
_DASHED_TEXT = re.compile("-[^A-Za-z-]")

Record = dict[str, object]


def main(arguments: Sequence[str]) -> None:
    """Prints what was understood of each text, in UTF-8 whatever the locale. Exits with 2 on wrong usage."""
    options = _parser().parse_args([_shielded(argument) for argument in arguments])
    for text in options.text or _lines():
        typed = text.removeprefix(_SHIELD)
        record = _amount(typed) if options.command == "amount" else _period(typed, options.fiscal_year)
        line = json.dumps(record, ensure_ascii=False) + "\n"
        sys.stdout.buffer.write(line.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ita_portal.thai", description="Reads Thai text.")
    commands = parser.add_subparsers(dest="command", required=True)
    period = commands.add_parser("period", help="the months and quarters of a period")
    period.add_argument("--fiscal-year", type=_fiscal_year, required=True, help="Buddhist era, e.g. 2569")
    amount = commands.add_parser("amount", help="the baht of a budget cell")
    for command in (period, amount):
        command.add_argument("text", nargs="*", help="without it, lines of standard input are read")
    return parser


def _fiscal_year(text: str) -> int:
    year = int(text)
    if year not in _FISCAL_YEARS:
        raise argparse.ArgumentTypeError(f"{year} is no fiscal year of the Buddhist era")
    return year


def _shielded(argument: str) -> str:
    return _SHIELD + argument if _DASHED_TEXT.match(argument) else argument


def _lines() -> Iterator[str]:
    return (line.decode("utf-8", "replace").rstrip("\r\n") for line in sys.stdin.buffer)


def _period(text: str, fiscal_year: int) -> Record:
    period = read_period(text, fiscal_year)
    record: Record = {
        "text": period.text,
        "start": period.start,
        "end": period.end,
        "quarters": period.quarters,
        "open": period.open,
    }
    return _with_notices(record, period.notices)


def _amount(text: str) -> Record:
    amount = read_amount(text)
    value = None if amount.amount is None else str(amount.amount)
    return _with_notices({"text": amount.text, "amount": value, "kind": amount.kind}, amount.notices)


def _with_notices(record: Record, notices: Sequence[str]) -> Record:
    return record | {"notices": notices} if notices else record


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except BrokenPipeError:  # the reader has seen enough, as "| head" does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
