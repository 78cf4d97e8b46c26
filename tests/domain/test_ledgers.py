"""Corrections by hand, whole files, and values that survive every way of writing them."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationdesk.domain.ledgers.cells import tidy_text
from stationdesk.domain.ledgers.checking import told_twice
from stationdesk.domain.ledgers.headings import match_heading
from stationdesk.domain.ledgers.kinds import LedgerKind, field_name, fields_of
from stationdesk.domain.ledgers.parsing import parse
from stationdesk.domain.ledgers.quantities import read_quantity, read_state
from stationdesk.domain.ledgers.recognising import recognise, table_at
from stationdesk.domain.ledgers.tables import Corrections
from stationdesk.domain.numerals import chinese_number
from tests.domain.ledger_sheets import sheet

DAYS = st.dates(date(2000, 1, 1), date(2079, 12, 31))


def only(*sheets):
    [table] = recognise(sheets)
    return table


def test_a_column_can_be_read_as_another_field_or_not_at_all():
    table = only(sheet(["品名", "数量", "柜子", "备注"], ["雨伞", 3, "A1", "旧"]))
    ledger = parse(table, Corrections(fields={2: "place", 3: None}))
    assert ledger.rows[0].values["place"] == "A1"
    assert "note" not in ledger.rows[0].values
    assert ledger.table.headings() == {"name": "品名", "quantity": "数量", "place": "柜子"}


def test_another_heading_row_and_another_kind_can_be_chosen():
    table = only(
        sheet(["品名", "数量", "位置"], ["甲", "乙", "丙"], ["空调", 1, "大厅"]),
    )
    assert table.header_row == 1
    fields = {0: "name", 1: "quantity"}
    ledger = parse(table, Corrections(kind=LedgerKind.AMENITY, header_row=2, fields=fields))
    assert (ledger.table.kind, ledger.table.header_row) == (LedgerKind.AMENITY, 2)
    assert [row.values["name"] for row in ledger.rows] == ["空调"]


def test_a_table_nobody_recognised_can_be_pointed_out():
    unknown = sheet(["甲", "乙"], ["雨伞", "3把"])
    assert recognise([unknown]) == ()
    table = table_at(unknown, LedgerKind.STOCK, header_row=1)
    ledger = parse(table, Corrections(fields={0: "name", 1: "quantity"}))
    values = ledger.rows[0].values
    assert (values["name"], values["quantity"], values["unit"]) == ("雨伞", 3, "把")
    assert ledger.rows[0].raw == {"name": "雨伞", "quantity": "3把"}


def test_the_kind_may_be_told_where_headings_leave_it_open():
    open_headings = sheet(["名称", "规格型号", "数量", "位置"], ["轮椅", "折叠", 1, "门口"])
    assert only(open_headings).kind is LedgerKind.STOCK
    [named] = recognise([open_headings], title="设施设备清单.xlsx")
    [forced] = recognise([open_headings], kind=LedgerKind.AMENITY)
    assert named.kind is forced.kind is LedgerKind.AMENITY


def test_last_months_copy_on_another_sheet_is_told():
    rows = (["品名", "数量"], ["雨伞", 3], ["口罩", 4])
    tables = recognise([sheet(*rows, name="5月"), sheet(*rows, name="6月")])
    [problem] = told_twice([parse(table) for table in tables])
    assert problem.values == {"first": "5月", "second": "6月"}


@pytest.mark.parametrize(
    ("field", "headings"),
    [
        (
            "name",
            "品名|名称|物资名称|物 品 名 称|货品名称|物品|药品名称|应急物资名称|品种|Ｎａｍｅ",
        ),
        ("spec", "规格|规格型号|型号|规格/型号|包装规格|规格（型号）|规格\n型号"),
        ("unit", "单位|计量单位|单　位"),
        (
            "quantity",
            "数量|现存数|库存数量|结存|实有数|期末结存|现有数量|剩余数量|库存|数量（个）|*数量",
        ),
        ("quantity", "实盘数|在库数量|现有库存|库存量|数 量"),
        ("minimum", "最低库存|预警数量|安全库存|下限|库存下限|最低储备量|警戒线"),
        ("made_on", "生产日期|出厂日期|生产时间|生产日期（批号）"),
        ("expires", "有效期至|保质期至|到期日|失效日期|有效期|到期时间|有效日期|过期时间|效期"),
        ("expires", "有效期截止日期|有效期\n至|药品有效期"),
        ("place", "存放位置|位置|地点|存放地|放置地点|库位|存放处|货架号"),
        ("note", "备注|说明|备 注|附注|备注说明"),
        ("batch_no", "批号|生产批号|批次"),
    ],
)
def test_headings_of_stock_in_the_words_of_those_who_write_them(field, headings):
    for heading in headings.split("|"):
        match = match_heading(heading, LedgerKind.STOCK)
        assert match is not None, heading
        assert match.field == field, heading


@pytest.mark.parametrize(
    ("field", "headings"),
    {
        "name": "设施名称 设备名称 资产名称 设施设备名称 设备 名称 便民设施",
        "model": "型号 品牌型号 规格型号 品牌/型号 规格",
        "quantity": "台数 数量 件数 数量（台/套） 实有数量",
        "place": "安装位置 位置 放置地点 存放地点 摆放区域 所在位置",
        "since": "启用日期 购置时间 投用时间 购买日期 安装日期 投入使用时间 启用时间",
        "working": "状态 使用情况 完好情况 设备状况 是否完好 运行状态 使用状态 现状",
        "keeper": "责任人 负责人 管理人 保管人 管护责任人 管理员",
    }.items(),
)
def test_headings_of_amenities_in_the_words_of_those_who_write_them(field, headings):
    for heading in headings.split():
        match = match_heading(heading, LedgerKind.AMENITY)
        assert match is not None, heading
        assert match.field == field, heading


@pytest.mark.parametrize(
    "heading", ["上月结存", "入库日期", "领用数量", "单价（元）", "金额", "经办人"]
)
def test_headings_that_are_known_but_not_read(heading):
    match = match_heading(heading, LedgerKind.STOCK)
    assert match is not None
    assert match.field is None


def test_every_field_has_a_name_for_the_preview():
    for kind in LedgerKind:
        assert all(field_name(kind, field) for field in fields_of(kind))


FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
WAYS = (
    "{n}", " {n} ", "{n}.0", "{n}把", "{n} 个", "{n:,}", "{n:,}盒", "共{n}瓶", "{n}（支）",
)  # fmt: skip


@settings(deadline=None)
@given(st.integers(0, 9_999_999), st.sampled_from(WAYS), st.booleans())
def test_a_whole_number_is_read_back_however_it_is_written(n, way, full_width):
    text = way.format(n=n)
    reading = read_quantity(text.translate(FULL_WIDTH) if full_width else text)
    assert (reading.number, reading.error, reading.doubt) == (n, None, None)


@settings(deadline=None)
@given(st.integers(0, 9_999_999))
def test_a_number_cell_is_read_as_it_is(n):
    assert read_quantity(n).number == read_quantity(float(n)).number == n


@settings(deadline=None)
@given(st.one_of(st.text(max_size=20), st.floats(), st.integers(), st.booleans()))
def test_no_cell_makes_a_number_that_is_not_whole_and_positive(cell):
    reading = read_quantity(cell)
    assert reading.number is None or reading.number >= 0
    assert reading.error is None or reading.number is None
    read_state(cell)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("十二把", 12, "把"),
        ("两个", 2, "个"),
        ("一百二十", 120, ""),
        ("廿", 20, ""),
        ("一套", 1, "套"),
    ],
)
def test_chinese_numerals_are_read(text, number, unit):
    reading = read_quantity(text)
    assert (reading.number, reading.unit, reading.doubt) == (number, unit, None)


@pytest.mark.parametrize(
    "text", ["若干", "半箱", "2箱×24", "10+5", "3-5", "10/5", "几把", "-5", "2.5", "2 4", "一批"]
)
def test_what_is_no_single_number_is_an_error(text):
    reading = read_quantity(text)
    assert reading.number is None
    assert reading.error is not None


@pytest.mark.parametrize("text", ["约20把", "20左右", "20余", "20多个", "≥20", "20（含过期2）"])
def test_what_is_not_exact_is_taken_with_a_warning(text):
    reading = read_quantity(text)
    assert reading.number == 20
    assert reading.doubt is not None


@pytest.mark.parametrize(
    ("words", "working"),
    [
        ("完好 正常 在用 √ ✓ 良好 是 基本完好 无损坏 已修复 可正常使用 1 启用", True),
        ("损坏 停用 维修中 待修 报废 × 否 不正常 不能用 坏 故障 不制冷 0", False),
        ("/ — -", None),
    ],
)
def test_words_for_working_and_not_working(words, working):
    for word in words.split():
        reading = read_state(word)
        assert (reading.working, reading.doubt) == (working, None), word


def test_a_state_that_is_both_or_neither_is_doubted():
    assert read_state("3台完好1台损坏").working is False
    assert read_state("3台完好1台损坏").doubt is not None
    assert read_state("待验收").working is None
    assert read_state("待验收").doubt is not None


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("雨　伞", "雨伞"),
        ("医用\n口罩", "医用口罩"),
        ("a\nb", "a b"),
        (300.0, "300"),
        ("  x ", "x"),
    ],
)
def test_texts_are_put_on_one_line(cell, text):
    assert tidy_text(cell) == text


@settings(deadline=None)
@given(st.integers(1, 99_999_999))
def test_numerals_are_read_back(n):
    assert chinese_number(_numeral(n)) == n


def _numeral(n: int) -> str:
    if n >= 10_000:
        rest = _numeral(n % 10_000) if n % 10_000 else ""
        gap = "零" if 0 < n % 10_000 < 1_000 else ""
        return f"{_numeral(n // 10_000)}万{gap}{rest}"
    text, gap = "", False
    for scale, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // scale % 10
        if digit:
            text += ("零" if gap and text else "") + "〇一二三四五六七八九"[digit] + sign
            gap = False
        else:
            gap = True
    return text


@pytest.mark.parametrize("sign", ["(", "1", "1x", "责任", " 中\n", "一", "、", "2026.", "[", "："])
def test_a_cell_full_of_rubbish_is_read_in_no_time(sign):
    long = sign * (32_000 // len(sign))
    began = time.monotonic()
    rows = [["品名", "数量", "有效期至", "备注"], [long] * 4, [None, long], [long], ["伞", 1, long]]
    for table in recognise([sheet(*rows)]):
        parse(table)
    assert time.monotonic() - began < 2
