"""All tasks: who does what until when, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal

from stationdesk.domain.feedback.tasks import TASK_STATE_WORDS, TaskState
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.ui.feedback.words import short_body
from stationdesk.ui.feedback.work_forms import FinishTaskForm, TaskForm
from stationdesk.ui.icons import Icon
from stationdesk.ui.widgets.basics import button, label
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.fields import TickField
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PyQt6.QtWidgets import QPushButton, QWidget

    from stationdesk.domain.feedback.tasks import Task
    from stationdesk.domain.ids import TaskId
    from stationdesk.services.feedback import Feedback
    from stationdesk.ui.dialogs import Dialogs

TONES = {
    TaskState.OVERDUE: Tone.BAD,
    TaskState.OPEN: Tone.WARNING,
    TaskState.DONE: Tone.GOOD,
    TaskState.VOID: Tone.NEUTRAL,
}


def _columns(today: date) -> tuple[Column[Task], ...]:
    def mark(task: Task) -> Mark:
        state = task.state(today)
        return Mark(TASK_STATE_WORDS[state], TONES[state])

    return (
        Column("state", N_("State of the task"), Kind.STATE, mark, 6),
        Column("title", N_("What is to be done"), Kind.TEXT, lambda t: t.title, 12, grows=True),
        Column("who", N_("Who does it"), Kind.TEXT, lambda task: task.assigned_to, 5),
        Column("due_on", N_("Until when"), Kind.DAY, lambda task: task.due_on, 6),
        Column("done_on", N_("Done on"), Kind.DAY, lambda task: task.done_on, 6),
        Column("number", N_("Task number"), Kind.TEXT, lambda task: task.number, 8),
    )


class TasksPanel(Panel):
    """The tasks with the chosen one's result below; Enter notes that it is done.

    ``entry_wanted`` carries the entry for which a task was given.
    """

    entry_wanted = pyqtSignal(object)

    def __init__(
        self,
        feedback: Feedback,
        today: date,
        people: Sequence[str],
        dialogs: Dialogs,
        task_id: TaskId | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``task_id`` is the task on which the cursor stands first."""
        super().__init__(_("Tasks"), 900, 560, parent)
        self._feedback, self._today, self._people = feedback, today, people
        self._dialogs = dialogs
        self.table: RecordTable[Task] = RecordTable(
            _columns(today), _("Tasks"), key=lambda task: task.id, verb_of=_verb
        )
        self.told = label("", "muted", wrap=True)
        self.all = TickField(_("Show tasks that are done or dropped"))
        self.add = self.add_aside(button(_("Give a task"), Icon.ADD, shortcut="Ins"))
        self.entry = self.add_deed(button(_("Show the entry"), Icon.OPEN))
        self.finish = self.add_deed(button(_("Done…"), Icon.CHECKMARK))
        self._build()
        self._connect()
        self.refresh()
        if not self.table.choose_where(lambda task: task.id == task_id):
            self.table.choose_first()

    def refresh(self) -> None:
        """Read the tasks again."""
        self.table.show_records(self._feedback.tasks(only_open=not self.all.value()))

    def _build(self) -> None:
        self.table.view.fold("number", "done_on")
        self.table.set_hints(_("↑↓ choose"), _("Enter done"))
        self.table.say_when_empty(EmptyState(Nothing.ALL_DONE, _("No task is open.")))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.told)
        self.body.addWidget(self.all)

    def _connect(self) -> None:
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._finish)
        self.all.edited.connect(self.refresh)
        self.add.clicked.connect(self._on_add)
        self._on_press(self.entry, self._show_entry)
        self._on_press(self.finish, self._finish)

    def _on_press(self, made: QPushButton, run: Callable[[Task], object]) -> None:
        def pressed(_checked: bool = False) -> None:
            if (task := self.table.current()) is not None:
                run(task)

        made.clicked.connect(pressed)

    def _on_chosen(self, task: Task | None) -> None:
        behind = None if task is None else self._feedback.entry_behind("task", task.uid)
        parts = []
        if behind is not None:
            parts.append(f"{behind.number} {short_body(behind.body)}")
        if task is not None and task.result:
            parts.append(task.result)
        self.told.setText("\n".join(parts))
        self.entry.setEnabled(behind is not None)
        self.finish.setEnabled(task is not None and task.is_open)

    def _on_add(self) -> None:
        given = (self._feedback, None, self._today, self._people)
        TaskForm(*given, dialogs=self._dialogs, parent=self).exec()
        self.refresh()

    def _finish(self, task: Task) -> None:
        if task.is_open:
            given = (self._feedback, task, self._today, self._people)
            FinishTaskForm(*given, dialogs=self._dialogs, parent=self).exec()
            self.refresh()

    def _show_entry(self, task: Task) -> None:
        if (behind := self._feedback.entry_behind("task", task.uid)) is not None:
            self.accept()
            self.entry_wanted.emit(behind.id)


def _verb(task: Task) -> str:
    return _("Done…") if task.is_open else ""
