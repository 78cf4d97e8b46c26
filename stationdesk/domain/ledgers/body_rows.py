"""What each row below a heading is: a record, a section, or nothing that counts.

Sums, signatures, remarks below the table, repeated headings and empty numbered lines are not
records; a section (一、防暑降温类) names the category of the rows below it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.cells import MergedCells, cell_text, tidy_text
from stationdesk.domain.ledgers.headings import plain_heading
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.ledgers.register_days import read_day
from stationdesk.domain.written_dates import read_date

if TYPE_CHECKING:
    from stationdesk.domain.ledgers.tables import LedgerColumn, LedgerTable
    from stationdesk.domain.sheets import Cell


class RowKind(Enum):
    """What a row is."""

    RECORD = "record"
    SECTION = "section"
    NOTHING = "nothing"
    STRAY = "stray"
    """Words that belong to no record: a person should see them."""


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row of the table: its 0-based number, what it is, and a section's name."""

    row: int
    kind: RowKind
    section: str = ""


_NUMERAL = "一二三四五六七八九十百"
_TOTAL = re.compile(
    r"(?:本页|本表|本月|本期|本类|全部|物资|设施|设备|分类|以上|当页|累积|累计|库存)*"
    r"(?:总合计|合计|小计|总计|共计|总数|累计|合計|总和|total|subtotal|grandtotal|sum)"
    r"(?:[:：(（共]?.*)?",
    re.I,
)
_SIGNATURE = re.compile(
    r"(?:制表|填表|填报|填写|审核|复核|审批|批准|核准|经办|保管|盘点|监盘|记账|登记|负责|库管|验收|主管|分管|领导|"
    r"统计|交接|接收|移交|检查|站长|站点|社区|部门|单位|管理|财务|会计|出纳|仓管|制单)+(?:责任|负责)?(?:人|员|者|领导|长|单位)?"
    r"(?:\(?(?:签字|签名|签章|盖章|章)\)?)*(?::|$)|.*(?:签字|签名|签章|盖章)(?:\(.*\))?(?::.*)?|日期:.*|年月日"
    r"|(?:prepared|checked|approved|audited|signed|appliedfor)by:.*|stationmanager(?:\(signature\))?:.*"
    r"|\(seal\)|date:",
    re.I,
)
_SIGNED = re.compile(
    r"(?:制表|填表|审核|复核|审批|经办|监盘|站长|负责)(?:人|员)?(?:\(?签[字名章]\)?)?:"
)
_REMARK = re.compile(
    r"(?:备注|注意?|注\d+|说明|填表说明|填报说明|注释|附注|附|提示|填写说明|备考|温馨提示|要求|note)\d*[:：.、].*|[※★*].*",
    re.I,
)
_FORM_LINE = re.compile(
    r"(?:填报|填表|制表|单位|驿站|站点|服务站|统计|盘点|登记|截止|编制|报送|所属|年度|月份|街道|社区)(?:单位|名称|日期|时间|人|月份|期间|街道|社区)*"
    r"(?:\(.*?\))?:.*|第\d+页.*|共\d+页|\d+/\d+页?|续表|接上页|转下页|\(续\)|.*\(续表?\)|page\d+.*",
    re.I,
)
_END_OF_TABLE = re.compile(
    r"[-—.…。·*]{2,}.*|\(?以下(?:空白|无正文|为空)\)?|\(?此(?:行|处)(?:为)?空白\)?"
)
_NUMBERED = re.compile(
    rf"(?:[（(][{_NUMERAL}]+[)）]|第[{_NUMERAL}\d]+[类部分区组章节]+|[{_NUMERAL}]+[、.．,，:：]|[A-Z][、.．]"
    rf"|[ⅠⅡⅢⅣⅤⅥⅦⅧ]+[、.．]?|[①-⑳]|\d{{1,2}}[、.．](?=\D))\s*[:：、]?"
)
_CLASS_WORD = re.compile(
    r".{1,14}(?:类|区|区域|组|柜|部分|系列|用品|物资|药品|器材|器械|设备|设施|物品|用具|工具|食品|耗材|一览|明细)[:：]?(?:\(.*\))?"
)
_LONG_TEXT = 30
_MOST_SIGNATURE_CELLS = 6
_MOST_REMARK_CELLS = 2
_MOST_TITLE_CELLS = 3
"""A roster's weeks stand below each other: a row of the week above may look like a title."""
_SENTENCE = re.compile(r".*[，。；：！？,;:!?].*|.{21,}", re.S)


