from ita_portal.tables.content import Options
from ita_portal.tables.rows import Row
from tests.tables.tables import column, table, totals


def spent(received: str, disbursed: str, **more: str) -> Row:
    return Row("งาน", values={"received": received, "disbursed": disbursed, **more})


def test_amounts_have_their_satang_and_shares_are_computed() -> None:
    made = table("disbursement", spent("309521.45", "307957.51"), spent("๙๐,๐๐๐", "๙๐,๐๐๐"))
    assert column(made, "received") == ["309,521.45", "๙๐,๐๐๐.๐๐", "399,521.45"]
    assert column(made, "percent") == ["99.49", "100", "99.61"]


def test_share_that_was_typed_stands() -> None:
    assert column(table("disbursement", spent("200", "100", percent="51")), "percent") == ["51", "50"]


def test_total_adds_what_is_a_number() -> None:
    made = table("disbursement", spent("100", "40"), spent("รอจัดสรร", ""))
    assert totals(made) == [{"": "รวม", "received": "100.00", "disbursed": "40.00", "percent": "40"}]
    assert column(made, "received") == ["100.00", "รอจัดสรร", "100.00"]
    assert totals(table("disbursement", spent("", ""))) == []
    assert totals(table("disbursement", spent("1", "1"), options=Options(totals=False))) == []
