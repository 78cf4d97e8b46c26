"""A year of the demo's lending desk: how much happens, that it adds up, and what its end shows."""

from collections import Counter
from datetime import date, timedelta

import pytest

from stationdesk.domain.keeping.found import Outcome
from stationdesk.domain.keeping.kept import KeptState
from stationdesk.domain.lending.holds import HoldState
from stationdesk.domain.lending.kinds import Audience
from stationdesk.domain.lending.loans import LoanState
from stationdesk.domain.lending.pieces import PieceState
from stationdesk.services.demo.making import make_demo
from stationdesk.services.demo.script import demo_script
from stationdesk.services.desk import open_desk
from stationdesk.store import soundness

LAST = date(2026, 11, 22)
FIRST = date(2025, 11, 22)
RAINY_MONTHS, DRY_MONTHS = (7, 8, 9, 10), (12, 1, 2, 3)


@pytest.fixture(scope="module")
def desk():
    """A station after a demo of a year, on its last day."""
    opened = open_desk(":memory:", today=LAST)
    make_demo(opened, until=LAST)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def entries(desk):
    return desk.lending.loan_entries(FIRST, LAST)


@pytest.fixture
def value(desk):
    def value(sql):
        return desk.context.database.raw().execute(sql).fetchone()[0]

    return value


def line_of(desk, name):
    return next(line for line in desk.lending.kind_lines() if line.kind.name == name)


def test_a_year_has_as_many_loans_as_a_busy_station(entries):
    assert 1400 <= len(entries) <= 2000
    assert sum(entry.closed_on is not None for entry in entries) > 1380


def test_the_file_is_sound(desk):
    assert soundness.ledger_faults() == []
    assert soundness.audit_faults() == []
    assert soundness.structure_faults(desk.context.database) == []


def test_no_piece_is_out_twice_and_nothing_comes_back_that_was_not_lent(value):
    assert (
        value(
            """SELECT COUNT(*) FROM (
               SELECT ll.loan_unit_id FROM loan_line ll WHERE ll.loan_unit_id IS NOT NULL
                   AND NOT EXISTS (SELECT 1 FROM loan_return r WHERE r.loan_line_id = ll.id)
               GROUP BY ll.loan_unit_id HAVING COUNT(*) > 1)"""
        )
        == 0
    )
    assert (
        value(
            """SELECT COUNT(*) FROM (
               SELECT ll.id FROM loan_line ll JOIN loan_return r ON r.loan_line_id = ll.id
               GROUP BY ll.id, ll.quantity HAVING SUM(r.good + r.damaged + r.lost) > ll.quantity)"""
        )
        == 0
    )


def test_on_no_day_was_more_of_a_pool_out_or_set_aside_than_the_stock_had(value):
    assert (
        value(
            """WITH change AS (
               SELECT k.id AS kind, m.business_date AS day, m.quantity AS free
               FROM loan_kind k JOIN movement m ON m.item_id = k.item_id WHERE k.mode = 'pool'
               UNION ALL
               SELECT ll.loan_kind_id, l.business_date, -ll.quantity
               FROM loan_line ll JOIN loan l ON l.id = ll.loan_id
               UNION ALL
               SELECT ll.loan_kind_id, r.business_date, r.good + r.damaged + r.lost
               FROM loan_return r JOIN loan_line ll ON ll.id = r.loan_line_id
               UNION ALL
               SELECT loan_kind_id, business_date, -quantity FROM fitness_event),
           daily AS (
               SELECT c.kind, c.day, SUM(c.free) AS free FROM change c
               JOIN loan_kind k ON k.id = c.kind WHERE k.mode = 'pool' GROUP BY c.kind, c.day),
           running AS (
               SELECT SUM(free) OVER (PARTITION BY kind ORDER BY day) AS free FROM daily)
           SELECT COUNT(*) FROM running WHERE free < 0"""
        )
        == 0
    )


def test_umbrellas_are_asked_for_when_it_rains(entries):
    months = Counter(
        entry.lent_on.month for entry in entries if entry.kind.name in ("雨伞", "折叠伞")
    )
    assert sum(months[month] for month in RAINY_MONTHS) > 1.4 * sum(
        months[month] for month in DRY_MONTHS
    )


def test_people_come_again_and_tell_no_more_than_is_asked(desk, entries, value):
    visits = Counter(entry.borrower_id for entry in entries)
    assert visits.most_common(1)[0][1] >= 5
    assert (
        value(
            """SELECT COUNT(*) FROM borrower b WHERE b.phone <> '' AND NOT EXISTS (
               SELECT 1 FROM loan l JOIN loan_line ll ON ll.loan_id = l.id
               JOIN loan_kind k ON k.id = ll.loan_kind_id
               WHERE l.borrower_id = b.id AND k.contact = 'phone')
           AND NOT EXISTS (SELECT 1 FROM loan_hold h WHERE h.borrower_id = b.id)"""
        )
        == 0
    )


