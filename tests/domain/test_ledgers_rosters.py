"""Rosters and sign-in sheets as stations keep them; all names are invented."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.ledgers.parsing import parse
from stationdesk.domain.ledgers.preview_document import ledger_json
from stationdesk.domain.ledgers.recognising import recognise
from stationdesk.domain.ledgers.roster_days import is_day_row, stretch_told
from stationdesk.domain.ledgers.roster_grids import shift_marks
from stationdesk.domain.ledgers.roster_names import is_nobody, read_names
from stationdesk.domain.ledgers.roster_times import (
    ShiftTold,
    Span,
    legend_told,
    read_clock,
    read_duration,
    read_shift,
    shift_key,
    span_told,
)
from stationdesk.domain.ledgers.tables import Corrections
from tests.domain.ledger_sheets import entries, sheet, told, troubles

WEEK = ["班次", "周一", "周二", "周三", "周四", "周五", "周六", "周日"]
TITLED = ["示例驿站值班表（2026年6月8日—6月14日）"]
EARLY = "早班 8:30-11:30"
CELLS = st.one_of(
    st.none(),
    st.integers(-10, 50_000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(alphabet="0123456789年月日.-:：周一二早晚班休张王芳、（）()替√至~ \n", max_size=14),
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.times(),
    st.booleans(),
)


def read(*lines, name="Sheet1", file="值班", merges=()):
    (entry,) = entries(sheet(*lines, name=name, merges=merges), file=file)
    assert entry["kind"] == "roster"
    return entry


def duties(entry):
    """Return (day, shift, from, to, names) of every record."""
    keys = ("date", "shift", "from", "to")
    return [(*(row[key] for key in keys), *row["names"]) for row in entry["rows"]]


# Lists of days


LIST = ["日期", "星期", "班次", "时间", "值班人员", "岗位", "备注"]


def test_a_list_of_days_is_read_with_all_that_it_tells():
    entry = read(
        ["枫桥路驿站2026年6月值班表"],
        LIST,
        ["6月8日", "一", "早班", "8:30-11:30", "张小三、李小四（替班）", "前台", None],
        ["6月9日", "二", "晚班", "14:00~17:30", "王小五", None, "交接钥匙"],
    )
    assert told(entry) == [
        {
            "date": "2026-06-08",
            "shift": "早班",
            "from": "08:30",
            "to": "11:30",
            "names": ["张小三", "李小四"],
            "post": "前台",
            "note": "替班",
        },
        {
            "date": "2026-06-09",
            "shift": "晚班",
            "from": "14:00",
            "to": "17:30",
            "names": ["王小五"],
            "note": "交接钥匙",
        },
    ]
    assert entry["problems"] == []
    fields = ("row", "date", "shift", "from", "to", "names", "post", "note")
    assert tuple(entry["rows"][0]) == fields


def test_a_day_holds_for_the_rows_below_it_and_a_merged_one_without_a_word():
    lines = [LIST, ["6.8", None, "早班", None, "张小三"], [None, None, "晚班", None, "李小四"]]
    plain = read(TITLED, *lines)
    assert [row["date"] for row in plain["rows"]] == ["2026-06-08"] * 2
    assert troubles(plain) == [(4, "日期", "warning")]
    assert troubles(read(TITLED, *lines, merges=[(2, 0, 3, 0)])) == []


def test_a_day_of_the_week_that_is_not_so_is_warned_about():
    entry = read(TITLED, LIST, ["6.8", "三", "早班", "8:30-11:30", "张小三"])
    assert troubles(entry) == [(3, "星期", "warning")]


def test_shifts_may_have_columns_of_their_own():
    entry = read(
        ["2026年6月值班表"],
        ["日期", "星期", "早班（8:30-11:30）", "午班 11:30-14:00", "晚班", "备注"],
        ["6月1日", "周一", "张小三", "李小四、王小五", None, None],
        [date(2026, 6, 2), "周二", "休", None, "赵小六", None],
    )
    assert duties(entry) == [
        ("2026-06-01", "早班", "08:30", "11:30", "张小三"),
        ("2026-06-01", "午班", "11:30", "14:00", "李小四", "王小五"),
        ("2026-06-02", "晚班", None, None, "赵小六"),
    ]


def test_one_heading_over_several_columns_of_names_is_that_of_each():
    entry = read(
        ["2026年6月值班表"],
        ["日期", "班次", "值班人员", None, None],
        ["6.1", "早班", "张小三", "李小四", "王小五"],
        merges=[(1, 2, 1, 4)],
    )
    assert duties(entry) == [("2026-06-01", "早班", None, None, "张小三", "李小四", "王小五")]


def test_beginning_and_end_may_stand_in_two_columns():
    entry = read(
        ["2026年6月值班表"],
        ["日期", "值班人员", "开始时间", "结束时间"],
        ["6.1", "张小三", "8:30", time(11, 30)],
        ["6.2", "李小四", "22:00", "6:00"],
    )
    assert [row[2:4] for row in duties(entry)] == [("08:30", "11:30"), ("22:00", "06:00")]


# Weeks


def test_a_week_of_shifts_is_read_cell_by_cell():
    entry = read(
        TITLED,
        WEEK,
        [EARLY, "张小三、李小四", "王小五", "李小四(替班)", "休", "张小三\n李小四", "无", "—"],
        [
            "晚班\n14:00-17:30",
            "赵小六老师",
            None,
            "张小三13800000001",
            None,
            "王小芳",
            "调休",
            "钱七",
        ],
        ["备注：请提前10分钟到岗"],
        ["站长签字：", None, "日期："],
    )
    early, late = ("早班", "08:30", "11:30"), ("晚班", "14:00", "17:30")
    assert duties(entry) == [
        ("2026-06-08", *early, "张小三", "李小四"),
        ("2026-06-09", *early, "王小五"),
        ("2026-06-10", *early, "李小四"),
        ("2026-06-12", *early, "张小三", "李小四"),
        ("2026-06-08", *late, "赵小六"),
        ("2026-06-10", *late, "张小三"),
        ("2026-06-12", *late, "王小芳"),
        ("2026-06-14", *late, "钱七"),
    ]
    assert entry["rows"][2]["note"] == "替班"
    assert entry["problems"] == []


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        (["班次", "6月8日", "6月9日", "6月10日"], ["2026年排班表"]),
        (["班次", "周一 6/8", "周二 6/9", "周三 6/10"], ["2026年排班表"]),
        (["班次", "周一(6.8)", "周二(6.9)", "周三(6.10)"], ["2026年第24周排班"]),
        (["班次", "8日", "9日", "10日"], ["2026年6月第二周排班"]),
        (["班次", date(2026, 6, 8), date(2026, 6, 9), date(2026, 6, 10)], ["排班表"]),
        (["班次", *(datetime(2026, 6, day) for day in (8, 9, 10))], ["排班表"]),
        (["班次", "星期一", "星期二", "星期三"], ["排班表 2026.6.8-6.14"]),
        (["班次", "礼拜一", "礼拜二", "礼拜三"], ["排班表（二〇二六年六月八日至十四日）"]),
        (["班次", "Mon", "Tue", "Wed"], ["排班 2026年6月8日～14日"]),
    ],
)
def test_days_above_the_columns_are_written_in_many_ways(heading, title):
    entry = read(title, heading, [EARLY, "张小三", None, "李小四"])
    assert [row[0] for row in duties(entry)] == ["2026-06-08", "2026-06-10"]


def test_days_and_days_of_the_week_may_stand_in_two_rows():
    lines = [[None, "6/8", "6/9", "6/10"], [EARLY, "张小三", None, "李小四"]]
    entry = read(["2026年排班"], ["班次", "周一", "周二", "周三"], *lines)
    assert [row[0] for row in duties(entry)] == ["2026-06-08", "2026-06-10"]
    wrong = read(["2026年排班"], ["班次", "周二", "周三", "周四"], *lines)
    assert [problem["severity"] for problem in wrong["problems"]] == ["warning"] * 3


def test_a_shift_over_several_rows_holds_for_each_of_them():
    entry = read(
        TITLED,
        WEEK,
        [EARLY, "张小三", "王小五"],
        [None, "李小四"],
        merges=[(2, 0, 3, 0)],
    )
    assert duties(entry)[-1] == ("2026-06-08", "早班", "08:30", "11:30", "李小四")


def test_weeks_below_each_other_have_their_own_days():
    entry = entries(
        sheet(
            ["2026年6月8日—6月14日值班表"],
            WEEK,
            [EARLY, "张小三", "王小五"],
            ["2026年6月15日—6月21日值班表"],
            WEEK,
            [EARLY, "李小四", "赵小六"],
        ),
        file="值班",
    )
    days = [[row["date"] for row in each["rows"]] for each in entry]
    assert days == [["2026-06-08", "2026-06-09"], ["2026-06-15", "2026-06-16"]]


@pytest.mark.parametrize("title", [["值班表"], ["2026年6月值班表"], ["6月8日—6月14日值班表"]])
def test_a_week_that_nothing_names_is_told_and_not_guessed(title):
    entry = read(title, WEEK, [EARLY, "张小三", "王小五"], file="表")
    assert {row["date"] for row in entry["rows"]} == {None}
    assert {problem["severity"] for problem in entry["problems"]} == {"error"}


def test_the_year_that_a_person_names_settles_the_days():
    [table] = recognise([sheet(["6月8日—6月14日值班表"], WEEK, [EARLY, "张小三"])], title="表")
    (row,) = parse(table, Corrections(year=2025)).rows
    assert row.values["date"].iso() == "2025-06-09"


def test_times_in_a_cell_hold_for_that_cell_alone():
    entry = read(TITLED, WEEK, [EARLY, "张小三 9:00-11:00", "王小五"])
    assert [row[2:] for row in duties(entry)] == [
        ("09:00", "11:00", "张小三"),
        ("08:30", "11:30", "王小五"),
    ]


# Months


DAYS = list(range(1, 31))


def month(*lines, title="2026年6月志愿者排班表"):
    return read([title], ["序号", "姓名", *DAYS], *lines)


def test_a_month_of_people_is_read_mark_by_mark():
    entry = month(
        [None, None, *("一二三四五六日" * 5)[:30]],
        [1, "张小三", "早", "晚", "休", "早晚", "×"],
        [2, "李小四", "A", "早/晚", "请假", "9:00-12:00", None],
        ["注：早：8:30-11:30；晚：14:00-17:30；休=休息"],
    )
    early, late = ("早", "08:30", "11:30"), ("晚", "14:00", "17:30")
    assert duties(entry) == [
        ("2026-06-01", *early, "张小三"),
        ("2026-06-02", *late, "张小三"),
        ("2026-06-04", *early, "张小三"),
        ("2026-06-04", *late, "张小三"),
        ("2026-06-01", "A", None, None, "李小四"),
        ("2026-06-02", *early, "李小四"),
        ("2026-06-02", *late, "李小四"),
        ("2026-06-04", None, "09:00", "12:00", "李小四"),
    ]
    assert entry["problems"] == []


def test_a_tick_is_the_one_shift_that_is_explained():
    assert duties(month([1, "张小三", "√"], ["值班：8:30-11:30"])) == [
        ("2026-06-01", None, "08:30", "11:30", "张小三")
    ]
    assert duties(month([1, "张小三", "√"])) == [("2026-06-01", None, None, None, "张小三")]


def test_days_that_a_month_does_not_have_are_told():
    entry = read(["2026年6月排班表"], ["姓名", *range(1, 32)], ["张小三", *["早"] * 31])
    assert [row["date"] for row in entry["rows"]].count(None) == 1
    assert [problem["value"] for problem in entry["problems"]] == ["31"]


def test_days_over_the_end_of_a_month_want_their_month():
    days = [26, 27, 28, 29, 30, 31, 1, 2, 3]
    line = ["张小三", *["早"] * 9]
    unclear = read(["2026年6月排班表"], ["姓名", *days], line)
    assert {row["date"] for row in unclear["rows"]} == {None}
    clear = read(["2026年5月26日—6月3日排班表"], ["姓名", *days], line)
    assert clear["rows"][-1]["date"] == "2026-06-03"


def test_a_row_of_shifts_without_a_name_is_told():
    assert troubles(month([1, None, "早", "晚"]))[-1] == (3, "姓名", "error")


# Sign-in sheets


def test_a_sign_in_sheet_tells_who_came_and_left():
    entry = read(
        ["2026年6月志愿者签到表"],
        ["日期", "姓名", "签到时间", "签退时间", "服务时长（小时）", "服务内容"],
        ["6.1", "张小三", "8:25", "11:35", 3, "前台"],
        ["6.1", "李小四", time(8, 30), datetime(2026, 6, 1, 11, 30), None, "前台"],
        ["6.2", "王小五", None, None, 2.5, "巡查"],
        ["6.2", "赵小六", "√", "√", "3小时30分", "巡查"],
    )
    served = [{key: row[key] for key in ("came", "left", "minutes")} for row in entry["rows"]]
    assert served == [
        {"came": "08:25", "left": "11:35", "minutes": 180},
        {"came": "08:30", "left": "11:30", "minutes": None},
        {"came": None, "left": None, "minutes": 150},
        {"came": None, "left": None, "minutes": 210},
    ]
    assert entry["problems"] == []


def test_times_that_cannot_be_are_told_with_their_cell():
    entry = read(
        ["2026年6月志愿者签到表"],
        ["日期", "姓名", "签到", "签退", "时长"],
        ["6.1", "张小三", "8:25", "29:99", "x"],
        ["6.1", "李小四", "8:30", "9:30", 5],
    )
    messages = [problem["message"] for problem in entry["problems"]]
    assert "D3" in messages[0]
    assert "E3" in messages[1]
    assert entry["rows"][1]["minutes"] == 60


# What stands in one cell


@pytest.mark.parametrize(
    ("text", "names", "note"),
    [
        ("张小三、李小四", ("张小三", "李小四"), ""),
        ("张小三,李小四；王小五/赵小六", ("张小三", "李小四", "王小五", "赵小六"), ""),
        ("张小三 李小四", ("张小三", "李小四"), ""),
        ("张　三", ("张三",), ""),
        ("张 三 李小四", ("张三", "李小四"), ""),
        ("张小三和李小四", ("张小三", "李小四"), ""),
        ("张和平", ("张和平",), ""),
        ("张小三(替班)", ("张小三",), "替班"),
        ("组长：张小三 值班：李小四", ("张小三", "李小四"), ""),
        ("张小三13800000001", ("张小三",), ""),
        ("王小芳站长", ("王小芳",), ""),
        ("李师傅", ("李师傅",), ""),
        ("张小三\n（13800000001）\n李小四", ("张小三", "李小四"), ""),
        ("阿不都·热合曼", ("阿不都·热合曼",), ""),
        ("张小三、无", ("张小三",), ""),
        ("John Smith", ("John Smith",), ""),
    ],
)
def test_names_are_parted_and_freed_of_what_is_no_name(text, names, note):
    reading = read_names(text)
    assert (reading.names, reading.note, reading.odd) == (names, note, ())


@pytest.mark.parametrize(
    "text",
    ["休", "休息", "调休", "轮休", "无", "放假", "闭站", "—", "/", "×", "（休）", "暂缺", "0"],
)
def test_words_of_a_day_off_are_nobody(text):
    assert is_nobody(text)


@pytest.mark.parametrize("text", ["全体志愿者", "另行通知", "？？？", "详见附件2"])
def test_words_that_are_no_names_are_told_with_their_cell(text):
    entry = read(TITLED, WEEK, [EARLY, text, "王小五"])
    assert [row["names"] for row in entry["rows"]] == [["王小五"]]
    assert all("B3" in problem["message"] for problem in entry["problems"])
    assert entry["problems"]


@pytest.mark.parametrize(
    ("text", "name", "span"),
    [
        ("早班 8:30-11:30", "早班", (510, 690)),
        ("早班（8：30—11：30）", "早班", (510, 690)),
        ("早班\n08:30～11:30", "早班", (510, 690)),
        ("8:30至11:30", "", (510, 690)),
        ("上午9点到12点", "上午", (540, 720)),
        ("下午2点-5点半", "下午", (840, 1050)),
        ("上午 8.30-11.30", "上午", (510, 690)),
        ("9-12点", "", (540, 720)),
        ("夜班22:00-次日6:00", "夜班", (1320, 1800)),
        ("夜班 22:00-6:00", "夜班", (1320, 1800)),
        ("早8:30-11:30", "早", (510, 690)),
        ("全天", "全天", None),
        ("6月8日-6月14日", "6月8日-6月14日", None),
        ("8:30-11:30 14:00-17:30", "", None),
        ("第一班次", "第一班次", None),
    ],
)
def test_a_shift_is_told_by_name_and_times(text, name, span):
    assert read_shift(text) == ShiftTold(name, Span(*span) if span else None)


def test_remarks_explain_the_marks_of_shifts():
    legend = legend_told(["注：早=8:30-11:30，晚班 14:00-17:30；请准时到岗。"])
    assert legend == {"早": Span(510, 690), "晚": Span(840, 1050)}


@pytest.mark.parametrize(
    ("cell", "minute"),
    [
        ("8:25", 505),
        ("08：25", 505),
        ("8点25分", 505),
        ("下午2点", 840),
        ("8.25", 505),
        (time(8, 25), 505),
        (0.5, 720),
        ("√", None),
        ("25:00", None),
        (8, None),
    ],
)
def test_a_time_of_the_day_is_read_in_many_forms(cell, minute):
    assert read_clock(cell) == minute


@pytest.mark.parametrize(
    ("cell", "heading", "minutes"),
    [
        (3, "时长", 180),
        (2.5, "服务时长（小时）", 150),
        (150, "时长（分钟）", 150),
        (150, "时长", 150),
        ("3小时30分", "时长", 210),
        ("3.5h", "时长", 210),
        ("1个半小时", "时长", 90),
        ("90分钟", "时长", 90),
        ("3:30", "时长", 210),
        (time(3, 30), "时长", 210),
        ("半天", "时长", None),
        ("", "时长", None),
    ],
)
def test_a_length_of_time_is_read_in_many_forms(cell, heading, minutes):
    assert read_duration(cell, heading) == minutes


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("早晚", ["早", "晚"]),
        ("早、晚", ["早", "晚"]),
        ("中午", ["中午"]),
        ("早班", ["早班"]),
        ("早中晚", list("早中晚")),
    ],
)
def test_several_marks_in_a_cell_are_several_shifts(text, marks):
    assert shift_marks(text) == marks


def test_names_of_one_shift_are_the_same_by_their_key():
    assert {shift_key(name) for name in ("早班", "早", "早　班", "（早班）")} == {"早"}
    assert shift_key("班") == "班"


def test_a_span_may_end_after_midnight():
    assert span_told("22:00", "06:00") == Span(1320, 1800)
    assert span_told("", "06:00") is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026年6月8日—6月14日", ("2026-06-08", "2026-06-14")),
        ("2026.6.8-6.14", ("2026-06-08", "2026-06-14")),
        ("2026年6月8日至14日", ("2026-06-08", "2026-06-14")),
        ("2026年12月28日-2027年1月3日", ("2026-12-28", "2027-01-03")),
        ("2026年12月28日-1月3日", ("2026-12-28", "2027-01-03")),
        ("2026年值班时间：8.30-11.30", None),
        ("2026年6月", None),
    ],
)
def test_a_title_tells_the_days_of_a_week(text, days):
    found = stretch_told([text])
    shown = (found.first.isoformat(), found.last.isoformat()) if found.first else None
    assert shown == days


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["班次", "周一", "周二", "周三"], True),
        (["姓名", *range(1, 29)], True),
        ([None, *"一二三四五六日"], True),
        (["伞", 1, 2, 3], False),
        (["3.5", "张小三", "0001", "3.6", "3.7", "李小四", "0002", "3.7"], False),
        (["口罩", date(2026, 1, 1), date(2027, 1, 1), date(2026, 5, 5)], False),
        ([], False),
    ],
)
def test_a_row_of_days_is_told_from_other_rows(cells, days):
    assert is_day_row(cells) is days


@pytest.mark.parametrize(
    "headings",
    [
        ["日期", "姓名", "来访时间", "离开时间", "事由"],
        ["日期", "姓名", "备注"],
        ["序号", "姓名", "联系电话", "签字"],
        ["检查项目", *range(1, 32)],
    ],
)
def test_other_lists_with_days_and_names_are_no_rosters(headings):
    entry = entries(sheet(["2026年6月来访登记表"], headings, ["6.1", "张小三", "9:00", "10:00"]))
    assert all(each["kind"] != "roster" for each in entry)


@given(
    st.lists(st.lists(CELLS, max_size=9), max_size=10),
    st.sampled_from([WEEK, LIST, ["姓名", *DAYS]]),
)
def test_any_cells_below_the_headings_are_read_without_a_fault(lines, headings):
    tables = recognise([sheet(TITLED, headings, *lines)], title="值班")
    for entry in ledger_json("值班", [parse(table) for table in tables]):
        assert entry["kind"] in {kind.value for kind in LedgerKind}
        for row in entry["rows"]:
            assert row.get("names") != []
