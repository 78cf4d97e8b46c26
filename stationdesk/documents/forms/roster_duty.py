"""Who is on duty: the board for the day, the sheet to sign, and one volunteer's own shifts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.forms.common import (
    HAND_ROW_MM,
    column,
    day_words,
    span_key,
    span_words,
    to_fill_in,
    without,
)
from stationdesk.documents.grids import Duty, DutyBoard
from stationdesk.documents.papers import (
    BigFigure,
    BigFigures,
    Fact,
    Group,
    Note,
    Origin,
    Paper,
    SignatureLine,
    Table,
    table,
)
from stationdesk.domain.attendance.shown_hours import shown_hours
from stationdesk.domain.opening import DAY_MINUTES, clock
from stationdesk.domain.working_days import DAY_KIND_WORDS
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Kind
from stationdesk.listings.roster import (
    ROSTER,
    named_shift,
    shift_words,
    times_words,
    weekday_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from stationdesk.documents.papers import Block
    from stationdesk.domain.opening import Interval
    from stationdesk.domain.roster.lines import RosterLine
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.domain.station import Station
    from stationdesk.domain.working_days import DayKind

BLANK_LINES_A_DAY, BLANK_LINES_A_WEEK = 6, 8
"""Lines for those who come without being planned."""


def duty_board(
    station: Station,
    day: date,
    shifts: Sequence[Shift],
    lines: Sequence[RosterLine],
    *,
    moment: int | None,
    kind: DayKind,
    hours: Sequence[Interval] = (),
    poster: bool = False,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the board of a day (值班公示牌); a shift that runs at ``moment`` stands out.

    ``moment`` is an absolute minute, None for another day than today. ``shifts`` are those of the
    day and those of the day before that end after midnight, ``lines`` who serves on them.
    ``hours`` are when the station is open.
    """
    duties = tuple(_duty(shift, lines, moment, day) for shift in shifts)
    kind_words = _(DAY_KIND_WORDS[kind])
    told = _("{station} · {day} {weekday} · {kind}").format(
        station=station.name, day=day_words(day), weekday=weekday_words(day), kind=kind_words
    )
    return Paper(
        title=_("On duty today"),
        subtitle=told,
        blocks=(
            DutyBoard(duties, _("Nobody is on duty today.")),
            BigFigures(tuple(_at_the_foot(station, hours))),
        ),
        wall=True,
        poster=poster,
        subject=day_words(day),
        origin=Origin("duty-board", station.code, station.name, day.isoformat()),
        printed_at=printed_at,
    )


