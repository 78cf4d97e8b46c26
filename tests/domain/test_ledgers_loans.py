from datetime import date, datetime, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.ledgers.loan_cells import Fate, read_fate
from stationdesk.domain.ledgers.loan_things import thing_told
from stationdesk.domain.ledgers.parsing import parse
from stationdesk.domain.ledgers.personal_cells import read_person, read_phone
from stationdesk.domain.ledgers.recognising import recognise
from stationdesk.domain.ledgers.register_days import read_day
from stationdesk.domain.ledgers.register_years import Period, dated_rows, period_told
from stationdesk.domain.ledgers.tables import Corrections
from tests.domain.ledger_sheets import entries, sheet, told, troubles

HEADINGS = ["序号", "日期", "姓名", "电话", "物品", "数量", "归还日期", "经办人"]
TITLE = ["枫桥路便民服务驿站物品借用登记表"]
CELLS = st.one_of(
    st.none(),
    st.integers(-10, 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(alphabet="0123456789年月日号.-/:：√×已还未丢〃张三雨伞 ", max_size=12),
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.times(),
    st.booleans(),
)
FORMS = ("{m}.{d}", "{m}月{d}日", "{m:02d}{d:02d}", "{m}-{d}", "{m}/{d} 9:30", "{y}.{m}.{d}")


def read(*sheets, file="2026年"):
    return [parse(table) for table in recognise(sheets, title=file)]


def days(ledger):
    """Return the days of lending and coming back, as ISO, None for a thing still out."""
    return [
        tuple(
            day.iso() if (day := row.values[field]) else None
            for field in ("lent_on", "returned_on")
        )
        for row in ledger.rows
    ]


def register(*rows, name="3月", file="2026年"):
    (ledger,) = read(sheet(TITLE, HEADINGS, *rows, name=name), file=file)
    return ledger


def line(lent, returned, name="张三"):
    return [1, lent, name, "13800000001", "雨伞", 1, returned, "卫连山"]


def test_a_register_is_read_with_all_that_it_tells():
    (entry,) = entries(
        sheet(TITLE, HEADINGS, line("2026年3月5日", "2026.3.6"), name="3月"), file="借用登记"
    )
    assert entry["kind"] == "loan"
    assert told(entry) == [
        {
            "item": "雨伞",
            "borrower": "张*",
            "phone": "138****0001",
            "pieces": 1,
            "lent_on": "2026-03-05",
            "returned_on": "2026-03-06",
            "returned": True,
            "handled_by": "卫连山",
        }
    ]


def test_a_preview_tells_no_whole_name_and_no_whole_phone():
    rows = [
        line("3.5", "3.6"),
        [2, "3.5", "李四13800000002", None, "雨伞", 1, "谁知道", "卫连山"],
        [3, "3.45", "王五", "一三八", "雨伞", 1, None, "卫连山"],
        [4, None, "赵六", None, None, None, None, None],
    ]
    (entry,) = entries(sheet(TITLE, HEADINGS, *rows, name="3月"), file="2026")
    for secret in ("张三", "李四", "王五", "赵六", "13800000001", "13800000002"):
        assert secret not in str(entry)


@pytest.mark.parametrize(
    ("cell", "month", "of_month"),
    [
        ("3.5", 3, 5),
        ("3月5日", 3, 5),
        ("3月5号", 3, 5),
        ("3-5", 3, 5),
        ("3/5 16:30", 3, 5),
        ("3月5日 上午9点", 3, 5),
        ("3月5日（周四）", 3, 5),
        ("0305", 3, 5),
        (305, 3, 5),
        (1225, 12, 25),
        (3.5, 3, 5),
        (12.25, 12, 25),
        ("三月五日", 3, 5),
        ("十二月三十一日", 12, 31),
        ("５日", None, 5),
        (5, None, 5),
    ],
)
def test_days_are_read_without_their_year(cell, month, of_month):
    day = read_day(cell)
    assert (day.day, day.month, day.of_month) == (None, month, of_month)


@pytest.mark.parametrize(
    "cell",
    ["2026.3.5", "2026年3月5日", "26.3.5", "20260305", "260305", 46086, datetime(2026, 3, 5, 9)],
)
def test_days_are_read_with_their_year(cell):
    assert read_day(cell).day == date(2026, 3, 5)


@pytest.mark.parametrize("cell", ["13.5", "2.30", "4月31日", "3.5-3.7", "0", "2026"])
def test_what_is_no_day_is_an_error(cell):
    day = read_day(cell)
    assert day.error is not None
    assert not day.tells_a_day


@pytest.mark.parametrize(("cell", "words"), [("3.6已还", "已还"), ("未还", "未还"), ("√", "√")])
def test_words_beside_or_instead_of_a_day_are_kept(cell, words):
    assert read_day(cell).words == words


@pytest.mark.parametrize("cell", [None, "", "/", "—", "无"])
def test_a_dash_is_no_day(cell):
    assert read_day(cell).is_blank


@pytest.mark.parametrize("cell", ["14:30", time(14, 30), "下午"])
def test_an_hour_alone_is_no_day(cell):
    assert read_day(cell).hour_only


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [
        ("3月", None, 3),
        ("十二月", None, 12),
        ("2026年3月", 2026, 3),
        ("2026.3", 2026, 3),
        ("202603", 2026, 3),
        ("26年3月", 2026, 3),
        ("二〇二六年三月", 2026, 3),
        ("2026年1-6月", 2026, None),
        ("2026年度雨伞借用登记表", 2026, None),
        ("填表日期：2026年3月20日", 2026, None),
        ("借用期限不超过3个月", None, None),
        ("Sheet1", None, None),
        ("7", None, 7),
    ],
)
def test_sheet_title_and_file_tell_the_time_of_a_register(text, year, month):
    assert period_told([text]) == Period(year, month)


