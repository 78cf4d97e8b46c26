"""Reads the plain text in which shift scheduling instances are published (Curtois and Qu, 2014).

A file has sections, each a heading such as ``SECTION_STAFF`` and lines with commas; ``#`` begins a
comment. Days are counted from 0, which is a Monday. Everything is priced on level 0.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from stationdesk.planner.problem import (
    Cover,
    Member,
    PersonLimits,
    Price,
    Problem,
    Request,
    ShiftType,
    Slot,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Cells = list[str]
Each = TypeVar("Each")


class UnreadableInstance(ValueError):  # noqa: N818 - reads as a sentence where it is raised
    """The text is no such instance; the words tell the line."""


def problem_of_text(text: str) -> Problem:
    """Return the instance written in ``text``. Raises :class:`UnreadableInstance`."""
    sections = _sections(text)
    horizon = _read(sections, "HORIZON", lambda cells: int(cells[0]))
    days_off = dict(_read(sections, "DAYS_OFF", _days_off))
    if not horizon:
        message = "there is no horizon"
        raise UnreadableInstance(message)
    return Problem(
        days=horizon[0],
        shift_types=_read(sections, "SHIFTS", _shift_type),
        people=_read(sections, "STAFF", lambda cells: _member(cells, days_off)),
        requests=(
            *_read(sections, "SHIFT_ON_REQUESTS", lambda cells: _request(cells, wanted=True)),
            *_read(sections, "SHIFT_OFF_REQUESTS", lambda cells: _request(cells, wanted=False)),
        ),
        covers=_read(sections, "COVER", _cover),
    )


def _sections(text: str) -> Mapping[str, list[Cells]]:
    sections: dict[str, list[Cells]] = defaultdict(list)
    heading = ""
    for number, line in enumerate(text.splitlines(), start=1):
        said = line.strip()
        if not said or said.startswith("#"):
            continue
        if said.startswith("SECTION_"):
            heading = said.removeprefix("SECTION_")
        elif not heading:
            message = f"line {number} stands before any section: {said}"
            raise UnreadableInstance(message)
        else:
            sections[heading].append([cell.strip() for cell in said.split(",")])
    return sections


def _read(
    sections: Mapping[str, list[Cells]], heading: str, make: Callable[[Cells], Each]
) -> tuple[Each, ...]:
    made = []
    for cells in sections[heading]:
        try:
            made.append(make(cells))
        except (ValueError, IndexError) as error:
            message = f"not a line of {heading}: {','.join(cells)}"
            raise UnreadableInstance(message) from error
    return tuple(made)


def _shift_type(cells: Sequence[str]) -> ShiftType:
    key, minutes, *forbidden = cells
    return ShiftType(
        key=key,
        minutes=int(minutes),
        forbidden_next=frozenset(_parts(forbidden[0])) if forbidden else frozenset(),
    )


def _days_off(cells: Sequence[str]) -> tuple[str, frozenset[int]]:
    return cells[0], frozenset(map(int, cells[1:]))


def _member(cells: Sequence[str], days_off: Mapping[str, frozenset[int]]) -> Member:
    key, by_type, *numbers = cells
    most, least, longest, shortest, rest, weekends = map(int, numbers)
    limits = PersonLimits(
        most_of_type={
            shift: int(amount)
            for shift, _, amount in (part.partition("=") for part in _parts(by_type))
        },
        most_minutes=most,
        least_minutes=least,
        most_consecutive=longest,
        least_consecutive=shortest,
        least_days_off=rest,
        most_weekends=weekends,
    )
    return Member(key=key, limits=limits, days_off=days_off.get(key, frozenset()))


def _request(cells: Sequence[str], *, wanted: bool) -> Request:
    person, day, shift, weight = cells
    return Request(
        person=person, day=int(day), shift=shift, wanted=wanted, price=Price(int(weight))
    )


def _cover(cells: Sequence[str]) -> Cover:
    day, shift, required, under, over = cells
    return Cover(
        slots=frozenset({Slot(int(day), shift)}),
        least=int(required),
        most=int(required),
        weight_under=int(under),
        weight_over=int(over),
    )


def _parts(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]
