"""What can be done with the feedback book: each deed opens its form over the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypedDict

from PyQt6.QtCore import QObject, pyqtSignal

from stationdesk.domain.feedback.states import Move
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_, _
from stationdesk.ui.feedback.call_back_form import CallBackForm
from stationdesk.ui.feedback.day_forms import BoardDayForm, PutOffForm
from stationdesk.ui.feedback.end_forms import GoodsEndForm
from stationdesk.ui.feedback.entry_form import EntryForm, EntryStart
from stationdesk.ui.feedback.move_forms import Asker
from stationdesk.ui.feedback.next_steps import next_move
from stationdesk.ui.feedback.page_form import PageForm
from stationdesk.ui.feedback.repeat_form import RepeatForm
from stationdesk.ui.feedback.reply_form import ReplyForm
from stationdesk.ui.feedback.step_form import StepForm
from stationdesk.ui.feedback.tasks_panel import TasksPanel
from stationdesk.ui.feedback.templates_panel import TemplatesPanel
from stationdesk.ui.feedback.unmask_form import UnmaskAuthorForm
from stationdesk.ui.feedback.work_forms import FaultForm, FinishTaskForm, GoodsForm, TaskForm

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from PyQt6.QtWidgets import QDialog, QWidget

    from stationdesk.domain.feedback.chains import Chain, Link
    from stationdesk.domain.feedback.lines import BoardLine
    from stationdesk.domain.ids import EntryId, TaskId
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.attachments import Attachments
    from stationdesk.services.feedback import Feedback
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.station import StationFacts
    from stationdesk.ui.dialogs import Dialogs

HANDLING_SHEET = "feedback-sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackServices:
    """What the page works with; ``who`` is at the desk, ``now`` a local minute."""

    feedback: Feedback
    amenities: Amenities
    inventory: Inventory
    attachments: Attachments
    station: StationFacts
    who: Callable[[], str]
    now: Callable[[], datetime]


class _Over(TypedDict):
    """What every form is handed: who answers its questions, and what it stands before."""

    dialogs: Dialogs
    parent: QWidget


class FeedbackDeeds(QObject):
    """Opens the forms of the book over one page.

    ``turn_to`` asks for another page, ``entered`` tells which entry is to be shown, ``refused``
    carries problems that no form shows.
    """

    turn_to = pyqtSignal(str, object)
    entered = pyqtSignal(object)
    refused = pyqtSignal(object)

    def __init__(self, services: FeedbackServices, dialogs: Dialogs, over: QWidget) -> None:
        """``over`` is the page the forms stand before."""
        super().__init__(over)
        self._services, self._dialogs, self._over = services, dialogs, over
        self._feedback = services.feedback
        self._start = EntryStart()

    def enter(self) -> EntryId | None:
        """Enter what somebody said; return which entry it became."""
        form = EntryForm(*self._for_entry(), self._begin(), **self._over_it())
        _ask(form)
        if form.entry_id is not None:
            self._start = form.taken()
            self.entered.emit(form.entry_id)
        return form.entry_id

    def enter_page(self) -> None:
        """Enter everything that stands on one page."""
        form = PageForm(*self._for_entry(), self._begin(), **self._over_it())
        _ask(form)
        if form.page_id is not None:
            entries = self._feedback.entries_of_page(form.page_id)
            self.entered.emit(entries[0].id)

    def go_on(self, entry_id: EntryId) -> None:
        """Do what is usually done next with an entry."""
        if (move := self.next_of(entry_id)) is not None:
            self.run(move, entry_id)

    def next_of(self, entry_id: EntryId) -> Move | None:
        """Return what is usually done next with an entry, None where nothing is left."""
        entry = self._feedback.entry(entry_id)
        against = self._feedback.problems_of_closing(entry_id)
        return next_move(entry.state, self._feedback.moves_for(entry_id), against)

    def run(self, move: Move, entry_id: EntryId) -> None:
        """Make a move, asking for what it needs; a move that is not allowed says why."""
        try:
            chain = self._feedback.chain(entry_id)
            if move in (Move.REPLY, Move.INTERIM):
                self._reply(chain, interim=move is Move.INTERIM)
            elif move is Move.CLOSE:
                self._feedback.close(entry_id, self._services.who())
            elif move is Move.UNDO:
                self._take_back(chain)
            elif move is Move.CORRECT:
                self._correct(chain)
            else:
                self._ask_for(move, chain)
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))

    def post(self, lines: list[BoardLine]) -> None:
        """Note that answers were put up on the board."""
        waiting = [line for line in lines if line.reply.posted_on is None]
        if waiting:
            post = partial(self._feedback.post_all, [line.reply.id for line in waiting])
            title, verb = _("Posted on the board"), _("Put up")
            self._ask_day(title, verb, [line.answer for line in waiting], post)

    def take_down(self, lines: list[BoardLine]) -> None:
        """Note that answers were taken off the board."""
        hanging = [line for line in lines if line.reply.posted_on and not line.reply.taken_down_on]
        if hanging:
            take = partial(self._feedback.take_down_all, [line.reply.id for line in hanging])
            title, verb = _("Taken off the board"), _("Take down")
            self._ask_day(title, verb, [line.answer for line in hanging], take)

    def begin(self, what: str, entry_id: EntryId) -> None:
        """Begin something because of an entry: a fault, a task, goods."""
        entry, today = self._feedback.entry(entry_id), self._today()
        form: QDialog
        if what == "fault":
            amenities, who = self._services.amenities, self._services.who()
            form = FaultForm(self._feedback, amenities, entry, today, who, **self._over_it())
        elif what == "task":
            form = TaskForm(self._feedback, entry, today, self._people(), **self._over_it())
        else:
            inventory = self._services.inventory
            form = GoodsForm(self._feedback, inventory, entry, today, **self._over_it())
        _ask(form)

    def open_link(self, link: Link) -> None:
        """Go to what was begun; a task is finished here, and goods without a receipt are noted."""
        if link.entity == "fault":
            self.turn_to.emit("amenities", ("fault", link.record_id))
        elif link.entity == "task" and not link.done:
            task = self._feedback.task(link.record_id)  # type: ignore[arg-type]
            today, people = self._today(), self._people()
            _ask(FinishTaskForm(self._feedback, task, today, people, **self._over_it()))
        elif link.entity == "replenishment_wish" and not link.done:
            wish = self._feedback.goods_wish(link.record_id)  # type: ignore[arg-type]
            _ask(GoodsEndForm(self._feedback, wish, self._today(), **self._over_it()))

    def link_repeat(self, entry_id: EntryId) -> None:
        """Link an entry to the one that it repeats."""
        _ask(RepeatForm(self._feedback, self._feedback.entry(entry_id), **self._over_it()))

    def loosen_repeat(self, entry_id: EntryId) -> None:
        """Let an entry stand for itself again."""
        try:
            self._feedback.unmark_duplicate(entry_id)
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))

    def show_author(self, entry_id: EntryId) -> None:
        """Show a name and a phone in full, with a reason."""
        _ask(UnmaskAuthorForm(self._feedback, self._feedback.entry(entry_id), **self._over_it()))

    def tasks(self, task_id: TaskId | None = None) -> None:
        """Open the tasks, with the cursor on one of them."""
        given = (self._feedback, self._today(), self._people(), self._dialogs)
        panel = TasksPanel(*given, task_id, self._over)
        panel.entry_wanted.connect(self.entered)
        _ask(panel)

    def templates(self) -> None:
        """Open the ready-made answers."""
        _ask(TemplatesPanel(self._feedback, self._dialogs, self._over))

    def print_sheet(self, entry_id: EntryId) -> None:
        """Lead to the handling sheet of an entry."""
        self.turn_to.emit("reports", (HANDLING_SHEET, entry_id))

    def _reply(self, chain: Chain, *, interim: bool) -> None:
        form = ReplyForm(
            self._feedback,
            chain,
            self._services.now(),
            interim=interim,
            replied_by=self._services.who(),
            people=self._people(),
            **self._over_it(),
        )
        _ask(form)

    def _correct(self, chain: Chain) -> None:
        form = EntryForm(*self._for_entry(), self._begin(), entry=chain.entry, **self._over_it())
        _ask(form)

    def _ask_for(self, move: Move, chain: Chain) -> None:
        entry, now = chain.entry, self._services.now()
        asker = Asker(
            feedback=self._feedback,
            entry=entry,
            who=self._services.who(),
            people=self._people(),
        )
        asked = asker.asked(move)
        if asked is not None:
            _ask(StepForm(entry, asked, now, **self._over_it()))
        elif move is Move.CALL_BACK:
            self._call_back(chain)
        elif move is Move.EXTEND:
            people = self._people()
            _ask(PutOffForm(self._feedback, entry, now.date(), people, **self._over_it()))
        elif move is Move.POST:
            self._post_of(chain)
        elif move is Move.TAKE_DOWN:
            self._take_down_of(chain)

    def _call_back(self, chain: Chain) -> None:
        form = CallBackForm(
            self._feedback,
            chain,
            self._services.now(),
            partial(self.show_author, chain.entry.id),
            called_by=self._services.who(),
            people=self._people(),
            **self._over_it(),
        )
        _ask(form)

    def _post_of(self, chain: Chain) -> None:
        waiting = [each for each in chain.replies if each.posted_on is None]
        if not waiting:
            phrase = N_("{number} has no answer that could be put up.")
            raise Refused([Problem("reply", phrase, {"number": chain.entry.number})])
        for reply in waiting[-1:]:
            post = partial(self._feedback.post_on_board, reply.id)
            self._ask_day(_("Posted on the board"), _("Put up"), [reply.body], post)

    def _take_down_of(self, chain: Chain) -> None:
        hanging = [each for each in chain.replies if each.posted_on and not each.taken_down_on]
        for reply in hanging[-1:]:
            take = partial(self._feedback.take_down, reply.id)
            self._ask_day(_("Taken off the board"), _("Take down"), [reply.body], take)

    def _take_back(self, chain: Chain) -> None:
        """Take the last step back; it is told what that was, since there is no way forward."""
        agreed = self._dialogs.confirm(
            self._over,
            _("Take the last step with {number} back?").format(number=chain.entry.number),
            _("It stays in the history as taken back."),
            yes=_("Take it back"),
            no=_("Leave it"),
        )
        if agreed:
            self._feedback.undo(chain.entry.id)

    def _ask_day(
        self, title: str, verb: str, answers: list[str], keep: Callable[[date], object]
    ) -> None:
        _ask(BoardDayForm(title, verb, answers, self._today(), keep, **self._over_it()))

    def _for_entry(self) -> tuple[Feedback, Attachments, datetime]:
        return self._feedback, self._services.attachments, self._services.now()

    def _begin(self) -> EntryStart:
        """Return with what a form begins: what was taken the last time, and what is known now."""
        places = [each.name for each in self._services.inventory.places()]
        return replace(self._start, places=places, people=self._people())

    def _people(self) -> list[str]:
        return self._services.station.people()

    def _today(self) -> date:
        return self._services.now().date()

    def _over_it(self) -> _Over:
        return {"dialogs": self._dialogs, "parent": self._over}


def _ask(form: QDialog) -> bool:
    """Let a form be filled in and let it go; return whether something was kept."""
    try:
        return bool(form.exec())
    finally:
        form.deleteLater()
