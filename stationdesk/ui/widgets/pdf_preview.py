"""A paper as it will be printed: the very file, shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QPointF, pyqtSignal
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtPdf import QPdfDocument
from PyQt6.QtPdfWidgets import QPdfView
from PyQt6.QtWidgets import QVBoxLayout, QWidget

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import icon_button, label, row

if TYPE_CHECKING:
    from pathlib import Path

ZOOM_STEP = 1.25
SMALLEST_ZOOM = 0.25
LARGEST_ZOOM = 4.0


class PdfPreview(QWidget):
    """Pages below each other, fitted to the width until one zooms."""

    failed = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = QPdfDocument(self)
        self._view = QPdfView(self)
        self._view.setAccessibleName(_("Preview"))
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setDocument(self.document)
        self._page = label("", "caption")
        self._back = icon_button(Icon.CHEVRON_LEFT, _("Previous page"))
        self._on = icon_button(Icon.CHEVRON_RIGHT, _("Next page"))
        self._larger = icon_button(Icon.ZOOM_IN, _("Larger"))
        self._smaller = icon_button(Icon.ZOOM_OUT, _("Smaller"))
        self._fit = icon_button(Icon.ARROW_AUTOFIT_WIDTH, _("Fit the width"))
        self._build()
        self._connect()
        self._tell_page()

    def show_file(self, path: Path) -> bool:
        """Show the pages of a file; return False, and say so, where it cannot be read."""
        self.document.close()
        trouble = self.document.load(str(path))
        self._tell_page()
        if trouble is not QPdfDocument.Error.None_:
            self.failed.emit(_("{file} cannot be shown.").format(file=path.name))
        return trouble is QPdfDocument.Error.None_

    def close_file(self) -> None:
        """Let the file go, so that it can be written anew."""
        self.document.close()
        self._tell_page()

    def page_count(self) -> int:
        """Return how many pages there are."""
        return self.document.pageCount()

    def current_page(self) -> int:
        """Return the number of the page seen, from 0."""
        navigator = self._view.pageNavigator()
        return navigator.currentPage() if navigator else 0

    def go_to(self, page: int) -> None:
        """Show a page by its number, from 0."""
        navigator = self._view.pageNavigator()
        if navigator is not None and 0 <= page < self.page_count():
            navigator.jump(page, QPointF(), navigator.currentZoom())

    def zoom(self, times: float) -> None:
        """Show the pages larger or smaller."""
        factor = self._view.zoomFactor()
        if self._view.zoomMode() is not QPdfView.ZoomMode.Custom:
            factor = self._fitted_factor()
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(max(SMALLEST_ZOOM, min(LARGEST_ZOOM, factor * times)))

    def fit_width(self) -> None:
        """Let a page be as wide as the room."""
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _build(self) -> None:
        tools = row(self._back, self._page, self._on, None, self._smaller, self._larger, self._fit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        layout.addLayout(tools)
        layout.addWidget(self._view, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self._on_back)
        self._on.clicked.connect(self._on_on)
        self._larger.clicked.connect(self._on_larger)
        self._smaller.clicked.connect(self._on_smaller)
        self._fit.clicked.connect(self.fit_width)
        navigator = self._view.pageNavigator()
        if navigator is not None:
            navigator.currentPageChanged.connect(self._tell_page)
        for keys, run in (
            ("Ctrl++", self._on_larger),
            ("Ctrl+=", self._on_larger),
            ("Ctrl+-", self._on_smaller),
            ("Ctrl+0", self.fit_width),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(run)

    def _on_back(self) -> None:
        self.go_to(self.current_page() - 1)

    def _on_on(self) -> None:
        self.go_to(self.current_page() + 1)

    def _on_larger(self) -> None:
        self.zoom(ZOOM_STEP)

    def _on_smaller(self) -> None:
        self.zoom(1 / ZOOM_STEP)

    def _fitted_factor(self) -> float:
        viewport = self._view.viewport()
        points = self.document.pagePointSize(self.current_page()).width()
        if viewport is None or points <= 0:
            return 1.0
        return float((viewport.width() - px(12)) / (points * self._view.logicalDpiX() / 72))

    def _tell_page(self, _page: int = 0) -> None:
        count = self.page_count()
        at = self.current_page()
        told = _("Page {page} of {count}").format(page=at + 1, count=count) if count else ""
        self._page.setText(told)
        self._back.setEnabled(at > 0)
        self._on.setEnabled(at < count - 1)
        for tool in (self._larger, self._smaller, self._fit):
            tool.setEnabled(count > 0)
