"""Write the sample ledgers and the blank templates of this folder, the same bytes every time.

Run it from anywhere: ``python resources/samples/make_samples.py [FOLDER]``. The ledgers are kept
the way people keep them: two-row headings, units in number cells, full-width digits, dates in
many forms, subtotals, a signature line. Everything in them is invented.
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from blank_templates import AMENITY_TEMPLATE, STOCK_TEMPLATE, blank_book
from looks import (
    BODY,
    TITLE,
    put_box,
    put_boxed,
    put_line,
    put_section,
    put_title,
    same_bytes,
    set_paper,
    set_widths,
)
from openpyxl import Workbook
from written_feedback import HALF_YEARS, HEADINGS
from written_loans import MIXED_MONTHS, SPLIT_MONTHS
from written_rows import AMENITIES, SPARE_STOCK, STOCK_SECTIONS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet
    from written_rows import Cell

STATION = "枫桥路便民服务驿站河滨分点"


def main(folder: Path) -> None:
    """Write every file of the folder anew."""
    files = {
        "爱心物资台账.xlsx": _stock_ledger(),
        "设施设备清单.xlsx": _amenity_list(),
        "2025年借用登记表.xlsx": _loan_register(),
        "2025年意见登记表.xlsx": _feedback_register(),
        "物资导入模板.xlsx": blank_book(STOCK_TEMPLATE),
        "设施导入模板.xlsx": blank_book(AMENITY_TEMPLATE),
    }
    for name, book in files.items():
        (folder / name).write_bytes(same_bytes(book))
    (folder / "库房补充物资.csv").write_bytes(_spare_stock().encode("gb18030"))


def _stock_ledger() -> Workbook:
    """Make a ledger in sections, with two-row headings, subtotals and a signature line."""
    book = Workbook()
    sheet = book.active
    sheet.title = "2026年"
    put_title(sheet, 1, 11, f"{STATION}爱心物资台账（2026年）")
    put_line(sheet, 2, f"填报单位（盖章）：{STATION}", 9, "填报日期：2026年11月20日")
    _stock_headings(sheet, 3)
    row, number = 5, 0
    for section, lines in STOCK_SECTIONS.items():
        put_section(sheet, row, 11, section)
        for line in lines:
            row, number = row + 1, number + 1
            put_boxed(sheet, row, 1, (number, *line))
        row = _subtotal(sheet, row + 1, len(lines)) + 1
        if section.startswith("二"):
            row += 1  # somebody left a blank row between the pages
    put_boxed(sheet, row, 1, ("总计", "31种", *[None] * 9))
    sheet.cell(row + 1, 1, "注：临期指距有效期不足三个月；“〃”表示与上一行相同。").font = BODY
    signatures = "制表人：苗素云            审核人：卫连山            站长（签字）："
    sheet.cell(row + 3, 1, signatures).font = BODY
    set_widths(sheet, (6, 18, 14, 8, 9, 9, 16, 16, 8, 14, 16))
    set_paper(sheet, f"A1:K{row + 3}", "3:4")
    _notes_sheet(book)
    return book


def _stock_headings(sheet: Worksheet, row: int) -> None:
    tall = {1: "序号", 2: "物品名称", 3: "规格\n型号", 4: "计量\n单位", 9: "来源"}
    tall |= {10: "存放 位置", 11: "备  注"}
    for column in range(1, 12):
        for at in (row, row + 1):
            put_box(sheet, at, column, bold=True)
    for column, text in tall.items():
        sheet.cell(row, column, text)
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
    for column, text in {5: "库存情况", 7: "日   期"}.items():
        sheet.cell(row, column, text)
        sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=column + 1)
    for column, text in {5: "现有\n数量", 6: "最低\n库存", 7: "生产日期", 8: "有效期至"}.items():
        sheet.cell(row + 1, column, text)
    sheet.row_dimensions[row + 1].height = 32


def _subtotal(sheet: Worksheet, row: int, kinds: int) -> int:
    put_boxed(sheet, row, 1, ("小计", f"{kinds}种", None, None, "—", *[None] * 6))
    return row


def _notes_sheet(book: Workbook) -> None:
    sheet = book.create_sheet("填表说明")
    notes = (
        "一、本台账每季度盘点后更新一次，由分点保管员填写。",
        "二、有效期按包装所印填写，只印到月的填到月。",
        "三、捐赠物资须在备注栏写明捐赠单位，并另存捐赠登记单。",
    )
    for row, note in enumerate(notes, start=1):
        sheet.cell(row, 1, note).font = BODY
    sheet.column_dimensions["A"].width = 70


def _amenity_list() -> Workbook:
    """Make a list whose table starts at C5 of the second sheet, behind a cover."""
    book = Workbook()
    cover = book.active
    cover.title = "封面"
    cover["B4"], cover["B6"] = STATION, "设施设备清单"
    cover["B9"], cover["B10"] = "建档时间：2024年5月", "更新时间：2026年11月20日"
    for at in ("B4", "B6"):
        cover[at].font = TITLE
    cover.column_dimensions["B"].width = 60
    sheet = book.create_sheet("设施清单")
    put_title(sheet, 2, 9, "设施设备清单", first_column=3)
    sheet.cell(3, 3, f"单位：{STATION}").font = BODY
    headings = (
        "序号",
        "设施名称",
        "品牌\n型号",
        "数量",
        "安放\n位置",
        "启用日期",
        "状态",
        "责任人",
        "备注",
    )
    for column, text in enumerate(headings, start=3):
        put_box(sheet, 5, column, bold=True).value = text
    row = 5
    for number, line in enumerate(AMENITIES, start=1):
        row += 1 + (number == 9)
        put_boxed(sheet, row, 3, (number, *line))
    put_boxed(sheet, row + 1, 3, ("合计", None, None, "19", *[None] * 5))
    sheet.cell(row + 3, 3, "制表人：苗素云        站长（签字）：        2026年11月20日").font = BODY
    set_widths(sheet, (3, 3, 6, 14, 20, 9, 14, 16, 10, 10, 22))
    sheet.row_dimensions[5].height = 32
    set_paper(sheet, f"C2:K{row + 3}", "5:5")
    return book


def _loan_register() -> Workbook:
    """Make a register of twelve sheets with two tables each, the year in the file's name only."""
    book = Workbook()
    book.remove(book.active)
    both = ("序号", "日期", "姓名", "电话", "物品", "数量", "归还日期", "经办人")
    split = ("序号", "日期", "姓名", "电话", "归还日期", "经办人")
    for name, tables in MIXED_MONTHS.items():
        sheet = book.create_sheet(name)
        put_title(sheet, 1, 2 * len(both), f"{STATION}便民物品借用登记表")
        _two_tables(sheet, 2, both, tables, gap=0)
        sheet.cell(18, 1, "注：雨伞借用不超过三天，到期请及时归还。").font = BODY
        set_widths(sheet, (5, 11, 9, 14, 9, 6, 13, 9) * 2)
        set_paper(sheet, "A1:P18", "2:2")
    for name, tables in SPLIT_MONTHS.items():
        sheet = book.create_sheet(name)
        put_title(sheet, 1, 2 * len(split) + 1, f"{STATION}借用登记")
        put_title(sheet, 2, len(split), "雨伞")
        put_title(sheet, 2, len(split), "老花镜", first_column=len(split) + 2)
        _two_tables(sheet, 3, split, tables, gap=1)
        set_widths(sheet, (*(5, 11, 9, 14, 16, 9), 3, *(5, 11, 9, 14, 16, 9)))
        set_paper(sheet, "A1:M18", "2:3")
    return book


