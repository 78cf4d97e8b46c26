"""What a person can do with the register: enter, change, retire and restore its lines."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain import faults as fault_rules
from stationdesk.domain.amenities import (
    NewAmenity,
    amenity_problems,
    as_it_stood,
    retire_problems,
)
from stationdesk.domain.amenity_kinds import KIND, agent_of, capacity_of, kind_of
from stationdesk.domain.amenity_register import AmenityLine, first_due, state_of
from stationdesk.domain.opening import opening_days
from stationdesk.domain.outages import availability, working_pieces_on
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.upkeep import due, last_done_on
from stationdesk.domain.upkeep_lines import AvailabilityLine
from stationdesk.i18n import N_, _
from stationdesk.services.amenity_faults import TOPICS, FaultDesk
from stationdesk.services.search_words import search_words
from stationdesk.services.versions import refuse_if_changed
from stationdesk.store import amenities as store
from stationdesk.store import faults as fault_store
from stationdesk.store import loan_pieces, loans
from stationdesk.store import station as station_store
from stationdesk.store import upkeep as upkeep_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.faults import Fault
    from stationdesk.domain.ids import AmenityId, ImportId, OutageId
    from stationdesk.domain.opening import Interval
    from stationdesk.domain.outages import Availability, Outage
    from stationdesk.domain.upkeep import Plan, Run

AVAILABILITY_DAYS = 30


class RegisterDesk(FaultDesk):
    """The register of amenities, today and on any past day."""

    def register(self, on: date | None = None, *, with_retired: bool = False) -> list[AmenityLine]:
        """Return the lines known on a day (None: today) as they stood then, by code.

        Availability looks at the thirty days that end with ``on``. Retired lines are left out
        unless asked for.
        """
        day = on or self._context.today()
        sight = _Sight(day)
        known = [each for each in store.all_amenities() if _known_on(each, day)]
        return [
            sight.line(each)
            for each in known
            if with_retired or each.retired_on is None or day < each.retired_on
        ]

    def line(self, amenity_id: AmenityId, on: date | None = None) -> AmenityLine:
        """Return one line as it stood on a day (None: today)."""
        return _Sight(on or self._context.today(), amenity_id).line(self.amenity(amenity_id))

    def found(self, words: str) -> set[AmenityId]:
        """Return the lines that ``words`` find: name, model, code, place, pinyin or initials."""
        return store.found(words.casefold())

    def search_words(self) -> dict[AmenityId, str]:
        """Return the words by which each line is found: as written, pinyin and initials."""
        return store.search_words()

    def suggest(self, name: str, model: str = "") -> NewAmenity:
        """Return a line for a hand-kept name and model: kind, capacity and agent recognised."""
        kind = kind_of(name, model)
        return NewAmenity(
            name=name.strip(),
            model=model.strip(),
            kind=kind,
            capacity=capacity_of(kind, name, model),
            agent=agent_of(name, model) if kind == "extinguisher" else None,
        )

    def availability(self, amenity_id: AmenityId, first: date, last: date) -> Availability:
        """Return how much of the opening time of some days the amenity could be used."""
        return availability(
            self.amenity(amenity_id),
            fault_store.outages_of(amenity_id),
            opening_days(first, last, station_store.timetables(), station_store.exceptions()),
        )

    def availability_list(self, first: date, last: date) -> list[AvailabilityLine]:
        """Return how long each line in service on some of the days could be used, by code."""
        opening = opening_days(first, last, station_store.timetables(), station_store.exceptions())
        outages = fault_store.outages_until(last)
        return [
            AvailabilityLine(each, availability(each, outages, opening))
            for each in store.all_amenities()
            if each.in_service_from <= last and (not each.retired_on or first < each.retired_on)
        ]

    def add(
        self,
        wish: NewAmenity,
        *,
        registered_on: date | None = None,
        import_id: ImportId | None = None,
    ) -> AmenityId:
        """Enter a line; its code is given by the program.

        Raises:
            Refused: naming every field that cannot stay so.
        """
        today = self._context.today()
        refuse_if_any(amenity_problems(wish, today))
        with self._context.deed(*TOPICS):
            code = store.next_code()
            amenity = store.add(
                wish,
                code=code,
                search_words=_words(wish, code),
                registered_on=registered_on or today,
                import_id=import_id,
            )
            self._context.note("amenity", amenity.uid, "add", after={"code": code, **asdict(wish)})
        self._offer(
            N_("{code} {name} was entered."), _named(amenity), partial(self.remove, amenity.id)
        )
        return amenity.id

    def change(
        self, amenity_id: AmenityId, wish: NewAmenity, version: int, from_day: date | None = None
    ) -> None:
        """Change a line.

        ``from_day`` tells that pieces or capacity changed in the world on that day: the line
        keeps what it said for the days before. None corrects what was written wrongly.

        Raises:
            Refused: naming every field that cannot stay so, or who changed it meanwhile.
        """
        before = self.amenity(amenity_id)
        problems = [
            *amenity_problems(wish, self._context.today()),
            *_change_day_problems(before, from_day, self._context.today()),
            *_lending_problems(before, wish),
        ]
        refuse_if_any(problems)
        refuse_if_changed("amenity", before.uid, seen=version, stored=before.version)
        resized = (wish.pieces, wish.capacity) != (before.pieces, before.capacity)
        remembered = from_day if resized and from_day is not None else None
        if remembered is not None and store.has_former_size(amenity_id, remembered):
            remembered = None
        with self._context.deed(*TOPICS):
            if remembered is not None:
                store.keep_former_size(before, remembered)
            self._rewrite(before, wish)
        take_back = partial(self._change_back, before, remembered)
        self._offer(N_("{code} {name} was changed."), _named(before), take_back)

    def retire(self, amenity_id: AmenityId, on: date, reason: str) -> None:
        """Take a line out of service from ``on`` on; its records stay.

        Raises:
            Refused: without a reason, for a day that cannot be, or while faults are open.
        """
        before = self.amenity(amenity_id)
        still_open = len(self.faults(amenity_id, only_open=True))
        problems = retire_problems(before, on, reason, still_open, self._context.today())
        refuse_if_any([*problems, *_piece_problems(before)])
        self._set_retired(before, on, reason)
        take_back = partial(self._set_retired, before, None, "")
        self._offer(N_("{code} {name} was retired."), _named(before), take_back)

    def take_back_retirement(self, amenity_id: AmenityId) -> None:
        """Let a line never have been retired, as a part of another deed; offers no undo."""
        before = self.amenity(amenity_id)
        if before.retired_on is not None:
            self._set_retired(before, None, "")

    def restore(self, amenity_id: AmenityId, on: date | None = None) -> None:
        """Put a retired line back into service from ``on`` (today) on.

        The days between stay on record as days out of use.

        Raises:
            Refused: when the line is not retired, or was retired later than ``on``.
        """
        before = self.amenity(amenity_id)
        today = self._context.today()
        back = on or today
        refuse_if_any(_restore_problems(before, back, today))
        with self._context.deed(*TOPICS):
            gap = self._keep_gap(before, back)
            self._set_retired(before, None, "")
        take_back = partial(self._retire_again, before, gap)
        self._offer(N_("{code} {name} is back in service."), _named(before), take_back)

    def remove(self, amenity_id: AmenityId) -> None:
        """Take out a line that was entered by mistake and that nothing refers to.

        Raises:
            Refused: when plans, faults, outages or photos speak of it; it can be retired instead.
        """
        amenity = self.amenity(amenity_id)
        self._remove(amenity_id)
        take_back = partial(self._enter_again, amenity)
        self._offer(N_("{code} {name} was removed."), _named(amenity), take_back)

    def _remove(self, amenity_id: AmenityId) -> None:
        amenity = self.amenity(amenity_id)
        if store.is_referred_to(amenity):
            phrase = N_("{code} {name} has records by now; retire it instead.")
            raise Refused([Problem("amenity", phrase, _named(amenity))])
        with self._context.deed(*TOPICS):
            store.remove(amenity_id)
            before = {"code": amenity.code, **asdict(amenity.as_entered())}
            self._context.note("amenity", amenity.uid, "remove", before=before)

    def _enter_again(self, amenity: Amenity) -> None:
        wish = amenity.as_entered()
        with self._context.deed(*TOPICS):
            again = store.add(
                wish,
                code=amenity.code,
                search_words=_words(wish, amenity.code),
                registered_on=amenity.registered_on,
                import_id=None,
            )
            after = {"code": again.code, **asdict(wish)}
            self._context.note("amenity", again.uid, "add", after=after)

    def _rewrite(self, before: Amenity, wish: NewAmenity) -> None:
        store.change(
            before.id, wish, search_words=_words(wish, before.code), version=before.version
        )
        told = (asdict(before.as_entered()), asdict(wish))
        self._context.note("amenity", before.uid, "change", before=told[0], after=told[1])

    def _change_back(self, before: Amenity, remembered: date | None) -> None:
        now = self.amenity(before.id)
        refuse_if_changed("amenity", now.uid, seen=before.version + 1, stored=now.version)
        with self._context.deed(*TOPICS):
            if remembered is not None:
                store.forget_former_size(before.id, remembered)
            self._rewrite(now, before.as_entered())

    def _set_retired(self, amenity: Amenity, on: date | None, reason: str) -> None:
        with self._context.deed(*TOPICS):
            store.set_retired(amenity.id, on, reason)
            action = "restore" if on is None else "retire"
            after = {"retired_on": on, "reason": reason}
            self._context.note("amenity", amenity.uid, action, after=after)

    def _keep_gap(self, amenity: Amenity, back: date) -> OutageId | None:
        """Keep the days between retirement and return as an outage, if there are any."""
        if amenity.retired_on is None or amenity.retired_on == back:
            return None
        return fault_store.add_outage(
            amenity.id,
            fault_id=None,
            started_at=datetime.combine(amenity.retired_on, time()),
            ended_at=datetime.combine(back, time()),
            pieces=None,
            reason=_("Retired: {reason}").format(reason=amenity.retire_reason),
        )

    def _retire_again(self, before: Amenity, gap: OutageId | None) -> None:
        with self._context.deed(*TOPICS):
            if gap is not None:
                fault_store.remove_outage(gap)
            self._set_retired(before, before.retired_on, before.retire_reason)


class _Sight:
    """Everything that is needed to tell how lines stood on one day, read once."""

    def __init__(self, day: date, only: AmenityId | None = None) -> None:
        self._day = day
        self._former = store.former_sizes()
        self._outages: dict[AmenityId, list[Outage]] = {}
        for outage in fault_store.outages_until(day):
            self._outages.setdefault(outage.amenity_id, []).append(outage)
        self._plans: dict[AmenityId, list[tuple[Plan, tuple[Run, ...]]]] = {}
        for plan, runs in upkeep_store.plans_and_runs_on(day, only):
            self._plans.setdefault(plan.amenity_id, []).append((plan, runs))
        self._faults: dict[AmenityId, list[Fault]] = {}
        for fault in _faults_until(day):
            self._faults.setdefault(fault.amenity_id, []).append(fault)
        self._opening = _last_days(day)

    def line(self, now: Amenity) -> AmenityLine:
        """Return how the line stood."""
        amenity = as_it_stood(now, self._day, self._former)
        outages = self._outages.get(amenity.id, [])
        plans = self._plans.get(amenity.id, [])
        faults = self._faults.get(amenity.id, [])
        still_open = [fault for fault in faults if fault.is_open]
        working = working_pieces_on(amenity, outages, self._day)
        first = first_due([due(plan, runs, self._day) for plan, runs in plans])
        return AmenityLine(
            amenity=amenity,
            state=state_of(amenity, self._day, working=working, open_faults=still_open, due=first),
            working_pieces=working,
            due=first,
            last_done_on=last_done_on(run for _plan, runs in plans for run in runs),
            open_faults=len(still_open),
            last_fault=faults[0] if faults else None,
            availability=availability(amenity, outages, self._opening),
        )


def _faults_until(day: date) -> Iterable[Fault]:
    stood = (fault_rules.as_it_stood(fault, day) for fault in fault_store.all_faults())
    return [fault for fault in stood if fault is not None]


def _last_days(day: date) -> tuple[tuple[date, tuple[Interval, ...]], ...]:
    first = day - timedelta(days=AVAILABILITY_DAYS - 1)
    return opening_days(first, day, station_store.timetables(), station_store.exceptions())


def _named(amenity: Amenity) -> dict[str, object]:
    return {"code": amenity.code, "name": amenity.name}


def _known_on(amenity: Amenity, day: date) -> bool:
    return min(amenity.registered_on, amenity.in_service_from) <= day


def _words(wish: NewAmenity, code: str) -> str:
    kind = KIND[wish.kind]
    return search_words(code, wish.name, wish.model, wish.serial_no, wish.keeper, *kind.names[:1])


def _change_day_problems(amenity: Amenity, from_day: date | None, today: date) -> list[Problem]:
    if from_day is None:
        return []
    if from_day > today:
        return [Problem("from_day", N_("The day lies in the future."))]
    if from_day <= amenity.in_service_from:
        return [Problem("from_day", N_("The day lies before the first day in service."))]
    return []


def _lending_problems(before: Amenity, wish: NewAmenity) -> Iterator[Problem]:
    """Tell what of a line cannot change because it is a numbered piece of the lending desk."""
    unit = loan_pieces.of_amenity(before.id)
    if unit is None:
        return
    values = {"code": before.code, "name": before.name, "piece": unit.code}
    if wish.pieces != 1:
        phrase = N_("{code} {name} is lent as {piece}, which is a single piece.")
        yield Problem("pieces", phrase, values)
    place_id = None if before.place is None else before.place.id
    if wish.place_id != place_id and unit.id in loans.open_units():
        phrase = N_("{piece} ({name}) is on loan; it can be put elsewhere when it is back.")
        yield Problem("place_id", phrase, values)


def _piece_problems(amenity: Amenity) -> Iterator[Problem]:
    """Tell why a line cannot be retired: at the lending desk it is a piece in service."""
    unit = loan_pieces.of_amenity(amenity.id)
    if unit is None:
        return
    values = {"code": amenity.code, "name": amenity.name, "piece": unit.code}
    if unit.id in loans.open_units():
        phrase = N_("{piece} ({name}) is on loan; retire it when it is back.")
    else:
        phrase = N_("{code} {name} is lent as {piece}; retire that piece at the lending desk.")
    yield Problem("amenity", phrase, values)


def _restore_problems(amenity: Amenity, back: date, today: date) -> list[Problem]:
    if amenity.retired_on is None:
        return [Problem("amenity", N_("{name} is in service."), {"name": amenity.name})]
    if back > today:
        return [Problem("on", N_("The day lies in the future."))]
    if back < amenity.retired_on:
        return [Problem("on", N_("It was retired only later."))]
    return []
