"""Where things stand: shelves, cabinets, the front desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from stationdesk.domain.ids import PlaceId

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that a person can walk to; ``shelf_order`` is the order in which one walks."""

    id: PlaceId
    uid: str
    code: str
    name: str
    shelf_order: int
    archived_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlace:
    """A place as it was typed in; no ``shelf_order`` means after all others."""

    name: str
    shelf_order: int | None = None


def problems_of_place(wish: NewPlace, taken: Collection[str]) -> Iterator[Problem]:
    """Tell why ``wish`` cannot be kept; ``taken`` are the names of the other places."""
    name = wish.name.strip()
    if not name:
        yield Problem("name", N_("Write the name of the place."))
    elif len(name) > LONGEST_NAME:
        phrase = N_("The name of a place has at most {most} characters.")
        yield Problem("name", phrase, {"most": LONGEST_NAME})
    elif name in taken:
        yield Problem("name", N_("There is a place named “{name}” already."), {"name": name})
