"""One thing to look at on a round: the question, the answer, how much, a note, a photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QGridLayout, QWidget

from stationdesk.domain.tiers.phrases import Listed
from stationdesk.domain.tiers.records import NewHandCheck
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.theme import px, tokens
from stationdesk.ui.tiers.photo_form import PhotoForm
from stationdesk.ui.tiers.verdict_field import VerdictField
from stationdesk.ui.widgets.basics import icon_button, keep_shown, label, row, rule, set_look
from stationdesk.ui.widgets.fields import CountField, TextField

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.tiers.records import SubjectLine
    from stationdesk.ui.dialogs import Dialogs

AMOUNT_WIDTH, LEAST_NOTE, NOTE_WIDTH = 72, 90, 240


class RoundRow(QWidget):
    """``edited`` tells of any change; ``done`` that one goes on to the next row."""

    edited = pyqtSignal()
    done = pyqtSignal()

    def __init__(self, line: SubjectLine, dialogs: Dialogs) -> None:
        super().__init__()
        self.line = line
        self._dialogs = dialogs
        self._photo = (b"", "")
        name = str(line.subject.name)
        self.verdict = VerdictField(name)
        self.verdict.setAccessibleName(f"{name} {line.subject.question}")
        self.amount = CountField()
        self.amount.setAccessibleName(_("Amount counted: {name}").format(name=name))
        self.note = TextField(hint=_("Note"))
        self.note.setAccessibleName(_("Note on {name}").format(name=name))
        self.camera = icon_button(Icon.CAMERA, _("Photo of {name}").format(name=name))
        self.error = label("", "error", wrap=True)
        self._build()
        self._connect()

    def is_answered(self) -> bool:
        """Return whether somebody has looked."""
        return not self.verdict.is_empty()

    def photo(self) -> tuple[bytes, str]:
        """Return the bytes of the photo and the name of its file; empty where there is none."""
        return self._photo

    def set_photo(self, content: bytes, name: str) -> None:
        """Take a photo with its file's name; none where it is empty."""
        self._photo = content, name
        colour = tokens().primary if content else None
        self.camera.setIcon(icon(Icon.CAMERA, colour, filled=bool(content)))
        self.camera.setToolTip(name or self.camera.accessibleName())
        self.edited.emit()

    def wish(self, checked_by: str, on: date) -> NewHandCheck:
        """Return what is to be recorded."""
        return NewHandCheck(
            subject=self.line.subject.key,
            passed=bool(self.verdict.value()),
            checked_by=checked_by,
            on=on,
            amount=self.amount.value(),
            note=self.note.value(),
        )

    def keep_amount_room(self, *, kept: bool) -> None:
        """Leave room for an amount, so that all rows shown line up."""
        keep_shown(self._amount_room, shown=kept)

    def say(self, text: str) -> None:
        """Show what stands against this row; nothing clears it."""
        self.error.setText(text)
        keep_shown(self.error, shown=bool(text))
        set_look(self.note, wrong=bool(text))

    def _build(self) -> None:
        line = self.line
        unit = str(line.subject.unit)
        counts = line.amount_wanted or bool(unit)
        self.amount.setFixedWidth(px(AMOUNT_WIDTH))
        self.note.setMinimumWidth(px(LEAST_NOTE))
        self.note.setMaximumWidth(px(NOTE_WIDTH))
        self._amount_room = amount = QWidget()
        amount.setLayout(row(self.amount, label(unit, "muted"), None, gap=4))
        amount.setFixedWidth(px(AMOUNT_WIDTH + 48))
        keep_shown(self.amount, shown=counts)
        name = label(str(line.subject.name), "strong")
        codes = label(str(Listed(line.codes)), "caption")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, px(6), px(8), 0)
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(2))
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(3, 2)
        grid.addLayout(row(name, codes, None), 0, 0)
        grid.addWidget(label(str(line.subject.question), "muted", wrap=True), 1, 0)
        grid.addWidget(label(_last_told(line), "caption"), 2, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        for place, part in enumerate((self.verdict, amount, self.note, self.camera), start=1):
            grid.addWidget(part, 0, place, 3, 1, middle)
        grid.addWidget(self.error, 3, 0, 1, 5)
        grid.addWidget(rule(), 4, 0, 1, 5)
        self.error.hide()
        self.counts = counts

    def _connect(self) -> None:
        for field in (self.verdict, self.amount, self.note):
            field.edited.connect(self._on_edited)
        self.verdict.settled.connect(self._on_settled)
        self.camera.clicked.connect(self._on_camera)

    def _on_edited(self) -> None:
        self.say("")
        self.edited.emit()

    def _on_settled(self) -> None:
        """Go where something must still be written, else on to the next."""
        reason = Qt.FocusReason.TabFocusReason
        if self.verdict.value() and self.counts and self.amount.is_empty():
            self.amount.setFocus(reason)
        elif self.verdict.value() is False and self.note.is_empty():
            self.note.setFocus(reason)
        else:
            self.done.emit()

    def _on_camera(self) -> None:
        form = PhotoForm(self._photo, self._dialogs, self.window())
        if form.exec():
            self.set_photo(form.photo.value(), form.photo.file_name())


def _last_told(line: SubjectLine) -> str:
    """Return when it was looked at last, how that was, and by when it must be done again."""
    last = line.newest
    if last is None:
        return _("Never looked at")
    values = {"day": last.on, "person": last.checked_by}
    if not last.passed:
        return _("Last time {day}, {person}: not in order").format(**values)
    said = _("Last time {day}, {person}").format(**values)
    if line.due_on is None:
        return said
    return f"{said} · " + _("due by {day}").format(day=line.due_on)
