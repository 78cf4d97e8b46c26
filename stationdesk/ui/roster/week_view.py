"""The week: who serves when, what is not covered, who could come."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import QPoint, Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from stationdesk.domain.roster.rules import Weight
from stationdesk.domain.roster.suggesting import suggestions
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.ui.roster.cover_shown import cover_shown
from stationdesk.ui.roster.people_list import PeopleList
from stationdesk.ui.roster.people_shown import people_shown
from stationdesk.ui.roster.place_menu import PlaceMenu
from stationdesk.ui.roster.suggestion_card import Proposed, SuggestionCard
from stationdesk.ui.roster.week_shown import Ghosts, week_shown
from stationdesk.ui.roster.words import breaches_words, place_words
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import column, row
from stationdesk.ui.widgets.cover_strip import CoverStrip
from stationdesk.ui.widgets.roster_grid import RosterGrid
from stationdesk.ui.widgets.roster_shown import Carried, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.domain.ids import AssignmentId, ShiftId, VolunteerId
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.domain.roster.suggesting import Suggestion
    from stationdesk.ui.roster.deeds import RosterDeeds
    from stationdesk.ui.roster.empty_roster import EmptyRoster
    from stationdesk.ui.roster.reading import Reading
    from stationdesk.ui.widgets.roster_model import Part

EDGE = 4
"""Px of the design between the edge of the card and the grid."""
MOST_ROWS = 6
"""So many open places are suggested for; the view of gaps shows all."""
MOST_PROPOSED = 8
"""Among so many "another one" goes round."""


class WeekView(QWidget):
    """The grid of a week with its cover, the people beside it and suggestions below.

    ``refresh`` reads through ``read``; ``was_read`` tells that there is something new to count.
    """

    was_read = pyqtSignal()
    step_wanted = pyqtSignal(int)
    gap_wanted = pyqtSignal(object)
    """A day, or a shift's id, whose holes are to be explained."""

    def __init__(self, deeds: RosterDeeds, read: Callable[[], Reading], empty: EmptyRoster) -> None:
        super().__init__()
        self._deeds, self._read_now, self.empty = deeds, read, empty
        self._read: Reading | None = None
        self._ghosts: Ghosts | None = None
        self._thought: Reading | None = None
        self._passed_over: dict[ShiftId, int] = {}
        self._found: dict[ShiftId, list[Suggestion]] = {}
        self.grid = RosterGrid(_("Roster of the week"))
        self.strip = CoverStrip(_("Cover"))
        self.people = PeopleList(deeds.find)
        self.suggestions = SuggestionCard()
        self.menu = PlaceMenu(deeds, self.reading, self)
        self._build()
        self._connect()

    def reading(self) -> Reading:
        """Return what is shown."""
        assert self._read is not None, "the view is read before anything is done in it"
        return self._read

    def is_read(self) -> bool:
        """Tell whether there is anything to show yet."""
        return self._read is not None

    def refresh(self) -> None:
        """Read the week and show it; the cursor stays where it was."""
        read = self._read = self._read_now()
        self._found.clear()
        self._thought = None
        self.empty.show_for(read)
        self._pages.setCurrentWidget(self._content if read.shifts() else self.empty)
        self._show_week()
        self.people.show_people(people_shown(read))
        self._show_suggestions()
        self.was_read.emit()

    def show_ghosts(self, ghosts: Ghosts | None) -> None:
        """Draw what a proposal would change into the week, or take it out again (None)."""
        self._ghosts = ghosts
        self._found.clear()
        self._thought = None
        if self._read is not None:
            self._show_week()
            self._show_suggestions()

    def show_place(self, kind: str, key: int) -> None:
        """Put the cursor on a shift (``spot``) or a person (``chip``)."""
        found = self.grid.choose_chip(key) if kind == "chip" else self.grid.choose_spot(key)
        if found:
            self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self) -> None:
        self._sheet = _Sheet(self.grid, self.strip)
        left = column(self._sheet, self.suggestions, gap=12)
        left.setStretchFactor(self._sheet, 100)
        left.setStretchFactor(self.suggestions, 1)
        line = row(left, self.people, gap=12)
        line.setStretchFactor(left, 1)
        self._content = QWidget()
        self._content.setLayout(line)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._content)
        self._pages.addWidget(self.empty)
        self.setLayout(column(self._pages))

    def _connect(self) -> None:
        grid = self.grid
        grid.ask_before_drop(self.judge)
        grid.columns_moved.connect(self._on_columns)
        grid.put_in_wanted.connect(self._on_put_in)
        grid.emptied.connect(self._on_emptied)
        grid.opened.connect(self._on_opened)
        grid.take_out_wanted.connect(self._on_take_out)
        grid.pin_wanted.connect(self._on_pin)
        grid.dropped.connect(self._on_dropped)
        grid.menu_wanted.connect(self.menu.open_at)
        grid.step_wanted.connect(self.step_wanted)
        grid.chosen.connect(self._on_chosen)
        self.people.wanted.connect(self._on_person)
        self.strip.chosen.connect(self._on_day)
        self.suggestions.put_in.connect(self._on_suggested)
        self.suggestions.another.connect(self._on_another)
        self.suggestions.asked_why.connect(self._on_why)

    def _show_week(self) -> None:
        self.grid.show_week(week_shown(self.reading(), self._ghosts))
        self._sheet.take_height()
        self.strip.show_days(cover_shown(self._thought_of()), self.grid.edges())

    def _thought_of(self) -> Reading:
        """Return what is shown, with the proposal as if it were accepted."""
        if self._ghosts is None:
            return self.reading()
        if self._thought is None:
            self._thought = self.reading().with_rows(*self._ghosts.rows())
        return self._thought

    def _show_suggestions(self) -> None:
        read, current = self._thought_of(), self._current_shift()
        shifts = read.open_shifts()
        if current is not None:
            shifts = [current, *(each for each in shifts if each.id != current.id)]
        rows = [self._proposed(shift) for shift in shifts[:MOST_ROWS]]
        self.suggestions.show_rows(rows, _("Every shift of this week has its people."))

    def _current_shift(self) -> Shift | None:
        """Return the shift under the cursor where somebody is wanted or could still be put."""
        part: Part | None = self.grid.current_part()
        if part is None or part.spot is None or part.spot.still or not part.plus:
            return None
        return self.reading().facts.shifts.get(cast("ShiftId", part.spot.key))

    def _proposed(self, shift: Shift) -> Proposed:
        if shift.id not in self._found:
            of_all = suggestions(self._thought_of().facts, shift.id, MOST_PROPOSED)
            self._found[shift.id] = [each for each in of_all if not each.is_blocked]
        found = self._found[shift.id]
        if not found:
            nobody = _("Nobody can come")
            return Proposed(
                shift_id=shift.id, who=None, where=place_words(shift), name=nobody, reasons=""
            )
        each = found[self._passed_over.get(shift.id, 0) % len(found)]
        return Proposed(
            shift_id=shift.id,
            who=each.volunteer_id,
            where=place_words(shift),
            name=self.reading().person(each.volunteer_id).shown,
            reasons=_reasons(each),
            others=len(found) > 1,
        )

    def judge(self, carried: Carried, part: Part) -> Verdict:
        """Tell whether whom one carries may be let go over a shift."""
        if part.spot is None or part.spot.still:
            return Verdict(allowed=False, words=_("This day is not edited any more."))
        shift_id = cast("ShiftId", part.spot.key)
        if any(carried.chip == chip.key for chip in part.spot.chips):
            return Verdict(allowed=False)
        without = [] if carried.chip is None else [cast("AssignmentId", carried.chip)]
        broken = self.reading().breaches_of(cast("VolunteerId", carried.who), shift_id, without)
        blocking = [each for each in broken if each.weight is Weight.BLOCK]
        told = _("{name} {clause}")
        if blocking:
            words = told.format(name=carried.name, clause=breaches_words(blocking[:1]))
            return Verdict(allowed=False, words=words, tone=Tone.BAD)
        if broken:
            words = told.format(name=carried.name, clause=breaches_words(broken[:2]))
            return Verdict(allowed=True, words=words, tone=Tone.WARNING)
        return Verdict(allowed=True)

    def _on_columns(self) -> None:
        self.strip.show_edges(self.grid.edges())

    def _on_put_in(self, part: Part, typed: str) -> None:
        if part.spot is None:
            return
        shift = self.reading().shift(cast("ShiftId", part.spot.key))
        if self._deeds.ask_whom(self.reading(), shift, typed):
            self._to_open_place(shift.id)

    def _to_open_place(self, shift_id: ShiftId) -> None:
        """Go on at the next open place of a shift, where it still wants somebody."""
        shift = self.reading().facts.shifts.get(shift_id)
        if shift is not None and self.reading().missing(shift):
            self.grid.choose_spot(shift_id)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_emptied(self, part: Part) -> None:
        self.menu.add_shift(part)

    def _on_opened(self, part: Part) -> None:
        index = self.grid.currentIndex()
        viewport = self.grid.viewport()
        where = self.grid.visualRect(index).bottomLeft()
        place = viewport.mapToGlobal(where) if viewport is not None else QPoint()
        self.menu.open_at(part, place)

    def _on_take_out(self, part: Part) -> None:
        if part.chip is not None:
            self._deeds.take_out(cast("AssignmentId", part.chip.key))

    def _on_pin(self, part: Part) -> None:
        if part.chip is not None:
            key = cast("AssignmentId", part.chip.key)
            self._deeds.pin(key, pinned=not part.chip.pinned)

    def _on_dropped(self, carried: Carried, part: Part) -> None:
        if part.spot is not None:
            self._deeds.drop_on(carried, cast("ShiftId", part.spot.key))

    def _on_person(self, who: int) -> None:
        """Put somebody from the list on the shift under the cursor."""
        part: Part | None = self.grid.current_part()
        if part is not None and part.spot is not None:
            shift_id = cast("ShiftId", part.spot.key)
            self._deeds.put_in(shift_id, cast("VolunteerId", who))

    def _on_chosen(self, _part: object) -> None:
        if self._read is not None:
            self._show_suggestions()

    def _on_day(self, number: int) -> None:
        self.gap_wanted.emit(self.reading().days()[number])

    def _on_suggested(self, each: Proposed) -> None:
        if each.who is not None:
            self._deeds.put_in(each.shift_id, each.who)

    def _on_another(self, each: Proposed) -> None:
        self._passed_over[each.shift_id] = self._passed_over.get(each.shift_id, 0) + 1
        self._show_suggestions()

    def _on_why(self, each: Proposed) -> None:
        self.gap_wanted.emit(each.shift_id)


class _Sheet(QFrame):
    """The grid on a card, right up to its edges, the cover under its columns."""

    def __init__(self, grid: RosterGrid, strip: CoverStrip) -> None:
        super().__init__()
        self._grid, self._strip = grid, strip
        self.setProperty("look", "card")
        inner = QVBoxLayout(self)
        inner.setContentsMargins(px(1), px(EDGE), px(1), px(EDGE))
        inner.setSpacing(0)
        inner.addWidget(grid, 1)
        inner.addWidget(strip)

    def take_height(self) -> None:
        """Take no more room than the week needs; what is left is for the suggestions."""
        strip = self._strip.sizeHint().height()
        self.setMaximumHeight(self._grid.wanted_height() + strip + 2 * px(EDGE) + 2)


def _reasons(each: Suggestion) -> str:
    return " · ".join(str(reason) for reason in each.reasons)