class BodyReader:
    """Tells the rows of one table apart."""

    def __init__(self, table: LedgerTable, merged: MergedCells) -> None:
        self._table = table
        self._sheet = table.sheet
        self._merged = merged
        self._columns = table.columns
        self._names = {column.index for column in _name_columns(table)}
        self._speech = {column.index for column in table.columns_of("text")}
        self._days = {column.index for column in table.columns_of("date")}
        self._read = {column.index for column in table.columns if column.field}
        self._index = _index_column(table)
        self._headings = {
            column.index: plain_heading(column.heading.rpartition("/")[2]).base
            for column in table.columns
            if column.heading
        }
        self._titles = {_squeezed(title) for title in table.titles}
        weeks = table.kind is LedgerKind.ROSTER
        self._most_title_cells = 1 if weeks else _MOST_TITLE_CELLS

    def rows(self) -> list[BodyRow]:
        """Return every row below the heading, from the top."""
        return [
            self._row(row)
            for row in range(self._table.header_row, min(self._table.last_row, self._height()))
        ]

    def _height(self) -> int:
        return len(self._sheet.rows)

    def _row(self, row: int) -> BodyRow:
        told = self._told(row)
        words = {column: cell for column, cell in told.items() if column != self._index}
        if not words and not self._speaking_index(told):
            return BodyRow(row, RowKind.NOTHING)
        if self._is_speech(told):
            return BodyRow(row, RowKind.RECORD)
        if self._is_furniture(told):
            return BodyRow(row, RowKind.NOTHING)
        if section := self._section(row, told):
            return BodyRow(row, RowKind.SECTION, section)
        return BodyRow(row, self._record_or_stray(row, words))

    def _record_or_stray(self, row: int, words: dict[int, Cell]) -> RowKind:
        read = words.keys() & self._read
        if not read:
            return RowKind.NOTHING if all(map(_is_number, words.values())) else RowKind.STRAY
        if self._continues(row, words):
            return RowKind.RECORD
        if read == self._names and _SENTENCE.fullmatch(cell_text(words[min(read)])):
            return RowKind.STRAY
        return RowKind.RECORD if read & self._names or len(read) > 1 else RowKind.STRAY

    def _told(self, row: int) -> dict[int, Cell]:
        """Return the row's own values by column; blank texts are none."""
        found: dict[int, Cell] = {}
        for column in self._columns:
            cell = self._sheet.cell(row, column.index)
            if cell is not None and cell_text(cell):
                found[column.index] = cell
        return found

    def _speaking_index(self, told: dict[int, Cell]) -> bool:
        index = told.get(self._index) if self._index is not None else None
        return index is not None and not _is_number(index)

    def _continues(self, row: int, words: dict[int, Cell]) -> bool:
        """Return whether the row is one more batch of an item whose name is merged down to it."""
        return bool(words) and any(self._merged.continues(row, name) for name in self._names)

    def _is_speech(self, told: dict[int, Cell]) -> bool:
        """Return whether somebody said this on a day, however it sounds: 合计三次来都关门."""
        spoken = any(column in self._speech for column in told)
        return spoken and any(
            column in self._days and read_day(cell).tells_a_day for column, cell in told.items()
        )

    def _is_furniture(self, told: dict[int, Cell]) -> bool:
        first = _squeezed(next(iter(told.values())))
        if _END_OF_TABLE.fullmatch(first) and len(told) <= 2:
            return True
        if len(told) == 1 and _is_day(next(iter(told.values()))):
            return True
        if self._repeats_heading(told):
            return True
        if len(told) <= self._most_title_cells and first in self._titles:
            return True
        if _is_total(told, self._names, self._index):
            return True
        return self._is_footer(told, first)

    def _repeats_heading(self, told: dict[int, Cell]) -> bool:
        same = sum(
            isinstance(cell, str) and plain_heading(cell).base == self._headings.get(column)
            for column, cell in told.items()
        )
        return same >= 2 and 5 * same >= 3 * len(told)

    def _is_footer(self, told: dict[int, Cell], first: str) -> bool:
        texts = [_squeezed(cell) for cell in told.values()]
        if len(told) > _MOST_SIGNATURE_CELLS:
            return False
        if any(_SIGNED.match(text) for text in texts):
            return True
        if len(told) <= _MOST_REMARK_CELLS and _REMARK.fullmatch(first):
            return True
        if len(told) <= 2 and len(texts[0]) > _LONG_TEXT and texts[0].count("。") >= 1:
            return True
        footers = sum(bool(_SIGNATURE.match(text) or _FORM_LINE.fullmatch(text)) for text in texts)
        lonely = len(told) == 1 and bool(_FORM_LINE.fullmatch(first))
        return lonely or (footers == len(texts) and any(":" in text for text in texts))

    def _section(self, row: int, told: dict[int, Cell]) -> str:
        texts = {column: cell for column, cell in told.items() if not _is_number(cell)}
        if len(texts) == 1 and len(told) == 1:
            return self._lonely_section(row, *next(iter(texts.items())))
        index = told.get(self._index) if self._index is not None else None
        others = [column for column in texts if column != self._index]
        numbered = index is not None and _is_section_number(index)
        if numbered and len(others) == 1 and others[0] in self._names and len(told) <= 3:
            return section_name(texts[others[0]])
        return ""

    def _lonely_section(self, row: int, column: int, cell: Cell) -> str:
        text = tidy_text(cell)
        merge = self._merged.at(row, column)
        if merge is not None and merge.right > merge.left and merge.top == row:
            return section_name(cell)
        if _NUMBERED.match(text) and section_name(cell):
            return section_name(cell)
        if column not in self._names:
            first = column == self._index or column < min(self._names, default=column)
            return section_name(cell) if first else ""
        return section_name(cell) if _CLASS_WORD.fullmatch(_squeezed(cell)) else ""