@pytest.mark.parametrize(
    ("name", "file", "first"),
    [
        ("3月", "2026年借用登记", "2026-03-05"),
        ("2025年3月", "借用登记", "2025-03-05"),
        ("Sheet1", "借用登记2024", "2024-03-05"),
        ("3月", "借用登记", None),
    ],
)
def test_the_year_comes_from_sheet_title_or_file(name, file, first):
    ledger = register(line("3.5", "3.6"), name=name, file=file)
    assert days(ledger)[0][0] == first
    assert bool(ledger.problems) == (first is None)


def test_a_year_that_a_person_names_goes_before_all_others():
    (table,) = recognise([sheet(TITLE, HEADINGS, line("3.5", "3.6"), name="3月")], title="2026年")
    assert days(parse(table, Corrections(year=2023))) == [("2023-03-05", "2023-03-06")]


def test_januarys_sheet_begins_with_loans_of_last_december():
    ledger = register(line("12.30", "1.2"), line("12.31", "12.31"), line("1.2", "1.3"), name="1月")
    assert days(ledger) == [
        ("2025-12-30", "2026-01-02"),
        ("2025-12-31", "2025-12-31"),
        ("2026-01-02", "2026-01-03"),
    ]


def test_decembers_sheet_ends_with_returns_of_next_january():
    ledger = register(line("12.30", "1.2"), line("12月31日", None), name="12月")
    assert days(ledger) == [("2026-12-30", "2027-01-02"), ("2026-12-31", None)]


def test_a_sheet_of_a_whole_year_goes_on_in_time():
    lent = ["12.28", "1.3", "2.5", "6.1", "5.30", "11.2", "12.31"]
    ledger = register(*(line(day, None) for day in lent), name="登记", file="2026年")
    assert [first for first, _ in days(ledger)] == [
        "2025-12-28",
        "2026-01-03",
        "2026-02-05",
        "2026-06-01",
        "2026-05-30",
        "2026-11-02",
        "2026-12-31",
    ]


