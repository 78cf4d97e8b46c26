"""What is not covered, list first: each gap with its causes, explained person by person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import pyqtSignal

from stationdesk.domain.roster.explaining import explain_hole
from stationdesk.domain.roster.rules import Weight
from stationdesk.domain.roster.shifts import day_and_minute
from stationdesk.domain.roster.suggesting import suggestions
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.ui.icons import Icon
from stationdesk.ui.roster.cover_shown import cause_words, tone_of
from stationdesk.ui.roster.words import (
    breaches_words,
    head_day,
    hole_words,
    stretch_words,
    times_words,
)
from stationdesk.ui.widgets.basics import button, label, rule
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.domain.ids import ShiftId, VolunteerId
    from stationdesk.domain.roster.cover_rules import Hole
    from stationdesk.domain.roster.explaining import Against
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.domain.roster.suggesting import Suggestion
    from stationdesk.ui.roster.deeds import RosterDeeds
    from stationdesk.ui.roster.reading import Reading

PANE_WIDTH = 366
MOST_TOLD = 100
"""So many people are told of beside a gap; a team of thousands is not read line by line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A shift that lacks people, or a stretch of time in which too few are there."""

    day: date
    starts: int
    times: str
    what: str
    missing: str
    why: str
    tone: Tone
    shift: Shift | None = None
    hole: Hole | None = None

    @property
    def key(self) -> object:
        """What tells it apart."""
        if self.shift is not None:
            return self.shift.id
        assert self.hole is not None, "a gap is of a shift or of the clock"
        return (self.hole.rule_id, self.hole.starts, self.hole.skill_id)

    @property
    def mark(self) -> Mark:
        """How bad it is."""
        return Mark(self.missing, self.tone)


def _when(gap: Gap) -> int:
    return gap.starts


COLUMNS: tuple[Column[Gap], ...] = (
    Column("day", N_("Day"), Kind.TEXT, lambda gap: head_day(gap.day), 5, order=_when),
    Column("times", N_("Times"), Kind.TEXT, lambda gap: gap.times, 6),
    Column("what", N_("Shift or cover rule"), Kind.TEXT, lambda gap: gap.what, 8),
    Column("missing", N_("What is missing"), Kind.STATE, lambda gap: gap.mark, 7),
    Column("why", N_("Cause"), Kind.TEXT, lambda gap: gap.why, 9, grows=True),
)


class GapPane(DetailPane):
    """A gap, and of everybody what keeps them out; who could come is put in by a button."""

    put_in = pyqtSignal(object)
    """A shift's id and a volunteer's."""

    def __init__(self) -> None:
        super().__init__(_("Choose a gap at the left."))
        self.facts, self.people = Facts(), ToldRows()
        self.heading = label(_("Person by person"), "card_title")
        self.show_there = button(_("Show in the week"), Icon.CALENDAR)
        for part in (self.facts, rule(), self.heading, self.people):
            self.body.addWidget(part)
        self.foot.addWidget(self.show_there)
        self.people.pressed.connect(self.put_in)

    def show_gap(self, read: Reading, gap: Gap) -> None:
        """Tell of a gap."""
        self.show_head(f"{head_day(gap.day)} {gap.times}", gap.mark, gap.what)
        self.facts.show_facts([(_("Cause"), gap.why)])
        self.people.show_rows(_people(read, gap))
        self.show_there.setVisible(_shift_of(read, gap) is not None)


class GapView(RecordView[Gap]):
    """Gaps to come of the roster that the shown week belongs to."""

    detail: GapPane
    place_wanted = pyqtSignal(int)
    """A shift's id, to be shown in the week."""

    def __init__(self, deeds: RosterDeeds, read: Callable[[], Reading]) -> None:
        segments = {"all": _("All gaps"), "shift": _("By shift"), "clock": _("By the clock")}
        super().__init__(
            FilterBar(_("Shift, rule or day"), segments, _("Which gaps to show")),
            RecordTable(COLUMNS, _("Gaps of the roster"), key=lambda gap: gap.key),
            GapPane(),
        )
        self._deeds, self._read_now = deeds, read
        self._read: Reading | None = None
        self.table.say_when_empty(
            EmptyState(
                Nothing.ALL_DONE,
                _("No gaps: every shift has its people and the desk is never empty."),
            )
        )
        self.table.set_hints(_("↑↓ choose"), _("Enter look for somebody"))
        self.detail.put_in.connect(self._on_put_in)
        self.detail.show_there.clicked.connect(self.for_current(self._lead))
        self.table.view.fold("times", "what")
        self.lay_out(pane_width=PANE_WIDTH)

    def refresh(self) -> None:
        """Read the roster and list what it lacks from today on."""
        self._read = read = self._read_now()
        found = gaps_of(read)
        self.filters.set_counts(
            {
                "all": len(found),
                "shift": sum(gap.shift is not None for gap in found),
                "clock": sum(gap.hole is not None for gap in found),
            }
        )
        self.show_records(found)

    def narrow(self) -> None:
        query, segment = self.filters.query().lower(), self.filters.segment()

        def fits(gap: Gap) -> bool:
            meant = segment == "all" or (gap.shift is not None) == (segment == "shift")
            return meant and query in _words(gap)

        self.table.narrow(fits, told=query)

    def show_chosen(self, record: Gap) -> None:
        if self._read is not None:
            self.detail.show_gap(self._read, record)

    def open_record(self, record: Gap) -> None:
        """Look for somebody; where no shift is at that time, the explanation is all there is."""
        shift = _shift_of(self._read, record) if self._read is not None else None
        if shift is not None and self._read is not None:
            self._deeds.ask_whom(self._read, shift)
        else:
            self.open_pane()

    def show_gap(self, about: object) -> None:
        """Put the cursor on the gaps of a day, or of a shift (its id)."""
        if isinstance(about, date):
            self.find_record(lambda gap: gap.day == about, "all")
        else:
            self.find_record(lambda gap: gap.key == about, "all")
        self.table.setFocus()

    def _lead(self, gap: Gap) -> None:
        shift = _shift_of(self._read, gap) if self._read is not None else None
        if shift is not None:
            self.place_wanted.emit(shift.id)

    def _on_put_in(self, key: object) -> None:
        shift_id, volunteer_id = cast("tuple[ShiftId, VolunteerId]", key)
        self._deeds.put_in(shift_id, volunteer_id)


