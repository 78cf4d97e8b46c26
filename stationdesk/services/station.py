"""What a person can do with the station's own facts and its opening hours."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain import opening as rules
from stationdesk.domain.opening import (
    NewException,
    NewTimetable,
    exception_problems,
    timetable_problems,
)
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.station import UNNAMED, NewStation, station_problems
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.services.versions import refuse_if_changed
from stationdesk.store import audit
from stationdesk.store import station as store

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from stationdesk.domain.ids import OpeningExceptionId, TimetableId
    from stationdesk.domain.opening import Interval, OpeningException, Timetable
    from stationdesk.domain.station import Station
    from stationdesk.services.context import Context

HAS_HELD = N_("Timetable “{name}” has held since {day}; enter its last day instead.")
NOT_SET_UP = N_("The station's name and facts are not entered yet.")


class StationFacts:
    """The station's facts and hours."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def station(self) -> Station | None:
        """Return the station's facts, None before they were entered."""
        return store.station()

    def known_station(self) -> Station:
        """Return the station's facts.

        Raises:
            Refused: before they were entered.
        """
        station = store.station()
        if station is None:
            raise Refused([Problem("station", NOT_SET_UP)])
        return station

    def for_papers(self) -> Station:
        """Return the station's facts, blank ones before they were entered.

        A file that was made by an import has none yet; its records can be written out all the same.
        """
        return store.station() or UNNAMED

    def set_up(self, wish: NewStation) -> None:
        """Keep the facts of a station that has none yet.

        Raises:
            Refused: naming every field that cannot stay so.
        """
        problems = list(station_problems(wish))
        if store.station() is not None:
            problems.append(Problem("station", N_("This file holds a station already.")))
        refuse_if_any(problems)
        with self._context.deed(Topic.STATION):
            station = store.add(wish)
            self._context.note("station", station.uid, "set up", after=asdict(wish))

    def change(self, wish: NewStation, version: int) -> None:
        """Keep changed facts.

        Raises:
            Refused: naming every field that cannot stay so, or who changed it meanwhile.
        """
        refuse_if_any(station_problems(wish))
        before = self.known_station()
        refuse_if_changed("station", before.uid, seen=version, stored=before.version)
        with self._context.deed(Topic.STATION):
            store.change(wish, version)
            self._context.note(
                "station", before.uid, "change", before=asdict(before), after=asdict(wish)
            )
        self._offer(
            N_("The station's facts were changed."),
            {},
            partial(self.change, _entered(before), version + 1),
        )

    def timetables(self) -> list[Timetable]:
        """Return all timetables, the one that began last first."""
        return store.timetables()

    def keep_timetable(
        self, wish: NewTimetable, timetable_id: TimetableId | None = None, version: int = 0
    ) -> TimetableId:
        """Keep new hours, or change those of ``timetable_id`` that were seen as ``version``.

        Raises:
            Refused: naming every reason, overlaps among them.
        """
        others = [each for each in store.timetables() if each.id != timetable_id]
        refuse_if_any(timetable_problems(wish, others))
        if timetable_id is None:
            return self._add_timetable(wish)
        self._change_timetable(timetable_id, wish, version)
        return timetable_id

    def remove_timetable(self, timetable_id: TimetableId) -> None:
        """Take out a timetable that was entered today, or that holds only from now on.

        Raises:
            Refused: when it held on days that are past. What was found on those days rests on it,
                so it ends on a day instead.
        """
        before = store.timetable(timetable_id)
        if self._has_held(before):
            values = {"name": before.name, "day": before.valid_from}
            raise Refused([Problem("timetable", HAS_HELD, values)])
        with self._context.deed(Topic.STATION):
            store.remove_timetable(timetable_id)
            self._context.note("timetable", before.uid, "remove", before=_told(before))
        self._offer(
            N_("Timetable “{name}” was removed."),
            {"name": before.name},
            partial(self.keep_timetable, _hours_entered(before)),
        )

    def exceptions(self) -> list[OpeningException]:
        """Return the days with other hours that hold, in order."""
        return store.exceptions()

    def add_exception(self, wish: NewException) -> OpeningExceptionId:
        """Keep days with other hours, or closed days.

        Raises:
            Refused: naming every reason.
        """
        refuse_if_any(exception_problems(wish))
        with self._context.deed(Topic.STATION):
            exception_id = store.add_exception(wish)
            uid = store.exception(exception_id).uid
            self._context.note("opening exception", uid, "add", after=asdict(wish))
        self._offer(
            N_("Other hours were entered for {day}."),
            {"day": wish.first_day},
            partial(self._withdraw, exception_id, self._context.today()),
        )
        return exception_id

    def withdraw_exception(self, exception_id: OpeningExceptionId) -> None:
        """Let the timetable hold again on the days of an exception."""
        self._withdraw(exception_id, self._context.today())
        self._offer(
            N_("Other hours for {day} were withdrawn."),
            {"day": store.exception(exception_id).first_day},
            partial(self._withdraw, exception_id, None),
        )

    def opening_on(self, day: date) -> tuple[Interval, ...]:
        """Return the hours of ``day``; empty means closed."""
        return store.opening_on(day)

    def opening_days(
        self, first: date, last: date
    ) -> tuple[tuple[date, tuple[Interval, ...]], ...]:
        """Return every day from ``first`` through ``last`` with its hours."""
        return rules.opening_days(first, last, store.timetables(), store.exceptions())

    def is_open(self, moment: datetime) -> bool:
        """Tell whether the station is open in the minute of ``moment`` (local)."""
        return rules.is_open(moment, store.timetables(), store.exceptions())

    def people(self) -> list[str]:
        """Return the names used in the records so far, to be offered while one types."""
        return store.people()

    def _has_held(self, timetable: Timetable) -> bool:
        """Tell whether it was there on an earlier day than today; the audit trail knows."""
        today = self._context.today()
        entered = audit.events_of("timetable", timetable.uid)[0].recorded_at[:10]
        return timetable.valid_from < today and entered < today.isoformat()

    def _add_timetable(self, wish: NewTimetable) -> TimetableId:
        with self._context.deed(Topic.STATION):
            timetable_id = store.add_timetable(wish)
            kept = store.timetable(timetable_id)
            self._context.note("timetable", kept.uid, "add", after=_told(kept))
        self._offer(
            N_("Timetable “{name}” was entered."),
            {"name": kept.name},
            partial(self.remove_timetable, timetable_id),
        )
        return timetable_id

    def _change_timetable(
        self, timetable_id: TimetableId, wish: NewTimetable, version: int
    ) -> None:
        before = store.timetable(timetable_id)
        refuse_if_changed("timetable", before.uid, seen=version, stored=before.version)
        with self._context.deed(Topic.STATION):
            store.change_timetable(timetable_id, wish, version)
            after = _told(store.timetable(timetable_id))
            self._context.note("timetable", before.uid, "change", before=_told(before), after=after)
        self._offer(
            N_("Timetable “{name}” was changed."),
            {"name": before.name},
            partial(self.keep_timetable, _hours_entered(before), timetable_id, version + 1),
        )

    def _withdraw(self, exception_id: OpeningExceptionId, day: date | None) -> None:
        with self._context.deed(Topic.STATION):
            store.withdraw_exception(exception_id, day)
            uid = store.exception(exception_id).uid
            action = "reinstate" if day is None else "withdraw"
            self._context.note("opening exception", uid, action)

    def _offer(
        self, phrase: str, values: dict[str, object], take_back: Callable[[], object]
    ) -> None:
        self._context.offer_undo(Undo(phrase, values, take_back))


def _entered(station: Station) -> NewStation:
    fields = asdict(station)
    return NewStation(**{key: fields[key] for key in fields if key not in ("uid", "version")})


def _hours_entered(timetable: Timetable) -> NewTimetable:
    return NewTimetable(
        name=timetable.name,
        valid_from=timetable.valid_from,
        valid_to=timetable.valid_to,
        season_starts=timetable.season_starts,
        season_ends=timetable.season_ends,
        week=timetable.week,
    )


def _told(timetable: Timetable) -> dict[str, object]:
    week = {
        str(weekday): " ".join(str(each) for each in intervals)
        for weekday, intervals in timetable.week.items()
    }
    return {
        "name": timetable.name,
        "valid_from": timetable.valid_from,
        "valid_to": timetable.valid_to,
        "season": [timetable.season_starts, timetable.season_ends],
        "week": week,
    }
