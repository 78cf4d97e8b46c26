"""The feedback book 「我有话说」: entries with their chain, the board, praise, and the figures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import QTimer, pyqtSignal

from stationdesk.i18n import _
from stationdesk.services.changes import Topic
from stationdesk.ui.feedback.board_view import BoardView
from stationdesk.ui.feedback.book_view import BookView
from stationdesk.ui.feedback.deeds import FeedbackDeeds
from stationdesk.ui.feedback.figures_view import FiguresView
from stationdesk.ui.feedback.praise_view import PraiseView
from stationdesk.ui.feedback.segments import NEXT, SEGMENTS
from stationdesk.ui.icons import Icon
from stationdesk.ui.page import Page
from stationdesk.ui.widgets.view_stack import ViewStack

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtWidgets import QPushButton, QWidget

    from stationdesk.domain.ids import EntryId, TaskId
    from stationdesk.domain.problems import Problem
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.feed import ChangeFeed
    from stationdesk.ui.feedback.deeds import FeedbackServices
    from stationdesk.ui.widgets.search_box import SearchBox

    View = BookView | BoardView | PraiseView | FiguresView

REPORTS = {
    "book": "feedback",
    "board": "answers-board",
    "praise": "praise",
    "figures": "feedback-figures",
}
"""Which paper each view prints, by the key of the view, in the order of the views."""
TOPICS = (
    Topic.FEEDBACK,
    Topic.AMENITIES,
    Topic.INVENTORY,
    Topic.IMPORTS,
    Topic.STATION,
)


class FeedbackPage(Page):
    """Every word gets an answer: what was said, who answers until when, and what came of it.

    It turns to ``reports``, ``amenities``, ``inventory`` and ``settings``. It is opened with a
    view's key (``book``, ``board``, ``praise``, ``figures``), with a quick filter of the book or a
    next step (``todo``, ``overdue``, ``due_today``, ``call_back``, ``to_post``, ``ready``,
    ``to_close``, …), with a deed (``enter``, ``page``, ``templates``, ``tasks``), or with a record:
    ``("entry", entry_id)``, ``("task", task_id)``. ``touch_wanted`` asks the program for the
    visitors' touch page.
    """

    touch_wanted = pyqtSignal()

    def __init__(self, services: FeedbackServices, feed: ChangeFeed, dialogs: Dialogs) -> None:
        super().__init__(_("Feedback"))
        self._services, self._dialogs = services, dialogs
        self.deeds = FeedbackDeeds(services, dialogs, self)
        feedback = services.feedback
        self.book = BookView(services, self.deeds, dialogs)
        self.board = BoardView(feedback, self.deeds)
        self.praise = PraiseView(feedback, self._today)
        self.figures = FiguresView(feedback, self._today)
        self._build_head()
        self._build_views()
        self._connect()
        self.listen(feed, *TOPICS)

    def refresh(self) -> None:
        """Read the view that is seen; the others are read when one turns there."""
        self.views.read_again()
        self._show_counts()

    def search_box(self) -> SearchBox | None:
        view = self.view()
        return None if isinstance(view, FiguresView) else view.filters.search

    def help_anchor(self) -> str:
        return self.views.current()

    def view(self) -> View:
        """Return the view that is seen."""
        return self.views.seen()

    def open_with(self, argument: object) -> None:
        """Show a view, a quick filter or a record, or begin a deed."""
        deeds: dict[str, Callable[[], object]] = {
            "enter": self.deeds.enter,
            "page": self.deeds.enter_page,
            "templates": self.deeds.templates,
            "tasks": self.deeds.tasks,
        }
        if isinstance(argument, tuple) and len(argument) == 2:
            self._show_record(*argument)
        elif isinstance(argument, str) and argument in deeds:
            QTimer.singleShot(0, partial(_run, deeds[argument]))
        elif isinstance(argument, str) and argument in REPORTS:
            self.views.choose(argument)
        elif isinstance(argument, str) and argument in (*SEGMENTS, *NEXT):
            self.views.choose("book")
            self.book.show_segment(argument)

    def _build_head(self) -> None:
        head = self.head
        self.print = head.add_tool(Icon.PRINT, _("Print or export"), "Ctrl+P")
        self.tasks = head.add_tool(Icon.CLIPBOARD_TASK, _("Tasks"), "Ctrl+K")
        self.templates = head.add_tool(Icon.NOTE, _("Ready-made answers"), "Ctrl+T")
        self.touch = head.add_tool(Icon.TV, _("Touch page for visitors"))
        self.enter_page = head.add_button(_("Several from one page"), Icon.BOOK, "Ctrl+Shift+N")
        self.enter: QPushButton = head.set_primary(_("Enter what was said"), Icon.ADD)

    def _build_views(self) -> None:
        self.views: ViewStack[View] = ViewStack(
            {
                "book": (_("The book"), self.book),
                "board": (_("The board"), self.board),
                "praise": (_("Praise"), self.praise),
                "figures": (_("Figures"), self.figures),
            },
            _("View of the feedback book"),
        )
        self.body.addWidget(self.views, 1)

    def _connect(self) -> None:
        deeds = self.deeds
        deeds.turn_to.connect(self.turn_to)
        deeds.refused.connect(self._on_refused)
        deeds.entered.connect(self._on_entered)
        self.book.refused.connect(self._on_refused)
        for view in (self.board, self.praise):
            view.turn_to.connect(self.turn_to)
            view.entry_wanted.connect(self._on_entered)
        self.figures.turn_to.connect(self.turn_to)
        self.views.keyed.connect(self._on_keyed)
        runs: dict[QPushButton, Callable[[], object]] = {
            self.print: self._on_print,
            self.tasks: deeds.tasks,
            self.templates: deeds.templates,
            self.touch: self.touch_wanted.emit,
            self.enter_page: deeds.enter_page,
            self.enter: deeds.enter,
        }
        for made, run in runs.items():
            made.clicked.connect(partial(_run, run))

    def _show_counts(self) -> None:
        """Say how much waits: the numbers of the whole book, whatever is looked for."""
        counts = self._services.feedback.counts()
        waiting = self._services.feedback.waiting_for_board()
        self.views.set_counts({"board": len(waiting)})
        told = _("{count} entries, {late} late").format(count=counts.total, late=counts.overdue)
        self.head.set_subtitle(told)

    def _show_record(self, what: str, about: object) -> None:
        if what == "entry":
            self._on_entered(about)
        elif what == "task":
            self._show_task(cast("TaskId", about))

    def _show_task(self, task_id: TaskId) -> None:
        """Show the entry for which a task was given; one by itself stands among the tasks."""
        feedback = self._services.feedback
        entry = feedback.entry_behind("task", feedback.task(task_id).uid)
        if entry is not None:
            self._on_entered(entry.id)
        else:
            QTimer.singleShot(0, partial(self.deeds.tasks, task_id))

    def _on_entered(self, entry_id: object) -> None:
        """Show an entry in the book; its row takes the keyboard, once whoever led here is done."""
        self.views.choose("book")
        self.views.read_seen()
        self.book.show_entry(cast("EntryId", entry_id))
        QTimer.singleShot(0, self.book.table.setFocus)

    def _on_keyed(self) -> None:
        """Let the rows of a view that was turned to by key take the keyboard."""
        view = self.view()
        target: QWidget = view.period if isinstance(view, FiguresView) else view.table
        target.setFocus()

    def _on_print(self) -> None:
        self.turn_to.emit("reports", REPORTS[self.views.current()])

    def _on_refused(self, problems: list[Problem]) -> None:
        self.note.say_problems(problems)

    def _today(self) -> date:
        return self._services.now().date()


def _run(run: Callable[[], object], _checked: bool = False) -> None:
    run()
