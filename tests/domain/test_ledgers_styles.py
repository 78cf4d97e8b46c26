"""Ledgers in the many styles of those who keep them, each with what it really says."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.domain.ledger_sheets import entries, sheet, told, troubles


def test_section_rows_two_row_headings_and_dates_in_three_columns():
    [entry] = entries(
        sheet(
            ["XX街道驿站应急物资储备台账"],
            ["单位：示例驿站", None, None, None, None, None, "2026年6月30日"],
            [
                "序号",
                "物 资 名 称",
                "规格\n型号",
                "单位",
                "库存",
                None,
                "有效期",
                None,
                None,
                "存放\n地点",
            ],
            [None, None, None, None, "数量", "最低", "年", "月", "日"],
            ["一、防暑降温类"],
            [1, "藿香正气水", "10ml×10支", "盒", 12, 5, 2027, "3", 15, "1号柜"],
            [2, "清凉油", None, "盒", "２０", None, 2028, 6, None, "1号柜"],
            ["小计", None, None, None, 32],
            ["二、急救类"],
            [1, "创可贴", "100片", "盒", "3盒", 2, None, None, None, "药箱"],
            ["合  计", None, None, None, 35],
            ["制表人：张某", None, None, None, "审核人：", None, None, None, "日期："],
            merges=[
                *((2, column, 3, column) for column in (0, 1, 2, 3, 9)),
                *((row, 0, row, 9) for row in (0, 4, 8)),
                *((2, 4, 2, 5), (2, 6, 2, 8)),
            ],
        )
    )
    assert entry["header_row"] == 4
    assert entry["problems"] == []
    assert told(entry) == [
        {
            "name": "藿香正气水", "spec": "10ml×10支", "unit": "盒", "quantity": 12, "minimum": 5,
            "expires": "2027-03-15", "place": "1号柜", "category": "防暑降温类",
        },
        {
            "name": "清凉油", "unit": "盒", "quantity": 20, "expires": "2028-06",
            "place": "1号柜", "category": "防暑降温类",
        },
        {
            "name": "创可贴", "spec": "100片", "unit": "盒", "quantity": 3, "minimum": 2,
            "place": "药箱", "category": "急救类",
        },
    ]  # fmt: skip


def test_a_two_row_heading_without_merged_cells_takes_the_closing_balance():
    [entry] = entries(
        sheet(
            ["序号", "名称", "规格", "单位", "库存情况", None, None, "备注"],
            [None, None, None, None, "上月结存", "本月入库", "本月结存"],
            ["1", "口罩", "N95", "个", "10", "20", "30"],
            ["2", "手套", None, "双", "1", "2", "3"],
        )
    )
    assert [row["quantity"] for row in entry["rows"]] == [30, 3]
    assert [row["row"] for row in entry["rows"]] == [3, 4]


def test_a_table_that_starts_at_c5_with_other_words_for_everything():
    [entry] = entries(
        sheet(["说明", "本册由站长保管"]),
        sheet(
            [], [], [], [],
            [None, None, "货品", "型号", "单位", "实有数", "安全库存", "失效日期", "位置", "注"],
            [None, None, "雨　伞", "长柄", "把", "20把左右", 5, "无限期", "门口"],
            [None, None, "风油精", "3ml", "瓶", 40.0, None, 46234, "药箱", "/"],
            [None, None, "绷带", "〃", "卷", "十二卷", None, "2026-02-30", "同上"],
            name="台账",
        ),
    )  # fmt: skip
    assert (entry["sheet"], entry["header_row"], entry["kind"]) == ("台账", 5, "stock")
    assert told(entry) == [
        {
            "name": "雨伞", "spec": "长柄", "unit": "把", "quantity": 20, "minimum": 5,
            "place": "门口",
        },
        {
            "name": "风油精", "spec": "3ml", "unit": "瓶", "quantity": 40,
            "expires": "2026-07-31", "place": "药箱",
        },
        {"name": "绷带", "spec": "3ml", "unit": "卷", "quantity": 12, "place": "药箱"},
    ]  # fmt: skip
    assert troubles(entry) == [
        (6, "实有数", "warning"),
        (7, "失效日期", "warning"),
        (8, "失效日期", "error"),
    ]


def test_batches_below_a_merged_name_and_expiry_from_shelf_life():
    [entry] = entries(
        sheet(
            ["名称", "批号", "数量(盒)", "生产日期", "保质期", "位置"],
            ["感冒灵", "A1", 10, "2025.1.1", "24个月", "药柜"],
            [None, "A2", 5, "2025.8.31", "一年半"],
            ["板蓝根", "B1", "7", "2025年2月", "18个月"],
            merges=[(1, 0, 2, 0), (1, 5, 3, 5)],
        )
    )
    found = [(row["name"], row["batch_no"], row["unit"], row["expires"]) for row in entry["rows"]]
    assert found == [
        ("感冒灵", "A1", "盒", "2027-01-01"),
        ("感冒灵", "A2", "盒", "2027-02-28"),
        ("板蓝根", "B1", "盒", "2026-08"),
    ]
    assert {row["place"] for row in entry["rows"]} == {"药柜"}
    assert entry["problems"] == []


def test_a_number_merged_over_two_rows_counts_once():
    [entry] = entries(
        sheet(
            ["品名", "规格", "数量"],
            ["雨伞", "长柄", 10],
            ["雨伞", "折叠"],
            merges=[(1, 2, 2, 2)],
        )
    )
    assert [row["quantity"] for row in entry["rows"]] == [10, None]
    assert (3, "数量", "warning") in troubles(entry)


def test_the_same_table_twice_side_by_side_to_save_paper():
    left, right = entries(
        sheet(
            ["爱心物资清单"],
            ["序号", "品名", "数量", "序号", "品名", "数量"],
            [1, "雨伞", "3把", 3, "剪刀", "1把"],
            [2, "口罩", "10个", 4, "胶带", "2卷"],
            [5, "针线", "1盒"],
            merges=[(0, 0, 0, 5)],
        )
    )
    assert [row["name"] for row in left["rows"]] == ["雨伞", "口罩", "针线"]
    assert [(row["name"], row["unit"]) for row in right["rows"]] == [("剪刀", "把"), ("胶带", "卷")]


def test_two_kinds_side_by_side_with_a_gap():
    stock, amenity = entries(
        sheet(
            ["物资台账", None, None, None, None, "设备清单"],
            ["品名", "单位", "数量", None, None, "设备名称", "数量", "状态"],
            ["雨伞", "把", 3, None, None, "空调", 1, "正常"],
            ["口罩", "个", 10, None, None, "饮水机", "2台", "维修中"],
        )
    )
    assert (stock["kind"], amenity["kind"]) == ("stock", "amenity")
    assert told(amenity) == [
        {"name": "空调", "quantity": 1, "working": True},
        {"name": "饮水机", "quantity": 2, "working": False, "unit": "台"},
    ]
    assert [row["quantity"] for row in stock["rows"]] == [3, 10]


def test_two_kinds_below_each_other():
    stock, amenity = entries(
        sheet(
            ["品名", "单位", "数量", "有效期至"],
            ["雨伞", "把", 3, "/"],
            ["口罩", "个", 10, "2027.1"],
            [],
            ["设施设备登记表"],
            ["设施名称", "型号", "台数", "位置", "完好情况"],
            ["空调", "格力", "1", "大厅", "√"],
            ["轮椅", None, "2", "门口", "×"],
        )
    )
    assert [row["row"] for row in stock["rows"]] == [2, 3]
    assert [row["working"] for row in amenity["rows"]] == [True, False]
    assert stock["problems"] == amenity["problems"] == []


def test_headings_repeated_on_every_page_and_lines_numbered_in_advance():
    title = ["爱心物资台账"]
    form = ["填报单位：一站", None, "填报日期：2026.6.30"]
    heading = ["序号", "物品名称", "数量"]
    [entry] = entries(
        sheet(
            title, form, heading, [1, "雨伞", 3], [2, "口罩", 4],
            title, form, heading, [3, "手套", "1,200"], ["第2页 共2页"],
            ["注：数量为实盘数。"], [4], [5], ["以下空白"],
        )
    )  # fmt: skip
    assert [(row["name"], row["quantity"]) for row in entry["rows"]] == [
        ("雨伞", 3),
        ("口罩", 4),
        ("手套", 1200),
    ]
    assert entry["problems"] == []


def test_a_merged_category_column_and_a_number_that_is_none():
    [entry] = entries(
        sheet(
            ["类别", "物资名称", "单位", "现有数量", "预警值"],
            ["防汛", "沙袋", "个", 50, 20],
            [None, "雨衣", "件", "30", 10],
            ["防寒", "棉被", "床", "若干"],
            merges=[(1, 0, 2, 0)],
        )
    )
    assert [row["category"] for row in entry["rows"]] == ["防汛", "防汛", "防寒"]
    assert troubles(entry) == [(4, "现有数量", "error")]
    assert entry["rows"][2]["quantity"] is None


def test_sections_in_the_name_column_without_any_mark():
    [entry] = entries(
        sheet(
            ["名称", "单位", "数量", "存放位置"],
            ["急救药品类："],
            ["创可贴", "盒", "2", "药箱"],
            ["办公用品"],
            ["签字笔", "支", "12", "抽屉"],
            ["本表每月盘点一次，由站长保管"],
        )
    )
    assert [(row["name"], row["category"]) for row in entry["rows"]] == [
        ("创可贴", "急救药品类"),
        ("签字笔", "办公用品"),
    ]
    assert troubles(entry) == [(6, "名称", "warning")]


def test_sections_numbered_in_the_index_column():
    [entry] = entries(
        sheet(
            ["序号", "名称", "单位", "数量"],
            ["一", "防暑类"],
            [1, "扇子", "把", 3],
            ["（二）", "急救类", None, 12],
            [1, "绷带", "卷", 12],
        )
    )
    assert [(row["name"], row["category"]) for row in entry["rows"]] == [
        ("扇子", "防暑类"),
        ("绷带", "急救类"),
    ]


def test_amenities_with_ticks_below_their_state_and_brand_beside_model():
    [entry] = entries(
        sheet(
            ["序号", "资产名称", "品牌", "型号", "数量（台）", "地点", "购置日期", "状态", None],
            [None, None, None, None, None, None, None, "正常", "故障"],
            [1, "空调", "格力", "KFR-72", 1, "大厅", date(2023, 5, 1), "√"],
            [2, "饮水机", "美的", "/", 2, "大厅", datetime(2024, 3, 2, 8), None, "√"],
            merges=[(0, 7, 0, 8)],
        )
    )  # fmt: skip
    assert entry["kind"] == "amenity"
    assert told(entry) == [
        {
            "name": "空调", "model": "格力 KFR-72", "quantity": 1, "place": "大厅",
            "since": "2023-05-01", "working": True, "unit": "台",
        },
        {
            "name": "饮水机", "model": "美的", "quantity": 2, "place": "大厅",
            "since": "2024-03-02", "working": False, "unit": "台",
        },
    ]  # fmt: skip


def test_amenities_with_required_and_present_numbers_codes_and_warranty():
    [entry] = entries(
        sheet(
            [
                "资产编号",
                "设施名称",
                "应配数量",
                "实有数量",
                "出厂编号",
                "保修期至",
                "是否完好",
                "备注",
            ],
            ["SS-001", "沙发", 2, 2, None, None, "是"],
            ["SS-002", "微波炉", 1, 1, 8801234567, "2027.5", "否", "已报修"],
        )
    )
    assert told(entry)[1] == {
        "name": "微波炉", "quantity": 1, "working": False, "code": "SS-002",
        "serial": "8801234567", "warranty": "2027-05", "note": "已报修",
    }  # fmt: skip
    assert [row["quantity"] for row in entry["rows"]] == [2, 1]


def test_a_count_sheet_gives_what_was_counted_and_a_blank_one_the_book_figures():
    heading = ["编码", "名称", "规格", "单位", "账面数量", "实盘数量", "差异"]
    [counted] = entries(sheet(heading, ["001", "雨伞", "长", "把", 5, 4, -1]))
    [blank] = entries(sheet(heading, ["001", "雨伞", "长", "把", 5]))
    assert (counted["rows"][0]["quantity"], blank["rows"][0]["quantity"]) == (4, 5)
    assert counted["rows"][0]["code"] == "001"


def test_shelf_life_in_the_heading_and_sources_with_donors():
    [entry] = entries(
        sheet(
            ["物资名称", "库存量", "有效期（月）", "生产日期", "来源", "捐赠单位", "最高库存"],
            ["饼干", 12, "9", "2026/3/31", "捐赠", "某公司", "60"],
            ["水", "24瓶", 12, "2026-02-29", "采购", None, None],
        )
    )
    assert told(entry) == [
        {
            "name": "饼干", "quantity": 12, "made_on": "2026-03-31", "expires": "2026-12-31",
            "shelf_life": "9 month", "source": "捐赠", "donor": "某公司", "target": 60,
        },
        {"name": "水", "unit": "瓶", "quantity": 24, "shelf_life": "12 month", "source": "采购"},
    ]  # fmt: skip
    assert troubles(entry) == [(3, "生产日期", "error"), (3, "有效期（月）", "warning")]


def test_an_expiry_date_beside_a_shelf_life_is_the_written_one():
    [entry] = entries(
        sheet(
            ["品名", "数量", "生产日期", "保质期", "有效期至"],
            ["水", 3, "2026-01-01", "12个月", "2026-12-31"],
            ["奶", 3, "2026-01-01", "6个月", "2027-12-31"],
        )
    )
    assert [row["expires"] for row in entry["rows"]] == ["2026-12-31", "2027-12-31"]
    assert troubles(entry) == [(3, "有效期至", "warning")]


def test_numbers_before_names_and_categories_are_no_part_of_them():
    [entry] = entries(
        sheet(
            ["类别", "物品名称", "数量/单位"],
            ["一、急救类", "1、碘伏", "2瓶"],
            [None, "2、 棉签", "3包"],
            ["二、雨具", "3、雨伞", "4/把"],
            [None, "2026年6月30日"],
            merges=[(1, 0, 2, 0)],
        )
    )
    found = [(row["name"], row["category"], row["quantity"]) for row in entry["rows"]]
    assert found == [("碘伏", "急救类", 2), ("棉签", "急救类", 3), ("雨伞", "雨具", 4)]
    assert entry["problems"] == []


def test_a_row_is_kept_where_only_some_names_begin_with_a_number():
    [entry] = entries(sheet(["品名", "数量"], ["84消毒液", 2], ["3M口罩", 5], ["1、雨伞", 1]))
    assert [row["name"] for row in entry["rows"]] == ["84消毒液", "3M口罩", "1、雨伞"]


def test_a_record_of_movements_gives_the_last_balance():
    [entry] = entries(
        sheet(
            ["日期", "物资名称", "单位", "上期结存", "入库数量", "出库数量", "结存数量", "领用人"],
            ["2026.6.1", "口罩", "个", 100, 50, None, 150],
            ["2026.6.5", "口罩", "个", 150, None, 20, 130, "张某"],
        )
    )
    assert (entry["kind"], [row["quantity"] for row in entry["rows"]]) == ("stock", [130])
    assert troubles(entry) == [(2, "结存数量", "warning")]


def test_headings_in_english():
    [entry] = entries(
        sheet(
            ["No.", "Item", "Model", "Qty", "Location", "In service since", "Status"],
            [1, "AED", "Philips", 1, "Door", "2024-05-06", "working"],
        )
    )
    assert entry["kind"] == "amenity"
    assert told(entry)[0]["working"] is True


def test_what_is_wrong_in_a_row_is_told_by_row_and_column():
    [entry] = entries(
        sheet(
            ["品名", "规格", "数量", "有效期至"],
            ["雨伞", "长", -3, None],
            ["雨伞", "短", 2.5, None],
            ["水", "大", "2箱×24", "待定"],
            [None, "小", 5, None],
            ["胶带", None, None, "7月31日"],
            ["剪刀", "大", 1, None],
            ["剪刀", "大", 1, None],
        )
    )
    assert troubles(entry) == [
        (2, "数量", "error"),
        (3, "数量", "error"),
        (4, "数量", "error"),
        (4, "有效期至", "error"),
        (5, "品名", "error"),
        (6, "数量", "warning"),
        (6, "有效期至", "error"),
        (8, "品名", "warning"),
    ]


@pytest.mark.parametrize(
    ("kind", "heading", "row"),
    [
        (
            "issue",
            ["序号", "领用日期", "物资名称", "单位", "领用数量", "领用人"],
            [1, "6.1", "口罩"],
        ),
    ],
)
def test_other_kinds_are_named_but_not_read(kind, heading, row):
    [entry] = entries(sheet(heading, row))
    assert entry["kind"] == kind
    assert entry["rows"] == []
    assert [told["severity"] for told in entry["problems"]] == ["error"]


@pytest.mark.parametrize(
    "rows",
    [
        [["便民服务驿站简介"], ["本站位于……，提供雨伞、药箱等服务。"], ["电话", "123"]],
        [["1", "2", "3"], ["4", "5", "6"]],
        [["会议记录"], ["时间：6月1日", "地点：驿站"], ["参加人", "张、李"]],
        [],
    ],
)
def test_what_is_no_table_is_said_to_be_none(rows):
    [entry] = entries(sheet(*rows))
    assert (entry["kind"], entry["rows"], len(entry["problems"])) == (None, [], 1)


def test_a_running_ledger_counts_what_was_left_last():
    heading = ["日期", "物品名称", "规格", "期初", "入库", "领用", "结存", "经手人"]
    lines = [
        ["2026.6.1", "口罩", "50只/盒", 10, None, None, 10, "李"],
        ["2026.6.3", "口罩", "50只/盒", None, 20, None, 30, "李"],
        ["2026.6.9", "手套", "M", None, 4, None, 4, "李"],
        ["2026.6.9", "口罩", "50只/盒", None, None, 5, 25, "李"],
    ]
    [entry] = entries(sheet(["物资收发存台账"], heading, *lines))
    assert [(row["row"], row["name"], row["quantity"]) for row in entry["rows"]] == [
        (5, "手套", 4),
        (6, "口罩", 25),
    ]
    assert troubles(entry) == [(3, "结存", "warning"), (4, "结存", "warning")]
    [newest_first] = entries(sheet(["物资收发存台账"], heading, *reversed(lines)))
    assert [(row["name"], row["quantity"]) for row in newest_first["rows"]] == [
        ("口罩", 25),
        ("手套", 4),
    ]


def test_a_table_of_balances_without_movements_keeps_rows_that_look_alike():
    [entry] = entries(
        sheet(
            ["品名", "单位", "结存", "登记日期"], ["伞", "把", 3, "2026.6.1"], ["伞", "把", 4, ""]
        )
    )
    assert [row["quantity"] for row in entry["rows"]] == [3, 4]


def test_a_lonely_year_below_expiry_is_no_shelf_life():
    [entry] = entries(sheet(["名称", "数量", "有效期"], ["碘伏", 3, "2027年"]))
    assert told(entry) == [{"name": "碘伏", "quantity": 3, "expires": "2027"}]


def test_half_a_year_is_a_shelf_life():
    [entry] = entries(
        sheet(["名称", "数量", "生产日期", "保质期"], ["绿豆", 6, "2026-01-05", "半年"])
    )
    assert [row["expires"] for row in entry["rows"]] == ["2026-07-05"]


def test_headings_in_both_languages():
    heading = ["No", "品名 Name", "规格 Spec", "数量(Qty)", "单位 Unit", "有效期至\nExpiry date"]
    [entry] = entries(
        sheet(heading, [1, "雨伞", "长柄", 12, "把", None], [2, "碘伏", "", "3", "瓶", "2027.5"])
    )
    assert told(entry) == [
        {"name": "雨伞", "spec": "长柄", "quantity": 12, "unit": "把"},
        {"name": "碘伏", "quantity": 3, "unit": "瓶", "expires": "2027-05"},
    ]


def test_what_is_paused_does_not_work():
    [entry] = entries(
        sheet(["设施", "数量", "运行状况"], ["电视", 1, "暂停使用"], ["空调", 1, "正常"])
    )
    assert [row["working"] for row in entry["rows"]] == [False, True]


def test_a_nameless_row_that_tells_a_batch_is_one_more_batch_of_the_goods_above():
    [entry] = entries(
        sheet(
            ["药品名称", "规格", "批号", "数量", "单位", "有效期至"],
            ["碘伏", "100ml", "A1", 2, "瓶", "2027.5"],
            [None, None, "A2", 3, None, "2027.8"],
            ["酒精", "75%", "B1", 1, "瓶", "2026.12"],
            [None, None, None, 4],
            [],
            [None, None, "C1", 5, None, "2027.9"],
        )
    )
    assert [(row["row"], row["name"], row["spec"], row["unit"]) for row in entry["rows"]] == [
        (2, "碘伏", "100ml", "瓶"),
        (3, "碘伏", "100ml", "瓶"),
        (4, "酒精", "75%", "瓶"),
    ]
    assert [(row, severity) for row, _column, severity in troubles(entry)] == [
        (3, "warning"),
        (5, "warning"),
        (7, "error"),
    ]


def test_a_person_in_charge_goes_before_a_department():
    [entry] = entries(
        sheet(["资产名称", "数量", "使用部门", "使用人"], ["打印机", 1, "驿站", "王某"])
    )
    assert told(entry)[0]["keeper"] == "王某"


def test_of_balances_of_several_days_the_last_one_counts():
    heading = ["品名", "单位", "6月1日结存", "6月15日结存", "6月30日结存"]
    [entry] = entries(sheet(heading, ["水", "瓶", 10, 9, 8], ["伞", "把", 3, 3, 2]))
    assert [row["quantity"] for row in entry["rows"]] == [8, 2]
    [not_yet] = entries(sheet(heading, ["水", "瓶", 10, 9, None], ["伞", "把", 3, 3, None]))
    assert [row["quantity"] for row in not_yet["rows"]] == [9, 3]
