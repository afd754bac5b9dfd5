"""The summary of `make test` counts what pytest reported."""

from pathlib import Path

from tools.run_tests import SuiteRun, read_report

REPORT = """<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="pytest" tests="3">
  <testcase classname="tests.plans.test_plan" name="test_one"/>
  <testcase classname="tests.plans.test_plan" name="test_two"><failure message="broken"/></testcase>
  <testcase classname="tests.plans.test_plan" name="test_three">
    <skipped type="pytest.skip" message="Chromium is not installed"/>
  </testcase>
</testsuite></testsuites>
"""


def test_report_counts_what_ran_and_names_what_was_skipped(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT, encoding="utf-8")

    assert read_report(report) == (
        {"tests.plans.test_plan::test_one", "tests.plans.test_plan::test_two"},
        ["tests.plans.test_plan::test_three: Chromium is not installed"],
    )


def test_report_without_tests_counts_none(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text('<testsuites><testsuite name="pytest" tests="0"/></testsuites>', encoding="utf-8")

    assert read_report(report) == (set(), [])


def test_summary_of_a_run_says_how_it_ended() -> None:
    run = SuiteRun("PostgreSQL", passed=False, executed={"c", "d"}, skipped=["a: b"], note="Told why.")

    assert str(run) == "PostgreSQL: FAILED, 2 tests run, 1 skipped. Told why."
