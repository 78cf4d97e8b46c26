"""The smallest pieces: cards, words, chips, buttons."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPaintEvent, QResizeEvent
from PyQt6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from stationdesk.listings.columns import Mark, Tone
from stationdesk.ui.icons import Icon, icon, paint_icon
from stationdesk.ui.theme import px, theme, tokens

TONE_ICONS = {
    Tone.GOOD: Icon.CHECKMARK_CIRCLE,
    Tone.WARNING: Icon.WARNING,
    Tone.BAD: Icon.DISMISS_CIRCLE,
    Tone.INFO: Icon.INFO,
    Tone.NEUTRAL: Icon.CIRCLE,
}
"""The drawing that goes with each tone, so that no state is told by colour alone."""


def row(*widgets: QWidget | QLayout | int | None, gap: int = 8) -> QHBoxLayout:
    """Return widgets side by side; an int is a blank of that many px, None takes what is left."""
    layout = QHBoxLayout()
    _fill(layout, widgets, gap)
    return layout


def column(*widgets: QWidget | QLayout | int | None, gap: int = 8) -> QVBoxLayout:
    """Return widgets one below the other; blanks as in ``row``."""
    layout = QVBoxLayout()
    _fill(layout, widgets, gap)
    return layout


def _fill(
    layout: QBoxLayout, widgets: tuple[QWidget | QLayout | int | None, ...], gap: int
) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(px(gap))
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        elif isinstance(widget, int):
            layout.addSpacing(px(widget))
        elif isinstance(widget, QLayout):
            layout.addLayout(widget)
        else:
            layout.addWidget(widget)


def clear(layout: QLayout) -> None:
    """Take every widget and inner layout out of ``layout`` and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def keep_shown(widget: QWidget, *, shown: bool) -> None:
    """Show or hide a part; one not yet in its place must not pop up as a window of its own."""
    if not shown:
        widget.hide()
    elif widget.parentWidget() is not None:
        widget.show()


def set_look(widget: QWidget, **properties: object) -> None:
    """Set style properties and dress the widget anew where one changed."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    style = widget.style()
    if changed and style is not None:
        style.unpolish(widget)
        style.polish(widget)


def label(text: str = "", look: str = "", *, wrap: bool = False) -> QLabel:
    """Return plain words; ``look`` is title, subtitle, card_title, caption, muted or strong."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if look:
        made.setProperty("look", look)
    return made


def rule() -> QFrame:
    """Return a hair line between two parts of a card."""
    line = QFrame()
    line.setProperty("look", "rule")
    line.setFixedHeight(1)
    return line


def button(
    text: str,
    name: Icon | None = None,
    *,
    look: str = "",
    shortcut: str = "",
    tip: str = "",
) -> QPushButton:
    """Return a push button.

    ``look`` is empty for a secondary button, or primary, danger, link, chip. The tooltip names
    the shortcut. Enter presses it when it has the focus.
    """
    made = QPushButton(f" {text}" if name else text)
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    if look:
        made.setProperty("look", look)
    if name is not None:
        made.setIcon(_button_icon(name, look))
        made.setIconSize(QSize(px(18), px(18)))
    _set_tip(made, tip, shortcut)
    return made


def icon_button(name: Icon, says: str, *, shortcut: str = "") -> QPushButton:
    """Return a button that is only a drawing; ``says`` is its name and its tooltip."""
    made = QPushButton()
    made.setProperty("look", "icon")
    made.setAutoDefault(False)
    made.setIcon(icon(name))
    made.setIconSize(QSize(px(20), px(20)))
    made.setAccessibleName(says)
    _set_tip(made, says, shortcut)
    return made


def rename(made: QPushButton, text: str) -> None:
    """Give a button other words; its picture and its shortcut, which Qt would forget, stay."""
    keys = made.shortcut()
    made.setText(text if made.icon().isNull() or not text else f" {text}")
    made.setAccessibleName(text)
    made.setShortcut(keys)
    made.setToolTip("  ".join(filter(None, (text, keys.toString()))))


def _button_icon(name: Icon, look: str) -> QIcon:
    worn = tokens()
    colour = {"primary": worn.on_primary, "danger": worn.surface, "link": worn.primary}.get(look)
    return icon(name, colour or worn.text2)


def _set_tip(made: QPushButton, tip: str, shortcut: str) -> None:
    if shortcut:
        made.setShortcut(shortcut)
        tip = f"{tip or made.accessibleName()}  {shortcut}"
    made.setToolTip(tip)


def let_list_follow_style(box: QComboBox) -> None:
    """Let the list of a drop-down look like the program's other lists, not like the system's."""
    box.setItemDelegate(QStyledItemDelegate(box))


