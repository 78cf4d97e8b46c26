"""Attendance and hours on paper: the ledgers of a period, and one volunteer's statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.documents.forms.common import (
    column,
    day_words,
    span_key,
    span_words,
    to_fill_in,
    without,
)
from stationdesk.documents.forms.ledgers import period_ledger
from stationdesk.documents.papers import Fact, Note, Origin, Paper, SignatureLine, table
from stationdesk.domain.attendance.hours import HOURS_KIND_WORDS
from stationdesk.domain.attendance.shown_hours import HALF, shown_hours
from stationdesk.domain.volunteers.stars import STAR_HOURS
from stationdesk.i18n import N_, _
from stationdesk.listings.attendance import (
    attendance,
    hours_by_person,
    hours_ledger,
    hours_of,
    short_uid,
)
from stationdesk.listings.columns import Kind
from stationdesk.listings.volunteers import star_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from stationdesk.documents.papers import Block
    from stationdesk.domain.attendance.hours import HoursLine
    from stationdesk.domain.attendance.lines import HoursByPerson, LedgerLine, PresenceLine
    from stationdesk.domain.station import Station
    from stationdesk.listings.columns import Column

_NOT_ON_PAPER = ("away", "minutes", "came_by", "state", "recorded_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What a statement of hours is made from: a volunteer, and the ledger's lines of a period.

    ``minutes`` is the sum of ``lines``, ``total_minutes`` all that was ever credited until
    ``last``; ``stars`` follows from it.
    """

    name: str
    number: str
    national_number: str
    group: str
    first: date
    last: date
    lines: Sequence[HoursLine]
    minutes: int
    total_minutes: int
    stars: int


