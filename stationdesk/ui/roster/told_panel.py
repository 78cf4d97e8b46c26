"""A list to be read: what changed, who was left out of a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QWidget

from stationdesk.ui.widgets.basics import column, label
from stationdesk.ui.widgets.detail_pane import scrolling
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from collections.abc import Sequence


class ToldPanel(Panel):
    """Headings with rows under them; Esc closes."""

    def __init__(
        self,
        title: str,
        parts: Sequence[tuple[str, Sequence[Told]]],
        subtitle: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, 640, 480, parent)
        self.subtitle.setText(subtitle)
        inner = QWidget()
        inner.setProperty("look", "scrolled")
        layout = column(gap=8)
        self.lists: list[ToldRows] = []
        for heading, told in parts:
            if heading:
                layout.addWidget(label(heading, "card_title"))
            rows = ToldRows()
            layout.addWidget(rows)
            rows.show_rows(list(told))
            self.lists.append(rows)
        layout.addStretch(1)
        inner.setLayout(layout)
        self.body.addWidget(scrolling(inner), 1)
