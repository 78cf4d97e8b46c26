"""What keeps the stock ledger and the lending desk from ever disagreeing; both sides ask here.

Every question is about the file as the deed has just left it, so it is put inside the deed's own
transaction: a refusal takes the change back. When pieces leave both for good (lost, scrapped),
the lending side is written first, then the stock document: what is no longer out can leave.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from stationdesk.domain.lending import pools
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_
from stationdesk.store import fitness, goods, loan_kinds, loan_pieces, loans, parts, stock
from stationdesk.store.loan_claims import worst_shortage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from stationdesk.domain.ids import ItemId, LoanKindId, LoanUnitId
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pools import Shortage
    from stationdesk.domain.stock import Item, Spot


def pool_problems(kind_id: LoanKindId, since: date) -> Iterator[Problem]:
    """Tell why a change at the lending desk cannot stand, from ``since`` on.

    More pieces of the kind would be out, set aside or in service than the stock ledger has, or
    fewer than none would be set aside, or more or fewer parts would be missing than there are.
    """
    kind = loan_kinds.get(kind_id)
    yield from _problems_of_fitness(kind)
    yield from _problems_of_parts(kind)
    if kind.item is not None:
        kinds = loan_kinds.kinds_of_items([kind.item.id])
        shortage = worst_shortage(kind.item.id, kinds, since)
        if shortage is not None:
            yield _too_many(kind, kind.item, shortage)


def item_problems(leaving: Mapping[ItemId, int], since: date) -> Iterator[Problem]:
    """Tell why a stock document of ``since`` cannot stand: its goods are on loan or set aside.

    ``leaving`` are the pieces of each item that it took out of the station, all together; an
    item of which more came than went cannot fall short.
    """
    wanted = [item_id for item_id, pieces in leaving.items() if pieces > 0]
    for item_id, kinds in _kinds_by_item(wanted).items():
        shortage = worst_shortage(item_id, kinds, since)
        if shortage is not None:
            free = max(0, leaving[item_id] - shortage.missing)
            yield _cannot_leave(goods.get(item_id), kinds, shortage, free)


def move_problems(moved: Mapping[ItemId, int], day: date) -> Iterator[Problem]:
    """Tell which goods cannot have changed places on ``day``: more than were in the station."""
    for item_id, kinds in _kinds_by_item(moved).items():
        out = _out(kinds, day)
        free = max(0, pools.at_end_of(day, stock.item_changes(item_id)) - out)
        if out and moved[item_id] > free:
            phrase = N_("{out} {unit} of {item} are on loan on {day}; only {free} can be moved.")
            yield Problem(
                "lines", phrase, {**_named(item_id), "out": out, "day": day, "free": free}
            )


def on_loan_by_spot(item_ids: Iterable[ItemId], day: date | None = None) -> dict[Spot, int]:
    """Return how many pieces are on loan from where at the end of ``day`` (None: now).

    Spots from which nothing is out are left out.
    """
    found: dict[Spot, int] = {}
    for item_id, kinds in _kinds_by_item(item_ids).items():
        out = _out(kinds, day)
        if out:
            found |= pools.on_loan_by_spot(stock.balances_on(day, item_id), out)
    return found


def archiving_problems(item: Item) -> Iterator[Problem]:
    """Tell why an item cannot be put away: it is lent, or a part of what is lent."""
    kind = loan_kinds.kind_of_item(item.id)
    if kind is not None:
        phrase = N_("{item} is lent as “{kind}”. Archive that at the lending desk first.")
        yield Problem("item", phrase, {"item": item.title(), "kind": kind.name})
    for each in loan_kinds.kinds_with_part_of(item.id):
        phrase = N_("{item} refills a part of “{kind}”. Take the part out there first.")
        yield Problem("item", phrase, {"item": item.title(), "kind": each.name})


def _problems_of_fitness(kind: LoanKind) -> Iterator[Problem]:
    below = pools.first_day_below_zero(fitness.unfit_changes(kind.id))
    if below is not None:
        phrase = N_("{kind}: on {day} more pieces would be fit again than were set aside.")
        yield Problem("quantity", phrase, {"kind": kind.name, "day": below})
        return
    for unit_id, changes in fitness.unit_changes(kind.id).items():
        if pools.first_day_below_zero(changes) or _is_in_two_states(unit_id, changes):
            phrase = N_("{code} was set aside or mended otherwise since; take that back first.")
            yield Problem("unit_id", phrase, {"code": loan_pieces.get(unit_id).code})


def _is_in_two_states(unit_id: LoanUnitId, changes: list[tuple[date, int]]) -> bool:
    """Tell whether one piece was set aside twice on a day, or while somebody had it."""
    if pools.most_between(changes, date.min, date.max) > 1:
        return True
    return any(
        pools.most_between(changes, stay.lent_on, stay.closed_on or date.max) > 0
        for stay in loans.loans_of_unit(unit_id)
    )


def _problems_of_parts(kind: LoanKind) -> Iterator[Problem]:
    if kind.is_pool:
        return
    whole, changes = {part.id: part.quantity for part in kind.parts}, parts.changes()
    for unit in loan_pieces.units_by_id(changes).values():
        if unit.kind_id != kind.id:
            continue
        if max(changes[unit.id].values()) > 0:
            phrase = N_("Parts of {code} were put back since; take that back first.")
            yield Problem("parts", phrase, {"code": unit.code})
        elif any(-change > whole.get(part, -change) for part, change in changes[unit.id].items()):
            phrase = N_("Parts of {code} were missing again since; take that back first.")
            yield Problem("parts", phrase, {"code": unit.code})


def _out(kinds: Iterable[LoanKind], day: date | None) -> int:
    if day is None:
        return sum(loans.out_of_kind(kind.id) for kind in kinds)
    return sum(pools.at_end_of(day, loans.out_changes(kind.id, day)) for kind in kinds)


def _kinds_by_item(item_ids: Iterable[ItemId]) -> dict[ItemId, list[LoanKind]]:
    found: dict[ItemId, list[LoanKind]] = {}
    for kind in loan_kinds.kinds_of_items(item_ids):
        if kind.item is not None:
            found.setdefault(kind.item.id, []).append(kind)
    return found


def _too_many(kind: LoanKind, item: Item, shortage: Shortage) -> Problem:
    values = {
        "kind": kind.name,
        "item": item.title(),
        "claimed": shortage.claimed,
        "size": max(0, shortage.size),
        "day": shortage.day,
    }
    if kind.is_pool:
        phrase = N_(
            "{kind}: {claimed} would be on loan or set aside on {day}; the stock has only {size}."
        )
        return Problem("quantity", phrase, values)
    phrase = N_("{kind}: {claimed} pieces would be in service on {day}; the stock has only {size}.")
    return Problem("unit_id", phrase, values)


def _cannot_leave(item: Item, kinds: list[LoanKind], shortage: Shortage, free: int) -> Problem:
    values = {**_named(item.id), "claimed": shortage.claimed, "day": shortage.day, "free": free}
    if all(kind.is_pool for kind in kinds):
        phrase = N_(
            "{claimed} {unit} of {item} are on loan or set aside on {day}; only {free} can leave."
        )
        return Problem("lines", phrase, values)
    phrase = N_(
        "{claimed} numbered pieces of {item} are lent on {day}; only {free} can leave. "
        "Retire pieces first."
    )
    return Problem("lines", phrase, values)


def _named(item_id: ItemId) -> dict[str, object]:
    item = goods.get(item_id)
    return {"item": item.title(), "unit": item.unit}
