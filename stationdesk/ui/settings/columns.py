"""The columns of the short lists in the settings, and the words in them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.kinds import KIND_NAMES
from stationdesk.domain.opening import timetable_on
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.ui.typed_hours import hours_text
from stationdesk.ui.widgets.hours import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.importing import ImportRun
    from stationdesk.domain.opening import Interval, OpeningException, Timetable
    from stationdesk.services.safekeeping import Backup

HOLDS_TODAY = Mark(N_("Holds today"), Tone.GOOD)
NOT_NOW = Mark(N_("Not in force now"), Tone.NEUTRAL)
HELD = Mark(N_("Has ended"), Tone.NEUTRAL)
COMES = Mark(N_("Coming"), Tone.INFO)
TAKEN_BACK = Mark(N_("Taken back"), Tone.NEUTRAL)
BROUGHT_IN = Mark(N_("Brought in"), Tone.GOOD)


@dataclass(frozen=True, slots=True)
class TimetableLine:
    """A timetable as the list shows it."""

    timetable: Timetable
    mark: Mark


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """Days with other hours as the list shows them."""

    exception: OpeningException
    mark: Mark


def timetable_lines(timetables: Sequence[Timetable], today: date) -> list[TimetableLine]:
    """Return the timetables with whether they hold today, the one that does first."""
    holding = timetable_on(today, timetables)
    lines = [TimetableLine(each, _timetable_mark(each, holding, today)) for each in timetables]
    return sorted(lines, key=lambda line: line.timetable is not holding)


def exception_lines(exceptions: Iterable[OpeningException], today: date) -> list[ExceptionLine]:
    """Return days with other hours: those that come in their order, then those gone by."""
    coming = [each for each in exceptions if each.last_day >= today]
    gone = [each for each in exceptions if each.last_day < today]
    return [
        *(
            ExceptionLine(each, HOLDS_TODAY if each.covers(today) else COMES)
            for each in sorted(coming, key=attrgetter("first_day"))
        ),
        *(
            ExceptionLine(each, HELD)
            for each in sorted(gone, key=attrgetter("first_day"), reverse=True)
        ),
    ]


def week_in_words(week: Mapping[int, tuple[Interval, ...]]) -> str:
    """Return a week's hours in one line; neighbouring days with the same hours together."""
    days = [(number, hours_text(tuple(week.get(number, ())))) for number in range(1, 8)]
    parts = []
    for hours, group in groupby(days, key=lambda day: day[1]):
        numbers = [number for number, _hours in group]
        parts.append(f"{_days_in_words(numbers)} {hours or _('closed')}")
    return _("; ").join(parts)


def _days_in_words(numbers: Sequence[int]) -> str:
    first, last = _(WEEKDAYS[numbers[0] - 1]), _(WEEKDAYS[numbers[-1] - 1])
    if len(numbers) == 7:
        return _("Every day")
    if len(numbers) == 1:
        return first
    return _("{first} to {last}").format(first=first, last=last)


def _timetable_mark(timetable: Timetable, holding: Timetable | None, today: date) -> Mark:
    if timetable is holding:
        return HOLDS_TODAY
    if timetable.valid_to is not None and timetable.valid_to < today:
        return HELD
    return COMES if timetable.valid_from > today else NOT_NOW


def _season(line: TimetableLine) -> str:
    starts, ends = line.timetable.season_starts, line.timetable.season_ends
    if starts is None or ends is None:
        return _("Whole year")
    return _("{first} to {last}").format(first=starts, last=ends)


TIMETABLES: tuple[Column[TimetableLine], ...] = (
    Column("name", N_("Timetable"), Kind.TEXT, attrgetter("timetable.name"), 7),
    Column(
        "week",
        N_("Hours"),
        Kind.TEXT,
        lambda line: week_in_words(line.timetable.week),
        16,
        grows=True,
    ),
    Column("season", N_("Part of the year"), Kind.TEXT, _season, 9),
    Column("valid_from", N_("In force from"), Kind.DAY, attrgetter("timetable.valid_from"), 7),
    Column("state", N_("State"), Kind.STATE, attrgetter("mark"), 6),
)

EXCEPTIONS: tuple[Column[ExceptionLine], ...] = (
    Column("first_day", N_("First day"), Kind.DAY, attrgetter("exception.first_day"), 7),
    Column("last_day", N_("Last day"), Kind.DAY, attrgetter("exception.last_day"), 7),
    Column(
        "hours",
        N_("Hours"),
        Kind.TEXT,
        lambda line: hours_text(line.exception.intervals) or _("Closed that day"),
        10,
    ),
    Column("reason", N_("Why"), Kind.TEXT, attrgetter("exception.reason"), 10, grows=True),
    Column("state", N_("State"), Kind.STATE, attrgetter("mark"), 6),
)

BACKUPS: tuple[Column[Backup], ...] = (
    Column(
        "made_at",
        N_("Made at"),
        Kind.TEXT,
        lambda copy: f"{copy.made_at:%Y-%m-%d %H:%M}",
        10,
    ),
    Column("folder", N_("Folder"), Kind.TEXT, lambda copy: str(copy.path.parent), 12, grows=True),
    Column("size", N_("Size"), Kind.TEXT, lambda copy: megabytes(copy.size_bytes), 6),
)

IMPORTS: tuple[Column[ImportRun], ...] = (
    Column("number", N_("Import no."), Kind.TEXT, attrgetter("number"), 9),
    Column("kind", N_("Kind of ledger"), Kind.TEXT, lambda run: _(KIND_NAMES[run.kind]), 6),
    Column("file", N_("File"), Kind.TEXT, attrgetter("file_name"), 12, grows=True),
    Column("rows", N_("Rows"), Kind.COUNT, attrgetter("rows_read"), 4),
    Column(
        "recorded_at",
        N_("Brought in at"),
        Kind.TEXT,
        lambda run: run.recorded_at[:16].replace("T", " "),
        9,
    ),
    Column(
        "state",
        N_("State"),
        Kind.STATE,
        lambda run: TAKEN_BACK if run.undone_at else BROUGHT_IN,
        6,
    ),
)


def megabytes(size_bytes: int) -> str:
    """Return a file's size in words."""
    return _("{size} MB").format(size=f"{size_bytes / 1_000_000:.1f}")
