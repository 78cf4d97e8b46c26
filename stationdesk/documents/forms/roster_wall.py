"""The roster for the wall (排班表): a week or a month, by shifts or by people, and as a workbook.

Names are as the caller shows them: masked on a wall as a rule, whole by choice. What is missing
stands where it is missing, and below the grid to the minute.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stationdesk.documents.forms.common import month_words, span_key, span_words
from stationdesk.documents.grids import (
    Grid,
    GridColumn,
    GridLine,
    GridRow,
    Legend,
    LegendEntry,
    Shade,
    Style,
)
from stationdesk.documents.papers import (
    Block,
    Group,
    Heading,
    Note,
    Origin,
    PageBreak,
    Paper,
    Table,
)
from stationdesk.domain.attendance.shown_hours import shown_hours
from stationdesk.domain.roster.periods import PERIOD_STATE_WORDS, PeriodState
from stationdesk.domain.roster.shifts import day_and_minute
from stationdesk.domain.working_days import DAY_KIND_WORDS, DayKind
from stationdesk.i18n import N_, _
from stationdesk.listings.roster import ROSTER, named_shift, times_words, weekday_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from stationdesk.documents.grids import GridCell
    from stationdesk.domain.ids import SkillId
    from stationdesk.domain.roster.cover_rules import Hole
    from stationdesk.domain.roster.lines import RosterLine
    from stationdesk.domain.roster.wall import Slot, Wall, WallDay, WallRow, WallStand
    from stationdesk.domain.station import Station

DAYS_ON_A4 = 16
"""Days of a grid of shifts that an A4 page holds with names in legible type; A3 holds a month."""
WEEK = 7
MOST_HOLES = 12
"""Holes that are told one by one below a grid; further ones are only counted."""
LEAST_TYPE = 6.0

SHADES = {
    DayKind.WORKDAY: Shade.WHITE,
    DayKind.WORKED_WEEKEND: Shade.WHITE,
    DayKind.WEEKEND: Shade.LIGHT,
    DayKind.HOLIDAY: Shade.MIDDLE,
    DayKind.MARKET: Shade.WHITE,
    DayKind.CLOSED: Shade.DARK,
}
KIND_SIGNS = {
    DayKind.WORKED_WEEKEND: N_("wkd."),
    DayKind.HOLIDAY: N_("hol."),
    DayKind.MARKET: N_("mkt."),
    DayKind.CLOSED: N_("shut"),
}
"""What stands at the head of a day that is not what its weekday says: 班, 休, 集, 闭."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WallRoster:
    """What a wall's roster is made from.

    ``shifts`` and ``people`` are the same days in two grids, ``lines`` the same once more as a
    list. ``holes`` are those of the cover by the clock, ``stands`` the rosters of these days.
    """

    shifts: Wall
    people: Wall
    lines: Sequence[RosterLine] = ()
    holes: Sequence[Hole] = ()
    stands: Sequence[WallStand] = ()
    skill_names: Mapping[SkillId, str]


