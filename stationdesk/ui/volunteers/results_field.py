"""Who came to a training and how the test went: a line for each volunteer, quickly ticked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt6.QtWidgets import QVBoxLayout, QWidget

from stationdesk.domain.volunteers.training import TRAINING_RESULT_WORDS, TrainingResult
from stationdesk.i18n import _
from stationdesk.ui.theme import px
from stationdesk.ui.volunteers.words import person_words
from stationdesk.ui.widgets.basics import button, column, label, row
from stationdesk.ui.widgets.detail_pane import scrolling
from stationdesk.ui.widgets.enter_key import walks_on
from stationdesk.ui.widgets.fields import ChoiceField, TickField

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.volunteers.people import Volunteer

HEIGHT = 230
RESULT_WIDTH = 150


class ResultLine(QWidget):
    """One volunteer: ticked where they were to come, and what became of it."""

    def __init__(self, volunteer: Volunteer) -> None:
        super().__init__()
        self.volunteer_id = volunteer.id
        self.tick = TickField(person_words(volunteer))
        results: dict[object, str] = {
            each: _(words) for each, words in TRAINING_RESULT_WORDS.items()
        }
        self.result = ChoiceField(results)
        self.result.setAccessibleName(_("Result of {name}").format(name=volunteer.name))
        self.result.setFixedWidth(px(RESULT_WIDTH))
        self.result.setEnabled(False)
        line = row(self.tick, self.result)
        line.setStretchFactor(self.tick, 1)
        self.setLayout(line)
        self.tick.edited.connect(self._on_tick)

    def take(self, result: TrainingResult | None) -> None:
        """Write a result; None was not to come."""
        self.tick.set_value(result is not None)
        if result is not None:
            self.result.set_value(result)

    def _on_tick(self) -> None:
        self.result.setEnabled(self.tick.value())


class ResultsField(QWidget):
    """All volunteers below each other; Enter walks on, Space ticks."""

    edited = pyqtSignal()

    def __init__(self, people: Sequence[Volunteer]) -> None:
        super().__init__()
        self.lines = [ResultLine(each) for each in people]
        self.everybody = button(_("All of them came"), look="link")
        self.nobody = button(_("None of them"), look="link")
        self._count = label("", "caption")
        self._lay_out()
        for line in self.lines:
            for field in (line.tick, line.result):
                field.edited.connect(self._on_edited)
                field.installEventFilter(self)
        self.everybody.clicked.connect(partial(self._take_all, TrainingResult.CAME))
        self.nobody.clicked.connect(partial(self._take_all, None))
        self._tell()

    def value(self) -> dict[VolunteerId, TrainingResult]:
        """Return what became of each who was to come."""
        return {
            line.volunteer_id: cast("TrainingResult", line.result.value())
            for line in self.lines
            if line.tick.value()
        }

    def set_value(self, results: Mapping[VolunteerId, TrainingResult]) -> None:
        """Write results; who has none was not to come."""
        for line in self.lines:
            line.take(results.get(line.volunteer_id))

    def is_empty(self) -> bool:
        """Return whether nobody is ticked."""
        return not self.value()

    def unreadable(self) -> str:
        """Return nothing: ticks can always be read."""
        return ""

    def setFocus(self, *_reason: object) -> None:
        if self.lines:
            self.lines[0].tick.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        return walks_on(watched, event)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("look", "scrolled")
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, px(8), 0)
        lines.setSpacing(px(4))
        for line in self.lines:
            lines.addWidget(line)
        lines.addStretch(1)
        area = scrolling(inner)
        area.setFixedHeight(px(HEIGHT))
        self.setLayout(column(row(self._count, None, self.everybody, self.nobody), area, gap=4))

    def _take_all(self, result: TrainingResult | None, _checked: bool = False) -> None:
        for line in self.lines:
            line.take(result)

    def _on_edited(self) -> None:
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        there = sum(result is not TrainingResult.ABSENT for result in self.value().values())
        told = _("{there} there, {named} named").format(there=there, named=len(self.value()))
        self._count.setText(told)