def test_a_row_with_its_year_tells_that_of_the_others():
    ledger = register(
        line("2025.11.5", "11.6"), line("12.30", "1.1"), line("1.4", None), name="x", file="y"
    )
    assert [first for first, _ in days(ledger)] == ["2025-11-05", "2025-12-30", "2026-01-04"]


def test_only_the_day_is_written_on_a_sheet_of_one_month():
    ledger = register(line("5日", "6日"), line(28, "2日"), name="3月")
    assert days(ledger) == [("2026-03-05", "2026-03-06"), ("2026-03-28", "2026-04-02")]


def test_a_zero_that_excel_dropped_is_put_back_where_the_order_tells_it():
    ledger = register(line(3.8, 3.1), line(3.1, 3.11), line(3.2, "3.21"))
    assert days(ledger) == [
        ("2026-03-08", "2026-03-10"),
        ("2026-03-10", "2026-03-11"),
        ("2026-03-20", "2026-03-21"),
    ]


def test_a_day_written_once_holds_for_the_rows_below_it():
    ledger = register(line("3.5", "3.5"), line(None, "3.6"), line("〃", "3.7"))
    assert [first for first, _ in days(ledger)] == ["2026-03-05"] * 3
    assert [problem.row for problem in ledger.problems] == [4]


def test_the_first_row_without_any_day_is_an_error():
    ledger = register(line(None, "3.6"))
    assert days(ledger)[0][0] is None
    assert ledger.problems[0].severity == "error"


@pytest.mark.parametrize("returned", ["2.5", "2026.3.1", "2025年3月9日"])
def test_a_return_before_the_loan_is_an_error(returned):
    ledger = register(line("3.5", returned))
    assert [(p.column, p.severity) for p in ledger.problems] == [("归还日期", "error")]
    assert ledger.rows[0].values["returned"] is None


@pytest.mark.parametrize(
    ("mark", "returned", "lost"),
    [
        ("√", True, False),
        ("已还", True, False),
        ("是", True, False),
        ("当天还", True, False),
        ("16:20", True, False),
        ("未还", False, False),
        ("×", False, False),
        ("否", False, False),
        ("", False, False),
        ("/", False, False),
        ("丢失", True, True),
        ("未还（已丢失）", True, True),
        ("3.6 丢失", True, True),
        ("再说吧", None, False),
    ],
)
def test_marks_in_the_place_of_a_day_say_whether_it_came_back(mark, returned, lost):
    values = register(line("3.5", mark)).rows[0].values
    assert (values["returned"], values["lost"]) == (returned, lost)
    assert (values["returned_on"] is not None) == (returned is True)


def test_what_came_back_at_an_hour_or_with_a_mark_came_back_on_the_day_of_lending():
    ledger = register(line("3.5", "√"), line("3.6", time(16, 0)))
    assert days(ledger) == [("2026-03-05", "2026-03-05"), ("2026-03-06", "2026-03-06")]
    assert [problem.row for problem in ledger.problems] == [3]


def test_a_day_and_a_signature_stand_in_columns_of_their_own():
    heading = ["借用日期", "借用人", "归还日期", "归还人签字", "归还状况"]
    rows = [
        ["3.5", "张三", "3.6", "张三", "完好"],
        ["3.5", "李四", None, "李四", "伞骨断"],
        ["3.6", "王五", None, None, None],
    ]
    (ledger,) = read(sheet(["雨伞借用登记表"], heading, *rows, name="3月"))
    assert [row.values["returned"] for row in ledger.rows] == [True, True, False]
    assert [row.values["condition"] for row in ledger.rows] == ["完好", "伞骨断", None]
    assert days(ledger)[1] == ("2026-03-05", "2026-03-05")


def test_days_and_hours_stand_in_columns_of_their_own():
    heading = ["日期", "借用时间", "姓名", "手机尾号", "归还时间"]
    rows = [["3.5", "9:10", "张三", "0001", "11:00"], ["3.6", time(9), "李四", "0002", "3.7 9:00"]]
    (ledger,) = read(sheet(["雨伞借用登记表"], heading, *rows, name="3月"))
    assert days(ledger) == [("2026-03-05", "2026-03-05"), ("2026-03-06", "2026-03-07")]


