"""From an entry to what is done about it: faults, tasks and goods, each linked and followed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.moves import state_problems
from stationdesk.domain.feedback.states import OPEN_STATES, Move
from stationdesk.domain.feedback.works import Work
from stationdesk.domain.ids import FaultId, TaskId, WishId, new_uid
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.i18n import N_, _
from stationdesk.services.context import Undo
from stationdesk.services.feedback_desk import work_links
from stationdesk.services.feedback_desk.desk import TOPICS
from stationdesk.services.feedback_desk.duplicates import Duplicates
from stationdesk.services.feedback_desk.tasks import Tasks
from stationdesk.services.feedback_desk.wishes import GoodsWishes
from stationdesk.store import faults, feedback, feedback_links

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.faults import NewFault
    from stationdesk.domain.feedback.chains import Link
    from stationdesk.domain.feedback.entries import Entry, Event
    from stationdesk.domain.feedback.tasks import NewTask
    from stationdesk.domain.feedback.wishes import NewGoodsWish
    from stationdesk.domain.ids import EntryId, FeedbackEventId
    from stationdesk.store.feedback_links import KeptLink


_LINKED = N_("{what} was linked to {number}.")


class Works(Tasks, GoodsWishes, Duplicates):
    """What is begun for an entry is a record of its own; the link says for which entry.

    Each link is an event of its entry. Taking it back withdraws the work that was begun by it,
    unless something was done with that work since: then only the link goes.
    """

    def open_fault(self, entry_id: EntryId, wish: NewFault) -> FaultId:
        """Report a fault that an entry told of.

        Raises:
            Refused: naming every reason.
        """
        entry = self._linkable(entry_id)
        words = self._plain(entry_id, wish.description)
        wish = replace(wish, description=words, origin=f"feedback {entry.uid}")
        with self._context.deed(*TOPICS):
            fault_id = self._amenities.keep_fault(wish)
            fault = self._amenities.fault(fault_id)
            event_id = self._link_work(entry_id, Work.FAULT, fault.uid, fault.number)
        self._offer_begun(entry_id, event_id, fault.number)
        return fault_id

    def open_task(self, entry_id: EntryId, wish: NewTask) -> TaskId:
        """Give somebody something to do because of an entry.

        Raises:
            Refused: naming every reason.
        """
        self._linkable(entry_id)
        wish = replace(wish, title=self._plain(entry_id, wish.title))
        with self._context.deed(*TOPICS):
            task_id = self.keep_task(wish)
            task = self.task(task_id)
            event_id = self._link_work(entry_id, Work.TASK, task.uid, task.number)
        self._offer_begun(entry_id, event_id, task.number)
        return task_id

    def ask_for_goods(self, entry_id: EntryId, wish: NewGoodsWish) -> WishId:
        """Put goods on the replenishment list because of an entry.

        Raises:
            Refused: naming every reason.
        """
        entry = self._linkable(entry_id)
        reason = self._plain(entry_id, wish.reason) or entry.number
        with self._context.deed(*TOPICS):
            wish_id = self.keep_goods_wish(replace(wish, reason=reason))
            kept = self.goods_wish(wish_id)
            event_id = self._link_work(entry_id, Work.GOODS, kept.uid, kept.title())
        self._offer_begun(entry_id, event_id, kept.title())
        return wish_id

    def link_fault(self, entry_id: EntryId, fault_id: FaultId) -> None:
        """Link a fault that was reported already.

        Raises:
            Refused: when it is linked to this entry already, or no longer there.
        """
        self._linkable(entry_id)
        fault = self._amenities.fault(fault_id)
        self._refuse_known(entry_id, fault.uid, fault.number)
        self._link_work(entry_id, Work.FAULT, fault.uid, fault.number, begun=False)

    def link_task(self, entry_id: EntryId, task_id: TaskId) -> None:
        """Link a task that was given already.

        Raises:
            Refused: when it is linked to this entry already.
        """
        self._linkable(entry_id)
        task = self.task(task_id)
        self._refuse_known(entry_id, task.uid, task.number)
        self._link_work(entry_id, Work.TASK, task.uid, task.number, begun=False)

    def loosen_link(self, entry_id: EntryId, link_uid: str) -> None:
        """Let work belong to an entry no more; the work itself goes on.

        Raises:
            Refused: when it does not belong to it.
        """
        link = next((each for each in self._links(entry_id) if each.uid == link_uid), None)
        if link is None:
            raise Refused([Problem("link", N_("This link is no longer there."))])
        told: dict[str, object] = {"work_loosened": link.uid, "entity": link.entity}
        phrase = N_("What was linked to {number} goes on by itself.")
        self._take(entry_id, self._linking(entry_id, told), phrase, partial(self._let_go, link.uid))

    def entry_behind(self, entity: str, entity_uid: str) -> Entry | None:
        """Return for which entry a fault, task or wish was begun; None for none."""
        found = feedback_links.entry_behind(entity, entity_uid)
        return None if found is None else self.entry(found)

    def ready_to_answer(self) -> list[Entry]:
        """Return the open entries for which all that was begun is done, the first due first."""
        entries = [each for each in feedback.open_entries() if each.state in OPEN_STATES]
        done: dict[EntryId, bool] = {}
        for entry_id, link in self._told_of(feedback_links.of_entries(each.id for each in entries)):
            done[entry_id] = link.done and done.get(entry_id, True)
        return [each for each in entries if done.get(each.id, False)]

    def _links_of(self, entry: Entry) -> tuple[Link, ...]:
        return tuple(link for _entry_id, link in self._told_of(self._links(entry.id)))

    def _told_of(self, links: Iterable[KeptLink]) -> list[tuple[EntryId, Link]]:
        return work_links.told(links, self._context.today())

    def _linkable(self, entry_id: EntryId) -> Entry:
        matter = self._matter(entry_id)
        refuse_if_any(state_problems(matter, Move.LINK))
        return matter.entry

    def _link_work(
        self, entry_id: EntryId, work: Work, uid: str, what: str, *, begun: bool = True
    ) -> FeedbackEventId:
        """Link a record; ``what`` names it. The offer to take that back is a whole deed's only."""
        link_uid = new_uid()
        told: dict[str, object] = {
            "work": link_uid,
            "entity": work.value,
            "what": what,
            "begun": begun,
        }
        keep = partial(self._keep_link, entry_id, work, uid, link_uid)
        return self._take(entry_id, self._linking(entry_id, told), _LINKED, keep, {"what": what})

    def _offer_begun(self, entry_id: EntryId, event_id: FeedbackEventId, what: str) -> None:
        values = {"what": what, "number": self.entry(entry_id).number}
        take_back = partial(self.undo, entry_id, event_id)
        self._context.offer_undo(Undo(N_("{what} was begun for {number}."), values, take_back))

    def _keep_link(
        self, entry_id: EntryId, work: Work, uid: str, link_uid: str, *_event: int
    ) -> None:
        feedback_links.add(
            entry_id,
            work.value,
            uid,
            uid=link_uid,
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )

    def _let_go(self, link_uid: str, *_event: int) -> None:
        feedback_links.set_voided(link_uid, self._context.recorded_at(), self._context.who())

    def _links(self, entry_id: EntryId) -> list[KeptLink]:
        return feedback_links.of_entries([entry_id])

    def _refuse_known(self, entry_id: EntryId, uid: str, number: str) -> None:
        if any(each.entity_uid == uid for each in self._links(entry_id)):
            values = {"what": number, "number": self.entry(entry_id).number}
            phrase = N_("{what} is linked to {number} already.")
            raise Refused([Problem("link", phrase, values)])

    def _take_effect_back(self, entry: Entry, event: Event) -> None:
        super()._take_effect_back(entry, event)
        linked, loosened = event.told.get("work"), event.told.get("work_loosened")
        if event.move is Move.LINK and isinstance(linked, str):
            if event.told.get("begun"):
                self._withdraw(linked)
            self._let_go(linked)
        elif event.move is Move.LINK and isinstance(loosened, str):
            feedback_links.set_voided(loosened, None, None)

    def _withdraw(self, link_uid: str) -> None:
        """Take back the work that a link began, where nothing was done with it since."""
        link = feedback_links.link(link_uid)
        if link is None:
            return
        for _entry_id, told in self._told_of([link]):
            if told.entity == Work.TASK.value:
                self._withdraw_task(TaskId(told.record_id))
            elif told.entity == Work.GOODS.value:
                self._withdraw_wish(WishId(told.record_id))
            else:
                self._withdraw_fault(FaultId(told.record_id))

    def _withdraw_fault(self, fault_id: FaultId) -> None:
        fault = faults.fault(fault_id)
        if fault is not None and not fault.voided and len(fault.steps) == 1:
            self._amenities.void_fault(fault_id, _("Its link to the feedback book was taken back."))