def week_wall(
    station: Station,
    roster: WallRoster,
    *,
    by_people: bool = False,
    poster: bool = False,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the roster of a week (值班周表) on one lying sheet, A4 or A3."""
    wall = roster.people if by_people else roster.shifts
    paper = _paper(station, roster, poster=poster, printed_at=printed_at)
    grid = _grid(wall, by_people=by_people, largest=14.0)
    return replace(
        paper,
        title=_("Volunteer roster of the week"),
        subtitle=_("{station} · {period}").format(
            station=station.name, period=span_words(wall.first, wall.last)
        ),
        blocks=(grid, *_below(roster, wall, by_people=by_people)),
        origin=_origin("roster-week", station, wall),
    )


def month_wall(
    station: Station,
    roster: WallRoster,
    *,
    by_people: bool = False,
    poster: bool = False,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the roster of a month (值班月表) on lying sheets.

    A grid of people, and any grid on A3, holds the whole month; a grid of shifts takes two pages
    of A4.
    """
    wall = roster.people if by_people else roster.shifts
    whole = by_people or poster or len(wall.days) <= DAYS_ON_A4
    paper = _paper(station, roster, poster=poster, printed_at=printed_at)
    return replace(
        paper,
        title=_month_title(wall),
        blocks=tuple(_month_blocks(roster, wall, by_people=by_people, whole=whole)),
        origin=_origin("roster-month", station, wall),
    )


def month_book(
    station: Station, roster: WallRoster, *, printed_at: datetime | None = None
) -> tuple[Paper, ...]:
    """Return the sheets of a month's workbook: by shifts, by people, and line by line."""
    base = _paper(station, roster, poster=True, printed_at=printed_at)
    title = _month_title(roster.shifts)
    origin = _origin("roster-month", station, roster.shifts)
    sheets = ((roster.shifts, False, _("By shifts")), (roster.people, True, _("By people")))
    grids = tuple(
        replace(
            base,
            title=title,
            sheet=name,
            blocks=(
                _grid(wall, by_people=people, largest=12.0),
                *_below(roster, wall, by_people=people),
            ),
            origin=origin,
        )
        for wall, people, name in sheets
    )
    listed = Table(
        ROSTER,
        (Group("", tuple(roster.lines)),),
        empty=_("No shifts in these days."),
        numbered=True,
    )
    lines = replace(
        base,
        title=title,
        sheet=_("Line by line"),
        blocks=(listed,),
        poster=False,
        wall=False,
        origin=origin,
    )
    return (*grids, lines)


def _paper(
    station: Station, roster: WallRoster, *, poster: bool, printed_at: datetime | None
) -> Paper:
    return Paper(
        title="",
        blocks=(),
        subtitle=station.name,
        period=_stand_words(roster.stands),
        landscape=True,
        poster=poster,
        wall=True,
        printed_at=printed_at,
    )


def _month_title(wall: Wall) -> str:
    return _("Volunteer roster, {month}").format(month=month_words(wall.first))


def _origin(listing: str, station: Station, wall: Wall) -> Origin:
    return Origin(listing, station.code, station.name, span_key(wall.first, wall.last))


def _month_blocks(
    roster: WallRoster, wall: Wall, *, by_people: bool, whole: bool
) -> Iterator[Block]:
    size = len(wall.days) if whole else -(-len(wall.days) // 2)
    for start in range(0, len(wall.days), size):
        part = wall if whole else wall.part(start, start + size)
        if start:
            yield PageBreak()
        if not whole:
            yield Heading(span_words(part.first, part.last))
        yield _grid(part, by_people=by_people, largest=12.0)
        if not whole:
            yield _legend(part, by_people=by_people)
    if whole:
        yield _legend(wall, by_people=by_people)
    yield from _notes(roster)


def _below(roster: WallRoster, wall: Wall, *, by_people: bool) -> Iterator[Block]:
    yield _legend(wall, by_people=by_people)
    yield from _notes(roster, in_week=len(wall.days) <= WEEK)


# the grid


def _grid(wall: Wall, *, by_people: bool, largest: float) -> Grid:
    wide = len(wall.days) <= WEEK
    columns = [_day_column(day, wide=wide, parted=at > 0) for at, day in enumerate(wall.days)]
    names = {mark: named_shift(name, post) for mark, name, post, _times in wall.marks}
    rows = [_row(row, names if wide else {}, by_people=by_people, wide=wide) for row in wall.rows]
    if by_people:
        columns += [_sum_column(N_("Shifts in all")), _sum_column(N_("Hours of duty"))]
    if rows and not by_people:
        rows.append(_cover_row(wall))
    return Grid(
        corner=_("Volunteer") if by_people else _("Shift"),
        columns=tuple(columns),
        rows=tuple(rows),
        empty=_("No shifts in these days."),
        largest=largest,
        least=LEAST_TYPE,
    )


def _day_column(day: WallDay, *, wide: bool, parted: bool) -> GridColumn:
    written = f"{day.day.month}/{day.day.day}" if wide else str(day.day.day)
    kind = _kind_words(day.kind) if wide else _(KIND_SIGNS.get(day.kind, ""))
    lines = [
        GridLine(weekday_words(day.day), Style.STRONG),
        GridLine(written, Style.STRONG),
        GridLine(kind or " ", Style.SMALL),
    ]
    monday = day.day.isoweekday() == 1
    return GridColumn(tuple(lines), SHADES[day.kind], parted=parted and monday and not wide)


def _kind_words(kind: DayKind) -> str:
    return "" if kind in (DayKind.WORKDAY, DayKind.WEEKEND) else _(DAY_KIND_WORDS[kind])


def _sum_column(title: str) -> GridColumn:
    return GridColumn((GridLine(_(title), Style.STRONG),), fitted=True, parted=True)


def _row(row: WallRow, names: Mapping[str, str], *, by_people: bool, wide: bool) -> GridRow:
    """Return a row; ``names`` say what marks mean where a cell has room for it."""
    if by_people:
        cells = [_own_shifts(slots, names) for slots in row.cells]
        sums = (str(row.shifts), shown_hours(row.minutes))
        cells += [(GridLine(words, Style.STRONG),) for words in sums]
        return GridRow((GridLine(row.heading, Style.STRONG),), tuple(cells))
    cells = [_people(slots, wide=wide) for slots in row.cells]
    heading = [GridLine(row.heading, Style.STRONG)]
    if row.times is not None:
        heading.append(GridLine(times_words(*row.times), Style.SMALL))
    if row.post:
        heading.append(GridLine(row.post, Style.SMALL))
    return GridRow(tuple(heading), tuple(cells))


def _people(slots: Sequence[Slot], *, wide: bool) -> GridCell:
    lines: list[GridLine] = []
    for slot in slots:
        if not slot.usual:
            lines += _own_times(slot, wide=wide)
        lines += map(GridLine, slot.entries)
        lines += _missing(slot, wide=wide)
    return tuple(lines)


def _own_shifts(slots: Sequence[Slot], names: Mapping[str, str]) -> GridCell:
    lines: list[GridLine] = []
    for slot in slots:
        (mark,) = slot.entries
        if names:
            lines.append(GridLine(names[mark], Style.STRONG))
            lines.append(GridLine(times_words(slot.from_minute, slot.to_minute), Style.SMALL))
        else:
            lines.append(GridLine(mark if slot.usual else f"{mark}*"))
    return tuple(lines)


def _own_times(slot: Slot, *, wide: bool) -> list[GridLine]:
    """Return times that are not those of the row; a narrow cell has one below the other."""
    words = times_words(slot.from_minute, slot.to_minute)
    if wide:
        return [GridLine(words, Style.SMALL)]
    start, _dash, end = words.partition("–")
    return [GridLine(f"{start}–", Style.SMALL), GridLine(end, Style.SMALL)]


def _missing(slot: Slot, *, wide: bool) -> Iterator[GridLine]:
    if slot.missing:
        phrase = _("{count} missing") if wide else _("−{count}")
        yield GridLine(phrase.format(count=slot.missing), Style.ALARM)
    if slot.unskilled and wide:
        told = _("no {skill}").format(skill=slot.skill)
        yield GridLine(told, Style.ALARM)


def _cover_row(wall: Wall) -> GridRow:
    """Return how many serve of how many are wanted, day by day."""
    cells = tuple(
        (GridLine(f"{day.people}/{day.places}"),) if day.places or day.people else ()
        for day in wall.days
    )
    heading = (
        GridLine(_("People"), Style.STRONG),
        GridLine(_("planned/wanted"), Style.SMALL),
    )
    return GridRow(heading, cells, foot=True)


# what stands below it


def _legend(wall: Wall, *, by_people: bool) -> Legend:
    return Legend(tuple(_legend_entries(wall, by_people=by_people)))


def _legend_entries(wall: Wall, *, by_people: bool) -> Iterator[LegendEntry]:
    kinds = {day.kind for day in wall.days}
    for kind in DayKind:
        if kind in kinds and (kind in KIND_SIGNS or SHADES[kind] is not Shade.WHITE):
            words = _(DAY_KIND_WORDS[kind])
            yield LegendEntry(words, SHADES[kind], _(KIND_SIGNS.get(kind, "")))
    marked = by_people and len(wall.days) > WEEK
    for mark, name, post, times in wall.marks if marked else ():
        yield LegendEntry(f"{named_shift(name, post)} {times_words(*times)}", sign=mark)
    slots = [slot for row in wall.rows for cell in row.cells for slot in cell]
    if marked and not all(slot.usual for slot in slots):
        yield LegendEntry(_("other times than usual"), sign="*")
    if not by_people and any(slot.missing for slot in slots) and len(wall.days) > WEEK:
        yield LegendEntry(_("so many people are missing"), sign=_("−{count}").format(count=1))


def _notes(roster: WallRoster, *, in_week: bool = False) -> Iterator[Note]:
    if roster.holes:
        yield Note(_hole_words(roster, in_week=in_week))
    pending = sum(stand.pending for stand in roster.stands)
    if pending:
        told = _("{count} changes since then are shown here and not published yet.")
        yield Note(told.format(count=pending))


def _hole_words(roster: WallRoster, *, in_week: bool) -> str:
    told = [_one_hole(roster, hole, in_week=in_week) for hole in roster.holes[:MOST_HOLES]]
    words = _("Cover missing: {holes}").format(holes=_("; ").join(told))
    left = len(roster.holes) - MOST_HOLES
    if left > 0:
        words += _(" and {count} more stretches").format(count=left)
    return words


def _one_hole(roster: WallRoster, hole: Hole, *, in_week: bool) -> str:
    day, start = day_and_minute(hole.starts)
    when = f"{weekday_words(day)} {day.month}/{day.day}" if in_week else f"{day.month}/{day.day}"
    times = times_words(start, start + hole.minutes)
    if hole.skill_id is None:
        phrase = _("{day} {times}, {count} of {wanted} missing")
        skill = ""
    else:
        phrase = _("{day} {times}, {count} of {wanted} with {skill} missing")
        skill = roster.skill_names.get(hole.skill_id, "")
    return phrase.format(day=when, times=times, count=hole.missing, wanted=hole.wanted, skill=skill)


def _stand_words(stands: Sequence[WallStand]) -> str:
    """Return which rosters these are and how far each is."""
    return _("; ").join(map(_one_stand, stands))


def _one_stand(stand: WallStand) -> str:
    if stand.state in (PeriodState.PUBLISHED, PeriodState.CLOSED):
        told = _("{number}, published revision {revision}")
        return told.format(number=stand.number, revision=stand.revision)
    state = _(PERIOD_STATE_WORDS[stand.state])
    return _("{number}, {state}: not published").format(number=stand.number, state=state)
