"""Where a small part stands in a wide room."""

from __future__ import annotations

from PyQt6.QtWidgets import QWidget

from stationdesk.ui.widgets.basics import row


def at_left(part: QWidget) -> QWidget:
    """Return a room as wide as there is, with ``part`` at its left in its own size."""
    room = QWidget()
    room.setLayout(row(part, None))
    return room
