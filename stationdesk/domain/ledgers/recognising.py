"""Which ledgers stand on a sheet: where each heading is, of what kind, and what each column holds.

Tables may start anywhere, stand below or beside each other, and have headings over two rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.cells import MergedCells, tidy_text
from stationdesk.domain.ledgers.columns import Told, columns_for, fields_told
from stationdesk.domain.ledgers.heading_rows import Band, Heading, HeadingReader
from stationdesk.domain.ledgers.headings import plain_heading
from stationdesk.domain.ledgers.kinds import LedgerKind, fields_of
from stationdesk.domain.ledgers.loan_wordings import SPEAKING
from stationdesk.domain.ledgers.tables import Corrections, LedgerColumn, LedgerTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from stationdesk.domain.sheets import Sheet

_TITLE_HINTS = (
    (LedgerKind.STOCK, r"物资|物品|库存|药品|急救|仓库|盘点|用品|爱心"),
    (LedgerKind.AMENITY, r"设施|设备|资产|电器"),
    (LedgerKind.VOLUNTEER, r"志愿者?.{0,4}(?:名册|名单|花名|登记|信息)|花名册"),
    (LedgerKind.FEEDBACK, r"有话说|意见|诉求|留言|反馈|投诉"),
    (LedgerKind.LOAN, r"借用|借出|借还|外借|出借|租借|借伞"),
    (LedgerKind.ROSTER, r"排班|值班|值守|轮值|轮班|班表|签到"),
    (LedgerKind.ISSUE, r"领用|领取|发放|出库"),
)
_BLOCKS = frozenset({LedgerKind.ROSTER})
"""Kinds of which one sheet holds a table for each week, all with the same headings."""
_NO_ROSTER = re.compile(r"来访|访客|培训|会议|课程|考试|测温|消毒|保洁|巡查|巡检|检查")
"""Titles of other lists with days and names."""
_HINT_WEIGHT = 3
_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A heading found: its rows (0-based), its band, its kind and how strongly it speaks."""

    first: int
    count: int
    band: Band
    kind: LedgerKind
    weight: int
    headings: tuple[Heading, ...]

    @property
    def last(self) -> int:
        return self.first + self.count - 1


def recognise(
    sheets: Iterable[Sheet], title: str = "", kind: LedgerKind | None = None
) -> tuple[LedgerTable, ...]:
    """Return every ledger on ``sheets`` in their order; none where no table is one.

    ``title`` (the file's name) helps where headings fit two kinds; ``kind`` allows only that one.
    """
    return tuple(
        table for sheet in sheets for table in recognise_sheet(sheet, title=title, kind=kind)
    )


def recognise_sheet(
    sheet: Sheet, title: str = "", kind: LedgerKind | None = None
) -> tuple[LedgerTable, ...]:
    """Return the ledgers of one sheet, from the left and from the top."""
    return tuple(_Recogniser(sheet, title, kind).tables())


def table_at(sheet: Sheet, kind: LedgerKind, header_row: int, title: str = "") -> LedgerTable:
    """Return the table that a person points out on a sheet where none was recognised.

    ``header_row`` is the sheet row of the (last) heading row, counted from 1; ``title`` is the
    file's name.
    """
    return _Recogniser(sheet, title, kind).at(header_row)


def corrected(table: LedgerTable, corrections: Corrections) -> LedgerTable:
    """Return ``table`` as a person set it right: heading row, kind, and what columns hold."""
    if corrections.header_row or corrections.kind:
        table = _Recogniser(table.sheet, table.book, corrections.kind or table.kind).forced(
            table, corrections.header_row or table.header_row
        )
    allowed = fields_of(table.kind)
    columns = tuple(_as_chosen(column, corrections, allowed) for column in table.columns)
    return replace(table, columns=columns, year=corrections.year or table.year)


def _as_chosen(
    column: LedgerColumn, corrections: Corrections, allowed: Sequence[str]
) -> LedgerColumn:
    if column.index not in corrections.fields:
        return column
    chosen = corrections.fields[column.index]
    return replace(column, field=chosen if chosen in allowed else None, part="")


