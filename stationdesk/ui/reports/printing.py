"""Sending a paper to a printer: the very pages of the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from PyQt6.QtCore import QRectF, QSize, QSizeF, Qt
from PyQt6.QtGui import QPageLayout, QPageSize, QPainter
from PyQt6.QtPdf import QPdfDocument
from PyQt6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from PyQt6.QtWidgets import QWidget

    from stationdesk.ui.jobs import Progress

MOST_DOTS_PER_INCH = 300
"""Finer drawing would only take time and memory: letters of a form are sharp at this."""
POINTS_PER_INCH = 72

PrintWork: TypeAlias = "Callable[[], Generator[Progress, None, int]]"


class Printing(Protocol):
    """What the page asks of printers."""

    def has_printer(self) -> bool:
        """Return whether this computer knows any printer."""
        ...

    def ask(self, parent: QWidget, paper: Path, title: str) -> PrintWork | None:
        """Let a printer be chosen; return the work that prints ``paper``, None if cancelled."""
        ...


class SystemPrinting:
    """The printers of this computer, chosen in the system's own dialog."""

    def has_printer(self) -> bool:
        """Return whether any printer is set up."""
        return bool(QPrinterInfo.availablePrinterNames())

    def ask(self, parent: QWidget, paper: Path, title: str) -> PrintWork | None:
        """Ask which printer, which pages and how many copies."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        pages = take_page_shape(printer, paper)
        dialog = QPrintDialog(printer, parent)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, max(1, pages))
        agreed = dialog.exec()
        dialog.deleteLater()
        return (lambda: print_pages(printer, paper)) if agreed else None


def take_page_shape(printer: QPrinter, paper: Path) -> int:
    """Let ``printer`` lay its sheets as the pages of ``paper`` lie; return how many there are."""
    document = _opened(paper)
    size = document.pagePointSize(0)
    landscape = size.width() > size.height()
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    orientations = QPageLayout.Orientation
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point))
    printer.setPageOrientation(orientations.Landscape if landscape else orientations.Portrait)
    printer.setFullPage(True)
    return document.pageCount()


def print_pages(printer: QPrinter, paper: Path) -> Generator[Progress, None, int]:
    """Draw the pages of ``paper`` that ``printer`` was told to print, telling each.

    Returns:
        How many sheets were drawn.

    Raises:
        Refused: when the printer does not take the work, or ``paper`` cannot be read.
    """
    document = _opened(paper)
    chosen = _chosen_pages(printer, document.pageCount())
    painter = QPainter()
    if not painter.begin(printer):
        raise Refused([Problem("printer", N_("The printer does not answer. Is it switched on?"))])
    try:
        for number, page in enumerate(chosen):
            yield number, len(chosen), _("Printing…")
            if number and not printer.newPage():
                raise Refused([Problem("printer", N_("The printer stopped in the middle."))])
            _draw_page(painter, printer, document, page)
    except GeneratorExit:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(chosen)


def _opened(paper: Path) -> QPdfDocument:
    document = QPdfDocument(None)
    if document.load(str(paper)) is not QPdfDocument.Error.None_:
        phrase = N_("{file} cannot be shown.")
        raise Refused([Problem("file", phrase, {"file": paper.name})])
    return document


def _chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """Return the pages wanted, from 0, in the order in which they come out."""
    first, last = printer.fromPage() or 1, printer.toPage() or count
    pages = [page for page in range(count) if first <= page + 1 <= last]
    backwards = printer.pageOrder() is QPrinter.PageOrder.LastPageFirst
    pages = pages[::-1] if backwards else pages
    return pages if printer.supportsMultipleCopies() else pages * printer.copyCount()


def _draw_page(painter: QPainter, printer: QPrinter, document: QPdfDocument, page: int) -> None:
    sheet = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    points = document.pagePointSize(page)
    dots = min(printer.resolution(), MOST_DOTS_PER_INCH)
    wanted = QSize(
        round(points.width() * dots / POINTS_PER_INCH),
        round(points.height() * dots / POINTS_PER_INCH),
    )
    drawn = points.scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left = (sheet.width() - drawn.width()) / 2
    where = QRectF(left, 0, drawn.width(), drawn.height())
    painter.drawImage(where, document.render(page, wanted))