def gaps_of(read: Reading) -> list[Gap]:
    """Return what the roster lacks from today on, in the order of time."""
    found = [_shift_gap(read, shift) for shift in read.open_shifts()]
    found += [_clock_gap(read, hole) for hole in read.holes if _is_coming(read, hole)]
    return sorted(found, key=lambda gap: (gap.starts, gap.shift is None))


def _is_coming(read: Reading, hole: Hole) -> bool:
    return day_and_minute(hole.starts)[0] >= read.facts.today


def _shift_gap(read: Reading, shift: Shift) -> Gap:
    missing = read.missing(shift)
    there = len(read.live(shift.id))
    return Gap(
        day=shift.day,
        starts=shift.starts,
        times=times_words(shift.from_minute, shift.to_minute),
        what=shift.name,
        missing=_("{count} missing").format(count=missing),
        why=_("{there} of {wanted} people").format(there=there, wanted=shift.needed),
        tone=Tone.WARNING if there else Tone.BAD,
        shift=shift,
    )


def _clock_gap(read: Reading, hole: Hole) -> Gap:
    return Gap(
        day=day_and_minute(hole.starts)[0],
        starts=hole.starts,
        times=stretch_words(hole.starts, hole.ends),
        what=hole.rule_name,
        missing=hole_words(hole, read.facts),
        why=cause_words(read, hole),
        tone=tone_of(hole),
        hole=hole,
    )


def _shift_of(read: Reading, gap: Gap) -> Shift | None:
    """Return the shift that fills a gap: its own, or one at the desk in that time."""
    if gap.shift is not None or gap.hole is None:
        return gap.shift
    hole = gap.hole
    return next(
        (
            shift
            for shift in read.shifts()
            if shift.at_desk and shift.starts < hole.ends and hole.starts < shift.ends
        ),
        None,
    )


def _people(read: Reading, gap: Gap) -> list[Told]:
    """Tell of everybody, the likeliest first; of a very large team how many more there are."""
    if gap.hole is not None:
        against = explain_hole(read.facts, gap.hole)
        told = [_against(read, each) for each in against[:MOST_TOLD]]
        return [*told, *_more(len(against))]
    assert gap.shift is not None, "a gap is of a shift or of the clock"
    shift_id = gap.shift.id
    found = suggestions(read.facts, shift_id)
    told = [_suggested(read, shift_id, each) for each in found[:MOST_TOLD]]
    return [*told, *_more(len(found))]


def _more(count: int) -> list[Told]:
    if count <= MOST_TOLD:
        return []
    return [Told(what=_("and {count} more").format(count=count - MOST_TOLD))]


def _against(read: Reading, each: Against) -> Told:
    possible = each.weight is not Weight.BLOCK and each.shift_id is not None
    return Told(
        what=read.person(each.volunteer_id).shown,
        note=str(Phrase(each.phrase, each.values)),
        verb=_("Put in") if possible else "",
        key=(each.shift_id, each.volunteer_id),
    )


def _suggested(read: Reading, shift_id: ShiftId, each: Suggestion) -> Told:
    why = breaches_words(each.breaches) or " · ".join(str(reason) for reason in each.reasons)
    return Told(
        what=read.person(each.volunteer_id).shown,
        note=why,
        verb="" if each.is_blocked else _("Put in"),
        key=(shift_id, each.volunteer_id),
    )


def _words(gap: Gap) -> str:
    return f"{head_day(gap.day)} {gap.day:%m-%d} {gap.times} {gap.what} {gap.why}".lower()
