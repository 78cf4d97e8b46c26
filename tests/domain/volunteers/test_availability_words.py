from datetime import date, timedelta
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.volunteers.availability import Days, NewAvailability, Wish
from stationdesk.domain.volunteers.availability_words import read_availability, rules_from, told
from stationdesk.domain.volunteers.wishes import day_wishes, wish_within

MONDAY = date(2026, 6, 29)
LOCALE = Path(__file__).resolve().parents[3] / "resources" / "locale" / "zh_CN"


@pytest.fixture(scope="module")
def chinese():
    words = {}
    for name in ("roster_volunteers", "settings", "tiers"):
        with (LOCALE / f"{name}.po").open("rb") as file:
            words |= {each.id: each.string for each in read_po(file, locale="zh_CN") if each.id}
    return words.__getitem__


def wish_on(rules, weekday, start, end, *, workday=None):
    """Return the wish on an ISO weekday, from and until these hours."""
    day = MONDAY + timedelta(days=weekday - 1)
    working = weekday < 6 if workday is None else workday
    return wish_within(day_wishes(rules, [], day, workday=working), start * 60, end * 60)


def week(rules):
    """Return all that the rules say, so that two sets of them can be compared."""
    return [
        day_wishes(rules, [], MONDAY + timedelta(days=ahead), workday=workday)
        for ahead in range(7)
        for workday in (True, False)
    ]


@pytest.mark.parametrize(
    ("text", "comes", "rather_not"),
    [
        ("随时", [(1, 8, 12), (7, 18, 24)], []),
        ("都可以", [(1, 8, 12), (7, 18, 24)], []),
        ("周一上午、周三全天", [(1, 8, 12), (3, 0, 24)], [(1, 12, 14), (2, 8, 12)]),
        ("周二、周四下午", [(2, 12, 18), (4, 14, 17)], [(2, 8, 12), (3, 14, 17)]),
        ("工作日 9:00-12:00", [(1, 9, 12), (5, 9, 12)], [(1, 8, 12), (6, 9, 12)]),
        ("工作日9：00—12：00", [(1, 9, 12)], [(1, 9, 13)]),
        ("周末", [(6, 8, 20), (7, 8, 20)], [(5, 8, 12)]),
        ("每天晚上", [(1, 18, 22), (7, 18, 22)], [(1, 17, 19)]),
        ("节假日", [(6, 8, 12)], [(3, 8, 12)]),
        ("每晚7点-9点", [(4, 19, 21)], [(4, 18, 21)]),
        ("周一至周五上午", [(1, 8, 12), (5, 8, 12)], [(6, 8, 12)]),
        ("星期一到星期五 上午", [(3, 8, 12)], [(6, 8, 12)]),
        ("周一三五下午", [(1, 14, 17), (3, 14, 17), (5, 14, 17)], [(2, 14, 17)]),
        ("周六日9点到11点半", [(6, 9, 11), (7, 10, 11)], [(6, 9, 12)]),
        ("下午2点-5点", [(3, 14, 17)], [(3, 13, 17)]),
        ("18:00以后", [(3, 18, 24)], [(3, 17, 19)]),
        ("礼拜天", [(7, 0, 24)], [(6, 8, 12)]),
        ("每周二、五上午", [(2, 8, 12), (5, 8, 12)], [(3, 8, 12)]),
        ("周一 8:30-11:30，14:00-17:00", [(1, 9, 11), (1, 14, 17)], [(1, 11, 14)]),
        ("每天晚上、周六全天", [(1, 18, 24), (6, 0, 24)], [(1, 8, 12)]),
        ("工作日晚上、周末全天", [(1, 18, 24), (7, 0, 24)], [(1, 8, 12)]),
        ("晚上8点-12点", [(2, 20, 24)], [(2, 12, 20)]),
    ],
)
def test_what_people_write_is_read(text, comes, rather_not):
    rules = rules_from(text)
    assert [wish_on(rules, *when) for when in comes] == [Wish.CAN] * len(comes)
    assert [wish_on(rules, *when) for when in rather_not] == [Wish.RATHER_NOT] * len(rather_not)


