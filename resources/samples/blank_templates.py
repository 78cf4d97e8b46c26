"""The blank workbooks that a manager fills in and brings in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from looks import BODY, BOX, LEFT, put_box, put_boxed, put_title, set_paper, set_widths
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


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


def blank_book(template: Template) -> Workbook:
    """Return the blank workbook of a template: the sheet to fill in, how to, and the choices."""
    book = Workbook()
    sheet = book.active
    sheet.title = template.sheet
    last = len(template.fields)
    put_title(sheet, 1, last, template.title)
    sheet.cell(2, 1, "从第4行起填写；带 * 的必填。写法见“填写说明”页，本行和标题行不会被导入。")
    sheet.cell(2, 1).font = BODY
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=last)
    for column, asked in enumerate(template.fields, start=1):
        heading = f"{asked.heading}*" if asked.needed else asked.heading
        put_box(sheet, 3, column, bold=True).value = heading
        _blank_column(sheet, column, asked)
    set_widths(sheet, [asked.width for asked in template.fields])
    sheet.freeze_panes = "A4"
    sheet.row_dimensions[3].height = 26
    set_paper(sheet, f"A1:{get_column_letter(last)}33", "3:3")
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
    put_title(sheet, 1, 3, f"{template.title}填写说明")
    for row, line in enumerate(
        (
            ("栏目", "怎么填", "例子"),
            *((asked.heading, asked.how, asked.example) for asked in template.fields),
        ),
        start=3,
    ):
        put_boxed(sheet, row, 1, line)
    set_widths(sheet, (14, 56, 22))
    set_paper(sheet, f"A1:C{3 + len(template.fields)}", "3:3")
