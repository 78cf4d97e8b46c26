"""The lending desk's papers and listings, made from what was lent and given back."""

import csv
from datetime import timedelta

import pytest

from stationdesk.domain.lending.loans import NewReturn
from stationdesk.domain.problems import Refused
from stationdesk.services.drafts import Choice
from stationdesk.store.plain_sql import rows
from tests.conftest import TODAY
from tests.services.lending.lent_station import PATIENT, WHOLE_PHONE, LentStation, ago

FIRST = TODAY.replace(day=1)


@pytest.fixture
def station(context):
    return LentStation(context)


@pytest.fixture
def busy(station):
    """A month: back in time, back late and in parts, overdue twice, lent last month."""
    in_time = station.lend(on=ago(20), quantity=2)
    station.give_back(in_time, on=ago(18), good=2)
    late = station.lend(on=ago(15), quantity=3)
    station.give_back(late, on=ago(9), good=1, damaged=1, lost=1, condition="伞骨折断")
    station.lend_chair(ago(10))
    station.lend(on=ago(8))
    station.lend(on=ago(45), days=60)
    station.short_kit()
    return station


def records(draft):
    return [block.records() for block in draft.paper.blocks if hasattr(block, "groups")]


def drafted(station, key, **choice):
    return station.desk.reports.draft(key, Choice(**choice))


def test_the_register_lists_what_was_lent_in_the_period(busy):
    (lines,) = records(drafted(busy, "loans", first=FIRST, last=TODAY))
    assert [line.lent_on for line in lines] == [ago(20), ago(15), ago(10), ago(8), TODAY]
    (earlier,) = records(drafted(busy, "loans", first=ago(60), last=ago(40)))
    assert [line.lent_on for line in earlier] == [ago(45)]


def test_the_figures_count_pieces_and_tell_duty_apart(busy):
    figures = busy.desk.lending.figures(FIRST, TODAY)
    assert [line.name for line in figures.kinds] == ["轮椅", "雨伞"]
    umbrellas = figures.kinds[1]
    assert (umbrellas.loans, umbrellas.pieces) == (3, 6)
    assert (umbrellas.on_time, umbrellas.late, umbrellas.damaged, umbrellas.lost) == (2, 2, 1, 1)
    assert (umbrellas.out, umbrellas.overdue) == (2, 1), "the loan of last month is still out"
    assert umbrellas.on_time_percent == pytest.approx(40.0)
    assert [line.name for line in figures.duty] == ["百宝箱"]
    assert figures.total.overdue == 2


def test_the_figures_of_a_month_gone_by_do_not_change_by_what_came_later(busy):
    may = busy.desk.lending.figures(ago(60), ago(30))
    assert (may.total.out, may.total.loans) == (1, 1)
    (line,) = [e for e in busy.desk.lending.open_entries() if e.lent_on == ago(45)]
    busy.desk.lending.give_back(NewReturn(line_id=line.line_id, on=TODAY, good=1))
    assert busy.desk.lending.figures(ago(60), ago(30)) == may


def test_the_figures_agree_with_the_pools(busy):
    lending = busy.desk.lending
    out = {line.name: line.out for line in lending.figures(FIRST, TODAY).kinds}
    assert out == {line.kind.name: line.pool.out for line in lending.kind_lines() if line.pool.out}


def test_a_return_taken_back_is_not_counted(busy, undos):
    before = busy.desk.lending.figures(FIRST, TODAY)
    loan = busy.lend()
    busy.give_back(loan, good=1)
    undos[-1].take_back()
    undos[-2].take_back()
    assert busy.desk.lending.figures(FIRST, TODAY) == before


def test_a_period_that_ends_before_it_begins_is_refused(station):
    with pytest.raises(Refused, match="ends before it begins"):
        station.desk.lending.figures(TODAY, FIRST)


def test_what_is_overdue_is_listed_the_latest_first(busy):
    (lines,) = records(drafted(busy, "overdue"))
    assert [line.thing for line in lines] == ["轮椅 LY-001", "雨伞"]
    assert [line.days_late(TODAY) for line in lines] == [9, 5]


