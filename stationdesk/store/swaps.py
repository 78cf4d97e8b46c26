"""Wishes to hand a shift over, in the station's file, and what was said to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import AssignmentId, SwapId, VolunteerId, new_uid
from stationdesk.domain.roster.swap_rules import SwapMove, state_after
from stationdesk.domain.roster.swaps import Swap, SwapKind
from stationdesk.store.plain_sql import in_portions, insert, marks, rows, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stationdesk.domain.roster.swaps import NewSwap


def add(
    wish: NewSwap, *, number: str, request_key: str, recorded_at: str, recorded_by: str
) -> SwapId:
    """Keep a wish; what is said to it is kept by ``add_step``."""
    fields = {
        "uid": new_uid(),
        "number": number,
        "kind": wish.kind.value,
        "assignment_id": wish.assignment_id,
        "other_assignment_id": wish.other_assignment_id,
        "to_volunteer_id": wish.to_volunteer_id,
        "reason": wish.reason.strip(),
        "request_key": request_key,
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
    }
    return SwapId(insert("swap_request", fields))


def add_step(
    swap_id: SwapId, move: SwapMove, *, reason: str, recorded_at: str, recorded_by: str
) -> None:
    """Keep what was said to a wish."""
    fields = {
        "uid": new_uid(),
        "request_id": swap_id,
        "move": move.value,
        "person": recorded_by,
        "reason": reason.strip(),
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
    }
    insert("swap_step", fields)


def set_taker(swap_id: SwapId, volunteer_id: VolunteerId | None) -> None:
    """Write who takes a shift that was given away; None while nobody was found."""
    sql = "UPDATE swap_request SET to_volunteer_id = ? WHERE id = ? RETURNING id"
    rows(sql, [volunteer_id, swap_id])


def find_by_key(request_key: str) -> SwapId | None:
    """Return the wish that was made under a request's key, None where there is none."""
    found = value("SELECT id FROM swap_request WHERE request_key = ?", [request_key])
    return None if found is None else SwapId(found)


def newest_number(start: str) -> str | None:
    """Return the highest number that begins with ``start``, None before the first."""
    sql = """SELECT number FROM swap_request WHERE number >= ? AND number < ?
        ORDER BY LENGTH(number) DESC, number DESC LIMIT 1"""
    found: str | None = value(sql, [start, f"{start}:"])
    return found


def swap(swap_id: SwapId) -> Swap | None:
    """Return one wish as its steps leave it; None where there is none of that id."""
    return next(iter(_swaps("WHERE id = ?", [swap_id])), None)


def all_swaps(since: str = "") -> list[Swap]:
    """Return the wishes recorded at ``since`` or later (an ISO moment or day), newest first."""
    return _swaps("WHERE recorded_at >= ? ORDER BY id DESC", [since])


def about(ids: Iterable[AssignmentId]) -> list[Swap]:
    """Return the wishes about rows of the roster, the first one first."""
    return [
        each
        for portion in in_portions(ids)
        for each in _swaps(
            f"""WHERE assignment_id IN ({marks(portion)})
                OR other_assignment_id IN ({marks(portion)}) ORDER BY id""",
            [*portion, *portion],
        )
    ]


def may_be_open(moment: int) -> list[Swap]:
    """Return the wishes about shifts that begin after an absolute minute, newest first.

    Older ones have run out, whatever was said to them last.
    """
    where = """WHERE assignment_id IN (SELECT id FROM assignment WHERE starts > ?)
        ORDER BY id DESC"""
    return _swaps(where, [moment])


_SELECT = """SELECT id, uid, number, kind, assignment_id, other_assignment_id, to_volunteer_id,
    reason, recorded_at, recorded_by FROM swap_request"""


def _swaps(where: str, values: Sequence[object]) -> list[Swap]:
    found = rows(f"{_SELECT} {where}", values)
    moves = _moves([row[0] for row in found])
    return [_swap(row, moves.get(row[0], [])) for row in found]


def _moves(ids: Sequence[int]) -> dict[int, list[SwapMove]]:
    found: dict[int, list[SwapMove]] = {}
    for portion in in_portions(ids):
        sql = f"""SELECT request_id, move FROM swap_step
            WHERE request_id IN ({marks(portion)}) ORDER BY id"""
        for request_id, move in rows(sql, portion):
            found.setdefault(request_id, []).append(SwapMove(move))
    return found


def _swap(row: tuple[Any, ...], moves: Sequence[SwapMove]) -> Swap:
    swap_id, uid, number, kind, given, other, taker, reason, at, by = row
    return Swap(
        id=SwapId(swap_id),
        uid=uid,
        number=number,
        kind=SwapKind(kind),
        assignment_id=AssignmentId(given),
        other_assignment_id=None if other is None else AssignmentId(other),
        to_volunteer_id=None if taker is None else VolunteerId(taker),
        reason=reason,
        state=state_after(moves),
        recorded_at=at,
        recorded_by=by,
    )
