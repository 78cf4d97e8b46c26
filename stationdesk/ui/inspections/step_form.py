"""One move of a corrective action: who, how or why, when, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.inspections.actions import ActionMove, NewAction
from stationdesk.i18n import N_, _
from stationdesk.ui.inspections.words import near_words
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import DayField, LongTextField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.inspections.corrective import ActionLine
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inspections.asking import InspectionServices


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a move asks; empty words leave a question out. ``offered`` are usual notes."""

    title: str
    verb: str
    person: str
    note: str
    note_needed: bool = True
    due_on: bool = False
    offered: tuple[str, ...] = ()


ASKED = {
    ActionMove.CLAIM: Asked(
        title=N_("It is said to be done"),
        verb=N_("It is done"),
        person=N_("Who put it right"),
        note=N_("How it was put right"),
        offered=(N_("Bought and put in its place"), N_("Repaired"), N_("Put up anew")),
    ),
    ActionMove.VERIFY: Asked(
        title=N_("Verify the action"),
        verb=N_("Found done"),
        person=N_("Verified by"),
        note=N_("What was seen"),
        note_needed=False,
    ),
    ActionMove.REJECT: Asked(
        title=N_("Not done yet"),
        verb=N_("Send it back"),
        person=N_("Who looked"),
        note=N_("What is still wrong"),
    ),
    ActionMove.EXTEND: Asked(
        title=N_("Give the action more time"),
        verb=N_("Give more time"),
        person=N_("Who agreed"),
        note=N_("Why more time is needed"),
        due_on=True,
        offered=(N_("Parts are ordered"), N_("Several offices are concerned")),
    ),
    ActionMove.REOPEN: Asked(
        title=N_("Open the action again"),
        verb=N_("Open it again"),
        person=N_("Who opens it again"),
        note=N_("Why it is opened again"),
        due_on=True,
    ),
    ActionMove.VOID: Asked(
        title=N_("Void the action"),
        verb=N_("Void it"),
        person="",
        note=N_("Why it is voided"),
    ),
}
"""What each move asks; one that asks nothing is made at once."""


class StepForm(Form):
    """Asks what a move needs and makes it; what is refused is shown under the fields."""

    def __init__(
        self,
        services: InspectionServices,
        line: ActionLine,
        move: ActionMove,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        asked = ASKED[move]
        super().__init__(_(asked.title), _(asked.verb), columns=2, dialogs=dialogs, parent=parent)
        self._services, self._line, self._move, self._asked = services, line, move, asked
        self.grid.add_wide(label(_told(line, services.today()), "muted", wrap=True))
        if move in (ActionMove.VERIFY, ActionMove.REJECT):
            self.grid.add_wide(label(_who_may(line), "caption", wrap=True))
        self._add_fields()
        self.set_clean()

    def keep(self) -> None:
        desk, action_id = self._services.inspections, self._line.action.id
        by, note, on = self.person.value(), self.words.value(), self.on.value()
        due_on = self.due.value()
        moves: dict[ActionMove, Callable[[], object]] = {
            ActionMove.CLAIM: partial(desk.claim, action_id, by, note, on),
            ActionMove.VERIFY: partial(desk.verify, action_id, by, note, on),
            ActionMove.REJECT: partial(desk.reject, action_id, by, note, on),
            ActionMove.REOPEN: partial(desk.reopen, action_id, by, note, due_on, on),
            ActionMove.VOID: partial(desk.void_action, action_id, note),
        }
        if self._move is ActionMove.EXTEND and due_on is not None:
            desk.extend(action_id, due_on, note, by, on)
        else:
            moves[self._move]()

    def _add_fields(self) -> None:
        asked, services, line = self._asked, self._services, self._line
        today = services.today()
        own = self._move is ActionMove.CLAIM
        self.person = self.add(
            "person",
            _(asked.person) if asked.person else _("By whom"),
            TextField(line.standing.owner if own else _proposed(services, line)),
            required=bool(asked.person),
        )
        self.person.offer(services.people())
        self.on = self.add("on", _("Day of the step"), DayField(today, today), required=True)
        self.due = self.add(
            "due_on",
            _("To be put right by"),
            DayField(today, self._proposed_day()),
            required=asked.due_on,
        )
        words = LongTextField(lines=2)
        self.words = self.add("note", _(asked.note), words, required=asked.note_needed, wide=True)
        self.grid.show_field("due_on", shown=asked.due_on)
        for about in ("person", "on"):
            self.grid.show_field(about, shown=bool(asked.person))

    def _proposed_day(self) -> date | None:
        if self._move is not ActionMove.REOPEN:
            return None
        severity = self._line.finding.severity
        return self._services.inspections.due_on(severity, self._services.today())


class ActionForm(Form):
    """Decides on one action more for the finding of another one."""

    def __init__(
        self,
        services: InspectionServices,
        line: ActionLine,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("One more action for the finding"),
            _("Decide on it"),
            columns=2,
            dialogs=dialogs,
            parent=parent,
        )
        self._services, self._line = services, line
        told = f"{line.finding.number} · {line.item}\n{line.finding.what}"
        self.grid.add_wide(label(told, "muted", wrap=True))
        self.measure = self.add(
            "measure", _("Measure"), LongTextField(lines=2), required=True, wide=True
        )
        self.owner = self.add(
            "owner", _("Who answers for the action"), TextField(line.action.owner), required=True
        )
        self.owner.offer(services.people())
        due = services.inspections.due_on(line.finding.severity, services.today())
        self.due = self.add(
            "due_on", _("To be put right by"), DayField(services.today(), due), required=True
        )
        self.cause = self.add("cause", _("Cause of it"), TextField(), wide=True)
        self.set_clean()

    def keep(self) -> None:
        wish = NewAction(
            measure=self.measure.value(),
            owner=self.owner.value(),
            cause=self.cause.value(),
            due_on=self.due.value(),
        )
        self._services.inspections.add_action(self._line.finding.id, wish)


def _told(line: ActionLine, today: date) -> str:
    action = line.action
    due = _("To be put right by {day}").format(day=near_words(action.due_on, today))
    return f"{action.number} · {line.item}\n{action.measure}\n{action.owner} · {due}"


def _who_may(line: ActionLine) -> str:
    standing = line.standing
    names = dict.fromkeys((standing.owner, *standing.claimers))
    told = _("Somebody else than {people} has to look. They said: {how}")
    return told.format(people="、".join(names), how=standing.done_how)


def _proposed(services: InspectionServices, line: ActionLine) -> str:
    """Return who is at the desk, unless the action is his own."""
    who, standing = services.who(), line.standing
    return "" if who in (standing.owner, *standing.claimers) else who
