"""整改: what is to be put right, the first due first, and all that was before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import pyqtSignal

from stationdesk.domain.inspections.actions import OWED_STATES, ActionMove, ActionState
from stationdesk.domain.inspections.corrective import ActionLine
from stationdesk.domain.inspections.kinds import SEVERITY_WORDS
from stationdesk.i18n import _
from stationdesk.listings import inspections as listing
from stationdesk.ui.icons import Icon
from stationdesk.ui.inspections.action_pane import WIDTH, ActionPane
from stationdesk.ui.inspections.asking import ask
from stationdesk.ui.inspections.next_moves import VERBS
from stationdesk.ui.inspections.words import room
from stationdesk.ui.widgets.chosen_columns import chosen
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.photo_viewer import PhotoViewer
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.domain.attachments import Attachment
    from stationdesk.domain.ids import CorrectiveActionId
    from stationdesk.listings.columns import Column
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inspections.action_deeds import ActionDeeds
    from stationdesk.ui.inspections.asking import InspectionServices


class ActionView(RecordView[ActionLine]):
    """Corrective actions; Enter makes the usual next move.

    ``inspection_wanted`` asks for the inspection of an action, ``refused`` carries problems that
    no form shows.
    """

    inspection_wanted = pyqtSignal(object)
    refused = pyqtSignal(object)
    detail: ActionPane

    def __init__(self, services: InspectionServices, deeds: ActionDeeds, dialogs: Dialogs) -> None:
        segments = {
            "open": _("To be put right"),
            "overdue": _("Overdue"),
            "claimed": _("To be verified"),
            "all": _("All"),
        }
        super().__init__(
            FilterBar(_("Item, measure or person"), segments, _("Which actions to show")),
            RecordTable(
                _columns(services.today()),
                _("Corrective actions"),
                key=lambda line: line.action.id,
                verb_of=_verb,
            ),
            ActionPane(services.attachments, dialogs),
        )
        self._services, self._deeds = services, deeds
        self._build()

    def refresh(self) -> None:
        """Read the actions again: what is open by its day, then what is done."""
        desk, today = self._services.inspections, self._services.today()
        waiting = desk.open_actions()
        known = {line.action.id for line in waiting}
        done = [line for line in desk.actions() if line.action.id not in known]
        overdue = sum(line.action.is_overdue(today) for line in waiting)
        claimed = sum(line.action.state is ActionState.CLAIMED for line in waiting)
        counts = {"open": len(waiting), "overdue": overdue, "claimed": claimed}
        self.filters.set_counts(counts)
        self.show_records([*waiting, *done])

    def narrow(self) -> None:
        words = self.filters.query().casefold().split()
        segment, severity = self.filters.segment(), self.filters.choice("severity")
        today = self._services.today()

        def accepts(line: ActionLine) -> bool:
            action = line.action
            said = (action.number, line.item, action.measure, action.owner, line.finding.what)
            told = " ".join(map(str, (*said, line.finding.code, line.notice))).casefold()
            return (
                _stands_in(segment, line, today)
                and severity in ("", line.finding.severity.value)
                and all(word in told for word in words)
            )

        self.table.narrow(accepts, told=self.filters.query())

    def show_chosen(self, line: ActionLine) -> None:
        desk, action_id = self._services.inspections, line.action.id
        moves = desk.moves_for(action_id)
        self.detail.show_action(line, desk.steps(action_id), moves, self._services.today())

    def open_record(self, line: ActionLine) -> None:
        if not self._deeds.go_on(line.action.id):
            self.open_pane()

    def show_action(self, action_id: CorrectiveActionId) -> None:
        """Put the cursor on an action."""
        self.find_record(lambda line: line.action.id == action_id, "open", "all")
        self.open_pane()

    def _build(self) -> None:
        grave = {"": _("However grave")}
        grave |= {each.value: _(words) for each, words in SEVERITY_WORDS.items()}
        self.filters.add_choice("severity", _("How grave"), grave)
        table, detail = self.table, self.detail
        table.view.fold("number", "severity", "what", "owner", "measure")
        table.set_hints(_("↑↓ choose"), _("Enter next move"), _("F8 verify"), _("Space details"))
        table.say_when_empty(
            EmptyState(
                Nothing.ALL_DONE,
                _("Nothing is to be put right."),
                _("What an inspection finds wanting comes here with who does what until when."),
            )
        )
        for move, (words, name, keys) in VERBS.items():
            table.add_action(_(words), self.for_row(self._runner(move)), name, keys)
        table.add_action(_("Details"), self.for_row(self.open_pane), Icon.OPEN, "Space")
        self.lay_out(pane_width=WIDTH)
        detail.wanted.connect(self._on_wanted)
        detail.more_wanted.connect(self.for_current(self._add_action))
        detail.inspection_wanted.connect(self.for_current(self._show_inspection))
        detail.photos.viewed.connect(self._on_viewed)
        detail.photos.refused.connect(self.refused)

    def _runner(self, move: ActionMove) -> Callable[[ActionLine], None]:
        def run(line: ActionLine) -> None:
            self._deeds.run(move, line.action.id)

        return run

    def _add_action(self, line: ActionLine) -> None:
        self._deeds.add_action(line.action.id)

    def _show_inspection(self, line: ActionLine) -> None:
        self.inspection_wanted.emit(line.inspection.id)

    def _on_wanted(self, move: object) -> None:
        if (line := self.table.current()) is not None:
            self._deeds.run(cast("ActionMove", move), line.action.id)

    def _on_viewed(self, photo: object) -> None:
        attachments, photos = self._services.attachments, self.detail.photos.photos()
        ask(PhotoViewer(attachments, photos, cast("Attachment", photo), self))


def _columns(today: date) -> tuple[Column[ActionLine], ...]:
    picked = chosen(
        listing.actions(today),
        *("state", "due_on", "item", "what", "measure", "owner", "severity", "number"),
        grows=("what", "measure"),
        state=room(5),
        item=8,
        what=6,
        measure=6,
    )
    return tuple(
        replace(column, read=_item_words) if column.key == "item" else column for column in picked
    )


def _item_words(line: ActionLine) -> str:
    """Return what is wanting; where it was so before, how often in a row."""
    if line.times < 2:
        return str(line.item)
    return _("{times}×: {item}").format(item=line.item, times=line.times)


def _stands_in(segment: str, line: ActionLine, today: date) -> bool:
    state = line.action.state
    return {
        "open": state in (*OWED_STATES, ActionState.CLAIMED),
        "overdue": line.action.is_overdue(today),
        "claimed": state is ActionState.CLAIMED,
    }.get(segment, True)


def _verb(line: ActionLine) -> str:
    verbs = {
        ActionState.OPEN: _("Start it"),
        ActionState.DOING: _("Report it"),
        ActionState.CLAIMED: _("Verify it"),
    }
    return verbs.get(line.action.state, _("Show"))
