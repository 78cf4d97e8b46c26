"""What is filled in: words, counts, days, times, choices.

Every field has ``value()``, ``set_value()``, the signal ``edited`` and ``unreadable()``: a
sentence that says why what stands in it cannot be read, or nothing.
"""

from __future__ import annotations

import re
from datetime import date, time
from typing import TYPE_CHECKING, Protocol

from PyQt6.QtCore import QDate, QObject, QPoint, QSignalBlocker, QStringListModel, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QTextCharFormat
from PyQt6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QCompleter,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.theme import px, theme, tokens
from stationdesk.ui.typed_days import read_day, read_time
from stationdesk.ui.widgets.basics import let_list_follow_style

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PyQt6.QtGui import QKeyEvent, QWheelEvent

_FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


class Field(Protocol):
    """What a form asks of whatever is filled in."""

    def is_empty(self) -> bool:
        """Return whether nothing was filled in."""
        ...

    def unreadable(self) -> str:
        """Return why what stands here cannot be read, empty where it can."""
        ...


class TextField(QLineEdit):
    """One line of words; ``value`` is without blanks at the ends."""

    edited = pyqtSignal()

    def __init__(self, value: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(value, parent)
        self.setPlaceholderText(hint)
        self.textChanged.connect(self._on_text)

    def value(self) -> str:
        """Return the words."""
        return self.text().strip()

    def set_value(self, value: str) -> None:
        """Write the words."""
        self.setText(value)

    def offer(self, words: list[str]) -> None:
        """Offer earlier entries while one types; any other words are taken as well."""
        completer = QCompleter(self)
        completer.setModel(QStringListModel(words, completer))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        _dress_popup(completer)
        self.setCompleter(completer)

    def is_empty(self) -> bool:
        """Return whether there are no words."""
        return not self.value()

    def unreadable(self) -> str:
        """Return nothing: any words can be read."""
        return ""

    def _on_text(self, _text: str) -> None:
        self.edited.emit()


class LongTextField(QPlainTextEdit):
    """Several lines of words; Enter is a new line, Tab leaves."""

    edited = pyqtSignal()

    def __init__(self, value: str = "", lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(value, parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * px(21) + px(18))
        self.textChanged.connect(self.edited)

    def value(self) -> str:
        """Return the words, without blanks at the ends."""
        return self.toPlainText().strip()

    def set_value(self, value: str) -> None:
        """Write the words."""
        self.setPlainText(value)

    def is_empty(self) -> bool:
        """Return whether there are no words."""
        return not self.value()

    def unreadable(self) -> str:
        """Return nothing: any words can be read."""
        return ""


class CountField(QLineEdit):
    """A whole number, or nothing; full-width digits are read, ↑ and ↓ count, the wheel does not."""

    edited = pyqtSignal()

    def __init__(
        self,
        value: int | None = None,
        least: int = 0,
        most: int = 999_999_999,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaximumWidth(px(160))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.set_value(value)
        self.textChanged.connect(self._on_text)

    def value(self) -> int | None:
        """Return the number, or None where nothing or no whole number within bounds stands."""
        number = self._number()
        return number if number is not None and self._least <= number <= self._most else None

    def set_value(self, value: int | None) -> None:
        """Write a number; None empties the field."""
        self.setText("" if value is None else str(value))

    def set_bounds(self, least: int, most: int) -> None:
        """Change the smallest and the largest number taken."""
        self._least, self._most = least, most

    def is_empty(self) -> bool:
        """Return whether nothing was typed."""
        return not self.text().strip()

    def unreadable(self) -> str:
        """Return why the number cannot be taken."""
        if self.is_empty():
            return ""
        number = self._number()
        if number is None:
            return _("Write a whole number, for instance 12.")
        if not self._least <= number <= self._most:
            return _("Write a number from {least} to {most}.").format(
                least=self._least, most=self._most
            )
        return ""

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event is not None and event.key() in steps:
            number = (self._number() or 0) + steps[Qt.Key(event.key())]
            self.set_value(max(self._least, min(self._most, number)))
            return
        super().keyPressEvent(event)

    def _number(self) -> int | None:
        typed = self.text().translate(_FULL_WIDTH_DIGITS).replace(",", "").replace("，", "").strip()
        return int(typed) if re.fullmatch(r"-?\d{1,12}", typed, re.ASCII) else None

    def _on_text(self, _text: str) -> None:
        self.edited.emit()


class _TypedField(QLineEdit):
    """A line whose words are read as something else and tidied when one leaves it."""

    edited = pyqtSignal()

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setMaximumWidth(px(200))
        self.textChanged.connect(self._on_text)
        self.editingFinished.connect(self._tidy)

    def is_empty(self) -> bool:
        """Return whether nothing was typed."""
        return not self.text().strip()

    def _tidy(self) -> None:
        raise NotImplementedError

    def _on_text(self, _text: str) -> None:
        self.edited.emit()


class DayField(_TypedField):
    """A day: typed as 0312, 3.12, 20260312, +1m or today, or taken from a calendar."""

    def __init__(
        self, today: date, value: date | None = None, parent: QWidget | None = None
    ) -> None:
        """``today`` is what short forms are counted from."""
        super().__init__(_("e.g. 0312 or +1m"), parent)
        self._today = today
        self._popup: _CalendarPopup | None = None
        opener = self.addAction(icon(Icon.CALENDAR_LTR), QLineEdit.ActionPosition.TrailingPosition)
        if opener is not None:
            opener.setToolTip(_("Calendar") + "  F4")
            opener.triggered.connect(self.open_calendar)
        for inner in self.findChildren(QToolButton):
            inner.setAccessibleName(_("Calendar"))
        self.set_value(value)

    def value(self) -> date | None:
        """Return the day, or None where nothing or no day was typed."""
        return read_day(self.text(), self._today)

    def set_value(self, value: date | None) -> None:
        """Write a day; None empties the field."""
        self.setText(value.isoformat() if value else "")

    def unreadable(self) -> str:
        """Return why the day cannot be read."""
        if self.is_empty() or self.value() is not None:
            return ""
        return _("This is no day. Write it like 0312, 3.12, 20260312 or +1m.")

    def open_calendar(self) -> None:
        """Let the day be chosen from a calendar."""
        if self._popup is None:
            self._popup = _CalendarPopup(self)
            self._popup.chosen.connect(self.set_value)
        self._popup.open_at(
            self.mapToGlobal(QPoint(0, self.height() + 2)), self.value() or self._today
        )

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is not None and event.key() == Qt.Key.Key_F4:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def _tidy(self) -> None:
        if (day := self.value()) is not None:
            self.set_value(day)


class TimeField(_TypedField):
    """A time of day, typed as 0830, 8:30 or 8."""

    def __init__(self, value: time | None = None, parent: QWidget | None = None) -> None:
        super().__init__(_("e.g. 0830"), parent)
        self.setMaximumWidth(px(120))
        self.set_value(value)

    def value(self) -> time | None:
        """Return the time, or None where nothing or no time was typed."""
        return read_time(self.text())

    def set_value(self, value: time | None) -> None:
        """Write a time; None empties the field."""
        self.setText(value.strftime("%H:%M") if value else "")

    def unreadable(self) -> str:
        """Return why the time cannot be read."""
        if self.is_empty() or self.value() is not None:
            return ""
        return _("This is no time. Write it like 0830 or 8:30.")

    def _tidy(self) -> None:
        if (moment := self.value()) is not None:
            self.set_value(moment)


class _CalendarPopup(QFrame):
    """A month to choose a day from; weeks begin on Monday."""

    chosen = pyqtSignal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("look", "popup")
        self._calendar = QCalendarWidget()
        self._calendar.setAccessibleName(_("Calendar"))
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        self._calendar.setFont(theme().font(13))
        weekend = QTextCharFormat()
        weekend.setForeground(QColor(tokens().brand))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(day, weekend)
        self._calendar.clicked.connect(self._on_chosen)
        self._calendar.activated.connect(self._on_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._calendar)
        self.setFocusProxy(self._calendar)
        self.setFixedSize(px(320), px(270))

    def open_at(self, place: QPoint, shown: date) -> None:
        """Open under a field with a day already chosen."""
        self._calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.move(place)
        self.show()
        self._calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_chosen(self, day: QDate) -> None:
        self.hide()
        self.chosen.emit(date(day.year(), day.month(), day.day()))


class ChoiceField(QComboBox):
    """One of several; typing looks for words or, where given, for initials in pinyin.

    Keys may be of any kind. The first option is the one taken unless another is set: put the one
    most often used first, or an option None for "not chosen".
    """

    edited = pyqtSignal()

    def __init__(
        self,
        options: Mapping[object, str] | None = None,
        initials_of: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``options`` are key → words; ``initials_of`` turns words into what may be typed."""
        super().__init__(parent)
        self._keys: list[object] = []
        self._initials_of = initials_of
        self._list_is_dressed = False
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        if initials_of is not None:
            self._let_type()
        self.set_options(options or {})
        self.currentIndexChanged.connect(self._on_index)

    def set_options(self, options: Mapping[object, str]) -> None:
        """Replace the options; the choice stays where it is still offered."""
        taken = self.value() if self._keys else None
        with QSignalBlocker(self):  # whoever blocked them before still does afterwards
            self.clear()
            self._keys = list(options)
            self.addItems(list(options.values()))
            self.setCurrentIndex(self._keys.index(taken) if taken in self._keys else 0)
        if self._initials_of is not None:
            self._offer(list(options.values()), self._initials_of)

    def value(self) -> object:
        """Return the key chosen, or None where nothing is."""
        number = self.currentIndex()
        return self._keys[number] if 0 <= number < len(self._keys) else None

    def set_value(self, value: object) -> None:
        """Choose by key; a key not offered leaves the choice as it is."""
        if value in self._keys:
            self.setCurrentIndex(self._keys.index(value))

    def is_empty(self) -> bool:
        """Return whether nothing is chosen."""
        return self.value() in (None, "")

    def unreadable(self) -> str:
        """Return why what was typed is none of the options."""
        if self.isEditable() and self.currentText() != self.itemText(self.currentIndex()):
            return _("Choose one from the list.")
        return ""

    def showPopup(self) -> None:
        """Dress the list when it is first opened: made earlier it costs every form time."""
        if not self._list_is_dressed:
            let_list_follow_style(self)
            self._list_is_dressed = True
        super().showPopup()

    def settle(self) -> None:
        """Take what was typed where it names exactly one option, as when one leaves the field."""
        if self.isEditable():
            self._settle()

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Leave the wheel to the page: nobody changes a choice by scrolling past it."""
        if event is not None:
            event.ignore()

    def _let_type(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._settle)

    def _offer(self, words: list[str], initials_of: Callable[[str], str]) -> None:
        completer = _InitialsCompleter(words, initials_of, self)
        completer.taken.connect(self._on_taken)
        self.setCompleter(completer)

    def _on_taken(self, words: str) -> None:
        self.setCurrentIndex(self.findText(words))

    def _settle(self) -> None:
        """Take what was typed where it names exactly one option."""
        typed = self.currentText().strip()
        completer = self.completer()
        if self.findText(typed) >= 0:
            self.setCurrentIndex(self.findText(typed))
        elif isinstance(completer, _InitialsCompleter) and typed:
            found = completer.matching(typed)
            if len(found) == 1:
                self.setCurrentIndex(self.findText(found[0]))

    def _on_index(self, _number: int) -> None:
        self.edited.emit()


class _InitialsCompleter(QCompleter):
    """Finds options by any part of their words or by the start of their initials."""

    taken = pyqtSignal(str)

    def __init__(
        self, words: list[str], initials_of: Callable[[str], str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._words = {each: f"{each.lower()} {initials_of(each).lower()}" for each in words}
        self._model = QStringListModel(words, self)
        self.setModel(self._model)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(10)
        self.activated[str].connect(self.taken)
        _dress_popup(self)

    def matching(self, typed: str) -> list[str]:
        """Return the options that fit what is typed."""
        wanted = typed.strip().lower()
        return [each for each, said in self._words.items() if wanted in said]

    def splitPath(self, path: str | None) -> list[str]:
        self._model.setStringList(self.matching(path or ""))
        return [""]


class TickField(QCheckBox):
    """Yes or no."""

    edited = pyqtSignal()

    def __init__(self, words: str, value: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setChecked(value)
        self.toggled.connect(self._on_toggled)

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        """Tick it or not."""
        self.setChecked(value)

    def is_empty(self) -> bool:
        """Return False: no is an answer."""
        return False

    def unreadable(self) -> str:
        """Return nothing: a tick can always be read."""
        return ""

    def _on_toggled(self, _checked: bool) -> None:
        self.edited.emit()


def _dress_popup(completer: QCompleter) -> None:
    popup = completer.popup()
    if popup is not None:
        popup.setProperty("look", "popup")
        popup.setFont(theme().font())
