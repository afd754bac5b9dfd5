"""A month of a certain year, as the contract writes it: "2026-03"."""

from typing import NamedTuple, Self


class YearMonth(NamedTuple):
    """A Gregorian year and month; compares in the order of time."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Reads "2026-03". Raises ValueError with a Thai message for anything else."""
        year, hyphen, month = text.partition("-")
        well_formed = bool(hyphen) and text.isascii() and year.isdigit() and month.isdigit()
        if (
            not well_formed
            or len(year) != 4
            or len(month) != 2
            or year == "0000"
            or not 1 <= int(month) <= 12
        ):
            raise ValueError("โปรดระบุปี ค.ศ. และเดือน เช่น 2026-03")
        return cls(int(year), int(month))

    def plus(self, months: int) -> Self:
        """The month that many months later, or earlier when negative."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return type(self)(year, month + 1)

    def through(self, last: "YearMonth") -> list["YearMonth"]:
        """Every month from this one to the last one, both included; none when the last is earlier."""
        count = (last.year - self.year) * 12 + last.month - self.month + 1
        return [self.plus(offset) for offset in range(count)]