def test_month_and_day_stand_in_columns_of_their_own():
    first = ["借用日期", None, "姓名", "电话", "归还日期", None]
    second = ["月", "日", None, None, "月", "日"]
    rows = [[3, 5, "张三", "0001", 3, 6], [3, 30, "李四", "0002", 4, 1]]
    (ledger,) = read(
        sheet(
            ["雨伞借用登记表（2026年）"], first, second, *rows, merges=[(1, 0, 1, 1), (1, 4, 1, 5)]
        )
    )
    assert days(ledger) == [("2026-03-05", "2026-03-06"), ("2026-03-30", "2026-04-01")]


def test_part_of_the_pieces_that_came_back_is_left_to_the_lending_desk():
    heading = ["借用日期", "借用人", "物品", "数量", "归还数量"]
    rows = [["3.5", "张三", "雨伞", 3, 3], ["3.5", "李四", "雨伞", 3, 1]]
    (ledger,) = read(sheet(heading, *rows, name="3月"))
    assert [row.values["returned"] for row in ledger.rows] == [True, None]


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        (13800000001, "13800000001"),
        (13800000001.0, "13800000001"),
        ("138-0000-0001", "13800000001"),
        ("138 0000 0001", "13800000001"),
        ("１３８０００００００１", "13800000001"),
        ("13800000001 13900000002", "13800000001"),
        ("138****0001", "0001"),
        ("尾号0001", "0001"),
        ("0001", "0001"),
        (1, "0001"),
        ("029-88880001", "02988880001"),
        ("无", ""),
        ("不方便说", ""),
        ("12345678901", ""),
    ],
)
def test_phones_are_read_whole_or_by_their_last_digits(cell, phone):
    assert read_phone(cell).phone == phone


@pytest.mark.parametrize(
    ("cell", "name", "phone"),
    [
        ("张 三", "张三", ""),
        ("张三13800000001", "张三", "13800000001"),
        ("李四（尾号1234）", "李四", "1234"),
        ("王阿姨", "王阿姨", ""),
        ("/", "", ""),
    ],
)
def test_names_are_read_apart_from_a_phone_beside_them(cell, name, phone):
    reading = read_person(cell)
    assert (reading.name, reading.phone) == (name, phone)


@pytest.mark.parametrize(
    ("text", "signed", "fate"),
    [
        ("张三", True, Fate.BACK),
        ("张三", False, None),
        ("未还", True, Fate.OUT),
        ("2把", False, Fate.BACK),
        ("0", False, Fate.OUT),
        ("完好", False, Fate.BACK),
        ("已赔", True, Fate.LOST),
        ("", True, None),
    ],
)
def test_a_signature_says_that_it_came_back_where_a_signature_belongs(text, signed, fate):
    assert read_fate(text, signed=signed).fate is fate


def test_two_tables_stand_beside_each_other_under_one_title():
    rows = [
        [
            1,
            "3.1",
            "张三",
            "0001",
            "雨伞",
            1,
            "3.2",
            "卫",
            4,
            "3.4",
            "李四",
            "0002",
            "〃",
            1,
            "",
            "卫",
        ],
        [
            2,
            "3.2",
            "王五",
            "0003",
            "雨伞",
            1,
            "3.2",
            "卫",
            5,
            "3.5",
            "赵六",
            "0004",
            "雨伞",
            1,
            "",
            "",
        ],
        [3, "3.3", "钱七", "0005", "雨伞", 2, "3.9", "卫", 6],
        ["合计", None, None, None, None, 4, None, None, "合计", None, None, None, None, 2],
        ["注：雨伞最长借用三天。"],
    ]
    left, right = read(sheet(TITLE, HEADINGS + HEADINGS, *rows, merges=[(0, 0, 0, 15)], name="3月"))
    assert [row.values["borrower"] for row in left.rows] == ["张三", "王五", "钱七"]
    assert [row.values["borrower"] for row in right.rows] == ["李四", "赵六"]
    assert left.problems == ()


