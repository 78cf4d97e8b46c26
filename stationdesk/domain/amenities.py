"""The register of what the station offers, and how each line stood on any day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stationdesk.domain.amenity_kinds import KIND, Agent
from stationdesk.domain.printed_dates import Precision
from stationdesk.domain.problems import Problem
from stationdesk.domain.written_dates import read_date
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from stationdesk.domain.ids import AmenityId, PlaceId
    from stationdesk.domain.places import Place

LONGEST_NAME = 100
MOST_PIECES = 9_999


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAmenity:
    """A line of the register as it is entered.

    ``since`` is the first day in service; ``since_text`` keeps what was written where the day is
    not known (“2019年”). ``capacity`` is what one piece offers, in the unit of the kind.
    ``agent`` and ``made_on`` matter for extinguishers: their service and scrap days hang on them.
    """

    name: str
    kind: str
    model: str = ""
    serial_no: str = ""
    place_id: PlaceId | None = None
    pieces: int = 1
    capacity: int | None = None
    since: date | None = None
    since_text: str = ""
    made_on: date | None = None
    agent: Agent | None = None
    warranty_until: date | None = None
    keeper: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amenity:
    """A line of the register. ``retired_on`` is the first day it was no longer in service."""

    id: AmenityId
    uid: str
    code: str
    name: str
    kind: str
    model: str
    serial_no: str
    place: Place | None
    pieces: int
    capacity: int | None
    since: date | None
    since_text: str
    made_on: date | None
    agent: Agent | None
    warranty_until: date | None
    keeper: str
    note: str
    registered_on: date
    retired_on: date | None
    retire_reason: str
    version: int

    @property
    def since_told(self) -> date | str:
        """Return the first day in service; what was written where that names no day (2023.1)."""
        if self.since is None:
            return self.since_text
        written = read_date(self.since_text).printed
        exact = written is None or written.precision is Precision.DAY
        return self.since if exact else self.since_text

    @property
    def in_service_from(self) -> date:
        """The first day in service; the day of registering where no other is known."""
        return self.since or self.registered_on

    def in_service_on(self, day: date) -> bool:
        """Tell whether the line was in service on ``day`` (broken or not)."""
        return self.in_service_from <= day and (self.retired_on is None or day < self.retired_on)

    def as_entered(self) -> NewAmenity:
        """Return the fields a person may change, as a form shows them."""
        return NewAmenity(
            name=self.name,
            kind=self.kind,
            model=self.model,
            serial_no=self.serial_no,
            place_id=self.place.id if self.place else None,
            pieces=self.pieces,
            capacity=self.capacity,
            since=self.since,
            since_text=self.since_text,
            made_on=self.made_on,
            agent=self.agent,
            warranty_until=self.warranty_until,
            keeper=self.keeper,
            note=self.note,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerSize:
    """How many pieces a line had, and what each offered, until the day before ``until``."""

    amenity_id: AmenityId
    until: date
    pieces: int
    capacity: int | None


def amenity_problems(wish: NewAmenity, today: date) -> Iterator[Problem]:
    """Yield every reason why the line cannot be kept."""
    if not wish.name.strip():
        yield Problem("name", N_("Write the amenity's name."))
    elif len(wish.name.strip()) > LONGEST_NAME:
        phrase = N_("The name may have {limit} characters at most.")
        yield Problem("name", phrase, {"limit": LONGEST_NAME})
    if wish.kind not in KIND:
        yield Problem("kind", N_("Choose the kind of amenity."))
    if not 1 <= wish.pieces <= MOST_PIECES:
        yield Problem("pieces", N_("Enter 1 to {limit} pieces."), {"limit": MOST_PIECES})
    if wish.capacity is not None and not 1 <= wish.capacity <= MOST_PIECES:
        yield Problem("capacity", N_("Enter a capacity of 1 to {limit}."), {"limit": MOST_PIECES})
    if wish.agent is not None and wish.kind != "extinguisher":
        yield Problem("agent", N_("Only an extinguisher has an extinguishing agent."))
    yield from _day_problems(wish, today)


def retire_problems(
    amenity: Amenity, on: date, reason: str, open_faults: int, today: date
) -> Iterator[Problem]:
    """Yield every reason why the line cannot be retired on ``on``."""
    if amenity.retired_on is not None:
        yield Problem("amenity", N_("{name} is retired already."), {"name": amenity.name})
    if not reason.strip():
        yield Problem("reason", N_("Write why it is retired."))
    if on > today:
        yield Problem("on", N_("The day lies in the future."))
    if on < amenity.in_service_from:
        yield Problem("on", N_("The day lies before the first day in service."))
    if open_faults:
        phrase = N_("{count} faults are still open; close or void them first.")
        yield Problem("amenity", phrase, {"count": open_faults})


def as_it_stood(amenity: Amenity, day: date, former: Iterable[FormerSize]) -> Amenity:
    """Return the line with the pieces and the capacity it had on ``day``."""
    later = [size for size in former if size.amenity_id == amenity.id and size.until > day]
    if not later:
        return amenity
    then = min(later, key=lambda size: size.until)
    return replace(amenity, pieces=then.pieces, capacity=then.capacity)


def _day_problems(wish: NewAmenity, today: date) -> Iterator[Problem]:
    if wish.made_on is not None and wish.made_on > today:
        yield Problem("made_on", N_("The production date lies in the future."))
    if wish.since is None:
        return
    if wish.made_on is not None and wish.since < wish.made_on:
        yield Problem("since", N_("It cannot be in service before it was made."))
    if wish.warranty_until is not None and wish.warranty_until < wish.since:
        yield Problem("warranty_until", N_("The warranty ends before the first day in service."))
