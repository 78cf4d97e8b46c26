"""A station manager brings in the ledgers, sees the tier, mends what is missing, and prints."""

from datetime import date
from pathlib import Path

import pytest

from stationdesk.domain.goods import NewItem
from stationdesk.domain.lending.kinds import LoanMode, NewLoanKind
from stationdesk.domain.opening import Interval, NewTimetable
from stationdesk.domain.problems import Refused
from stationdesk.domain.station import NewStation
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine
from stationdesk.domain.tiers.compare import Change
from stationdesk.services.bringing_in.ledger_files import read_ledger_file
from stationdesk.services.desk import open_desk
from stationdesk.services.safekeeping import check_closed

LEDGERS = Path(__file__).parents[1] / "fixtures" / "ledgers"
TODAY = date(2026, 6, 30)


@pytest.fixture
def desk(tmp_path):
    opened = open_desk(tmp_path / "枫桥路.station", today=TODAY)
    opened.station.set_up(
        NewStation(name="枫桥路便民服务驿站", keeper="骆清平", tier_applied_for=3)
    )
    week = {day: (Interval(8 * 60, 18 * 60),) for day in range(1, 8)}
    opened.station.keep_timetable(NewTimetable(name="全年", valid_from=date(2026, 1, 1), week=week))
    yield opened
    opened.close()


def bring_in(desk, *names):
    return desk.imports.bring_in([read_ledger_file(LEDGERS / name) for name in names])


def state_of(desk, code):
    findings = {f.criterion.code: f for f in desk.tiers.assess().findings}
    return findings[code].state.value


def test_from_the_ledgers_to_the_printed_report(desk, tmp_path):
    bring_in(desk, "titled-stock.xlsx", "titled-amenity.xlsx")
    assert len(desk.inventory.stock()) == 22
    assert len(desk.amenities.register()) == 12
    # Four umbrellas are on the ledger; the third tier wants five.
    assert state_of(desk, "S02") == "not_met"

    umbrella = next(line.item for line in desk.inventory.stock() if line.item.name == "雨伞")
    desk.inventory.receive(
        NewReceipt(
            business_date=TODAY,
            lines=(ReceiptLine(item_id=umbrella.id, quantity=10),),
            source=Source.DONATION,
            donor="邻里超市",
        )
    )
    assert state_of(desk, "S02") == "not_met"  # enough of them, and none is lent yet
    desk.lending.add_kind(NewLoanKind(name="雨伞", mode=LoanMode.POOL, item_id=umbrella.id))
    for line in desk.tiers.subjects():
        desk.tiers.record_hand_check(line.subject.key, passed=True, checked_by="骆清平", amount=100)
    assert state_of(desk, "S02") in ("met", "due_soon")

    written = desk.reports.draft("compliance").write(tmp_path / "检查表.pdf")
    assert written.pages >= 3
    assert written.missing == ""
    desk.reports.draft("inventory").write(tmp_path / "物资台账.xlsx")
    assert (tmp_path / "物资台账.xlsx").stat().st_size > 5_000


def test_a_signed_assessment_does_not_change_with_later_records(desk):
    bring_in(desk, "titled-stock.xlsx", "titled-amenity.xlsx")
    signed = desk.tiers.sign_off("骆清平")
    before = desk.tiers.snapshot(signed)
    line = next(line for line in desk.amenities.register() if line.amenity.name == "灭火器")
    desk.amenities.retire(line.amenity.id, TODAY, "过期报废")
    assert desk.tiers.snapshot(signed) == before
    again = desk.tiers.sign_off("骆清平")
    changed = {
        item.code
        for item in desk.tiers.compare(signed, again).items
        if item.change is not Change.SAME
    }
    assert "S08" in changed


def test_the_whole_month_leaves_a_sound_file_that_can_be_put_away_and_back(desk, tmp_path):
    bring_in(desk, "gbk-stock.csv", "gbk-amenity.csv")
    with pytest.raises(Refused):
        desk.inventory.add_item(NewItem(name="", unit=""))
    desk.inventory.add_first_aid_kit()
    for kit in desk.inventory.required_sets():
        desk.inventory.record_set_check(kit.id)
    for due in desk.amenities.due_list():
        assert due.amenity.code.startswith("SS-")
    copy = desk.safekeeping.backup(tmp_path / "备份", desk.context.now())
    assert check_closed(copy).sound
