"""When a thing can be taken into safekeeping, and when it can be handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.keeping.common_rules import (
    LONGEST_NAME,
    LONGEST_TEXT,
    day_problems,
    description_problems,
    kind_problems,
    place_problems,
    too_long,
)
from stationdesk.domain.keeping.kept import KEPT_KINDS
from stationdesk.domain.phones import phone_problems
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from stationdesk.domain.ids import PlaceId
    from stationdesk.domain.keeping.kept import HandOver, KeptThing, NewKeptThing

USUAL_PROOFS: tuple[str, ...] = (
    N_("Last four digits of the phone agree"),
    N_("Known in person"),
    N_("Described the thing rightly"),
    N_("Papers were shown"),
)
"""What usually proves that a thing is somebody's, as phrases to choose from."""


def kept_problems(
    wish: NewKeptThing, today: date, places: Collection[PlaceId]
) -> Iterator[Problem]:
    """Tell why ``wish`` cannot be kept; ``places`` are those in use."""
    yield from kind_problems(wish.kind, KEPT_KINDS)
    yield from description_problems(wish.description)
    if not wish.owner_name.strip():
        yield Problem("owner_name", N_("Write for whom it is kept; a surname will do."))
    yield from too_long("owner_name", wish.owner_name, LONGEST_NAME)
    yield from phone_problems("owner_phone", wish.owner_phone)
    yield from place_problems(wish.place_id, places)
    yield from day_problems("on", wish.on, today)
    if wish.keep_until is not None and wish.keep_until < wish.on:
        phrase = N_("It is to be fetched by {until}, before it was brought on {day}.")
        values = {"until": wish.keep_until.isoformat(), "day": wish.on.isoformat()}
        yield Problem("keep_until", phrase, values)
    yield from too_long("note", wish.note, LONGEST_TEXT)


def hand_over_problems(thing: KeptThing, wish: HandOver, today: date) -> Iterator[Problem]:
    """Tell why ``thing`` cannot be handed over as ``wish`` says."""
    yield from still_kept_problems(thing)
    yield from day_problems("on", wish.on, today)
    if wish.on < thing.on:
        phrase = N_("{number} was brought on {day}; it cannot leave before that day.")
        yield Problem("on", phrase, {"number": thing.tag, "day": thing.on.isoformat()})
    if not wish.to.strip():
        yield Problem("to", N_("Write to whom it is handed over."))
    yield from too_long("to", wish.to, LONGEST_NAME)
    if not wish.proof.strip():
        yield Problem("proof", N_("Write what proved that it is theirs."))
    yield from too_long("proof", wish.proof, LONGEST_TEXT)


def still_kept_problems(thing: KeptThing) -> Iterator[Problem]:
    """Tell where ``thing`` left already."""
    if thing.handed_on is not None:
        phrase = N_("{number} was handed over on {day} already.")
        yield Problem("thing", phrase, {"number": thing.tag, "day": thing.handed_on.isoformat()})


def hand_over_back_problems(thing: KeptThing) -> Iterator[Problem]:
    """Tell why a hand-over cannot be taken back."""
    if thing.handed_on is None:
        phrase = N_("{number} was not handed over; there is nothing to take back.")
        yield Problem("thing", phrase, {"number": thing.tag})
    yield from kept_erased_problems(thing)


def kept_change_problems(thing: KeptThing, wish: NewKeptThing) -> Iterator[Problem]:
    """Tell why what was entered of ``thing`` cannot be changed to ``wish``."""
    yield from kept_erased_problems(thing)
    if thing.handed_on is not None and wish.on > thing.handed_on:
        phrase = N_("{number} left on {day}; it cannot have come later.")
        yield Problem("on", phrase, {"number": thing.tag, "day": thing.handed_on.isoformat()})


def kept_erased_problems(thing: KeptThing | None) -> Iterator[Problem]:
    """Tell where nothing of ``thing`` can change any more: its personal data is gone."""
    if thing is not None and thing.erased_on is not None:
        phrase = N_("The personal data of {number} was erased on {day}; it stays as it is.")
        yield Problem("thing", phrase, {"number": thing.tag, "day": thing.erased_on.isoformat()})
