"""How people stand on a roster: chips, holes, places that are open."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PyQt6.QtCore import QRectF, Qt
from PyQt6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon, paint_icon
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.widgets.roster_shown import Chip, Ghost

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PyQt6.QtGui import QPaintDevice

    from stationdesk.ui.widgets.roster_shown import Spot

CHIP_HEIGHT = 26
PAST = 0.5
"""How strongly what lies in the past is drawn."""


@contextmanager
def painting_on(device: QPaintDevice | None) -> Iterator[QPainter]:
    """Give a painter with smooth edges, and end it in any case."""
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.end()


def paint_chip(
    painter: QPainter, chip: Chip, room: QRectF, *, past: bool = False, leaving: bool = False
) -> None:
    """Draw a person in the colour that is theirs, with the marks at the right end.

    A chip that is ``leaving`` was cut and waits to be pasted.
    """
    painter.save()
    if past or leaving or chip.ghost is Ghost.REMOVED:
        painter.setOpacity(PAST)
    colours = tokens().person(chip.who)
    absent = bool(chip.absent)
    ground, ink = colours.soft, colours.text
    if absent:
        ground, ink = tokens().neutral.soft, tokens().text2
    _paint_ground(painter, chip, room, ground, colours.solid, leaving=leaving)
    words = room.adjusted(px(10), 0, -px(4), 0)
    words.setRight(_paint_marks(painter, chip, words, room))
    font = theme().font(14)
    font.setStrikeOut(absent or chip.ghost is Ghost.REMOVED)
    paint_words(painter, chip.name, words, font, ink)
    painter.restore()


def paint_plus(painter: QPainter, spot: Spot, room: QRectF, *, past: bool) -> None:
    """Draw the place where somebody is wanted (dashed amber), or may be put (dashed grey)."""
    painter.save()
    t = tokens()
    missing = spot.missing > 0
    if past:
        painter.setOpacity(PAST)
    ink = t.warning.text if missing else t.text2
    painter.setBrush(QColor(t.warning.soft if missing else t.surface))
    painter.setPen(_dashes(t.warning.solid if missing else t.line2))
    painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
    told = _("short {count}").format(count=spot.missing) if missing else _("room")
    told = told if spot.still else _("＋ {what}").format(what=told)
    inner = room.adjusted(px(4), 0, -px(4), 0)
    middle = Qt.AlignmentFlag.AlignHCenter
    paint_words(painter, told, inner, theme().font(14), ink, across=middle)
    painter.restore()


def paint_words(
    painter: QPainter,
    words: str,
    room: QRectF,
    font: QFont,
    ink: str,
    *,
    across: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw one line of words in the middle of ``room``'s height, shortened where it must be."""
    painter.setFont(font)
    painter.setPen(QColor(ink))
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(words) > room.width() + 1:
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | across, words)


def paint_frame(
    painter: QPainter, room: QRectF, ink: str, width: float = 2, fill: str = ""
) -> None:
    """Draw a rounded frame just within ``room``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(ink))
    pen.setWidthF(width)
    painter.setPen(pen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    half = width / 2
    painter.drawRoundedRect(room.adjusted(half, half, -half, -half), px(6), px(6))
    painter.restore()


def _paint_ground(
    painter: QPainter, chip: Chip, room: QRectF, ground: str, bar: str, *, leaving: bool
) -> None:
    loose = leaving or chip.ghost is not Ghost.NONE
    painter.setPen(_dashes(bar) if loose else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    inset = 0.5 if loose else 0
    painter.drawRoundedRect(room.adjusted(inset, inset, -inset, -inset), px(6), px(6))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(bar if not chip.absent else tokens().line2))
    high = room.height() - px(8)
    stroke = QRectF(room.left(), room.center().y() - high / 2, px(3), high)
    painter.drawRoundedRect(stroke, px(1), px(1))


def _paint_marks(painter: QPainter, chip: Chip, words: QRectF, room: QRectF) -> float:
    """Draw the marks from the right; return where the words must end."""
    t, side = tokens(), px(14)
    right = words.right()
    marks = (
        (chip.ghost is Ghost.ADDED, Icon.ADD, t.person(chip.who).text),
        (bool(chip.absent), Icon.DISMISS_CIRCLE, t.danger.text),
        (bool(chip.passed), Icon.WARNING, t.warning.text),
        (chip.pinned, Icon.LOCK_CLOSED, t.person(chip.who).text),
    )
    for shown, name, ink in marks:
        if shown:
            right -= side
            where = QRectF(right, room.center().y() - side / 2, side, side)
            paint_icon(painter, name, where, ink, filled=True)
            right -= px(2)
    if chip.changed:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.brand))
        painter.drawEllipse(QRectF(room.right() - px(6), room.top() - px(1), px(7), px(7)))
    return right


def _dashes(colour: str) -> QPen:
    pen = QPen(QColor(colour))
    pen.setWidthF(1)
    pen.setDashPattern([4, 3])
    return pen
