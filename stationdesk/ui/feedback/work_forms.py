"""What an entry begins: a fault reported, a task given, goods asked for; and a task finished."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from stationdesk.domain.faults import SEVERITY_WORDS, NewFault, Severity
from stationdesk.domain.feedback.tasks import NewTask
from stationdesk.domain.feedback.wishes import NewGoodsWish
from stationdesk.i18n import _
from stationdesk.ui.feedback.step_form import entry_head
from stationdesk.ui.feedback.words import short_body
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import (
    ChoiceField,
    CountField,
    DayField,
    LongTextField,
    TextField,
)
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.domain.feedback.tasks import Task
    from stationdesk.domain.ids import AmenityId, ItemId
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.feedback import Feedback
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs

LONGEST_TITLE = 60


class FaultForm(Form):
    """Reports the fault that an entry told of."""

    def __init__(
        self,
        feedback: Feedback,
        amenities: Amenities,
        entry: Entry,
        today: date,
        who: str,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Report a fault"), _("Report fault"), columns=2, dialogs=dialogs, parent=parent
        )
        self._feedback, self._entry = feedback, entry
        self.grid.add_wide(entry_head(entry))
        names = {line.amenity.id: line.amenity for line in amenities.register()}
        options: dict[object, str] = {None: ""}
        options |= {key: f"{each.name} {each.code}" for key, each in names.items()}
        words = amenities.search_words()
        found_by = {options[key]: words.get(key, "") for key in names}
        field = _known_field(options, found_by)
        self.amenity = self.add("amenity", _("Amenity"), field, required=True)
        severities: dict[object, str] = {each.value: _(SEVERITY_WORDS[each]) for each in Severity}
        self.severity = self.add("severity", _("Severity"), ChoiceField(severities))
        self.description = self.add(
            "description",
            _("Description of the fault"),
            LongTextField(short_body(entry.body, 200), lines=2),
            required=True,
            wide=True,
        )
        self.day = self.add("reported_on", _("Reported on"), DayField(today, today), required=True)
        self.by = self.add("reported_by", _("Reported by"), TextField(who), required=True)
        self.set_clean()

    def keep(self) -> None:
        self._feedback.open_fault(
            self._entry.id,
            NewFault(
                amenity_id=cast("AmenityId", self.amenity.value()),
                description=self.description.value(),
                reported_on=cast("date", self.day.value()),
                reported_by=self.by.value(),
                severity=Severity(str(self.severity.value())),
            ),
        )


class TaskForm(Form):
    """Gives somebody something to do, because of an entry or by itself."""

    def __init__(
        self,
        feedback: Feedback,
        entry: Entry | None,
        today: date,
        people: Sequence[str],
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Give a task"), _("Give the task"), columns=2, dialogs=dialogs, parent=parent
        )
        self._feedback, self._entry, self._today = feedback, entry, today
        if entry is not None:
            self.grid.add_wide(entry_head(entry))
        self.what = self.add(
            "title", _("What is to be done"), TextField(), required=True, wide=True
        )
        self.who = self.add("assigned_to", _("Who does it"), TextField(), required=True)
        self.who.offer(list(people))
        due = entry.final_due_at.date() if entry and entry.final_due_at else None
        proposed = due if due is not None and due >= today else None
        self.due = self.add("due_on", _("Until when"), DayField(today, proposed))
        self.set_clean()

    def keep(self) -> None:
        wish = NewTask(
            title=self.what.value(),
            assigned_to=self.who.value(),
            on=self._today,
            due_on=self.due.value(),
        )
        if self._entry is None:
            self._feedback.add_task(wish)
        else:
            self._feedback.open_task(self._entry.id, wish)


class GoodsForm(Form):
    """Puts goods that an entry asks for on the replenishment list."""

    def __init__(
        self,
        feedback: Feedback,
        inventory: Inventory,
        entry: Entry,
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Ask for goods"), _("Put on the list"), columns=2, dialogs=dialogs, parent=parent
        )
        self._feedback, self._entry, self._today = feedback, entry, today
        self.grid.add_wide(entry_head(entry))
        items = {each.id: each for each in inventory.items()}
        options: dict[object, str] = {None: _("Not in the ledger yet")}
        options |= {key: f"{each.title()} {each.code}" for key, each in items.items()}
        words = inventory.search_words()
        found_by = {options[key]: words.get(key, "") for key in items}
        self.item = self.add("item", _("Goods of the ledger"), _known_field(options, found_by))
        self.goods = self.add("goods", _("What it is called"), TextField())
        self.count = self.add("quantity", _("How many"), CountField(1, least=1), required=True)
        self.reason = self.add("reason", _("Why it is wanted"), TextField())
        self.item.edited.connect(self._on_item)
        self.set_clean()

    def keep(self) -> None:
        item_id = cast("ItemId | None", self.item.value())
        wish = NewGoodsWish(
            on=self._today,
            quantity=self.count.value() or 1,
            item_id=item_id,
            goods="" if item_id is not None else self.goods.value(),
            reason=self.reason.value(),
        )
        self._feedback.ask_for_goods(self._entry.id, wish)

    def _on_item(self) -> None:
        self.grid.show_field("goods", shown=self.item.value() is None)


class FinishTaskForm(Form):
    """Notes that a task is done, and what came of it: the answer to the author rests on it.

    It may also be dropped, for a reason.
    """

    def __init__(
        self,
        feedback: Feedback,
        task: Task,
        today: date,
        people: Sequence[str],
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("End of the task"), _("Record it"), columns=2, dialogs=dialogs, parent=parent
        )
        self._feedback, self._task = feedback, task
        self.grid.add_wide(label(f"{task.number} · {task.title}", "muted", wrap=True))
        ends: dict[object, str] = {False: _("It is done"), True: _("It is not done")}
        self.dropped = self.add("dropped", _("How it ended"), ChoiceField(ends), wide=True)
        self.came_of_it = self.add(
            "result", _("Result of the task"), LongTextField(lines=2), required=True, wide=True
        )
        self.by = self.add("done_by", _("Done by"), TextField(task.assigned_to), required=True)
        self.by.offer(list(people))
        self.day = self.add("on", _("Done on"), DayField(today, today), required=True)
        self.dropped.edited.connect(self._on_ended)
        self.set_clean()

    def keep(self) -> None:
        if self.dropped.value():
            self._feedback.drop_task(self._task.id, self.came_of_it.value())
            return
        day = cast("date", self.day.value())
        self._feedback.finish_task(self._task.id, day, self.by.value(), self.came_of_it.value())

    def _on_ended(self) -> None:
        dropped = bool(self.dropped.value())
        for about in ("done_by", "on"):
            self.grid.show_field(about, shown=not dropped)
        self.grid.rename("result", _("Why not") if dropped else _("Result of the task"))


def _known_field(options: Mapping[object, str], found_by: Mapping[str, str]) -> ChoiceField:
    field = ChoiceField(options, partial(_words_of, found_by))
    line = field.lineEdit()
    if line is not None:
        line.setPlaceholderText(_("Name, code or initials"))
    return field


def _words_of(found_by: Mapping[str, str], told: str) -> str:
    return found_by.get(told, "")
