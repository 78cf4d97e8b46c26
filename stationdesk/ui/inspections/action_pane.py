"""The chosen corrective action: what was found, what is done about it, and how it went."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QMenu

from stationdesk.domain.inspections.actions import ACTION_MOVE_WORDS, ActionMove
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.listings.inspections import (
    action_mark,
    kind_words,
    severity_mark,
    times_words,
)
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.inspections.next_moves import VERBS, likely_move, second_move
from stationdesk.ui.inspections.words import day_words, due_words
from stationdesk.ui.widgets.basics import (
    button,
    icon_button,
    keep_shown,
    label,
    rename,
    rule,
    set_look,
)
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.photo_strip import PhotoStrip
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PyQt6.QtGui import QAction
    from PyQt6.QtWidgets import QPushButton

    from stationdesk.domain.inspections.actions import Step
    from stationdesk.domain.inspections.corrective import ActionLine
    from stationdesk.services.attachments import Attachments
    from stationdesk.ui.dialogs import Dialogs

WIDTH = 320
ENTITY = "corrective_action"
_TONES = {
    ActionMove.VERIFY: Tone.GOOD,
    ActionMove.REJECT: Tone.BAD,
    ActionMove.EXTEND: Tone.WARNING,
    ActionMove.REOPEN: Tone.WARNING,
}


class ActionPane(DetailPane):
    """Shows one action; ``wanted`` carries the move that a button or the menu asks for.

    ``more_wanted`` asks for one action more, ``inspection_wanted`` for the inspection.
    """

    wanted = pyqtSignal(object)
    more_wanted = pyqtSignal()
    inspection_wanted = pyqtSignal()

    def __init__(self, attachments: Attachments, dialogs: Dialogs) -> None:
        super().__init__(_("Choose an action at the left."))
        self.due, self.times = label("", wrap=True), label("", wrap=True)
        self.found, self.measure = label("", wrap=True), label("", wrap=True)
        self.facts, self.steps = Facts(), ToldRows()
        self.photos = PhotoStrip(attachments, dialogs)
        self.next, self.second = button(_("Go on with it")), button(_("More time…"))
        self.more = icon_button(Icon.MORE_HORIZONTAL, _("More moves of this action"))
        self._shown: dict[QPushButton, ActionMove] = {}
        self.moves = self._build_menu()
        self._fill()

    def show_action(
        self,
        line: ActionLine,
        steps: Sequence[Step],
        allowed: Sequence[ActionMove],
        today: date,
    ) -> None:
        """Show an action; ``allowed`` are the moves that can be made now."""
        action = line.action
        told = f"{action.number} · {line.inspection.number} {kind_words(line.inspection)}"
        self.show_head(str(line.item), action_mark(line, today), told)
        self._show_due(line, today)
        self.found.setText(line.finding.what)
        self.measure.setText(action.measure)
        self.facts.show_facts(_facts(line, today))
        self.photos.show_of(ENTITY, action.uid)
        self.steps.show_rows(_told_steps(steps, today))
        self._offer(allowed)

    def _show_due(self, line: ActionLine, today: date) -> None:
        told, tone = due_words(line, today)
        self.due.setText(told)
        set_look(self.due, tone=tone.value if tone else None)
        keep_shown(self.due, shown=bool(told))
        self.times.setText(times_words(line.times))
        set_look(self.times, tone=Tone.BAD.value)
        keep_shown(self.times, shown=line.times > 1)

    def _offer(self, allowed: Sequence[ActionMove]) -> None:
        shown = ((self.next, likely_move(allowed)), (self.second, second_move(allowed)))
        self._shown = {made: move for made, move in shown if move is not None}
        for made, move in shown:
            keep_shown(made, shown=move is not None)
            if move is not None:
                rename(made, _(VERBS[move][0]))
        for each, action in self.moves.items():
            action.setVisible(each in allowed)

    def _build_menu(self) -> dict[ActionMove, QAction]:
        menu = QMenu(self)
        made = {
            move: self._entry(menu, _(words), name, partial(self.wanted.emit, move))
            for move, (words, name, _keys) in VERBS.items()
        }
        menu.addSeparator()
        self._entry(menu, _("One more action…"), Icon.ADD, self.more_wanted.emit)
        words = _("Show the inspection")
        self._entry(menu, words, Icon.CLIPBOARD_CHECKMARK, self.inspection_wanted.emit)
        self.more.setMenu(menu)
        return made

    def _entry(self, menu: QMenu, words: str, name: Icon, run: Callable[[], object]) -> QAction:
        made = menu.addAction(icon(name), words)
        assert made is not None, "a menu takes every action"
        made.triggered.connect(partial(_run, run))
        return made

    def _fill(self) -> None:
        body = self.body
        for part in (self.due, self.times):
            body.addWidget(part)
        for title, words in (
            (_("What was found wrong"), self.found),
            (_("Measure"), self.measure),
        ):
            body.addWidget(label(title, "strong"))
            body.addWidget(words)
        body.addWidget(self.facts)
        body.addWidget(label(_("Photos"), "strong"))
        body.addWidget(self.photos)
        body.addWidget(rule())
        body.addWidget(label(_("What happened"), "strong"))
        body.addWidget(self.steps)
        self.foot.addWidget(self.next, 1)
        self.foot.addWidget(self.second, 1)
        self.foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignRight)
        for made in (self.next, self.second):
            made.clicked.connect(partial(self._on_pressed, made))

    def _on_pressed(self, made: QPushButton, _checked: bool = False) -> None:
        if (move := self._shown.get(made)) is not None:
            self.wanted.emit(move)


def _facts(line: ActionLine, today: date) -> list[tuple[str, str]]:
    action, standing = line.action, line.standing
    late = standing.days_late(today)
    verified = f"{standing.verified_by} {standing.verified_on}" if standing.verified_on else ""
    facts = [
        (_("Who answers for the action"), action.owner),
        (_("To be put right by"), day_words(action.due_on, today)),
        (_("How grave"), str(severity_mark(line.finding.severity))),
        (_("Cause of it"), action.cause),
        (_("Where it is wrong"), line.finding.place),
        (_("Times put off"), str(standing.extensions or "")),
        (_("Times sent back"), str(standing.rejections or "")),
        (_("Days late"), str(late or "")),
        (_("How it was put right"), standing.done_how),
        (_("Verified by"), verified),
        (_("Notice no."), line.notice),
        (_("Finding no."), line.finding.number),
    ]
    return [fact for fact in facts if fact[1]]


def _told_steps(steps: Sequence[Step], today: date) -> list[Told]:
    """Return the steps, the newest first; those taken back say so."""
    undone = {step.undoes for step in steps if step.undoes is not None}
    told = []
    for step in reversed(steps):
        how = [day_words(step.on, today), step.person]
        if step.due_on is not None:
            how.append(_("due {day}").format(day=day_words(step.due_on, today)))
        if step.id in undone:
            how.append(_("taken back"))
        words = " · ".join(filter(None, how))
        told.append(Told(_(ACTION_MOVE_WORDS[step.move]), words, _TONES.get(step.move), step.note))
    return told


def _run(run: Callable[[], object], _checked: bool = False) -> None:
    run()