@pytest.mark.parametrize(
    ("text", "when", "wish"),
    [
        ("周三不行", (3, 8, 12), Wish.CANNOT),
        ("周三不行", (2, 8, 12), Wish.CAN),
        ("除周三外都可以", (3, 8, 12), Wish.CANNOT),
        ("除周三外都可以", (4, 8, 12), Wish.CAN),
        ("周一上午有课", (1, 8, 12), Wish.CANNOT),
        ("优先周六；其余时间不行", (6, 8, 12), Wish.PREFERS),
        ("优先周六；其余时间不行", (1, 8, 12), Wish.CANNOT),
        ("周末优先，平日晚上可以", (6, 8, 12), Wish.PREFERS),
        ("周末优先，平日晚上可以", (1, 19, 21), Wish.CAN),
        ("周一上午可以，周五下午尽量不要", (5, 14, 17), Wish.RATHER_NOT),
    ],
)
def test_wishes_beside_the_times_are_read(text, when, wish):
    assert wish_on(rules_from(text), *when) is wish


@pytest.mark.parametrize(
    "text",
    [
        "",
        "看情况",
        "9-5点",
        "25:00-26:00",
        "周八",
        "退休后再说",
        "有课的时间不行",
        "周一上午或电话联系",
    ],
)
def test_what_is_not_understood_whole_is_not_guessed_at(text):
    assert rules_from(text) is None
    assert read_availability(f" {text} ") == ([], text)


def test_an_understood_text_leaves_no_remark():
    rules, remark = read_availability("随时")
    everything = NewAvailability(days=Days.EVERY, from_minute=0, to_minute=1440, wish=Wish.CAN)
    assert (rules, remark) == ([everything], "")


DAYS = ["周一", "周三", "周六", "周日", "工作日", "周末", "每天"]
TIMES = ["上午", "下午", "晚上", "全天", "9:00-11:30", "13:30-17:00"]
WISHES = ["", "可以", "优先", "尽量不", "不行"]
clauses = st.lists(
    st.tuples(
        st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True),
        st.sampled_from(TIMES),
        st.sampled_from(WISHES),
    ),
    min_size=1,
    max_size=3,
)


@given(clauses)
def test_rules_told_in_chinese_are_read_as_the_same_rules(chinese, said):
    text = "；".join(f"{'、'.join(days)}{time}{wish}" for days, time, wish in said)
    rules = rules_from(text)
    assert week(rules_from(told(rules, chinese))) == week(rules)


@given(clauses)
def test_every_time_that_was_said_holds_where_nobody_said_less(chinese, said):
    del chinese
    text = "；".join(f"{'、'.join(days)}{time}可以" for days, time, _wish in said)
    rules = rules_from(text)
    weekdays = {"周一": 1, "周三": 3, "周六": 6, "周日": 7}
    hours = {"上午": (6, 12), "下午": (12, 18), "晚上": (18, 24), "全天": (0, 24)}
    for days, time, _wish in said:
        for day in days:
            if day in weekdays and time in hours:
                assert wish_on(rules, weekdays[day], *hours[time]) is Wish.CAN


def test_rules_are_told_in_both_languages(chinese):
    rules = rules_from("周一、周三上午可以，周五9:00-11:00优先")
    assert told(rules, chinese) == "每天全天尽量不来；周一、周三上午可以来；周五09:00-11:00优先来"
    assert told(rules) == (
        "Every day all day: Rather not; Monday, Wednesday in the morning: Can come; "
        "Friday 09:00-11:00: Prefers to come"
    )


def test_days_of_validity_are_told_with_the_rule():
    rule = NewAvailability(
        days=Days.MONDAY,
        from_minute=360,
        to_minute=720,
        wish=Wish.CAN,
        valid_from=date(2026, 7, 1),
        valid_until=date(2026, 8, 31),
    )
    assert told([rule]) == "Monday in the morning: Can come (2026-07-01 to 2026-08-31)"