def sign_in_sheet(
    station: Station,
    lines: Sequence[RosterLine],
    first: date,
    last: date,
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the sheet to sign in and out on (签到表) of a day or a week, names whole.

    Whoever is planned has a line already; the lines after them are for those who walk in.
    """
    whole_day = first == last
    groups = [Group("" if whole_day else heading, of_day) for heading, of_day in _by_day(lines)]
    sheet = Table(
        SIGN_IN,
        tuple(groups) or (Group("", ()),),
        numbered=True,
        blank_rows=BLANK_LINES_A_DAY if whole_day else BLANK_LINES_A_WEEK,
        row_mm=HAND_ROW_MM,
    )
    period = f"{day_words(first)} {weekday_words(first)}" if whole_day else span_words(first, last)
    return Paper(
        title=_("Volunteers' sign-in sheet"),
        unit=station.name,
        period=period,
        blocks=(
            sheet,
            Note(
                _(
                    "Write the times you came and left by the clock of the station. Breaks and the "
                    "way here and home are no service. Do not write anything about health."
                )
            ),
            SignatureLine((_("Person on duty:"), _("Checked by:"), _("Entered on:"))),
        ),
        landscape=True,
        origin=Origin("signin-sheet", station.code, station.name, span_key(first, last)),
        printed_at=printed_at,
    )


def own_shifts(
    station: Station,
    name: str,
    number: str,
    lines: Sequence[RosterLine],
    first: date,
    last: date,
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return one volunteer's shifts of some days, to take home (个人值班表)."""
    minutes = sum(line.minutes for line in lines)
    shown = table(
        without(ROSTER, ("name", "number", "minutes", "state")),
        lines,
        numbered=True,
        empty=_("No shifts in these days."),
    )
    asked = _("Please tell the station in good time when you cannot come: {phone}.")
    blocks: list[Block] = [shown]
    if station.phone:
        blocks.append(Note(asked.format(phone=station.phone)))
    return Paper(
        title=_("My shifts"),
        unit=station.name,
        period=span_words(first, last),
        head=(
            Fact(_("Volunteer's name"), name),
            Fact(_("Volunteer no."), number),
            Fact(_("Shifts in all"), len(lines)),
            Fact(_("Planned hours"), shown_hours(minutes)),
        ),
        blocks=tuple(blocks),
        origin=Origin("my-shifts", station.code, station.name, span_key(first, last)),
        printed_at=printed_at,
    )


def _duty(shift: Shift, lines: Iterable[RosterLine], moment: int | None, day: date) -> Duty:
    """Return a shift on the board; one that began the day before says until when it runs."""
    key = (shift.day, shift.name, shift.post, shift.from_minute, shift.to_minute)
    names = tuple(line.name for line in lines if _key(line) == key)
    missing = max(0, shift.needed - len(names))
    is_now = moment is not None and shift.starts <= moment < shift.ends
    if shift.day < day:
        times = _("until {end}").format(end=clock(shift.to_minute - DAY_MINUTES))
    else:
        times = times_words(shift.from_minute, shift.to_minute)
    return Duty(
        times=times,
        shift=named_shift(shift.name, shift.post),
        names=names,
        missing=_("{count} missing").format(count=missing) if missing else "",
        now=_("Now on duty") if is_now else "",
    )


def _key(line: RosterLine) -> tuple[date, str, str, int, int]:
    return (line.day, line.shift, line.post, line.from_minute, line.to_minute)


def _at_the_foot(station: Station, hours: Sequence[Interval]) -> Iterator[BigFigure]:
    if station.phone:
        yield BigFigure(station.phone, _("Telephone of the station"))
    if hours:
        told = [times_words(each.opens_minute, each.closes_minute) for each in hours]
        yield BigFigure(" ".join(told), _("Open today"))
    else:
        yield BigFigure("—", _("Closed today"))


def _by_day(lines: Iterable[RosterLine]) -> Iterator[tuple[str, list[RosterLine]]]:
    days: dict[date, list[RosterLine]] = {}
    for line in lines:
        days.setdefault(line.day, []).append(line)
    for day, of_day in days.items():
        kind = _(DAY_KIND_WORDS[of_day[0].kind])
        heading = _("{day} {weekday} · {kind}").format(
            day=day_words(day), weekday=weekday_words(day), kind=kind
        )
        yield heading, of_day


def _shift_and_times(line: RosterLine) -> str:
    return f"{shift_words(line)}\n{times_words(line.from_minute, line.to_minute)}"


SIGN_IN = (
    column("day", N_("Day of duty"), lambda line: line.day, 6, kind=Kind.DAY),
    column("shift", N_("Shift"), _shift_and_times, 7),
    column("name", N_("Volunteer's name"), lambda line: line.name, 5),
    column("number", N_("Volunteer no."), lambda line: line.number, 5),
    to_fill_in("came", N_("Signed in"), 5),
    to_fill_in("left", N_("Signed out at"), 5),
    to_fill_in("hours", N_("Hours served"), 5, kind=Kind.HOURS),
    to_fill_in("work", N_("Service done"), 8, grows=True),
    to_fill_in("signature", N_("Signed by hand"), 6),
)
"""The columns of the sheet, in the field's order; the last five are filled in by hand."""
