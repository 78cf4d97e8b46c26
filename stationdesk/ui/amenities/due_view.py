"""The upkeep that is overdue, due, or coming: carried out or skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal

from stationdesk.domain.upkeep import PURPOSE_WORDS, DueState, Purpose
from stationdesk.domain.upkeep_lines import DueLine
from stationdesk.i18n import _
from stationdesk.listings.amenities import rhythm_words
from stationdesk.listings.upkeep import RESULT_TONES, due_mark, result_mark
from stationdesk.ui.amenities.columns import DUE, DUE_FOLDS
from stationdesk.ui.amenities.narrowing import DUE_ACCEPTS, DUE_SEGMENTS, counts, fits, says
from stationdesk.ui.amenities.sentences import due_words, place_words
from stationdesk.ui.icons import Icon
from stationdesk.ui.widgets.basics import button, keep_shown, label, row, rule
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import PlanId
    from stationdesk.domain.upkeep_lines import RunLine
    from stationdesk.services.amenities import Amenities
    from stationdesk.ui.amenities.deeds import AmenityDeeds

FAR_DAYS = 36_500
"""Far enough ahead to see whatever is planned."""
LAST_RUNS = 5


class DueView(RecordView[DueLine]):
    """What is due with the chosen work beside it; ``amenity_opened`` carries an amenity's id."""

    amenity_opened = pyqtSignal(object)
    detail: _DueDetail

    def __init__(self, amenities: Amenities, deeds: AmenityDeeds) -> None:
        segments = {key: _(words) for key, words in DUE_SEGMENTS.items()}
        filters = FilterBar(_("Amenity, task or initials"), segments, _("Which work to show"))
        filters.add_choice("purpose", _("Kind of upkeep"), _purposes())
        filters.add_choice("place", _("Where it stands"), {"": _("All places")})
        super().__init__(
            filters,
            RecordTable(
                DUE, _("Upkeep that is due"), key=lambda line: line.due.plan.id, verb_of=_verb
            ),
            _DueDetail(),
        )
        self._amenities, self._deeds = amenities, deeds
        self._lines: list[DueLine] = []
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read again what is due."""
        self._lines = self._amenities.due_list(within_days=FAR_DAYS)
        self.filters.set_counts(counts(self._lines, DUE_ACCEPTS))
        self.filters.set_options("place", self._places())
        self.show_records(self._lines)

    def waiting(self) -> int:
        """Return how much work is overdue, due, or soon due."""
        return counts(self._lines, DUE_ACCEPTS)["waiting"]

    def show_plan(self, plan_id: PlanId) -> None:
        """Put the cursor on what a plan wants, letting filters go where they hide it."""
        self.find_record(lambda line: line.due.plan.id == plan_id, "waiting", "planned")

    def carry_out_current(self) -> None:
        """Carry out the work on which the cursor stands."""
        if (line := self.table.current()) is not None:
            self._deeds.carry_out(line.due.plan.id)

    def narrow(self) -> None:
        query, accept = self.filters.query(), DUE_ACCEPTS[self.filters.segment()]
        purpose, place = self.filters.choice("purpose"), self.filters.choice("place")
        found = self._amenities.found(query) if query else set()

        def accepts(line: DueLine) -> bool:
            plan = line.due.plan
            known = line.amenity.id in found or says(plan.task, query)
            of_kind = not purpose or plan.purpose == purpose
            return known and of_kind and accept(line) and fits(line.amenity, place_id=place)

        self.table.narrow(accepts, told=query)

    def show_chosen(self, line: DueLine) -> None:
        runs = self._amenities.runs(line.amenity.id)
        own = [each for each in runs if each.plan.id == line.due.plan.id]
        self.detail.show_due(line, own)

    def open_record(self, line: DueLine) -> None:
        self._deeds.carry_out(line.due.plan.id)

    def _build(self) -> None:
        table, deeds = self.table, self._deeds
        table.view.fold(*DUE_FOLDS)
        table.add_action(_("Log upkeep"), self.for_row(_by_id(deeds.carry_out)), Icon.CHECKMARK)
        table.add_action(_("Skip…"), self.for_row(_by_id(deeds.skip)), Icon.ARROW_RIGHT, "S")
        table.add_action(_("Details"), self.for_row(self.open_pane), Icon.OPEN, "Space")
        table.add_action(
            _("Go to the amenity"), self.for_row(self._show_amenity), Icon.WRENCH, "Ctrl+G"
        )
        table.set_hints(
            _("↑↓ choose"), _("Enter log"), _("S skip"), _("Space details"), _("Ctrl+F search")
        )
        table.say_when_empty(
            EmptyState(
                Nothing.NEVER_USED,
                _("No upkeep is planned."),
                _("Give the amenities upkeep plans: in the register, choose one and press Manage."),
                name=Icon.CALENDAR_CHECKMARK,
            )
        )
        self.lay_out()

    def _connect(self) -> None:
        detail = self.detail
        detail.log.clicked.connect(self.carry_out_current)
        detail.skip.clicked.connect(self.for_current(_by_id(self._deeds.skip)))
        detail.amenity.clicked.connect(self.for_current(self._show_amenity))

    def _places(self) -> dict[str, str]:
        known = {line.amenity.place for line in self._lines if line.amenity.place}
        walked = sorted(known, key=lambda place: (place.shelf_order, place.name))
        return {"": _("All places")} | {str(place.id): place.name for place in walked}

    def _show_amenity(self, line: DueLine) -> None:
        self.amenity_opened.emit(line.amenity.id)


class _DueDetail(DetailPane):
    """The chosen work: when, how often, what to look at, and how it went before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Choose a task at the left."), parent)
        self.facts = Facts()
        self.checklist_title = label(_("Checklist"), "strong")
        self.checklist = label("", wrap=True)
        self.runs_title = label(_("Recent upkeep"), "strong")
        self.runs = ToldRows()
        self.amenity = button(_("Go to the amenity"), look="link")
        self.log = button(_("Log upkeep"), Icon.CHECKMARK)
        self.skip = button(_("Skip…"))
        body = self.body
        body.addWidget(self.facts)
        body.addWidget(rule())
        body.addWidget(self.checklist_title)
        body.addWidget(self.checklist)
        body.addWidget(self.runs_title)
        body.addWidget(self.runs)
        body.addLayout(row(self.amenity, None))
        self.foot.addWidget(self.log, 1)
        self.foot.addWidget(self.skip)

    def show_due(self, line: DueLine, runs: list[RunLine]) -> None:
        """Show what a plan wants, and its own runs, the newest first."""
        due = line.due
        about = f"{line.amenity.name} · {place_words(line.amenity)}"
        self.show_head(due.plan.task, due_mark(due.state), about)
        missed = str(due.missed) if due.missed > 1 else ""
        facts = [
            (_("Due on"), f"{due.due_on}\n{due_words(due)}"),
            (_("Times missed"), missed),
            (_("Upkeep interval"), rhythm_words(due.plan)),
            (_("Kind of upkeep"), _(PURPOSE_WORDS[due.plan.purpose])),
            (_("Keeper"), line.amenity.keeper),
        ]
        self.facts.show_facts([fact for fact in facts if fact[1]])
        lines = [f"{number}. {told}" for number, told in enumerate(due.plan.checklist, start=1)]
        self.checklist.setText("\n".join(lines))
        for part in (self.checklist_title, self.checklist):
            keep_shown(part, shown=bool(lines))
        self.runs.show_rows([_told_run(each) for each in runs[:LAST_RUNS]])
        keep_shown(self.runs_title, shown=bool(runs))


def _told_run(line: RunLine) -> Told:
    run = line.run
    how = f"{run.done_on} · {run.done_by}"
    return Told(str(result_mark(run.result)), how, RESULT_TONES[run.result], run.reason)


def _verb(line: DueLine) -> str:
    return "" if line.due.state is DueState.LATER else _("Log")


def _purposes() -> dict[str, str]:
    known = {each.value: _(PURPOSE_WORDS[each]) for each in Purpose}
    return {"": _("Any purpose")} | known


def _by_id(run: Callable[[PlanId], object]) -> Callable[[DueLine], object]:
    return lambda line: run(line.due.plan.id)