def test_a_call_sheet_without_a_reason_has_no_whole_number_and_leaves_no_trace(busy):
    (calls,) = records(drafted(busy, "call-sheet"))
    assert [call.number for call in calls] == ["****8899", "****5678"]
    assert unmasked() == []


def test_a_call_sheet_with_a_reason_has_whole_numbers_and_is_noted(busy):
    (calls,) = records(drafted(busy, "call-sheet", reason="电话催还"))
    assert [call.number for call in calls] == [WHOLE_PHONE, "****5678"]
    ((uid, told),) = unmasked()
    assert "电话催还" in told
    for secret in (WHOLE_PHONE, PATIENT.name, "8899"):
        assert secret not in told
    assert uid


@pytest.mark.parametrize("reason", ["", "   "])
def test_whole_numbers_are_refused_without_a_reason(busy, reason):
    with pytest.raises(Refused, match="why whole phone numbers are needed"):
        busy.desk.lending.call_numbers(reason)
    assert unmasked() == []


def test_nobody_late_gives_no_numbers(station):
    station.lend_chair(TODAY)
    assert station.desk.lending.call_numbers("电话催还") == {}


def unmasked():
    return rows("SELECT entity_uid, after FROM audit_event WHERE action = 'unmask'")


def test_what_is_lent_is_listed_as_of_a_day(busy):
    kinds, pieces = records(drafted(busy, "lent-things"))
    assert {line.kind.name: line.pool.size for line in kinds}["雨伞"] == 19, "one was lost"
    assert [line.unit.code for line in pieces] == ["BX-001", "LY-001"]
    before, _pieces = records(drafted(busy, "lent-things", on=ago(16)))
    assert {line.kind.name: line.pool.size for line in before}["雨伞"] == 20


def test_the_refill_list_names_short_parts_with_their_stock(busy):
    (lines,) = records(drafted(busy, "refill"))
    assert [(line.part.part.name, line.part.short) for line in lines] == [("创可贴", 4)]


def test_a_slip_is_of_the_chosen_loan_or_of_the_newest(busy):
    chair = next(e for e in busy.desk.lending.open_entries() if e.unit)
    assert drafted(busy, "loan-slip", record=chair.loan_id).paper.number == chair.number
    newest = busy.lend()
    assert drafted(busy, "loan-slip").paper.number.endswith(f"{TODAY:%Y%m%d}-002")
    assert busy.desk.lending.entries_of_loan(newest)[0].number.endswith("-002")


def test_a_slip_tells_the_days_after_which_names_are_erased(busy):
    busy.desk.settings.keep_retention_days(45)
    notes = [
        block.text for block in drafted(busy, "loan-slip").paper.blocks if hasattr(block, "text")
    ]
    assert any("erased 45 days" in note for note in notes)


def test_a_slip_of_no_loan_is_refused(station):
    with pytest.raises(Refused, match="Nothing is on loan"):
        drafted(station, "loan-slip")
    with pytest.raises(Refused, match="There is no such loan"):
        drafted(station, "loan-slip", record=77)


@pytest.mark.parametrize(
    ("key", "count", "first_cell"),
    [
        ("loans", 6, "JY-"),
        ("overdue", 2, "9"),
        ("holds", 0, ""),
        ("lent-things", 3, "YS"),
        ("pieces", 2, "BX-001"),
    ],
)
def test_listings_are_written_for_other_programs(busy, tmp_path, key, count, first_cell):
    path = tmp_path / f"{key}.csv"
    busy.desk.exports.extract(key).write(path)
    text = path.read_text(encoding="utf-8-sig")
    _heading, *lines = list(csv.reader(text.splitlines()))
    assert len(lines) == count
    assert not lines or lines[0][0].startswith(first_cell)
    assert WHOLE_PHONE not in text
    assert "欧阳静" not in text


def test_holds_are_listed_by_the_day_on_which_they_were_entered(station):
    from stationdesk.domain.lending.holds import NewHold
    from tests.services.lending.lent_station import VISITOR

    station.desk.lending.hold(
        NewHold(kind_id=station.umbrellas, borrower=VISITOR, pick_up_on=TODAY + timedelta(days=1))
    )
    extract = station.desk.exports.extract
    assert len(extract("holds", FIRST, TODAY).records) == 1
    assert len(extract("holds", ago(60), ago(1)).records) == 0