class _Recogniser:
    def __init__(self, sheet: Sheet, title: str, kind: LedgerKind | None) -> None:
        self._sheet = sheet
        self._book = title
        self._title = f"{title} {sheet.name}"
        self._kinds = (kind,) if kind else tuple(LedgerKind)
        self._merged = MergedCells(sheet)
        self._reader = HeadingReader(sheet, self._merged)

    def tables(self) -> Iterator[LedgerTable]:
        for band in self._bands():
            yield from self._tables_of_band(band)

    def forced(self, table: LedgerTable, header_row: int) -> LedgerTable:
        """Return the table whose heading's last row the person named, counted from 1."""
        left = min(column.index for column in table.columns)
        right = max(column.index for column in table.columns)
        last = table.last_row if table.last_row > header_row else len(self._sheet.rows)
        return self.at(header_row, Band(left, right), last)

    def at(self, header_row: int, band: Band | None = None, last_row: int = 0) -> LedgerTable:
        """Return the table below ``header_row`` (from 1), whatever its headings say."""
        band = band or Band(0, max(0, self._width() - 1))
        row = max(0, min(header_row, len(self._sheet.rows)) - 1)
        first = row
        while first > 0 and self._reader.rows_from(first - 1, band) == row - first + 2:
            first -= 1
        headings = self._reader.headings(first, row - first + 1, band)
        found = _Candidate(first, row - first + 1, band, self._kinds[0], 0, headings)
        return self._table(found, (last_row or len(self._sheet.rows)) - 1)

    def _width(self) -> int:
        return max((len(row) for row in self._sheet.rows), default=0)

    def _bands(self) -> list[Band]:
        """Return bands of columns, parted where blank columns stand between two tables."""
        bands: list[Band] = []
        headless: list[Band] = []
        for island in self._islands():
            if any(True for _ in self._candidates(island)):
                left = headless[0].left if headless and not bands else island.left
                bands.append(Band(left, island.right))
            elif bands:
                bands[-1] = Band(bands[-1].left, island.right)
            else:
                headless.append(island)
        whole = Band(0, self._width() - 1)
        if len(bands) > 1:
            return bands
        return [whole] if whole.right >= 0 else []

    def _islands(self) -> list[Band]:
        filled = sorted(
            {
                column
                for row in self._sheet.rows
                if sum(cell is not None for cell in row) > 2
                for column, cell in enumerate(row)
                if cell is not None
            }
        )
        islands: list[Band] = []
        for column in filled:
            if islands and islands[-1].right == column - 1:
                islands[-1] = Band(islands[-1].left, column)
            else:
                islands.append(Band(column, column))
        return islands

    def _tables_of_band(self, band: Band) -> Iterator[LedgerTable]:
        found = list(self._distinct(self._candidates(band)))
        for place, candidate in enumerate(found):
            following = found[place + 1].first if place + 1 < len(found) else len(self._sheet.rows)
            last = self._without_next_title(candidate, following)
            for part in self._side_by_side(candidate):
                yield self._table(part, last)

    def _candidates(self, band: Band) -> Iterator[_Candidate]:
        row = 0
        while row < len(self._sheet.rows):
            found = self._candidate_at(row, band)
            if found:
                yield found
            row = found.last + 1 if found else row + 1

    def _candidate_at(self, row: int, band: Band) -> _Candidate | None:
        if not self._reader.may_be_heading(row, band):
            return None
        count = self._reader.rows_from(row, band)
        headings = self._reader.headings(row, count, band)
        best = self._best_kind(headings, row)
        if best is None:
            return None
        kind, weight = best
        return _Candidate(row, count, band, kind, weight, headings)

    def _best_kind(self, headings: tuple[Heading, ...], row: int) -> tuple[LedgerKind, int] | None:
        hints = self._title + " ".join(self._titles_above(row))
        scored: list[tuple[int, LedgerKind]] = []
        for kind in self._kinds:
            told, hint = fields_told(headings, kind), _hint(hints, kind)
            if told.is_ledger() and not _is_any_list(told, hint, hints):
                scored.append((told.weight + hint, kind))
        if not scored:
            return None
        weight, kind = max(scored, key=lambda pair: pair[0])
        return kind, weight

    def _titles_above(self, row: int) -> tuple[str, ...]:
        titles: list[str] = []
        for above in range(max(0, row - 6), row):
            texts = [tidy_text(cell) for cell in self._sheet.rows[above] if cell is not None]
            if len(texts) <= 3:
                titles += [text for text in texts if len(text) <= _LONGEST_TITLE]
        return tuple(titles)

    def _distinct(self, candidates: Iterable[_Candidate]) -> Iterator[_Candidate]:
        """Leave out headings that only repeat the one before them on a new page."""
        last: _Candidate | None = None
        for candidate in candidates:
            if last is None or candidate.kind in _BLOCKS or not _repeats(candidate, last):
                last = candidate
                yield candidate

    def _without_next_title(self, candidate: _Candidate, following: int) -> int:
        """Return the last row (0-based) of the body, above the title of a table that follows."""
        row = following - 1
        if following == len(self._sheet.rows):
            return row
        most = 1 if candidate.kind in _BLOCKS else 2
        while row > candidate.last and self._filled(row, candidate.band) <= most:
            row -= 1
        return row

    def _filled(self, row: int, band: Band) -> int:
        cells = self._sheet.rows[row][band.left : band.right + 1]
        return sum(cell is not None for cell in cells)

    def _side_by_side(self, candidate: _Candidate) -> list[_Candidate]:
        """Part a heading that is written twice beside itself to save paper."""
        bases = [plain_heading(heading.shown).base for heading in candidate.headings]
        told = [place for place, base in enumerate(bases) if base]
        starts = [place for place in told if bases[place] == bases[told[0]]]
        if len(starts) < 2:
            return [candidate]
        ends = [start - 1 for start in starts[1:]] + [len(bases) - 1]
        parts = [self._part(candidate, start, end) for start, end in zip(starts, ends, strict=True)]
        whole = [part for part in parts if part is not None]
        return whole if len(whole) == len(parts) else [candidate]

    def _part(self, candidate: _Candidate, start: int, end: int) -> _Candidate | None:
        headings = candidate.headings[start : end + 1]
        if not fields_told(headings, candidate.kind).is_ledger():
            return None
        band = Band(headings[0].index, headings[-1].index)
        return replace(candidate, band=band, headings=headings)

    def _table(self, candidate: _Candidate, last: int) -> LedgerTable:
        body = range(candidate.last + 1, last + 1)
        columns = columns_for(candidate.headings, candidate.kind, self._sheet, body)
        return LedgerTable(
            sheet=self._sheet,
            kind=candidate.kind,
            first_heading_row=candidate.first + 1,
            header_row=candidate.last + 1,
            last_row=last + 1,
            columns=columns,
            titles=self._titles_above(candidate.first),
            book=self._book,
        )


def _hint(text: str, kind: LedgerKind) -> int:
    return sum(
        _HINT_WEIGHT for hinted, words in _TITLE_HINTS if hinted is kind and re.search(words, text)
    )


def _is_any_list(told: Told, hint: int, title: str) -> bool:
    """Return whether nothing but names and days would make a loan, an issue or a duty of a row."""
    if told.kind is LedgerKind.ROSTER and not hint and _NO_ROSTER.search(title):
        return True
    telling = told.kind in (LedgerKind.LOAN, LedgerKind.ISSUE, LedgerKind.ROSTER)
    return telling and not hint and told.strongest < SPEAKING


def _repeats(candidate: _Candidate, last: _Candidate) -> bool:
    """Return whether most headings of ``candidate`` are those of ``last`` at the same places."""
    before = {heading.index: plain_heading(heading.shown).base for heading in last.headings}
    now = [heading for heading in candidate.headings if heading.parts]
    same = sum(plain_heading(heading.shown).base == before.get(heading.index) for heading in now)
    return 3 * same >= 2 * len(now)