def _name_columns(table: LedgerTable) -> tuple[LedgerColumn, ...]:
    """Return the columns that say what, or of whom, a row is a record."""
    fields = ("name", "names", "borrower", "text", "phone")
    told = (table.columns_of(field) for field in fields)
    return next(filter(None, told), ())


def _index_column(table: LedgerTable) -> int | None:
    for column in table.columns:
        base = plain_heading(column.heading).base
        if column.field is None and re.fullmatch(
            r"序号?|次序|顺序号?|行号|no\.?|№|#|项次|编次", base
        ):
            return column.index
    return None


def _is_total(told: dict[int, Cell], names: set[int], index: int | None) -> bool:
    leading = [
        cell
        for column, cell in told.items()
        if column == index or column in names or column <= min(names, default=0)
    ]
    leading = leading or list(told.values())[:1]
    return any(_TOTAL.fullmatch(_squeezed(cell)) for cell in leading if isinstance(cell, str))


def _is_section_number(cell: Cell) -> bool:
    return bool(re.fullmatch(rf"[（(]?[{_NUMERAL}]+[)）]?[、.．]?|[A-ZⅠⅡⅢⅣⅤ]", cell_text(cell)))


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return True
    return bool(re.fullmatch(r"[\d.,]+", unicodedata.normalize("NFKC", cell_text(cell))))


def _is_day(cell: Cell) -> bool:
    """Return whether a lonely cell is the day below a table."""
    text = isinstance(cell, str) and re.search(r"\d{4}", cell) is not None
    return (text or isinstance(cell, date)) and read_date(cell).printed is not None


def section_name(cell: Cell) -> str:
    """Return a section's name without its number: 一、急救类： is 急救类."""
    return _NUMBERED.sub("", tidy_text(cell), count=1).strip(" :：、.．【】[]")


def _squeezed(cell: Cell) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell_text(cell)))