@pytest.mark.parametrize("gap", [0, 2])
def test_a_table_for_each_thing_takes_it_from_the_title_above_it(gap):
    heading = ["日期", "姓名", "电话", "归还日期"]
    space = [None] * gap
    left, right = read(
        sheet(
            ["枫桥路驿站借用登记"],
            ["雨伞", None, None, None, *space, "老花镜", None, None, None],
            [*heading, *space, *heading],
            ["3.5", "张三", "0001", "3.6", *space, "3.7", "李四", "0002", "3.7"],
            merges=[(1, 0, 1, 3), (1, 4 + gap, 1, 7 + gap)],
            name="3月",
        )
    )
    assert [row.values["item"] for row in (*left.rows, *right.rows)] == ["雨伞", "老花镜"]


@pytest.mark.parametrize(
    ("title", "name", "file", "thing"),
    [
        ("枫桥路便民服务驿站雨伞借用登记表", "3月", "登记", "雨伞"),
        ("枫桥路便民服务驿站2026年3月爱心雨伞借还记录", "3月", "登记", "爱心雨伞"),
        ("便民物品借用登记表", "3月", "登记", ""),
        ("便民物品借用登记表", "老花镜", "登记", "老花镜"),
        ("借用登记表", "3月", "轮椅借用登记", "轮椅"),
        ("枫桥路便民服务驿站", "Sheet1", "登记", ""),
    ],
)
def test_the_thing_is_named_by_title_sheet_or_file(title, name, file, thing):
    made = sheet([title], ["日期", "借用人", "电话", "归还日期"], ["3.5", "张", "0001"], name=name)
    (table,) = recognise([made], title=file)
    assert thing_told(table) == thing


def test_without_any_name_of_the_thing_the_row_is_an_error():
    (entry,) = entries(sheet(["日期", "借用人", "归还日期"], ["2026.3.5", "张三", "3.6"]), file="x")
    assert troubles(entry) == [(2, "", "error")]


def test_a_row_between_names_the_thing_of_the_rows_below():
    heading = ["日期", "姓名", "电话", "归还日期"]
    rows = [["雨伞"], ["3.5", "张三", "0001", "3.6"], ["充电宝"], ["3.5", "李四", "0002", "3.5"]]
    (ledger,) = read(sheet(["借用登记表"], heading, *rows, name="3月"))
    assert [row.values["item"] for row in ledger.rows] == ["雨伞", "充电宝"]


@pytest.mark.parametrize(("item", "pieces"), [("雨伞2把", 2), ("雨伞×2", 2), ("雨伞", 1)])
def test_pieces_stand_beside_the_thing_where_they_have_no_column(item, pieces):
    heading = ["日期", "借用物品", "借用人", "归还日期"]
    (ledger,) = read(sheet(heading, ["3.5", item, "张三", "3.6"], name="3月"))
    (row,) = ledger.rows
    assert (row.values["item"], row.values["pieces"]) == ("雨伞", pieces)


def test_merged_cells_hold_for_all_their_rows():
    rows = [line("3.5", "3.6"), [2, None, None, None, "老花镜", 1, None, None]]
    (ledger,) = read(
        sheet(TITLE, HEADINGS, *rows, name="3月", merges=[(2, 1, 3, 1), (2, 2, 3, 2), (2, 6, 3, 6)])
    )
    assert [row.values["borrower"] for row in ledger.rows] == ["张三", "张三"]
    assert days(ledger) == [("2026-03-05", "2026-03-06")] * 2
    assert ledger.problems == ()


def test_rows_prepared_but_empty_are_no_records_and_no_doubts():
    rows = [line("3.5", "3.6"), [2, "3.6"], [3, "3.7", None, None, "雨伞"], [4], [], [5]]
    ledger = register(*rows)
    assert [row.row for row in ledger.rows] == [3]
    assert ledger.problems == ()