class Elide(QLabel):
    """One line that shortens itself with … instead of widening the window."""

    def __init__(self, text: str = "", look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self._shorter: tuple[str, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if look:
            self.setProperty("look", look)
        self.setText(text)

    def setText(self, text: str | None) -> None:
        self.say(text or "")

    def say(self, text: str, *shorter: str) -> None:
        """Show ``text``; where it has no room, the first of the ``shorter`` words that has."""
        self._whole, self._shorter = text, shorter
        self.setAccessibleName(self._whole)
        self.updateGeometry()
        self._shorten()

    def whole_text(self) -> str:
        """Return the words before shortening."""
        return self._whole

    def minimumSizeHint(self) -> QSize:
        return QSize(px(24), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        margins = self.contentsMargins()
        width = metrics.horizontalAdvance(self._whole) + margins.left() + margins.right() + 2
        return QSize(width, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._shorten()

    def changeEvent(self, event: QEvent | None) -> None:
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.Type.FontChange:
            self._shorten()

    def _shorten(self) -> None:
        room = self.contentsRect().width()
        metrics = QFontMetrics(self.font())
        ways = (self._whole, *self._shorter)
        fitting = (words for words in ways if metrics.horizontalAdvance(words) <= room)
        told = next(fitting, ways[-1])
        shown = metrics.elidedText(told, Qt.TextElideMode.ElideRight, room)
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class Card(QFrame):
    """A white sheet on the ground, with an optional title row; put content into ``body``."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(16), px(12), px(16), px(12))
        outer.setSpacing(px(8))
        self.title_row = row()
        self.title = Elide(title, "card_title")
        keep_shown(self.title, shown=bool(title))
        self.title_row.addWidget(self.title, 1)
        outer.addLayout(self.title_row)
        self.body = column()
        outer.addLayout(self.body, 1)

    def set_title(self, title: str) -> None:
        """Change the words of the title row."""
        self.title.setText(title)
        keep_shown(self.title, shown=bool(title))


class IconChip(QWidget):
    """A drawing on a soft square of its tone."""

    def __init__(
        self, name: Icon, tone: Tone = Tone.INFO, side: int = 40, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._tone = tone
        self.setFixedSize(px(side), px(side))

    def set_tone(self, tone: Tone) -> None:
        """Change the colours."""
        self._tone = tone
        self.update()

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tokens().tone(self._tone)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.soft))
        radius = self.width() / 5
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        side = round(self.width() * 0.5)
        where = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_icon(painter, self._name, where, colours.text)
        painter.end()


def pill_width(metrics: QFontMetrics, text: str) -> int:
    """Return how wide a pill with ``text`` is."""
    return metrics.horizontalAdvance(text) + px(34)


def paint_pill(painter: QPainter, mark: Mark, room: QRectF, ground: str = "") -> None:
    """Draw a state at the left of ``room``: icon, word and colour together.

    ``ground`` is the colour behind; a pill that would melt into it stands on a white one.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = theme().font(13)
    painter.setFont(font)
    metrics = QFontMetrics(font)
    text, colours = str(mark), tokens().tone(mark.tone)
    width = min(pill_width(metrics, text), int(room.width()))
    height = min(px(24), int(room.height()))
    pill = QRectF(room.left(), room.center().y() - height / 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().surface if colours.soft == ground else colours.soft))
    painter.drawRoundedRect(pill, height / 2, height / 2)
    side = px(14)
    drawing = QRectF(pill.left() + px(8), pill.center().y() - side / 2, side, side)
    paint_icon(painter, TONE_ICONS[mark.tone], drawing, colours.text, filled=True)
    painter.setPen(QColor(colours.text))
    words = pill.adjusted(px(26), 0, -px(6), 0)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(words.width()) + 1)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


class Pill(QWidget):
    """One state shown as icon, word and colour."""

    def __init__(self, mark: Mark | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = mark
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_mark(mark)

    def show_mark(self, mark: Mark | None) -> None:
        """Show another state; None hides the pill."""
        self._mark = mark
        keep_shown(self, shown=mark is not None)
        self.setAccessibleName(str(mark) if mark else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        text = str(self._mark) if self._mark else ""
        return QSize(pill_width(QFontMetrics(theme().font(13)), text), px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        if self._mark is not None:
            painter = QPainter(self)
            paint_pill(painter, self._mark, QRectF(self.rect()))
            painter.end()


class Segmented(QWidget):
    """A row of choices of which one is taken; each may carry a count."""

    chosen = pyqtSignal(str)

    def __init__(self, choices: dict[str, str], says: str, parent: QWidget | None = None) -> None:
        """``choices`` are key → words; ``says`` names the group to a screen reader."""
        super().__init__(parent)
        self.setAccessibleName(says)
        self._words = dict(choices)
        self._buttons: dict[str, QPushButton] = {}
        layout = row(gap=0)
        self.setLayout(layout)
        for number, (key, words) in enumerate(choices.items()):
            made = QPushButton(words)
            made.setCheckable(True)
            made.setAutoExclusive(True)
            made.setAutoDefault(False)
            made.setProperty("look", "segment")
            made.setProperty("end", _end(number, len(choices)))
            made.setChecked(number == 0)
            made.toggled.connect(self._on_toggled)
            self._buttons[key] = made
            layout.addWidget(made)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._keep_room_for_bold()

    def current(self) -> str:
        """Return the key of the choice taken."""
        return next(key for key, made in self._buttons.items() if made.isChecked())

    def choose(self, key: str) -> None:
        """Take a choice."""
        self._buttons[key].setChecked(True)

    def choose_first(self) -> None:
        """Take the first choice."""
        next(iter(self._buttons.values())).setChecked(True)

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show how many there are behind each choice."""
        for key, count in counts.items():
            self._buttons[key].setText(f"{self._words[key]} {count}")
        self._keep_room_for_bold()

    def _keep_room_for_bold(self) -> None:
        metrics = QFontMetrics(theme().font(14, bold=True))
        for made in self._buttons.values():
            made.setMinimumWidth(metrics.horizontalAdvance(made.text()) + px(28))

    def _on_toggled(self, checked: bool) -> None:
        if checked:
            self.chosen.emit(self.current())


def _end(number: int, of: int) -> str:
    if of == 1:
        return "only"
    return {0: "first", of - 1: "last"}.get(number, "inner")