def attendance_ledger(
    station: Station,
    lines: Sequence[PresenceLine],
    first: date,
    last: date,
    *,
    rounding: int,
    masked: bool = True,
    for_print: bool = True,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the ledger of attendance (值班签到台账) in the field's own columns.

    A workbook (not ``for_print``) has every column there is. What the service was worth is left
    to be written by hand: nobody grades volunteers in the records.
    """
    columns = attendance(rounding, masked=masked)
    return period_ledger(
        station,
        _("Attendance ledger of volunteers"),
        "attendance",
        _paper_columns(columns) if for_print else columns,
        lines,
        first,
        last,
        notes=(_rounding_words(rounding), _("Void attendances are not counted.")),
        printed_at=printed_at,
    )


def _paper_columns(columns: tuple[Column[PresenceLine], ...]) -> tuple[Column[PresenceLine], ...]:
    """Return 日期|班次|姓名|编号|签到|签退|时长|内容|评价|记录人."""
    (recorded_by,) = (each for each in columns if each.key == "recorded_by")
    review = to_fill_in("review", N_("Appraisal of the service"), 4)
    return (*without(columns, _NOT_ON_PAPER), review, recorded_by)


def hours_register(
    station: Station,
    lines: Sequence[LedgerLine],
    first: date,
    last: date,
    *,
    rounding: int,
    masked: bool = True,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the ledger of hours (服务时长台账): every line, also those that correct others."""
    return period_ledger(
        station,
        _("Ledger of service hours"),
        "hours",
        hours_ledger(rounding, masked=masked),
        lines,
        first,
        last,
        notes=(
            _rounding_words(rounding),
            _("A line is never changed: a correction is a line of its own that cites it."),
            _in_all(sum(each.line.minutes for each in lines), rounding),
        ),
        printed_at=printed_at,
    )


def hours_summary(
    station: Station,
    lines: Sequence[HoursByPerson],
    first: date,
    last: date,
    *,
    rounding: int,
    masked: bool = True,
    printed_at: datetime | None = None,
) -> Paper:
    """Return what each volunteer served in a period (服务时长汇总表)."""
    services = sum(line.services for line in lines)
    told = _("{people} people, {services} times of service.")
    return period_ledger(
        station,
        _("Hours of service by person"),
        "hours-by-person",
        hours_by_person(rounding, masked=masked),
        lines,
        first,
        last,
        notes=(
            told.format(people=len(lines), services=services),
            _in_all(sum(line.minutes for line in lines), rounding),
            _rounding_words(rounding),
        ),
        printed_at=printed_at,
    )


def hours_statement(
    station: Station, served: Served, *, rounding: int, printed_at: datetime | None = None
) -> Paper:
    """Return one volunteer's hours, line by line (服务时长明细)."""
    shown = table(
        _statement_columns(rounding),
        served.lines,
        numbered=True,
        empty=_("No service in this period."),
    )
    blocks: list[Block] = [shown, *_statement_notes(served, rounding)]
    blocks.append(
        SignatureLine((_("Prepared by:"), _("Station manager (signature):"), _("(Seal)")))
    )
    return Paper(
        title=_("Statement of service hours"),
        unit=station.name,
        period=span_words(served.first, served.last),
        head=tuple(_statement_head(served, rounding)),
        blocks=tuple(blocks),
        subject=_("{station}, {number}").format(station=station.name, number=served.number),
        origin=Origin(
            "hours-statement", station.code, station.name, span_key(served.first, served.last)
        ),
        printed_at=printed_at,
    )


def _statement_head(served: Served, rounding: int) -> Iterator[Fact]:
    yield Fact(_("Volunteer's name"), served.name)
    yield Fact(_("Volunteer no."), served.number)
    yield Fact(_("Volunteer group"), served.group)
    yield Fact(_("National volunteer number"), served.national_number)
    hours = _("{hours} h ({minutes} minutes)")
    yield Fact(
        _("Hours in this period"),
        hours.format(hours=shown_hours(served.minutes, rounding), minutes=served.minutes),
    )
    total = hours.format(
        hours=shown_hours(served.total_minutes, rounding), minutes=served.total_minutes
    )
    until = _("Hours until {day}").format(day=day_words(served.last))
    yield Fact(until, " ".join(filter(None, (total, star_words(served.stars)))))


def _statement_columns(rounding: int) -> tuple[Column[HoursLine], ...]:
    return (
        column("served_on", N_("Day of service"), lambda line: line.served_on, 6, kind=Kind.DAY),
        column("kind", N_("Kind of line"), lambda line: _(HOURS_KIND_WORDS[line.kind]), 5),
        column("work", N_("Service done"), _what_for, 8, grows=True),
        column("minutes", N_("Minutes"), lambda line: line.minutes, 4, kind=Kind.COUNT),
        column(
            "hours",
            N_("Hours served"),
            lambda line: hours_of(line.minutes, rounding),
            4,
            kind=Kind.HOURS,
        ),
        column("line", N_("Line no."), lambda line: short_uid(line.uid), 5),
    )


def _what_for(line: HoursLine) -> str:
    """Return the work of a line, why it was changed, and when it was booked if that differs."""
    said = [line.work, line.reason]
    if line.business_date != line.served_on:
        said.append(_("booked on {day}").format(day=line.business_date.isoformat()))
    return _("; ").join(filter(None, said))


def _statement_notes(served: Served, rounding: int) -> Iterator[Note]:
    yield Note(_rounding_words(rounding))
    yield Note(_("Only hours of actual service count; the way there and back does not."))
    stars = _("Stars for {hours} hours.").format(hours=" / ".join(map(str, STAR_HOURS)))
    if served.stars:
        yield Note(stars)
    yield Note(
        _("This statement is the station's own record. Ask the station to correct what is wrong.")
    )


def _rounding_words(rounding: int) -> str:
    step = "0.5" if rounding == HALF else "0.1"
    told = _("Minutes are recorded; hours are rounded to {step} h where they are shown.")
    return told.format(step=step)


def _in_all(minutes: int, rounding: int) -> str:
    told = _("In all {minutes} minutes, {hours} hours.")
    return told.format(minutes=minutes, hours=shown_hours(minutes, rounding))