def test_a_loan_written_twice_is_told():
    ledger = register(line("3.5", "3.6"), line("3.5", "3.6"), line("3.5", "3.6", name="李四"))
    assert [(p.row, p.severity, p.value) for p in ledger.problems] == [(4, "warning", "张*")]


def test_a_register_that_never_says_what_came_back_is_told():
    (entry,) = entries(
        sheet(["借用日期", "借用物品", "借用人"], ["3.5", "雨伞", "张三"], name="3月"), file="2026"
    )
    assert troubles(entry) == [(1, "", "warning")]


@pytest.mark.parametrize(
    ("kind", "title", "heading"),
    [
        ("loan", "物品借用登记表", ["日期", "姓名", "电话", "物品", "数量", "签字"]),
        ("loan", "", ["日期", "姓名", "电话", "物品", "数量", "归还日期"]),
        ("loan", "", ["借用时间", "借用人", "联系电话", "借用物品", "归还时间", "归还情况"]),
        ("loan", "", ["序号", "借伞人", "电话", "雨伞编号", "借伞时间", "还伞时间"]),
        ("loan", "工具借还登记", ["日期", "领用人", "工具名称", "归还日期"]),
        ("issue", "物资领用登记表", ["日期", "物品名称", "数量", "领用人", "签字"]),
        ("issue", "", ["领用日期", "物品名称", "单位", "领用数量", "领用人", "用途"]),
        ("issue", "防暑用品发放登记", ["发放日期", "物品", "数量", "领取人", "联系电话"]),
        ("stock", "", ["日期", "姓名", "电话", "物品", "数量", "签字"]),
        ("volunteer", "志愿者名册", ["姓名", "性别", "电话", "特长"]),
        ("feedback", "", ["日期", "姓名", "电话", "诉求内容", "办理结果"]),
    ],
)
def test_loans_are_told_from_issues_and_from_other_lists_of_people(kind, title, heading):
    (ledger, *_) = read(sheet([title or None], heading, ["3.5", "张三", "雨伞", 1]), file="表格")
    assert ledger.table.kind is LedgerKind(kind)


def test_an_issue_record_is_named_but_not_read():
    (ledger,) = read(
        sheet(["物资领用登记表"], ["日期", "物品", "数量", "领用人"], ["3.5", "水", 1])
    )
    assert ledger.rows == ()
    (problem,) = ledger.problems
    assert "issue record" in str(problem.message)


@given(day=st.dates(date(2020, 1, 1), date(2030, 12, 31)), form=st.sampled_from(FORMS))
def test_every_day_is_read_from_its_months_sheet_however_it_is_written(day, form):
    written = read_day(form.format(y=day.year, m=day.month, d=day.day))
    (dated,) = dated_rows([written], Period(day.year, day.month))
    assert dated.day == day


@given(st.lists(st.dates(date(2024, 12, 20), date(2026, 1, 10)), min_size=1, max_size=40))
def test_days_in_their_order_find_their_years_again(days_lent):
    days_lent = sorted(days_lent)
    written = [read_day(f"{day.month}.{day.day}") for day in days_lent]
    whole = read_day(days_lent[0].isoformat())
    gaps = [(b - a).days for a, b in pairwise(days_lent)]
    dated = dated_rows([whole, *written], Period())
    if all(gap < 170 for gap in gaps):
        assert [each.day for each in dated[1:]] == days_lent


@given(st.lists(st.lists(CELLS, min_size=8, max_size=8), max_size=6))
def test_whatever_stands_in_a_register_is_read_without_harm(rows):
    (ledger, *_) = read(sheet(TITLE, HEADINGS, *rows, name="3月"))
    for row in ledger.rows:
        lent, back = row.values["lent_on"], row.values["returned_on"]
        assert not (lent and back) or lent.day <= back.day
        assert row.values["returned"] or back is None


@given(st.text(max_size=30), st.booleans())
def test_no_text_in_a_cell_stops_the_reading(text, signed):
    read_phone(text)
    read_person(text)
    read_fate(text, signed=signed)
    read_day(text)
    period_told([text])
