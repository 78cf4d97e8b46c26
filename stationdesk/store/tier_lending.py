"""What the tiers ask of the lending desk, read for one day: pieces, ledgers, found things."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from stationdesk.domain.tiers.facts import FoundFact, LostPropertyFact
from stationdesk.store import fitness, loan_kinds, loan_pieces
from stationdesk.store.plain_sql import must_be_day, rows

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import AmenityId, LoanKindId
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pieces import LoanUnit


class Life(NamedTuple):
    """A sign that a ledger is kept; of two on one day the later recorded is the newer."""

    on: date
    recorded_at: str
    by: str


def kinds_on(day: date) -> list[LoanKind]:
    """Return the kinds that were lent on ``day``, with the parts in force now."""
    return [
        kind
        for kind in loan_kinds.kinds_by_id().values()
        if kind.since <= day and (kind.archived_on is None or day < kind.archived_on)
    ]


def last_entry(kind_id: LoanKindId, day: date) -> Life | None:
    """Return the newest loan or return of a kind until ``day``; None where nothing was lent."""
    found = (_newest(sql, kind_id, day) for sql in (_NEWEST_LOAN, _NEWEST_RETURN))
    return max((one for one in found if one is not None), default=None)


def last_check(kind_id: LoanKindId, day: date) -> Life | None:
    """Return the newest look until ``day`` whether the pieces are there; None where none is."""
    return _newest(_NEWEST_CHECK, kind_id, day)


def amenity_kinds_on(day: date) -> dict[LoanKindId, tuple[str, ...]]:
    """Return, by kind of thing lent, of which kinds its lines of the amenity register are."""
    known = dict(rows("SELECT id, kind FROM amenity"))
    found: dict[LoanKindId, dict[str, None]] = defaultdict(dict)
    for unit in _units_on(day):
        if unit.amenity_id is not None:
            found[unit.kind_id][known[unit.amenity_id]] = None
    return {kind_id: tuple(kinds) for kind_id, kinds in found.items()}


def incomplete_on(day: date) -> dict[LoanKindId, int]:
    """Return how many numbered pieces of each kind lack parts on ``day``, unfit ones aside."""
    unfit = fitness.unfit_units(day)
    lacking = {unit_id for (unit_id,) in rows(_LACKING_PARTS, (day.isoformat(),) * 3)}
    return Counter(
        unit.kind_id for unit in _units_on(day) if unit.id in lacking and unit.id not in unfit
    )


def goods_set_aside_on(day: date) -> dict[str, int]:
    """Return how many pieces of goods were set aside as damaged on ``day``, by the item's uid."""
    unfit = fitness.unfit_by_kind(day)
    aside: dict[str, int] = defaultdict(int)
    for kind in kinds_on(day):
        if kind.item is not None and unfit.get(kind.id, 0) > 0:
            aside[kind.item.uid] += unfit[kind.id]
    return dict(aside)


def amenities_set_aside_on(day: date) -> set[AmenityId]:
    """Return the lines of the register that are numbered pieces set aside on ``day``."""
    unfit = fitness.unfit_units(day)
    return {
        unit.amenity_id
        for unit in _units_on(day)
        if unit.amenity_id is not None and unit.id in unfit
    }


def lost_property_on(day: date) -> LostPropertyFact:
    """Return what waited for its owner at the end of ``day``, and the ledger's newest life."""
    iso = day.isoformat()
    waiting = tuple(
        FoundFact(uid=uid, number=number, pass_on_after=must_be_day(last))
        for uid, number, last in rows(_WAITING, (iso, iso))
    )
    newest = rows(_FOUND_LIFE, (iso, iso, iso))
    if not newest:
        return LostPropertyFact(waiting=waiting)
    on, _at, by, what, uid = newest[0]
    return LostPropertyFact(
        waiting=waiting, last_on=must_be_day(on), last_by=by, last_what=what, last_uid=uid
    )


_NEWEST_LOAN = """
    SELECT o.business_date, o.recorded_at, o.handled_by, o.recorded_by
    FROM loan o JOIN loan_line l ON l.loan_id = o.id
    WHERE o.voided_at IS NULL AND o.business_date <= ? AND l.loan_kind_id = ?
    ORDER BY o.business_date DESC, o.recorded_at DESC LIMIT 1"""
_NEWEST_RETURN = """
    SELECT r.business_date, r.recorded_at, r.handled_by, r.recorded_by
    FROM loan_return r JOIN loan_line l ON l.id = r.loan_line_id JOIN loan o ON o.id = l.loan_id
    WHERE r.voided_at IS NULL AND o.voided_at IS NULL AND r.business_date <= ?
        AND l.loan_kind_id = ?
    ORDER BY r.business_date DESC, r.recorded_at DESC LIMIT 1"""
_NEWEST_CHECK = """
    SELECT business_date, recorded_at, '', recorded_by FROM desk_check
    WHERE voided_at IS NULL AND business_date <= ? AND loan_kind_id = ?
    ORDER BY business_date DESC, recorded_at DESC LIMIT 1"""
_LACKING_PARTS = """
    SELECT e.loan_unit_id FROM part_event e JOIN loan_part p ON p.id = e.loan_part_id
    WHERE e.voided_at IS NULL AND e.business_date <= ?
        AND p.since <= ? AND (p.ended_on IS NULL OR p.ended_on > ?)
    GROUP BY e.loan_unit_id, p.id HAVING SUM(e.quantity) < 0"""
_WAITING = """
    SELECT uid, number, pass_on_after FROM found_thing
    WHERE voided_at IS NULL AND business_date <= ? AND (outcome_on IS NULL OR outcome_on > ?)
    ORDER BY pass_on_after, id"""
_FOUND_LIFE = """
    SELECT business_date, recorded_at, recorded_by, 'found_thing', uid FROM found_thing
    WHERE voided_at IS NULL AND business_date <= ?
    UNION ALL
    SELECT outcome_on, outcome_at, outcome_by, 'found_thing', uid FROM found_thing
    WHERE voided_at IS NULL AND outcome_on <= ?
    UNION ALL
    SELECT business_date, recorded_at, recorded_by, 'desk_check', uid FROM desk_check
    WHERE voided_at IS NULL AND business_date <= ? AND subject = 'found_things'
    ORDER BY 1 DESC, 2 DESC LIMIT 1"""


def _units_on(day: date) -> list[LoanUnit]:
    return [
        unit
        for unit in loan_pieces.units_by_id().values()
        if unit.since <= day and (unit.retired_on is None or day < unit.retired_on)
    ]


def _newest(sql: str, kind_id: LoanKindId, day: date) -> Life | None:
    found = rows(sql, (day.isoformat(), kind_id))
    if not found:
        return None
    on, recorded_at, handled_by, recorded_by = found[0]
    return Life(must_be_day(on), recorded_at, handled_by or recorded_by)
