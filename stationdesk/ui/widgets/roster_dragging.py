"""People carried with the mouse: from the list of people, or from one shift to another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PyQt6.QtCore import QByteArray, QMimeData, QPoint, QRectF, Qt
from PyQt6.QtGui import QDrag, QFontMetricsF, QPainter, QPixmap

from stationdesk.ui.theme import px, theme
from stationdesk.ui.widgets.roster_paint import CHIP_HEIGHT, paint_chip
from stationdesk.ui.widgets.roster_shown import Carried, Chip

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

KIND = "application/x-stationdesk-person"


def mime_of(carried: Carried) -> QMimeData:
    """Return what is dragged; other programs see the name."""
    told = QMimeData()
    words = {"who": carried.who, "name": carried.name, "chip": carried.chip}
    told.setData(KIND, QByteArray(json.dumps(words).encode()))
    told.setText(carried.name)
    return told


def carried_in(mime: QMimeData | None) -> Carried | None:
    """Return who is dragged, None where it is something else."""
    if mime is None or not mime.hasFormat(KIND):
        return None
    words = json.loads(mime.data(KIND).data().decode())
    return Carried(words["who"], words["name"], words["chip"])


def carry(source: QWidget, carried: Carried) -> None:
    """Let the mouse carry a person until it is released; with Ctrl a chip stays where it was."""
    drag = QDrag(source)
    drag.setMimeData(mime_of(carried))
    picture = _picture(source, carried)
    drag.setPixmap(picture)
    drag.setHotSpot(QPoint(px(16), px(13)))
    actions = Qt.DropAction.CopyAction
    usual = actions
    if carried.chip is not None:
        actions, usual = actions | Qt.DropAction.MoveAction, Qt.DropAction.MoveAction
    drag.exec(actions, usual)


def _picture(source: QWidget, carried: Carried) -> QPixmap:
    scale = source.devicePixelRatioF()
    wide = int(QFontMetricsF(theme().font(14)).horizontalAdvance(carried.name)) + px(30)
    drawn = QPixmap(round(wide * scale), round(px(CHIP_HEIGHT) * scale))
    drawn.setDevicePixelRatio(scale)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    room = QRectF(0, 0, wide, px(CHIP_HEIGHT))
    paint_chip(painter, Chip(key=0, who=carried.who, name=carried.name), room)
    painter.end()
    return drawn
