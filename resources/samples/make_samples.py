"""Write the sample ledgers and the blank templates of this folder, the same bytes every time.

Run it from anywhere: ``python resources/samples/make_samples.py [FOLDER]``. The ledgers are kept
the way people keep them: two-row headings, units in number cells, full-width digits, dates in
many forms, subtotals, a signature line. Everything in them is invented.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

if TYPE_CHECKING:
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | date | None

WRITTEN_AT = datetime(2026, 11, 20, 9, 0)
ZIP_TIME = (2026, 11, 20, 9, 0, 0)
STATION = "枫桥路便民服务驿站河滨分点"
THIN = Side(style="thin", color="FF000000")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
TITLE = Font(name="宋体", size=18, bold=True)
BODY = Font(name="宋体", size=11)
BOLD = Font(name="宋体", size=11, bold=True)
GREY = PatternFill("solid", fgColor="FFEDEDED")

STOCK_SECTIONS: dict[str, tuple[tuple[Cell, ...], ...]] = {
    # name, spec, unit, quantity, minimum, made on, expires, source, place, note
    "一、医药急救类": (
        ("创可贴", "100片/盒", "盒", 12, 5, "2025年3月8日", "2028年3月", "采购", "药品柜1层", None),
        (
            "碘伏消毒液",
            "100ml",
            "瓶",
            "8瓶",
            4,
            "2025.11.2",
            "2027.11.1",
            "采购",
            "药品柜1层",
            None,
        ),
        (
            "医用酒精棉片",
            "50片/盒",
            "盒",
            "１０",
            4,
            None,
            "2027-06",
            "配发",
            "药品柜1层",
            "街道配发",
        ),
        (
            "无菌纱布块",
            "7.5×7.5cm",
            "包",
            24,
            10,
            "2024/9/15",
            date(2027, 9, 14),
            "采购",
            "〃",
            None,
        ),
        ("弹性绷带", "7.5cm×4.5m", "卷", " 6 ", 3, "/", "2029.5.20", "采购", "药品柜1层", None),
        ("三角巾", "96cm", "条", 4, 2, None, "长期", "采购", "药品柜1层", None),
        ("藿香正气水", "10ml×10支", "盒", 9, 6, "20250416", "20270415", "捐赠", "药品柜2层", None),
        (
            "风油精",
            "3ml",
            "瓶",
            "15",
            5,
            "2024年12月",
            "2026年12月",
            "捐赠",
            "药品柜2层",
            "临期先用",
        ),
        ("退热贴", "4片/盒", "盒", 5, 3, "2025-8-9", "2028-8-8", "采购", "药品柜2层", None),
        ("电子体温计", "硬头", "支", 2, 1, "—", "—", "配发", "药品柜2层", None),
    ),
    "二、饮水纳凉取暖类": (
        (
            "桶装水",
            "18.9L",
            "桶",
            "7桶",
            4,
            date(2026, 10, 28),
            "2027年1月25日",
            "采购",
            "饮水角",
            None,
        ),
        ("一次性纸杯", "50只/袋", "袋", 18, 10, "2026/5/6", "2029/5/5", "采购", "储物柜A1", None),
        (
            "暖宝宝",
            "10片/包",
            "包",
            "３５",
            20,
            "2025.10",
            "2028.10",
            "捐赠",
            "储物柜A2",
            "冬季发放",
        ),
        ("清凉油", "3g", "盒", 20, 5, None, "二〇二八年三月", "捐赠", "储物柜A2", None),
        ("手摇扇", "宣传款", "把", "40把", None, "/", "/", "配发", "储物柜A2", None),
    ),
    "三、便民借用类": (
        ("雨伞", "长柄", "把", "16把", 10, None, "长期", "采购", "门厅伞架", "编号H01—H16"),
        ("雨伞", "折叠", "把", 6, 5, None, "长期", "捐赠", "门厅伞架", None),
        ("一次性雨衣", "成人", "件", "二十", 10, None, "长期", "采购", "门厅伞架", None),
        ("老花镜", "150度", "副", 2, 1, "/", "/", "采购", "服务台", None),
        ("老花镜", "250度", "副", 2, 1, "/", "/", "采购", "服务台", None),
        ("放大镜", "手持5倍", "个", 1, 1, None, None, "采购", "服务台", None),
        ("充电线", "三合一", "根", 5.0, 3, None, None, "采购", "服务台", None),
    ),
    "四、百宝箱及日用类": (
        ("针线包", "便携", "套", 8, 3, None, "长期", "采购", "百宝箱", None),
        ("便利贴", "76×76mm", "本", 14, 5, None, None, "采购", "百宝箱", None),
        ("签字笔", "0.5mm黑", "支", "3０", 10, None, None, "采购", "百宝箱", None),
        ("螺丝刀", "两用", "把", 2, 1, None, None, "采购", "百宝箱", None),
        ("打气筒", "高压脚踏", "个", 1, 1, None, None, "采购", "工具柜", None),
        (
            "一次性医用口罩",
            "10只/包",
            "包",
            22,
            10,
            "2025年6月30日",
            "2027/6/29",
            "配发",
            "储物柜A1",
            None,
        ),
        ("抽纸", "3层130抽", "包", "２４包", 12, None, "2028.12", "采购", "储物柜A1", None),
        (
            "免洗洗手液",
            "500ml",
            "瓶",
            3,
            2,
            "2024.6.1",
            "2026.5.31",
            "采购",
            "储物柜A1",
            "已过期待处理",
        ),
        ("垃圾袋", "45×50cm", "卷", "10卷", 5, None, None, "采购", "储物柜A1", None),
    ),
}

AMENITIES: tuple[tuple[Cell, ...], ...] = (
    # name, model, quantity, place, in service since, state, keeper, note
    ("灭火器", "4kg干粉 MFZ/ABC4", "2具", "分点门口", "2024年5月", "完好", "卫连山", None),
    ("应急照明灯", "双头壁挂", 2, "分点大厅", date(2024, 5, 12), "完好", "卫连山", None),
    ("急救箱", "壁挂式", "１", "分点服务台", "2024.5.12", "完好", "卫连山", "钥匙在服务台"),
    ("饮水机", "立式冷热", "1台", "分点大厅", "2024-06-03", "完好", "苗素云", None),
    ("微波炉", "20L机械式", 1, "分点就餐区", "2024/6/3", "维修中", "苗素云", "转盘不转，已报修"),
    ("空调", "挂机1.5匹", "1 台", "分点大厅", "2024年6月", "完好", "苗素云", None),
    ("取暖器", "油汀", 2, "分点大厅", "2024.11", "完好", "苗素云", "冬季使用"),
    ("充电插排", "8位", "２个", "分点休息区", date(2025, 2, 18), "完好", "苗素云", None),
    ("桌椅", "四人套", "2套", "分点休息区", "2024-5", "完好", "卫连山", None),
    ("沙发", "三人位", 1, "分点休息区", "2024年5月12日", "完好", "卫连山", None),
    ("书报架", "四层", 1, "分点阅读角", "20240601", "完好", "卫连山", None),
    ("轮椅", "折叠", 1, "分点服务台", "不详", "完好", "卫连山", "街道调拨"),
    ("意见簿", "“我有话说”", "1本", "分点服务台", "2026年1月1日", "在用", "苗素云", None),
    ("厕所指示牌", "指向河滨公园公厕", 1, "分点门口", "2024-05-12", "完好", "卫连山", "约180米"),
)

SPARE_STOCK: tuple[tuple[str, ...], ...] = (
    # number, name, spec, unit, quantity, warning quantity, made on, best before, place, remark
    ("1", "雨伞", "长柄", "把", "10.0", "5", "", "长期", "河滨库房", "备用"),
    ("2", "桶装水", "18.9L", "桶", " 12 ", "6", "2026年11月3日", "2027年1月31日", "河滨库房", ""),
    ("3", "暖宝宝", "10片/包", "包", "６０", "20", "", "2028.10", "河滨库房", "爱心企业捐赠"),
    ("4", "一次性纸杯", "50只/袋", "袋", "40袋", "10", "2026/5/6", "2029/5/5", "河滨库房", ""),
    ("5", "矿泉水", "550ml×24瓶", "箱", "15", "8", "2026.8.20", "2027.8.19", "河滨库房", ""),
    ("6", "绿豆汤料", "500g", "袋", "6", "", "2026-03-15", "2027年3月", "河滨库房", "夏季用"),
    ("7", "毛巾", "纯棉", "条", "二十", "", "/", "/", "河滨库房", ""),
    ("8", "手套", "棉线", "双", "１８双", "10", "/", "—", "河滨库房", ""),
    ("9", "便携药盒", "七格", "个", "9", "", "", "", "河滨库房", "经手人：王𬍛"),
    ("10", "抽纸", "3层130抽", "包", "1,200", "100", "", "2028.12", "河滨库房", "整箱未拆"),
    ("11", "84消毒液", "500ml", "瓶", "12", "4", "20260115", "20270114", "河滨库房", "单独存放"),
    ("12", "湿巾", "80抽", "包", "16", "8", "26.4.9", "28.4.8", "河滨库房", ""),
)


def main(folder: Path) -> None:
    """Write every file of the folder anew."""
    files = {
        "爱心物资台账.xlsx": _stock_ledger(),
        "设施设备清单.xlsx": _amenity_list(),
        "物资导入模板.xlsx": _template(STOCK_TEMPLATE),
        "设施导入模板.xlsx": _template(AMENITY_TEMPLATE),
    }
    for name, book in files.items():
        (folder / name).write_bytes(_same_bytes(book))
    (folder / "库房补充物资.csv").write_bytes(_spare_stock().encode("gb18030"))


def _stock_ledger() -> Workbook:
    """Make a ledger in sections, with two-row headings, subtotals and a signature line."""
    book = Workbook()
    sheet = book.active
    sheet.title = "2026年"
    _title(sheet, 1, 11, f"{STATION}爱心物资台账（2026年）")
    _line(sheet, 2, f"填报单位（盖章）：{STATION}", 9, "填报日期：2026年11月20日")
    _stock_headings(sheet, 3)
    row, number = 5, 0
    for section, lines in STOCK_SECTIONS.items():
        _section(sheet, row, 11, section)
        for line in lines:
            row, number = row + 1, number + 1
            _boxed(sheet, row, 1, (number, *line))
        row = _subtotal(sheet, row + 1, len(lines)) + 1
        if section.startswith("二"):
            row += 1  # somebody left a blank row between the pages
    _boxed(sheet, row, 1, ("总计", "31种", *[None] * 9))
    sheet.cell(row + 1, 1, "注：临期指距有效期不足三个月；“〃”表示与上一行相同。").font = BODY
    signatures = "制表人：苗素云            审核人：卫连山            站长（签字）："
    sheet.cell(row + 3, 1, signatures).font = BODY
    _widths(sheet, (6, 18, 14, 8, 9, 9, 16, 16, 8, 14, 16))
    _paper(sheet, f"A1:K{row + 3}", "3:4")
    _notes_sheet(book)
    return book


def _stock_headings(sheet: Worksheet, row: int) -> None:
    tall = {1: "序号", 2: "物品名称", 3: "规格\n型号", 4: "计量\n单位", 9: "来源"}
    tall |= {10: "存放 位置", 11: "备  注"}
    for column in range(1, 12):
        for at in (row, row + 1):
            _box(sheet, at, column, bold=True)
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
    _boxed(sheet, row, 1, ("小计", f"{kinds}种", None, None, "—", *[None] * 6))
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
    _title(sheet, 2, 9, "设施设备清单", first_column=3)
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
        _box(sheet, 5, column, bold=True).value = text
    row = 5
    for number, line in enumerate(AMENITIES, start=1):
        row += 1 + (number == 9)
        _boxed(sheet, row, 3, (number, *line))
    _boxed(sheet, row + 1, 3, ("合计", None, None, "19", *[None] * 5))
    sheet.cell(row + 3, 3, "制表人：苗素云        站长（签字）：        2026年11月20日").font = BODY
    _widths(sheet, (3, 3, 6, 14, 20, 9, 14, 16, 10, 10, 22))
    sheet.row_dimensions[5].height = 32
    _paper(sheet, f"C2:K{row + 3}", "5:5")
    return book


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column of a template: what to write in it, and what the cell accepts."""

    heading: str
    width: int
    how: str
    example: str
    needed: bool = False
    choices: tuple[str, ...] = ()
    whole_number: bool = False
    as_text: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A blank workbook for one kind of ledger."""

    sheet: str
    title: str
    fields: tuple[Field, ...]


STOCK_TEMPLATE = Template(
    sheet="物资",
    title="物资导入模板",
    fields=(
        Field(
            heading="物品名称",
            width=20,
            how="必填。一行一种；同一种有几个有效期就分几行。",
            example="碘伏消毒液",
            needed=True,
            as_text=True,
        ),
        Field(heading="规格型号", width=16, how="照包装填写。", example="100ml", as_text=True),
        Field(
            heading="单位",
            width=8,
            how="必填。可从列表中选，也可以自己写。",
            example="瓶",
            needed=True,
            choices=(
                "个",
                "把",
                "盒",
                "瓶",
                "包",
                "支",
                "卷",
                "袋",
                "桶",
                "箱",
                "副",
                "套",
                "双",
                "条",
                "件",
                "本",
                "根",
                "片",
                "台",
                "只",
            ),
        ),
        Field(
            heading="数量",
            width=9,
            how="必填。现有的整数，没有就填 0。",
            example="12",
            needed=True,
            whole_number=True,
        ),
        Field(
            heading="类别",
            width=12,
            how="可从列表中选，也可以自己写。",
            example="医药急救",
            choices=(
                "医药急救",
                "饮水餐食",
                "防暑降温",
                "防寒取暖",
                "雨具",
                "助老助残",
                "百宝箱",
                "清洁防护",
                "图书报刊",
                "宣传办公",
            ),
        ),
        Field(
            heading="最低库存",
            width=10,
            how="少于这个数就提醒补货；不需要提醒就空着。",
            example="4",
            whole_number=True,
        ),
        Field(
            heading="生产日期",
            width=14,
            how="照包装填写，只印到月的填到月。",
            example="2026-03-15",
            as_text=True,
        ),
        Field(
            heading="有效期至",
            width=14,
            how="照包装填写，只印到月的填到月；不会过期的填“长期”。",
            example="2028-03 或 长期",
            as_text=True,
        ),
        Field(
            heading="存放位置",
            width=14,
            how="柜、架、箱的名称。",
            example="药品柜1层",
            as_text=True,
        ),
        Field(heading="备注", width=24, how="捐赠单位、批号等。", example="街道配发", as_text=True),
    ),
)

AMENITY_TEMPLATE = Template(
    sheet="设施",
    title="设施导入模板",
    fields=(
        Field(heading="设施名称", width=18, how="必填。一行一种；放在两处的分两行。",
              example="饮水机", needed=True, as_text=True),
        Field(heading="品牌型号", width=22, how="照铭牌填写；桌椅、沙发写明几人位。",
              example="立式冷热", as_text=True),
        Field(heading="数量", width=9, how="必填。整数。", example="1", needed=True,
              whole_number=True),
        Field(heading="位置", width=14, how="在哪个区域。", example="大厅", as_text=True),
        Field(heading="启用日期", width=14, how="记得到哪天填到哪天，只记得月份填到月。",
              example="2024-06", as_text=True),
        Field(heading="状态", width=10, how="从列表中选。", example="完好",
              choices=("完好", "维修中", "停用")),
        Field(heading="责任人", width=12, how="谁负责日常检查。", example="（姓名）",
              as_text=True),
        Field(heading="备注", width=26, how="出厂编号、保修到期等。", example="保修至2027-06",
              as_text=True),
    ),
)  # fmt: skip
TEMPLATE_ROWS = 300


def _template(template: Template) -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = template.sheet
    last = len(template.fields)
    _title(sheet, 1, last, template.title)
    sheet.cell(2, 1, "从第4行起填写；带 * 的必填。写法见“填写说明”页，本行和标题行不会被导入。")
    sheet.cell(2, 1).font = BODY
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=last)
    for column, asked in enumerate(template.fields, start=1):
        heading = f"{asked.heading}*" if asked.needed else asked.heading
        _box(sheet, 3, column, bold=True).value = heading
        _blank_column(sheet, column, asked)
    _widths(sheet, [asked.width for asked in template.fields])
    sheet.freeze_panes = "A4"
    sheet.row_dimensions[3].height = 26
    _paper(sheet, f"A1:{get_column_letter(last)}33", "3:3")
    _how_to_fill(book, template)
    _choices(book, sheet, template)
    return book


def _blank_column(sheet: Worksheet, column: int, asked: Field) -> None:
    """Rule the column, and keep what is typed: a month must not become a day by itself."""
    for row in range(4, 4 + TEMPLATE_ROWS):
        cell = sheet.cell(row, column)
        cell.border, cell.font, cell.alignment = BOX, BODY, LEFT
        cell.number_format = "@" if asked.as_text else "0" if asked.whole_number else "General"
    if asked.choices:
        return
    rule = DataValidation(allow_blank=True, showInputMessage=True)
    if asked.whole_number:
        rule = DataValidation("whole", operator="greaterThanOrEqual", formula1="0")
        rule.allow_blank = rule.showErrorMessage = rule.showInputMessage = True
        rule.errorTitle, rule.error = asked.heading, "请填 0 或更大的整数，不带单位。"
    rule.promptTitle, rule.prompt = asked.heading, f"{asked.how}例：{asked.example}"
    _add(sheet, rule, column)


def _choices(book: Workbook, sheet: Worksheet, template: Template) -> None:
    """Offer the usual words in a list of their own; other words are taken too."""
    lists = book.create_sheet("选项")
    columns = [at for at, asked in enumerate(template.fields, start=1) if asked.choices]
    for place, column in enumerate(columns, start=1):
        asked = template.fields[column - 1]
        for row, word in enumerate((asked.heading, *asked.choices), start=1):
            lists.cell(row, place, word).font = BODY
        letter = get_column_letter(place)
        span = f"'选项'!${letter}$2:${letter}${len(asked.choices) + 1}"
        book.defined_names[asked.heading] = DefinedName(asked.heading, attr_text=span)
        rule = DataValidation("list", formula1=asked.heading, allow_blank=True)
        rule.showInputMessage, rule.showErrorMessage = True, False
        rule.promptTitle, rule.prompt = asked.heading, asked.how
        _add(sheet, rule, column)
    lists.sheet_state = "hidden"


def _add(sheet: Worksheet, rule: DataValidation, column: int) -> None:
    letter = get_column_letter(column)
    rule.add(f"{letter}4:{letter}{3 + TEMPLATE_ROWS}")
    sheet.add_data_validation(rule)


def _how_to_fill(book: Workbook, template: Template) -> None:
    sheet = book.create_sheet("填写说明")
    _title(sheet, 1, 3, f"{template.title}填写说明")
    for row, line in enumerate(
        (
            ("栏目", "怎么填", "例子"),
            *((asked.heading, asked.how, asked.example) for asked in template.fields),
        ),
        start=3,
    ):
        _boxed(sheet, row, 1, line)
    _widths(sheet, (14, 56, 22))
    _paper(sheet, f"A1:C{3 + len(template.fields)}", "3:3")


def _title(sheet: Worksheet, row: int, columns: int, text: str, *, first_column: int = 1) -> None:
    cell = sheet.cell(row, first_column, text)
    cell.font, cell.alignment = TITLE, MIDDLE
    last = first_column + columns - 1
    sheet.merge_cells(start_row=row, end_row=row, start_column=first_column, end_column=last)
    sheet.row_dimensions[row].height = 34


def _line(sheet: Worksheet, row: int, left: str, column: int, right: str) -> None:
    for at, text in ((1, left), (column, right)):
        sheet.cell(row, at, text).font = BODY


def _section(sheet: Worksheet, row: int, columns: int, text: str) -> None:
    for column in range(1, columns + 1):
        _box(sheet, row, column, bold=True).fill = GREY
    sheet.cell(row, 1, text).alignment = LEFT
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)


def _boxed(sheet: Worksheet, row: int, first_column: int, values: tuple[Cell, ...]) -> None:
    for column, value in enumerate(values, start=first_column):
        cell = _box(sheet, row, column)
        cell.value = value
        if isinstance(value, date):
            cell.number_format = 'yyyy"年"m"月"d"日"'


def _box(sheet: Worksheet, row: int, column: int, *, bold: bool = False) -> SheetCell:
    cell = sheet.cell(row, column)
    cell.border, cell.alignment, cell.font = BOX, MIDDLE, BOLD if bold else BODY
    return cell


def _widths(sheet: Worksheet, widths: tuple[int, ...] | list[int]) -> None:
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _paper(sheet: Worksheet, area: str, heading_rows: str) -> None:
    """A4 landscape, one page wide, the heading again on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_area, sheet.print_title_rows = area, heading_rows
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"


def _same_bytes(book: Workbook) -> bytes:
    """Return the workbook as a file whose bytes do not depend on when it was written."""
    book.properties.creator = "StationDesk"
    book.properties.created = book.properties.modified = WRITTEN_AT
    written, fixed = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _with_fixed_times(content)
            target.writestr(entry, content)
    return fixed.getvalue()


def _with_fixed_times(core: bytes) -> bytes:
    """Put the fixed moment where the writer noted its own."""
    text = core.decode()
    for tag in ("created", "modified"):
        head, opening, rest = text.partition(f"<dcterms:{tag}")
        attributes, _, tail = rest.partition(">")
        moment, closing, after = tail.partition("<")
        if opening and moment:
            text = f"{head}{opening}{attributes}>{WRITTEN_AT:%Y-%m-%dT%H:%M:%S}Z{closing}{after}"
    return text.encode()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
