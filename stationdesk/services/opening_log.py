"""The door's log: opening and closing with a click, and how the published hours were kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.opening_kept import (
    NewOpening,
    days_kept,
    kept_of,
    opening_log_problems,
)
from stationdesk.domain.outages import end_of
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.typed_text import says_something
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.services.versions import refuse_if_changed
from stationdesk.store import opening_log as store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from stationdesk.domain.ids import OpeningLogId
    from stationdesk.domain.opening_kept import DayKept, OpeningKept, OpeningLine
    from stationdesk.services.context import Context
    from stationdesk.services.station import StationFacts

ENTITY = "opening_log"
LONGEST_NIGHT_HOURS = 12
"""Whoever closes after midnight closes what was opened the evening before."""


class OpeningLog:
    """When the station was really open."""

    def __init__(self, context: Context, station: StationFacts) -> None:
        self._context = context
        self._station = station

    def open_now(self, by: str = "", reason: str = "") -> OpeningLogId:
        """Note that the station opens this minute.

        Raises:
            Refused: when the log says that it is open already.
        """
        standing = self.open_line()
        if standing is not None:
            values = {"time": f"{standing.opened_at:%H:%M}"}
            phrase = N_("The station has been open since {time} by the log.")
            raise Refused([Problem("opened_at", phrase, values)])
        wish = NewOpening(opened_at=self._this_minute(), opened_by=self._by(by), reason=reason)
        line_id = self._add(wish, "open")
        self._offer(N_("The station's opening was noted."), partial(self._void, line_id))
        return line_id

    def close_now(self, by: str = "", reason: str = "") -> OpeningLogId:
        """Note that the station closes this minute.

        Raises:
            Refused: when the log does not say that it is open.
        """
        before = self.open_line()
        if before is None:
            phrase = N_("The log does not say that the station is open; write the day down.")
            raise Refused([Problem("closed_at", phrase)])
        wish = replace(
            _entered(before),
            closed_at=max(self._this_minute(), before.opened_at + timedelta(minutes=1)),
            closed_by=self._by(by),
            reason=reason or before.reason,
        )
        self._change(before, wish, "close")
        self._offer(N_("The station's closing was noted."), partial(self._write_back, before))
        return before.id

    def write_down(self, wish: NewOpening) -> OpeningLogId:
        """Keep a line for a day of which the clicks were forgotten.

        Raises:
            Refused: naming every reason.
        """
        refuse_if_any(self._problems(wish))
        line_id = self._add(wish, "write down")
        self._offer(N_("A line was written into the opening log."), partial(self._void, line_id))
        return line_id

    def correct(self, line_id: OpeningLogId, wish: NewOpening, version: int) -> None:
        """Write a line anew that was seen as ``version``; the reason for it stands in the line.

        Raises:
            Refused: naming every reason, or who changed it meanwhile.
        """
        before = self._standing_line(line_id)
        problems = list(self._problems(wish, before.id))
        if not says_something(wish.reason):
            problems.append(Problem("reason", N_("Write why the log is corrected.")))
        refuse_if_any(problems)
        refuse_if_changed(ENTITY, before.uid, seen=version, stored=before.version)
        self._change(before, wish, "correct")
        self._offer(
            N_("A line of the opening log was corrected."), partial(self._write_back, before)
        )

    def void(self, line_id: OpeningLogId) -> None:
        """Take a line back that should never have been written.

        Raises:
            Refused: where there is none that stands.
        """
        self._standing_line(line_id)
        self._void(line_id)
        self._offer(
            N_("A line of the opening log was taken back."), partial(self._let_stand, line_id)
        )

    def open_line(self) -> OpeningLine | None:
        """Return the line by which the station is open at this minute; None where it is not.

        One of the evening before counts until noon, so that whoever closes late can.
        """
        now = self._this_minute()
        found = store.open_line((now - timedelta(hours=LONGEST_NIGHT_HOURS)).date())
        if found is None or not timedelta(0) <= now - found.opened_at <= timedelta(days=1):
            return None
        return found

    def unclosed(self) -> list[OpeningLine]:
        """Return the lines of earlier days whose closing was forgotten, in order."""
        standing = self.open_line()
        today = self._context.today()
        return [each for each in store.unclosed_before(today) if each != standing]

    def lines(self, first: date, last: date) -> list[OpeningLine]:
        """Return the lines of days, in order."""
        return store.lines_between(first, last)

    def days(self, first: date, last: date) -> tuple[DayKept, ...]:
        """Return each day as published and as kept; days still to come are left out.

        Raises:
            Refused: when the days end before they begin.
        """
        if last < first:
            raise Refused([Problem("last", N_("The period ends before it begins."))])
        opening = self._station.opening_days(first, min(last, self._context.today()))
        return days_kept(opening, store.lines_touching(first, last), self._this_minute())

    def kept(self, first: date, last: date) -> OpeningKept:
        """Return how the published hours of days were kept, up to this minute.

        Raises:
            Refused: when the days end before they begin.
        """
        return kept_of(self.days(first, last))

    def first_day(self) -> date | None:
        """Return the first day of the log; None before there is one."""
        return store.first_day()

    def _problems(self, wish: NewOpening, line_id: OpeningLogId | None = None) -> Iterator[Problem]:
        day = wish.opened_at.date()
        near = store.lines_between(day - timedelta(days=1), day + timedelta(days=1))
        others = [each for each in near if each.id != line_id]
        yield from opening_log_problems(wish, others, self._this_minute())
        if wish.closed_at is None and any(
            each.closed_at is None and each.day == day for each in others
        ):
            yield Problem("closed_at", N_("This day has a line without a closing already."))

    def _standing_line(self, line_id: OpeningLogId) -> OpeningLine:
        found = store.get(line_id)
        if found is None or found.is_void:
            raise Refused([Problem("line", N_("There is no such line in the opening log."))])
        return found

    def _add(self, wish: NewOpening, action: str) -> OpeningLogId:
        with self._context.deed(Topic.VISITS):
            line_id = store.add(
                wish, recorded_at=self._context.recorded_at(), recorded_by=self._context.who()
            )
            self._note(line_id, action)
        return line_id

    def _change(self, before: OpeningLine, wish: NewOpening, action: str) -> None:
        with self._context.deed(Topic.VISITS):
            store.change(before.id, wish)
            self._note(before.id, action, before)

    def _write_back(self, before: OpeningLine) -> None:
        self._change(self._standing_line(before.id), _entered(before), "undo")

    def _void(self, line_id: OpeningLogId) -> None:
        with self._context.deed(Topic.VISITS):
            store.set_voided(line_id, self._context.recorded_at(), self._context.who())
            self._note(line_id, "take back")

    def _let_stand(self, line_id: OpeningLogId) -> None:
        with self._context.deed(Topic.VISITS):
            store.set_voided(line_id, None, None)
            self._note(line_id, "let stand")

    def _note(self, line_id: OpeningLogId, action: str, before: OpeningLine | None = None) -> None:
        line = store.get(line_id)
        if line is not None:
            told = None if before is None else _told(before)
            self._context.note(ENTITY, line.uid, action, before=told, after=_told(line))

    def _by(self, name: str) -> str:
        return name.strip() or self._context.who()

    def _this_minute(self) -> datetime:
        now = self._context.now().replace(tzinfo=None, second=0, microsecond=0)
        today = self._context.today()
        return now if now.date() == today else end_of(today)

    def _offer(self, phrase: str, take_back: Callable[[], object]) -> None:
        self._context.offer_undo(Undo(phrase, {}, take_back))


def _entered(line: OpeningLine) -> NewOpening:
    return NewOpening(
        opened_at=line.opened_at,
        closed_at=line.closed_at,
        opened_by=line.opened_by,
        closed_by=line.closed_by,
        reason=line.reason,
    )


def _told(line: OpeningLine) -> dict[str, object]:
    return {
        "opened_at": line.opened_at.isoformat(timespec="minutes"),
        "closed_at": line.closed_at and line.closed_at.isoformat(timespec="minutes"),
        "reason": line.reason,
    }
