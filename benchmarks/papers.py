"""How long papers take, side by side with a plain reportlab table: ``benchmarks/papers.py``.

CPU seconds, the median of five rounds in turn; a ledger of ten columns with Chinese text.
"""

from __future__ import annotations

import io
import statistics
import time
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

from stationdesk.documents.papers import Group, Ledger, Origin, Paper, listing_paper
from stationdesk.documents.pdf.typefaces import first_font
from stationdesk.documents.pdf.writing import pdf_of
from stationdesk.documents.workbooks.writing import csv_of, workbook_of
from stationdesk.listings.columns import Column, Kind, Mark, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
MARKS = (Mark("Met", Tone.GOOD), Mark("Due soon", Tone.WARNING), Mark("Not met", Tone.BAD))
GOODS = ("藿香正气水", "一次性医用口罩", "晴雨两用伞（黑胶）", "老花镜 +200 度", "碘伏消毒液")
COLUMNS = (
    Column("code", "编码", Kind.TEXT, itemgetter(0), 5),
    Column("name", "名称", Kind.TEXT, itemgetter(1), 8, grows=True),
    Column("spec", "规格", Kind.TEXT, itemgetter(2), 6),
    Column("unit", "单位", Kind.TEXT, itemgetter(3), 2),
    Column("quantity", "结存数量", Kind.COUNT, itemgetter(4), 4),
    Column("minimum", "下限", Kind.COUNT, itemgetter(5), 3),
    Column("expiry", "最早有效期", Kind.DAY, itemgetter(6), 5),
    Column("place", "存放位置", Kind.TEXT, itemgetter(7), 5),
    Column("state", "状态", Kind.STATE, itemgetter(8), 3),
    Column("note", "备注", Kind.TEXT, itemgetter(9), 8, grows=True),
)


def rows(count: int) -> list[tuple[object, ...]]:
    """Return ``count`` records, most of them with texts of their own."""
    return [
        (
            f"WZ-{number:05d}",
            f"{GOODS[number % 5]}{number % 400}",
            "10ml×10支",
            "盒",
            number % 900,
            10,
            date(2026, 1 + number % 12, 1 + number % 28),
            "东侧货架第二层",
            MARKS[number % 3],
            f"爱心企业捐赠，放置于便民柜台下方第 {number} 格" if number % 3 == 0 else "",
        )
        for number in range(count)
    ]


def ledger(count: int) -> Paper:
    """Return a ledger of ``count`` records."""
    return listing_paper(Ledger("物资台账", Origin("inventory")), COLUMNS, [Group("", rows(count))])


def plain_table(count: int, *, wrapping: bool) -> None:
    """Write the same records with reportlab's own table, as one would without thinking."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    font = first_font()
    style = ParagraphStyle("cell", fontName=font, fontSize=8, wordWrap="CJK")
    cells: list[list[object]] = [[column.title for column in COLUMNS]]
    for row in rows(count):
        texts = list(map(str, row))
        cells.append(
            [
                Paragraph(text, style) if wrapping and at in (1, 7, 9) else text
                for at, text in enumerate(texts)
            ]
        )
    look = [("FONT", (0, 0), (-1, -1), font, 8), ("GRID", (0, 0), (-1, -1), 0.3, (0, 0, 0))]
    document = SimpleDocTemplate(io.BytesIO(), pagesize=(842, 595))
    document.build([Table(cells, repeatRows=1, style=look)])


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return what one run of ``work`` costs."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print a line for each piece of work: seconds, and how much of the plain table's."""
    small, large = ledger(1000), ledger(5000)
    works: dict[str, Callable[[], object]] = {
        "reportlab table, strings, 1,000 rows": lambda: plain_table(1000, wrapping=False),
        "reportlab table, paragraphs, 1,000 rows": lambda: plain_table(1000, wrapping=True),
        "PDF, 1,000 rows": lambda: pdf_of(small),
        "PDF, 5,000 rows": lambda: pdf_of(large),
        "workbook, 5,000 rows": lambda: workbook_of([large]),
        "workbook, 20,000 rows": lambda: workbook_of([ledger(20000)]),
        "CSV, 20,000 rows": lambda: csv_of(COLUMNS, rows(20000)),
    }
    pdf_of(ledger(1))  # loads the fonts
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _round in range(ROUNDS):
        for name, work in works.items():
            taken[name].append(cpu_seconds(work))
    base = statistics.median(taken["reportlab table, strings, 1,000 rows"])
    for name, seconds in taken.items():
        middle = statistics.median(seconds)
        print(f"{name:42}{middle:8.3f} s{middle / base:8.2f} x")


if __name__ == "__main__":
    main()