def test_some_things_come_back_late_in_parts_damaged_or_never(entries):
    assert 0.02 < sum(e.days_late(LAST) > 0 for e in entries) / len(entries) < 0.12
    assert any(len(entry.returns) > 1 for entry in entries)
    assert any(entry.extensions for entry in entries)
    assert any(entry.contacts for entry in entries)
    assert sum(entry.damaged for entry in entries) >= 8
    assert sum(entry.lost for entry in entries) >= 3


def test_lost_goods_were_written_off_the_stock(entries, desk):
    for entry in entries:
        for back in entry.returns:
            assert (back.document_id is not None) == (back.lost > 0)


def test_what_was_damaged_was_mended_or_scrapped_but_for_the_newest(value):
    for cause in ("returned", "repaired", "scrapped"):
        assert value(f"SELECT COUNT(*) FROM fitness_event WHERE cause = '{cause}'") > 0
    assert value("SELECT SUM(quantity) FROM fitness_event") <= 6


def test_holds_were_picked_up_lapsed_or_cancelled(desk):
    states = {hold.state(LAST) for hold in desk.lending.holds(only_open=False)}
    assert states >= {HoldState.PICKED_UP, HoldState.LAPSED, HoldState.CANCELLED}


def test_kits_are_carried_on_duty_and_refilled_from_the_stock(entries, value):
    assert sum(entry.kind.audience is Audience.DUTY for entry in entries) > 100
    assert value("SELECT COUNT(*) FROM part_event WHERE quantity > 0 AND document_id > 0") > 10


def test_pieces_are_looked_at_every_week_or_month(desk):
    for line in desk.lending.kind_lines():
        days = 8 if line.kind.name in ("雨伞", "折叠伞") else 31
        assert line.checked_on is not None
        assert LAST - line.checked_on <= timedelta(days=days)
        assert line.difference == 0


def test_names_are_erased_month_by_month_before_two_people(desk, value):
    runs = desk.retention.runs()
    assert len(runs) == 11
    assert all(run.witness != run.recorded_by for run in runs)
    assert value("SELECT COUNT(*) FROM borrower WHERE erased_on IS NOT NULL") > 400
    for line in desk.retention.preview():
        assert line.last > LAST - timedelta(days=line.days + 30)


def test_found_things_were_claimed_or_passed_on_in_time(desk):
    things = desk.keeping.found_things()
    outcomes = Counter(thing.outcome for thing in things)
    assert min(outcomes[Outcome.CLAIMED], outcomes[Outcome.PASSED_ON]) > 10
    assert all((thing.outcome_on or LAST) <= thing.pass_on_after for thing in things)
    assert any(thing.kind == "id_card" and thing.outcome is Outcome.CLAIMED for thing in things)


def test_on_the_last_day_a_few_are_late_and_somebody_tried_to_reach_them(desk):
    late = desk.lending.overdue()
    assert 2 <= len(late) <= 4
    assert all(entry.contacts for entry in late)
    assert [line.shown for line in desk.lending.blocked()] == ["汤师傅"]


def test_on_the_last_day_things_are_out_due_held_aside_and_incomplete(desk):
    states = Counter(entry.state(LAST) for entry in desk.lending.open_entries())
    assert min(states[LoanState.OUT], states[LoanState.DUE]) >= 1
    assert {hold.state(LAST) for hold in desk.lending.holds()} >= {HoldState.WAITING}
    assert line_of(desk, "充电宝").pool.unfit == 1
    pieces = Counter(line.state for line in desk.lending.pieces())
    assert min(pieces[PieceState.OUT], pieces[PieceState.HELD], pieces[PieceState.UNFIT]) >= 1
    short = {line.kind.name for line in desk.lending.refill_list()}
    assert short == {"工具箱", "随身百宝箱"}


def test_on_the_last_day_things_wait_to_be_fetched_and_claimed(desk):
    kept = {thing.state(LAST) for thing in desk.keeping.kept_things(only_open=True)}
    assert kept >= {KeptState.DUE, KeptState.OVERDUE, KeptState.KEPT}
    found = desk.keeping.found_things(only_open=True)
    assert any(thing.kind == "id_card" and thing.questions for thing in found)


def test_the_lending_criteria_are_met_by_the_loan_ledger(desk):
    states = {f.criterion.code: f.state.value for f in desk.tiers.assess().findings}
    assert {states[code] for code in ("S02", "S03", "S04", "S05")} == {"met"}
    assert desk.tiers.assess().attained == 2


def test_what_the_script_lends_is_there():
    script = demo_script()
    titles = {goods.title for goods in script.goods}
    parts = {part.goods for kind in script.lending.kinds for part in kind.parts}
    assert script.lending.goods_lent <= titles
    assert parts - {""} <= titles
    assert {kind.things for kind in script.lending.kinds} - {""} <= {
        thing.name for thing in script.things
    }
    assert all(
        not goods.weekly for goods in script.goods if goods.title in script.lending.goods_lent
    )


def test_the_scripts_people_are_invented(desk):
    script = demo_script()
    told = [*script.lending.ending["loans"], *script.lending.ending["holds"]]
    phones = {story["person"]["phone"] for story in told} | set(script.lending.staff.values())
    assert all(phone.startswith(script.lending.people["prefix"]) for phone in phones)
