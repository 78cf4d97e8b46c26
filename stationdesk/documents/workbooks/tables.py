"""A sheet's listing as a table of the spreadsheet program, and what empty cells of it accept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from stationdesk.i18n import _
from stationdesk.listings.columns import Kind

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from stationdesk.documents.workbooks.planned_sheets import SheetPlan

STYLE = "TableStyleLight1"
"""Light and dark rows in grey: legible when printed without colour."""
LINE_BREAK = "_x000a_"
"""How the table's own list of headings writes the break that a cell has as it is."""
FIRST_DAY = "36526"
"""2000-01-01 as workbooks count days; earlier ones are slips of the pen."""


def set_table(sheet: Worksheet, plan: SheetPlan, number: int) -> None:
    """Make the listing on ``sheet`` a table with a filter in each heading.

    Excel repairs a file in which two headings of a table are alike, so such a listing has a plain
    filter. ``number`` tells the workbook's tables apart.
    """
    if not plan.can_filter:
        return
    last = get_column_letter(len(plan.widths))
    where = f"A{plan.heading_row}:{last}{plan.last_table_row}"
    headings = [str(value or "") for value in plan.rows[plan.heading_row - 1].values]
    if not _may_head_a_table(headings):
        sheet.auto_filter.ref = where
        return
    table: Any = Table(displayName=f"listing{number}", ref=where)
    table.autoFilter = AutoFilter(ref=where)
    table.tableColumns = [
        TableColumn(id=at, name=words.replace("\n", LINE_BREAK))
        for at, words in enumerate(headings, start=1)
    ]
    table.tableStyleInfo = TableStyleInfo(name=STYLE, showRowStripes=True)
    sheet.add_table(table)


def set_validations(sheet: Worksheet, plan: SheetPlan) -> None:
    """Let cells that wait to be filled in take only what their column holds."""
    for column, first, last, kind in plan.to_fill_in:
        rule = _rule(kind)
        if rule is not None:
            letter = get_column_letter(column)
            rule.add(f"{letter}{first}:{letter}{last}")
            sheet.add_data_validation(rule)


def _may_head_a_table(headings: list[str]) -> bool:
    alike = {words.casefold() for words in headings}
    return len(alike) == len(headings) and all(map(str.strip, headings))


def _rule(kind: Kind) -> Any:
    match kind:
        case Kind.COUNT:
            rule = DataValidation("whole", "0", operator="greaterThanOrEqual")
            rule.error = _("Write a whole number, 0 or more.")
        case Kind.HOURS:
            rule = DataValidation("decimal", "0", operator="greaterThanOrEqual")
            rule.error = _("Write a number of hours, 0 or more.")
        case Kind.PERCENT:
            rule = DataValidation("decimal", "0", "100", operator="between")
            rule.error = _("Write a share from 0 to 100.")
        case Kind.DAY:
            rule = DataValidation("date", FIRST_DAY, operator="greaterThanOrEqual")
            rule.error = _("Write a day, such as 2026-03-05.")
        case _:
            return None
    rule.errorTitle = _("StationDesk")
    rule.allow_blank = True
    rule.showErrorMessage = True
    return rule
