"""Numbers of the day on cards that are buttons, alike in form, as many in a row as there is room.

Nothing on a card is cut off: where room is short, first the drawings are smaller, then they are
left out and the numbers are smaller, and then the cards take another row.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QFontMetrics
from PyQt6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from stationdesk.listings.columns import Tone
from stationdesk.ui.theme import px, theme
from stationdesk.ui.widgets.basics import Elide, IconChip, keep_shown, label, row, set_look

if TYPE_CHECKING:
    from PyQt6.QtGui import QResizeEvent

    from stationdesk.ui.icons import Icon

HEIGHT = 114
BESIDE = 8
"""What lies between two parts of a card, side by side (px)."""
SPARE = 4
ROWS_OF = (3, 2)
"""How many cards a row may have where they do not fit into one."""


class _Measures(NamedTuple):
    """Sizes in px of the design; a chip of 0 is none, a ``deep`` one reaches beside the number."""

    margin: int
    chip: int
    deep: bool
    number: int
    look: str


class KpiForm(Enum):
    """How much room a card takes."""

    ROOMY = _Measures(margin=16, chip=40, deep=True, number=30, look="kpi")
    NARROW = _Measures(margin=14, chip=28, deep=False, number=30, look="kpi")
    TIGHT = _Measures(margin=10, chip=0, deep=False, number=24, look="kpi_small")


class KpiCard(QPushButton):
    """One number of the day; the whole card is a button that leads to its page."""

    def __init__(
        self, title: str, name: Icon, tone: Tone = Tone.INFO, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "kpi")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(HEIGHT))
        self._title = Elide(title, "muted")
        self._number = label("", "kpi")
        self._unit = Elide("", "caption")
        self._delta = Elide("", "field")
        self._chip = IconChip(name, tone, parent=self)
        self._form = KpiForm.ROOMY
        self._build()
        self.take_form(KpiForm.ROOMY)

    def show_number(
        self,
        number: str,
        unit: str = "",
        delta: str = "",
        delta_tone: Tone = Tone.NEUTRAL,
        more: str = "",
    ) -> None:
        """Show a number with its unit and one line about it, in that line's tone.

        ``more`` is the whole of what the line says in short; it is the tooltip.
        """
        self._number.setText(number)
        self._unit.setText(unit)
        self._delta.setText(delta)
        set_look(self._delta, tone=delta_tone.value)
        parts = (self._title.whole_text(), number, unit, more or delta)
        self.setAccessibleName(" ".join(part for part in parts if part))
        self.setToolTip(more if more != delta else "")

    def set_tone(self, tone: Tone) -> None:
        """Change the colours of the chip."""
        self._chip.set_tone(tone)

    def width_needed(self, form: KpiForm) -> int:
        """Return the width at which nothing on the card is cut off in a form."""
        measures = form.value
        beside = px(measures.chip) + px(BESIDE) if measures.chip else 0
        title = _width(self._title.whole_text(), 14) + beside
        figure = _width(self._number.text(), measures.number, bold=True)
        if self._unit.whole_text():
            figure += px(BESIDE) + _width(self._unit.whole_text(), 13)
        figure += beside if measures.deep else 0
        words = _width(self._delta.whole_text(), 13)
        return max(title, figure, words) + 2 * px(measures.margin) + px(SPARE)

    def take_form(self, form: KpiForm) -> None:
        """Take more or less room."""
        self._form = form
        measures = form.value
        beside = px(measures.chip) + px(BESIDE) if measures.chip else 0
        set_look(self._number, look=measures.look)
        keep_shown(self._chip, shown=bool(measures.chip))
        self._chip.setFixedSize(px(measures.chip), px(measures.chip))
        self._title.setContentsMargins(0, 0, beside, 0)
        self._unit.setContentsMargins(0, 0, beside if measures.deep else 0, px(6))
        self._layout.setContentsMargins(px(measures.margin), px(12), px(measures.margin), px(10))
        self._place_chip()

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(100), px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._place_chip()

    def _place_chip(self) -> None:
        margin = px(self._form.value.margin)
        self._chip.move(self.width() - margin - self._chip.width(), px(12))

    def _build(self) -> None:
        figure = row(self._number)
        figure.addWidget(self._unit, 1, Qt.AlignmentFlag.AlignBottom)
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(px(2))
        self._layout.addWidget(self._title)
        self._layout.addLayout(figure, 1)
        self._layout.addWidget(self._delta)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class KpiCards(QWidget):
    """Cards in one row where they fit, else in rows of three or of two."""

    def __init__(self, *cards: KpiCard) -> None:
        super().__init__()
        self._cards = cards
        self._taken: tuple[int, KpiForm] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(12))
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Stand as fits into ``width``; call it again when the numbers are others."""
        columns, form = self._best(width)
        if (columns, form) == self._taken:
            return
        self._taken = (columns, form)
        for place, card in enumerate(self._cards):
            card.take_form(form)
            self._grid.addWidget(card, *divmod(place, columns))
        for column in range(len(self._cards)):
            self._grid.setColumnStretch(column, int(column < columns))
        self.setFixedHeight(self._height(columns))

    def rows(self) -> int:
        """Return in how many rows the cards stand."""
        return -(-len(self._cards) // self._taken[0]) if self._taken else 1

    def _best(self, width: int) -> tuple[int, KpiForm]:
        for columns in (len(self._cards), *ROWS_OF):
            room = (width - (columns - 1) * self._grid.spacing()) // columns
            for form in KpiForm:
                if all(card.width_needed(form) <= room for card in self._cards):
                    return columns, form
        return ROWS_OF[-1], KpiForm.TIGHT

    def _height(self, columns: int) -> int:
        rows = -(-len(self._cards) // columns)
        return rows * px(HEIGHT) + (rows - 1) * self._grid.spacing()


def _width(words: str, size: int, *, bold: bool = False) -> int:
    return QFontMetrics(theme().font(size, bold=bold)).horizontalAdvance(words) + 2
