"""Five faces, and a word with them for whoever likes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPainterPath, QPen
from PyQt6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from stationdesk.domain.feedback.entries import RATING_WORDS
from stationdesk.domain.feedback.kinds import LONGEST_BODY
from stationdesk.domain.feedback.visits import NO_FACE
from stationdesk.i18n import N_
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import LIGHT
from stationdesk.ui.touch.pieces import TileGrid, WordsBox, words
from stationdesk.ui.touch.screen import Booth, Screen

if TYPE_CHECKING:
    from PyQt6.QtGui import QPaintEvent

    from stationdesk.ui.touch.looks import Looks

_COLOURS = {
    5: LIGHT.success.solid,
    4: LIGHT.success.solid,
    3: LIGHT.warning.solid,
    2: LIGHT.brand,
    1: LIGHT.danger.solid,
}
_SMILE = {5: 0.34, 4: 0.18, 3: 0.0, 2: -0.16, 1: -0.3}
"""How far the mouth bends down from its corners, in parts of the face."""


class RateScreen(Screen):
    """The faces stand for very satisfied to very dissatisfied, and say so in words."""

    def __init__(self, booth: Booth) -> None:
        say, draft = booth.say, booth.draft
        super().__init__(booth, say(N_("How satisfied are you with the service here?")))
        self.faces: dict[int, FaceTile] = {}
        self._one = QButtonGroup(self)
        for rating, phrase in RATING_WORDS.items():
            face = FaceTile(rating, say(phrase), booth.looks)
            face.setChecked(draft.rating == rating)
            face.clicked.connect(partial(self._on_face, rating))
            self._one.addButton(face)
            self.faces[rating] = face
        self.box = WordsBox(
            draft.body,
            say(N_("Your words")),
            say(N_("Would you like to say why? (You may leave this empty.)")),
        )
        self.box.setMinimumHeight(booth.looks.px(90))
        self.body.addWidget(
            TileGrid(list(self.faces.values()), booth.looks, most_columns=5, least_width=140), 2
        )
        self.body.addWidget(self.box, 2)
        self.add_back()
        self.submit = self.add_forward(say(N_("Hand in")), Icon.CHECKMARK)
        self.box.textChanged.connect(self._on_words)
        self.submit.clicked.connect(self._on_submit)

    def first_stop(self) -> QWidget | None:
        return self.faces[5]

    def _on_face(self, rating: int) -> None:
        self.booth.draft.rating = rating
        self.say_problems(())

    def _on_words(self) -> None:
        self.booth.draft.body = self.box.toPlainText()[:LONGEST_BODY]

    def _on_submit(self) -> None:
        if self.booth.draft.rating is None:
            self.say_problems([NO_FACE])
        else:
            self.forward.emit()


class FaceTile(QPushButton):
    """A face with its words below."""

    def __init__(self, rating: int, text: str, looks: Looks) -> None:
        super().__init__()
        self._looks = looks
        self.setProperty("look", "touch_tile")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        shape = QVBoxLayout(self)
        shape.setContentsMargins(looks.px(8), looks.px(12), looks.px(8), looks.px(10))
        shape.addStretch(1)
        shape.addWidget(Face(rating, looks))
        below = words(text, centred=True)
        below.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        shape.addWidget(below)
        shape.addStretch(1)

    def sizeHint(self) -> QSize:
        return QSize(self._looks.px(200), self._looks.px(210))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._looks.px(130), self._looks.px(210))


class Face(QWidget):
    """A drawn face; the mouth tells what the words below say."""

    def __init__(self, rating: int, looks: Looks) -> None:
        super().__init__()
        self._rating = rating
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumWidth(looks.px(64))
        self.setFixedHeight(looks.px(104))

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) - 8.0
        face = QRectF(0, 0, side, side)
        face.moveCenter(QRectF(self.rect()).center())
        colour = QColor(_COLOURS[self._rating])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(face)
        painter.setBrush(QColor(LIGHT.surface))
        for across in (0.33, 0.67):
            eye = QPointF(face.left() + across * side, face.top() + 0.38 * side)
            painter.drawEllipse(eye, side * 0.055, side * 0.07)
        self._draw_mouth(painter, face, side)
        painter.end()

    def _draw_mouth(self, painter: QPainter, face: QRectF, side: float) -> None:
        bend = _SMILE[self._rating]
        level = face.top() + side * (0.66 - bend / 3)
        path = QPainterPath(QPointF(face.left() + 0.28 * side, level))
        middle = QPointF(face.center().x(), level + bend * side)
        path.quadTo(middle, QPointF(face.left() + 0.72 * side, level))
        pen = QPen(QColor(LIGHT.surface), side * 0.07)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
