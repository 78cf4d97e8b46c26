from dataclasses import replace
from datetime import date, timedelta

import pytest

from stationdesk.domain.reminders import (
    Area,
    Reminder,
    Urgency,
    backup_reminders,
    fault_reminders,
    goods_reminders,
    in_order,
    nearness,
    set_reminders,
    upkeep_reminders,
    urgency_of,
    without_echoes,
)
from stationdesk.domain.required_sets import RequiredLine, RequiredSet, status_of
from stationdesk.domain.stock import BatchSum, stock_line
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.domain.upkeep import due
from stationdesk.domain.upkeep_lines import DueLine
from tests.domain.stock_examples import BOX, DAY, MASKS, balance, batch
from tests.domain.test_outages import AMENITY
from tests.domain.test_upkeep import PLAN

CUPS = replace(MASKS, id=2, uid="i2", name="纸杯", minimum=5, target=10)
ROPE = replace(MASKS, id=3, uid="i3", name="绳子", minimum=0, target=0)
ONE = Reminder(
    area=Area.INVENTORY, urgency=Urgency.TODAY, state=Phrase("a"), what=Phrase("b"), opens=None
)


def days(number):
    return DAY + timedelta(days=number)


def line(item, *batches):
    sums = [BatchSum(quantity, expires_on, DAY) for quantity, expires_on in batches]
    return stock_line(item, sums, DAY)


@pytest.mark.parametrize(
    ("ahead", "urgency", "words"),
    [
        (-2, Urgency.OVERDUE, "2 days late"),
        (-1, Urgency.OVERDUE, "1 day late"),
        (0, Urgency.TODAY, "Due today"),
        (1, Urgency.SOON, "Due tomorrow"),
        (3, Urgency.SOON, "In 3 days"),
        (4, Urgency.LATER, "In 4 days"),
    ],
)
def test_a_day_is_late_today_near_or_later(ahead, urgency, words):
    assert urgency_of(days(ahead), DAY) is urgency
    assert str(nearness(days(ahead), DAY)) == words


def test_what_waits_is_told_overdue_first_then_today_then_near_then_later():
    late = replace(ONE, urgency=Urgency.OVERDUE, day=days(-1))
    later_late = replace(ONE, urgency=Urgency.OVERDUE, day=days(-9))
    grave = replace(ONE, grave=True)
    near = replace(ONE, urgency=Urgency.SOON, day=days(1))
    far = replace(ONE, urgency=Urgency.LATER, day=days(9))
    wanted = (later_late, late, grave, ONE, near, far)
    assert in_order([far, ONE, near, late, grave, later_late]) == wanted


def test_a_service_that_ends_with_goods_or_work_is_not_told_twice():
    work = replace(ONE, urgency=Urgency.LATER, day=days(9))
    echo = replace(ONE, area=Area.TIERS, urgency=Urgency.LATER, day=days(9))
    other = replace(echo, day=days(8))
    lacking = replace(ONE, area=Area.TIERS, day=None)
    assert list(without_echoes([echo, other, lacking], [work])) == [other, lacking]


def due_line(plan, today, amenity=AMENITY):
    return DueLine(amenity, due(plan, [], today))


def test_upkeep_is_told_from_its_lead_days_on():
    first = PLAN.first_due_on
    early = due_line(PLAN, first - timedelta(days=6))
    in_time = due_line(PLAN, first - timedelta(days=5))
    assert list(upkeep_reminders([early], first - timedelta(days=6))) == []
    (told,) = upkeep_reminders([in_time], first - timedelta(days=5))
    assert (told.opens, told.day, str(told.state)) == (("due", PLAN.id), first, "In 5 days")
    assert str(told.what) == "灭火器: 每月检查"


def test_one_work_in_several_places_is_one_line():
    day = PLAN.first_due_on
    lines = [due_line(PLAN, day, replace(AMENITY, place=BOX)), due_line(PLAN, day)]
    (told,) = upkeep_reminders(lines, day)
    assert str(told.what) == "每月检查 (2 places)"
    assert (told.where, told.urgency) == ("药箱", Urgency.TODAY)


def test_no_open_fault_no_line():
    assert list(fault_reminders([])) == []


def test_expired_goods_are_late_since_their_last_day_and_all_batches_are_one_line():
    held = [balance(batch(1, days(-3)), 2), balance(batch(2, days(-8)), 4, BOX)]
    (told,) = goods_reminders([line(MASKS, (6, days(-3)))], held, DAY)
    assert (told.urgency, told.day, told.grave) == (Urgency.OVERDUE, days(-8), True)
    assert str(told.what) == "口罩: scrap 6 个"
    assert (told.where, told.opens) == ("货架, 药箱", MASKS.id)


@pytest.mark.parametrize(("ahead", "told"), [(0, True), (14, True), (15, False)])
def test_goods_that_end_are_told_two_weeks_ahead(ahead, told):
    found = list(goods_reminders([line(MASKS, (6, days(ahead)))], [], DAY))
    assert bool(found) is told


@pytest.mark.parametrize(
    ("lines", "opens", "words"),
    [
        ([line(CUPS)], 2, "纸杯: none left"),
        ([line(CUPS, (4, None))], 2, "纸杯: only 4 个 left, 5 wanted"),
        ([line(CUPS, (5, None))], None, None),
        ([line(ROPE)], None, None),
        ([line(CUPS), line(replace(ROPE, target=1))], "out", "2 goods are used up: 纸杯, 绳子"),
    ],
)
def test_only_goods_that_somebody_wants_are_short(lines, opens, words):
    found = list(goods_reminders(lines, [], DAY))
    assert [(one.opens, str(one.what)) for one in found] == ([(opens, words)] if words else [])


KIT = RequiredSet(
    id=1,
    uid="s1",
    name="急救箱",
    used_for="first_aid",
    place=BOX,
    check_every_days=31,
    since=days(-28),
    archived_on=None,
    version=1,
    lines=(RequiredLine(id=1, item=MASKS, quantity=2, valid_from=days(-28), valid_to=None),),
)


def test_a_set_is_told_of_when_it_is_not_complete_and_when_it_must_be_looked_at():
    def told(balances, **changes):
        kit = replace(KIT, **changes)
        return [str(one.what) for one in set_reminders([status_of(kit, balances, [], DAY)], DAY)]

    full = [balance(batch(1), 2, BOX)]
    look = "Look through and record: 急救箱"
    assert told(full) == [look]
    assert told([]) == ["急救箱: 1 lines lack goods in date", look]
    assert told(full, since=days(4)) == []


@pytest.mark.parametrize(
    ("last", "began", "words"),
    [
        (None, None, None),
        (None, -13, None),
        (None, -14, "This file was never backed up"),
        (-13, -400, None),
        (-14, -400, "The last backup was made 14 days ago"),
    ],
)
def test_a_copy_is_asked_for_after_two_weeks(last, began, words):
    def at(ahead):
        return None if ahead is None else days(ahead)

    found = list(backup_reminders(at(last), at(began), DAY))
    assert [str(one.what) for one in found] == ([words] if words else [])


def test_a_reminder_without_a_day_stands_after_those_with_one():
    dated = replace(ONE, day=date(2026, 6, 30))
    assert in_order([ONE, dated]) == (dated, ONE)