def _feedback_register() -> Workbook:
    """Make a register of two sheets, days without a year, with sums and signatures below."""
    book = Workbook()
    book.remove(book.active)
    for name, lines in HALF_YEARS.items():
        sheet = book.create_sheet(name)
        put_title(sheet, 1, len(HEADINGS), f"{STATION}“我有话说”登记表（2025年{name}）")
        put_line(sheet, 2, f"单位：{STATION}", 11, "说明：匿名留言在公告栏答复")
        for column, text in enumerate(HEADINGS, start=1):
            put_box(sheet, 3, column, bold=True).value = text
        for row, line in enumerate(lines, start=4):
            put_boxed(sheet, row, 1, line)
        last = 4 + len(lines)
        put_boxed(sheet, last, 1, ("合计", f"{len(lines)}件", *[None] * (len(HEADINGS) - 2)))
        sheet.cell(
            last + 2, 1, "制表人：苗素云        审核人：卫连山        站长（签字）："
        ).font = BODY
        set_widths(sheet, (6, 12, 10, 8, 30, 9, 10, 14, 9, 10, 26, 12, 10, 9, 6))
        set_paper(sheet, f"A1:O{last + 2}", "3:3")
    return book


def _two_tables(
    sheet: Worksheet,
    row: int,
    headings: tuple[str, ...],
    tables: tuple[tuple[tuple[Cell, ...], ...], tuple[tuple[Cell, ...], ...]],
    *,
    gap: int,
) -> None:
    """Put two tables beside each other, both with numbers written ahead, and sums below them."""
    number = 0
    for side, lines in enumerate(tables):
        first = 1 + side * (len(headings) + gap)
        for column, text in enumerate(headings, start=first):
            put_box(sheet, row, column, bold=True).value = text
        for below in range(12):
            number += 1
            line = lines[below] if below < len(lines) else (None,) * (len(headings) - 1)
            put_boxed(sheet, row + 1 + below, first, (number, *line))
        put_boxed(sheet, row + 13, first, ("合计", None, f"{len(lines)}人次"))


def _spare_stock() -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([f"{STATION}库房补充物资", *[""] * 9])
    writer.writerow(["登记日期：2026年11月20日", *[""] * 9])
    writer.writerow(
        [
            "序号",
            "品名",
            "规格",
            "单位",
            "结存数量",
            "预警数量",
            "生产日期",
            "保质期至",
            "货位",
            "说明",
        ]
    )
    for line in SPARE_STOCK:
        writer.writerow(line)
    writer.writerow(["合计", "", "", "", "", "", "", "", "", ""])
    writer.writerow(["保管员：苗素云", "", "", "", "", "", "", "", "", ""])
    return text.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
