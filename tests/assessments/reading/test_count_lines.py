"""Daily numbers of answers as typed or copied."""

from datetime import date

from assessments.reading.count_lines import CountLine, read_counts


def test_days_with_and_without_units_are_read_however_they_are_parted() -> None:
    read = read_counts("วันที่\tจำนวน\n15 มี.ค. 69\t120\n๑๖/๓/๖๙ ๑๓๐\n17/3/69\tกองตัวอย่าง ก\t1,200\n")

    assert read.problems == []
    assert read.counts == [
        CountLine(date(2026, 3, 15), 120),
        CountLine(date(2026, 3, 16), 130),
        CountLine(date(2026, 3, 17), 1200, "กองตัวอย่าง ก"),
    ]


def test_lines_that_are_not_understood_are_named_and_the_others_kept() -> None:
    read = read_counts("15/3/69\t120\nเมื่อวาน\t5\n16/3/69\tสิบ\n15/3/69\t130\n17/3/69\n18/3/69\t-4")

    assert read.counts == [CountLine(date(2026, 3, 15), 120)]
    assert [problem.partition(" “")[0] for problem in read.problems] == [
        f"บรรทัดที่ {n}" for n in (2, 3, 4, 5, 6)
    ]
    assert read.problems[2] == "บรรทัดที่ 4 “15/3/69 130”: ซ้ำกับบรรทัดที่ 1"
