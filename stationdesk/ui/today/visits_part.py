"""Who comes: a click for each visitor, the day's count, and the door (来访)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PyQt6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QSizePolicy, QWidget

from stationdesk.domain.visitors import VISITOR_GROUPS
from stationdesk.domain.visits import USUAL_SERVICE, VISITED_SERVICES
from stationdesk.i18n import _
from stationdesk.ui.theme import px, theme
from stationdesk.ui.today.door_line import DoorLine
from stationdesk.ui.widgets.basics import Elide, button, column, keep_shown, label, row, set_look
from stationdesk.ui.widgets.detail_pane import scrolling
from stationdesk.ui.widgets.fields import ChoiceField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PyQt6.QtGui import QResizeEvent

    from stationdesk.domain.visits import DayCounts

VISITS_KEY = "Ctrl+U"
BESIDE_NAME = 58
"""What a group's button has beside its name: its edges, its digit, its count (px)."""
WIDEST_ROW = 4
DIGITS = 9
TAP_HEIGHT, FLAT_HEIGHT = 44, 36
"""Room for two lines of words, and for one (px of the design)."""
GAP = 6


class VisitsPart(QWidget):
    """Groups as large buttons, those that come most in front; the digits press the first nine."""

    tapped = pyqtSignal(str, str)
    """The keys of a group and of the service that somebody of it came for."""
    sheet_wanted = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._order: tuple[str, ...] = ()
        self._taps = {key: _TapButton(_(words)) for key, words in VISITOR_GROUPS.items()}
        self._total = label("", "strong")
        self.service = ChoiceField({key: _(words) for key, words in VISITED_SERVICES.items()})
        self.sheet = button(_("Enter sums"), look="link", tip=_("Enter a tally sheet"))
        self.door = DoorLine()
        self._grid = QGridLayout()
        self._head = row()
        self._build()
        self._connect()
        self.show_order(tuple(VISITOR_GROUPS))

    def show_order(self, groups: Sequence[str]) -> None:
        """Put the groups in another order."""
        if tuple(groups) == self._order:
            return
        self._order = tuple(groups)
        for number, group in enumerate(self._order, start=1):
            self._taps[group].show_digit(str(number) if number <= DIGITS else "")
        self._arrange()

    def show_counts(self, counts: DayCounts) -> None:
        """Show how many came on the day so far."""
        self._total.setText(_("{count} visits today").format(count=counts.people))
        for group, made in self._taps.items():
            made.show_count(counts.by_group.get(group, 0))

    def order(self) -> tuple[str, ...]:
        """Return the groups as they stand."""
        return self._order

    def tap_button(self, group: str) -> QPushButton:
        """Return the button of a group."""
        return self._taps[group]

    def take_keys(self) -> None:
        """Let the digits count visitors."""
        self._taps[self._order[0]].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def wanted_height(self) -> int:
        """Return the height at which every group is seen without scrolling."""
        parts = (self._head.sizeHint(), self._grid.sizeHint(), self.door.sizeHint())
        return sum(each.height() for each in parts) + px(3 * GAP)

    def go_to_sight(self) -> None:
        """Scroll the page around it until the whole part is seen."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self, px(8), px(24))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(GAP))
        self.service.setAccessibleName(_("What they come for"))
        self.service.setToolTip(_("What they come for"))
        self.service.set_value(USUAL_SERVICE)
        inner = QWidget()
        inner.setProperty("look", "scrolled")
        inner.setLayout(column(self._grid, None, gap=0))
        self._head = row(self._total, None, self.service, self.sheet, gap=8)
        self.setLayout(column(self._head, scrolling(inner), self.door, gap=GAP))

    def _connect(self) -> None:
        for group, made in self._taps.items():
            made.clicked.connect(partial(self._on_tap, group))
        self.sheet.clicked.connect(lambda _checked: self.sheet_wanted.emit())
        for digit in range(1, DIGITS + 1):
            keys = QShortcut(QKeySequence(str(digit)), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(partial(self._on_digit, digit))

    def _arrange(self) -> None:
        """Stand in as many columns as there is room for, from left to right."""
        widest = max(made.least_width() for made in self._taps.values()) + px(GAP)
        columns = max(2, min(WIDEST_ROW, self.width() // widest))
        for place in range(WIDEST_ROW):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
        height = px(FLAT_HEIGHT if columns == 2 else TAP_HEIGHT)
        for place in range(len(self._order) // 2):
            used = place * columns < len(self._order)
            self._grid.setRowMinimumHeight(place, height if used else 0)
        before: QWidget | None = None
        for number, group in enumerate(self._order):
            made = self._taps[group]
            made.stand(flat=columns == 2)
            self._grid.addWidget(made, *divmod(number, columns))
            if before is not None:
                QWidget.setTabOrder(before, made)
            before = made

    def _on_tap(self, group: str, _checked: bool = False) -> None:
        self.tapped.emit(group, str(self.service.value()))

    def _on_digit(self, digit: int) -> None:
        self._taps[self._order[digit - 1]].animateClick()


class _TapButton(QPushButton):
    """A group with its digit and how many of it came today."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._height = px(TAP_HEIGHT)
        self._digit = label("", "caption")
        self._words, self._line = label(name, wrap=True), Elide(name)
        self._count = label("", "strong")
        self.setProperty("look", "tap")
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._digit.setFixedWidth(px(9))
        line = row(self._digit, self._words, self._line, self._count, gap=5)
        line.setContentsMargins(px(8), 0, px(8), 0)
        line.setStretchFactor(self._words, 1)
        line.setStretchFactor(self._line, 1)
        self.setLayout(line)
        for each in (self._digit, self._words, self._line, self._count):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(self.least_width(), self._height)

    def stand(self, *, flat: bool) -> None:
        """Take one line of words, shortened where it must be, or two."""
        self._height = px(FLAT_HEIGHT if flat else TAP_HEIGHT)
        keep_shown(self._line, shown=flat)
        keep_shown(self._words, shown=not flat)
        self.updateGeometry()

    def least_width(self) -> int:
        """Return the width at which the name takes two lines at most."""
        wide = QFontMetrics(theme().font(14)).horizontalAdvance
        words = self._name.split()
        if len(words) == 1:
            half = self._name[: len(self._name) // 2 + 1]
            return wide(half) + px(BESIDE_NAME)
        breaks = (
            max(wide(" ".join(words[:place])), wide(" ".join(words[place:])))
            for place in range(1, len(words))
        )
        return min(breaks) + px(BESIDE_NAME)

    def show_digit(self, digit: str) -> None:
        self._digit.setText(digit)
        self.setToolTip("  ".join(filter(None, (self._name, digit))))

    def show_count(self, count: int) -> None:
        self._count.setText(str(count) if count else "")
        self.setAccessibleDescription(_("{count} visits today").format(count=count))
        for words in (self._words, self._line):
            set_look(words, tone="" if count else "neutral")
