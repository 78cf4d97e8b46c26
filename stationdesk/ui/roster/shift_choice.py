"""Which shift of a day somebody is put on: each with what the rules say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.roster.rules import Weight
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.ui.roster.words import breaches_words, head_day, times_words
from stationdesk.ui.widgets.basics import button
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import ShiftId
    from stationdesk.domain.roster.rules import Breach
    from stationdesk.domain.roster.shifts import Shift


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftOffer:
    """A shift somebody may be put on: how many are there, and what would be broken."""

    shift: Shift
    there: int
    breaches: tuple[Breach, ...]

    @property
    def is_blocked(self) -> bool:
        """Tell whether a rule that no reason passes forbids it."""
        return any(each.weight is Weight.BLOCK for each in self.breaches)


class ShiftChoice(Panel):
    """The shifts of a day for one person; ``put_in`` does it and tells whether it was done."""

    def __init__(
        self,
        name: str,
        day: date,
        offers: Sequence[ShiftOffer],
        put_in: Callable[[ShiftId], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Choose the shift"), 640, 380, parent)
        self._put_in = put_in
        self.subtitle.setText(f"{name} · {head_day(day)}")
        self.table: RecordTable[ShiftOffer] = RecordTable(
            COLUMNS, _("Shifts of the day"), key=lambda each: each.shift.id
        )
        self.table.say_when_empty(EmptyState(Nothing.NEVER_USED, _("This day has no shifts.")))
        self.table.set_hints(_("↑↓ choose"), _("Enter put in"), _("Esc close"))
        self.put = button(_("Put in"), look="primary")
        self.put.clicked.connect(self._on_put)
        self.add_deed(self.put)
        self.body.addWidget(self.table, 1)
        self.table.opened.connect(self._take)
        fitting = sorted(offers, key=lambda each: (each.is_blocked, bool(each.breaches)))
        self.table.show_records(fitting)
        self.table.choose_first()
        self.table.setFocus()

    def _on_put(self) -> None:
        if (chosen := self.table.current()) is not None:
            self._take(chosen)

    def _take(self, chosen: ShiftOffer) -> None:
        if chosen.is_blocked:
            self.note.say(breaches_words(chosen.breaches), Tone.BAD)
        elif self._put_in(chosen.shift.id):
            self.accept()


def offer_mark(blocked: bool, warned: bool) -> Mark:
    """Return how the rules take a proposal."""
    if blocked:
        return Mark(N_("Not possible"), Tone.BAD)
    if warned:
        return Mark(N_("With a reason"), Tone.WARNING)
    return Mark(N_("Fits well"), Tone.GOOD)


def _times(each: ShiftOffer) -> str:
    return times_words(each.shift.from_minute, each.shift.to_minute)


def _there(each: ShiftOffer) -> str:
    return f"{each.there} / {each.shift.needed}"


def _mark(each: ShiftOffer) -> Mark:
    return offer_mark(each.is_blocked, bool(each.breaches))


COLUMNS: tuple[Column[ShiftOffer], ...] = (
    Column("name", N_("Shift"), Kind.TEXT, lambda each: each.shift.name, 6),
    Column("times", N_("Times"), Kind.TEXT, _times, 7),
    Column("there", N_("There / wanted"), Kind.TEXT, _there, 6),
    Column("mark", N_("Fits"), Kind.STATE, _mark, 7),
    Column("why", N_("Reasons"), Kind.TEXT, lambda each: breaches_words(each.breaches), 14, True),
)
