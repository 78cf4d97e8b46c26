"""The rows about several people, or about a single place: cover, wishes, company, stability."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.planner.model import Expression
from stationdesk.planner.problem import Place, Price
from stationdesk.planner.rows import bands_of

if TYPE_CHECKING:
    from stationdesk.planner.draft import Draft
    from stationdesk.planner.problem import Bond, Cover, Escort, Request, Stability
    from stationdesk.planner.rows import Band


def add_cover(draft: Draft, cover: Cover) -> None:
    """Keep to the number of people on some slots."""
    people = [
        each.key for each in draft.problem.people if cover.only is None or each.key in cover.only
    ]
    total = draft.sum_of(Place(key, *slot) for slot in sorted(cover.slots) for key in people)
    draft.keep(
        total.row(
            least=cover.least or None,
            most=cover.most,
            under=_bands(cover.weight_under, cover.level),
            over=_bands(cover.weight_over, cover.level),
            level=cover.level,
        )
    )


def add_request(draft: Draft, request: Request) -> None:
    """Keep to a wish."""
    place = Place(request.person, request.day, request.shift)
    _add_wish(draft, place, wanted=request.wanted, price=request.price)


def add_bond(draft: Draft, bond: Bond) -> None:
    """Keep two people together on every slot, or from meeting."""
    bands, level = _priced(bond.price)
    if bond.together:
        for slot in draft.problem.all_slots if bond.slots is None else sorted(bond.slots):
            apart = draft.taken(bond.one, slot).add(draft.taken(bond.other, slot), -1)
            draft.keep(apart.row(least=0, most=0, under=bands, over=bands, level=level))
        return
    same = ((slot, slot) for slot in draft.problem.all_slots)
    for first, second in same if bond.meetings is None else sorted(bond.meetings):
        met = draft.taken(bond.one, first).add(draft.taken(bond.other, second))
        draft.keep(met.row(most=1, over=bands, level=level))


def add_escort(draft: Draft, escort: Escort) -> None:
    """Keep a novice to slots beside a mentor."""
    bands, level = _priced(escort.price)
    for slot in draft.problem.all_slots if escort.slot is None else (escort.slot,):
        alone = draft.taken(escort.novice, slot)
        beside = (slot,) if escort.slot is None else sorted(escort.beside)
        for mentor in sorted(escort.mentors - {escort.novice}):
            for near in beside:
                alone.add(draft.taken(mentor, near), -1)
        draft.keep(alone.row(most=0, over=bands, level=level))


def add_stability(draft: Draft, stability: Stability) -> None:
    """Pay for every place that is left, and for every new one."""
    dropped = Price(stability.dropped, stability.level)
    added = Price(stability.added, stability.level)
    known = draft.problem.pinned | frozenset(draft.places)
    kept = Expression()
    for place in sorted(stability.previous):
        if place in known:
            _add_wish(draft, place, wanted=True, price=dropped)
            kept.add(draft.taken(place.person, place.slot))
        else:
            _add_gone(draft, dropped)
    if stability.most_dropped is not None:
        possible = len(stability.previous & known)
        bands, level = _priced(stability.beyond)
        draft.keep(kept.row(least=possible - stability.most_dropped, under=bands, level=level))
    for place in sorted(known - stability.previous):
        _add_wish(draft, place, wanted=False, price=added)


def _add_wish(draft: Draft, place: Place, *, wanted: bool, price: Price) -> None:
    taken, bands = draft.taken(place.person, place.slot), bands_of(price)
    if wanted:
        draft.keep(taken.row(least=1, under=bands, level=price.level))
    else:
        draft.keep(taken.row(most=0, over=bands, level=price.level))


def _add_gone(draft: Draft, price: Price) -> None:
    """Pay for a place that nobody can take any more."""
    draft.keep(Expression().row(least=1, under=bands_of(price), level=price.level))


def _bands(weight: float | None, level: int) -> tuple[Band, ...] | None:
    return None if weight is None else bands_of(Price(weight, level))


def _priced(price: Price | None) -> tuple[tuple[Band, ...] | None, int]:
    return (None, 0) if price is None else (bands_of(price), price.level)
