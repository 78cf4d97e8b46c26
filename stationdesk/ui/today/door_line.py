"""The door: opened and closed with a click, beside the published hours (开门、关门)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QWidget

from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Mark, Tone
from stationdesk.ui.today.said import hours_words
from stationdesk.ui.widgets.basics import Elide, Pill, button, column, keep_shown, rename, row

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.opening_kept import OpeningLine
    from stationdesk.services.today import Opening

OPEN_NOW = Mark(N_("Open now"), Tone.GOOD)
CLOSED_AGAIN = Mark(N_("Door closed"), Tone.NEUTRAL)
NOT_NOTED = Mark(N_("Opening not recorded"), Tone.WARNING)
DAY_OFF = Mark(N_("Closed today"), Tone.NEUTRAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorDay:
    """What the log says of the day, beside the hours of the day.

    ``standing`` is the line by which it is open now. ``unrecorded`` are the days of the month
    before today of which the log says nothing though they have hours, ``unclosed`` the lines of
    earlier days without an end.
    """

    opening: Opening
    lines: tuple[OpeningLine, ...]
    standing: OpeningLine | None
    unrecorded: tuple[date, ...] = ()
    unclosed: tuple[OpeningLine, ...] = ()


class DoorLine(QWidget):
    """Hours as published and as they were, the click for the door, and what was forgotten."""

    open_wanted = pyqtSignal()
    close_wanted = pyqtSignal()
    forgotten_wanted = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._is_open = False
        self._mark = Pill()
        self._hours = Elide()
        self.verb = button(_("Open the door"))
        self._forgotten = Elide("", "caption")
        self.write = button(_("Write it down later"), look="link")
        self._second = QWidget()
        self._build()

    def show_door(self, day: DoorDay) -> None:
        """Show how the door stands."""
        self._is_open = day.standing is not None
        self._mark.show_mark(door_mark(day))
        published, really = published_words(day.opening), real_words(day)
        self._hours.say(f"{published} · {really}" if really else published, really or published)
        rename(self.verb, _("Close the door") if self._is_open else _("Open the door"))
        told = forgotten_words(day)
        self._forgotten.setText(told)
        keep_shown(self._second, shown=bool(told))

    def _build(self) -> None:
        first, second = row(self._mark, self._hours, self.verb), row(self._forgotten, self.write)
        first.setStretchFactor(self._hours, 1)
        second.setStretchFactor(self._forgotten, 1)
        self._second.setLayout(second)
        self.setLayout(column(first, self._second, gap=2))
        self.verb.clicked.connect(self._on_verb)
        self.write.clicked.connect(lambda _checked: self.forgotten_wanted.emit())

    def _on_verb(self) -> None:
        (self.close_wanted if self._is_open else self.open_wanted).emit()


def door_mark(day: DoorDay) -> Mark:
    """Return in a word how the door stands; a day of which the log says nothing is told."""
    if day.standing is not None:
        return OPEN_NOW
    if day.lines:
        return CLOSED_AGAIN
    return DAY_OFF if day.opening.known and not day.opening.hours else NOT_NOTED


def published_words(opening: Opening) -> str:
    """Return the hours that hang on the door."""
    if not opening.known:
        return _("The opening hours are not entered yet.")
    return _("Published {hours}").format(hours=hours_words(opening.hours))


def real_words(day: DoorDay) -> str:
    """Return from when to when it was really open; nothing where the log says nothing."""
    standing = () if day.standing is None or day.standing in day.lines else (day.standing,)
    told = _(", ").join(_stretch(line) for line in (*standing, *day.lines))
    return _("really {hours}").format(hours=told) if told else ""


def forgotten_words(day: DoorDay) -> str:
    """Return what the log misses of the days before."""
    told = []
    if day.unrecorded:
        words = _("Days of this month without an opening: {count}")
        told.append(words.format(count=len(day.unrecorded)))
    if day.unclosed:
        words = _("closings not noted: {count}")
        told.append(words.format(count=len(day.unclosed)))
    return " · ".join(told)


def _stretch(line: OpeningLine) -> str:
    end = f"{line.closed_at:%H:%M}" if line.closed_at is not None else ""
    return f"{line.opened_at:%H:%M}–{end}"
