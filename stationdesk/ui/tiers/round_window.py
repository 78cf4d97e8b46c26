"""A round through the station: all that must be looked at by hand, answered by the keyboard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QObject, Qt
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from stationdesk.domain.problems import Refused
from stationdesk.domain.tiers.records import hand_check_problems
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.tiers.round_row import RoundRow
from stationdesk.ui.tiers.verdict_field import VerdictField
from stationdesk.ui.widgets.basics import Segmented, button, label, row
from stationdesk.ui.widgets.charts import Bar
from stationdesk.ui.widgets.detail_pane import scrolling
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.fields import DayField, TextField
from stationdesk.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.tiers.records import HandCheck, SubjectLine
    from stationdesk.services.attachments import Attachments
    from stationdesk.services.tiers import Tiers
    from stationdesk.ui.dialogs import Dialogs

SIZE = (1040, 640)


class RoundWindow(Panel):
    """Lists what is due, or everything; keeps all answers in one deed."""

    def __init__(
        self,
        tiers: Tiers,
        attachments: Attachments,
        today: date,
        *,
        people: list[str],
        person: str,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``people`` are offered as checkers, ``person`` is the one proposed."""
        super().__init__(_("Self-check round"), *SIZE, parent)
        self._tiers, self._attachments = tiers, attachments
        self._today, self._dialogs = today, dialogs
        self._lines = sorted(tiers.subjects(today), key=lambda line: line.codes)
        self._rows: dict[str, RoundRow] = {}
        self._order: list[RoundRow] = []
        self.views = Segmented({"due": _("Due now"), "all": _("All of them")}, _("What to show"))
        self.person = TextField(person)
        self.person.offer(people)
        self.on = DayField(today, today)
        self.bar = Bar(_("Answered"))
        self.told = label("", "muted")
        self.record = button(_("Record"), Icon.CLIPBOARD_CHECKMARK, look="primary")
        self._sheets = QStackedWidget()
        self._list = QVBoxLayout()
        self._build()
        self._connect()
        self._show_view("due")

    def rows(self) -> list[RoundRow]:
        """Return the rows shown, from top to bottom."""
        return self._order

    def go_on_from(self, done: RoundRow, by: int = 1) -> None:
        """Put the keyboard on the next row, or on the button that records."""
        place = self._order.index(done) + by
        if place >= len(self._order):
            self.record.setFocus(Qt.FocusReason.TabFocusReason)
            return
        following = self._order[max(0, place)]
        following.verdict.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(following, 0, px(40))

    def keep(self) -> None:
        """Record every answer, or show what stands against it."""
        answered = [each for each in self._rows.values() if each.is_answered()]
        if not answered:
            self.note.say(_("Nothing is answered yet. Press Y or N on a line."))
            return
        if not self._may_be_kept(answered):
            return
        on = self.on.value() or self._today
        wishes = [each.wish(self.person.value(), on) for each in answered]
        try:
            kept = self._tiers.record_round(wishes)
        except Refused as refusal:
            self.note.say_problems(refusal.problems)
            return
        self._keep_photos(answered, kept)
        self.accept()

    def reject(self) -> None:
        """Leave; ask first where something was answered."""
        answered = sum(each.is_answered() for each in self._rows.values())
        if not answered or self._dialogs.confirm(
            self,
            _("Leave without recording?"),
            _("{count} answers would be lost.").format(count=answered),
            yes=_("Discard"),
            no=_("Go on checking"),
        ):
            super().reject()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        mine = self._row_of(watched)
        if mine is None:
            return False
        steps = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}
        if isinstance(watched, VerdictField):
            steps |= {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            return False
        back = step == 1 and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self.go_on_from(mine, -1 if back else step)
        return True

    def _build(self) -> None:
        self.person.setFixedWidth(px(130))
        self.on.setFixedWidth(px(150))
        self.bar.setFixedWidth(px(120))
        who, when = label(_("Who looked"), "field"), label(_("Day of the check"), "field")
        for words, field in ((who, self.person), (when, self.on)):
            words.setBuddy(field)
            field.setAccessibleName(words.text())
        self.body.addLayout(row(self.views, None, who, self.person, 4, when, self.on))
        inner = QWidget()
        inner.setProperty("look", "scrolled")
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._list)
        outer.addStretch(1)
        self._list.setSpacing(0)
        self._scroll = scrolling(inner)
        everything = button(_("Show everything all the same"))
        everything.clicked.connect(partial(self.views.choose, "all"))
        self.calm = EmptyState(
            Nothing.ALL_DONE,
            _("Nothing is due today."),
            _("All checks are in time."),
            (everything,),
        )
        for sheet in (self._scroll, self.calm):
            self._sheets.addWidget(sheet)
        self.body.addWidget(self._sheets, 1)
        hints = label(_("Y in order   N not in order   0 clear   Enter next"), "caption")
        self.add_aside_widgets(hints)
        self.add_deed(self.record)
        self.close_button.setText(_("Cancel"))

    def add_aside_widgets(self, hints: QWidget) -> None:
        """Put progress and keys at the left of the foot."""
        self.foot.insertLayout(0, row(self.bar, self.told, 12, hints))

    def _connect(self) -> None:
        self.views.chosen.connect(self._show_view)
        self.record.clicked.connect(self.keep)
        self.record.setToolTip(_("Record") + "  Ctrl+Enter")
        due = [line for line in self._lines if line.is_due(self._today)]
        self.views.set_counts({"due": len(due), "all": len(self._lines)})

    def _show_view(self, view: str) -> None:
        shown = [line for line in self._lines if view == "all" or line.is_due(self._today)]
        self._order = [self._row(line) for line in shown]
        while self._list.takeAt(0) is not None:
            pass
        for each in self._rows.values():
            each.setVisible(False)
        counting = any(each.counts for each in self._order)
        for each in self._order:
            each.keep_amount_room(kept=counting)
            self._list.addWidget(each)
            each.setVisible(True)
        self._sheets.setCurrentIndex(0 if self._order else 1)
        self._tell()
        if self._order:
            self._order[0].verdict.setFocus(Qt.FocusReason.TabFocusReason)

    def _row(self, line: SubjectLine) -> RoundRow:
        """Return the row of a subject, made when it is first shown."""
        key = line.subject.key
        if key not in self._rows:
            made = RoundRow(line, self._dialogs)
            made.setParent(self._scroll.widget())
            made.edited.connect(self._tell)
            made.done.connect(partial(self.go_on_from, made))
            for field in (made.verdict, made.amount, made.note):
                field.installEventFilter(self)
            self._rows[key] = made
        return self._rows[key]

    def _row_of(self, watched: QObject | None) -> RoundRow | None:
        parent = watched.parent() if watched is not None else None
        while parent is not None and not isinstance(parent, RoundRow):
            parent = parent.parent()
        return parent

    def _tell(self) -> None:
        answered = sum(each.is_answered() for each in self._order)
        self.bar.show_share(answered, len(self._order))
        said = _("{done} of {whole} answered").format(done=answered, whole=len(self._order))
        self.told.setText(said)

    def _may_be_kept(self, answered: Sequence[RoundRow]) -> bool:
        """Show under each row what stands against it; return whether nothing does."""
        on, person = self.on.value(), self.person.value()
        if on is None or not person:
            self.note.say(_("Write who looked, and on which day."))
            return False
        standard = self._tiers.standard_in_force(on)
        faulty = []
        for each in answered:
            problems = list(hand_check_problems(each.wish(person, on), standard, self._today))
            unreadable = each.amount.unreadable()
            told = [str(problem) for problem in problems] + [unreadable] * bool(unreadable)
            each.say("\n".join(told))
            if told:
                faulty.append(each)
        if faulty:
            self.note.say(_("Lines that need a word more: {count}").format(count=len(faulty)))
            faulty[0].note.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(faulty[0])
        return not faulty

    def _keep_photos(self, answered: Sequence[RoundRow], kept: Sequence[HandCheck]) -> None:
        refused = []
        for each, check in zip(answered, kept, strict=True):
            content, name = each.photo()
            if not content:
                continue
            try:
                self._attachments.add("hand_check", check.uid, name, content)
            except Refused as refusal:
                told = _("{sentence}: {note}")
                refused.append(told.format(sentence=each.line.subject.name, note=refusal))
        if refused:
            told = _("The checks were recorded without these photos.")
            self._dialogs.tell(self, told, "\n".join(refused))
