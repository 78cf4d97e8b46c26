"""What the tiers ask of the lending desk, read for one day: pieces, ledgers, found things."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from stationdesk.domain.ids import AmenityId
from stationdesk.domain.tiers.facts import FoundFact, LoanFact, LostPropertyFact
from stationdesk.store import fitness, loan_kinds, loan_pieces, loans
from stationdesk.store.plain_sql import must_be_day, rows

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import LoanKindId
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pieces import LoanUnit
    from stationdesk.store.loans import OpenLine


def loans_on(day: date) -> list[LoanFact]:
    """Return the kinds that were lent on ``day``, with the figures at its end.

    Pieces of goods are counted by the stock ledger, lines of the amenity register by the list of
    numbered pieces. What was voided since is left out.
    """
    figures = _figures_on(day)
    return [_loan_fact(kind, figures) for kind in _kinds_on(day)]


def goods_set_aside_on(day: date) -> dict[str, int]:
    """Return how many pieces of goods were set aside as damaged on ``day``, by the item's uid."""
    unfit = fitness.unfit_by_kind(day)
    aside: dict[str, int] = defaultdict(int)
    for kind in _kinds_on(day):
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


_SIZES = """
    SELECT item_id, SUM(quantity) FROM movement
    WHERE business_date <= ? AND item_id IN (SELECT item_id FROM loan_kind) GROUP BY item_id"""
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
_INCOMPLETE = """
    SELECT DISTINCT u.loan_kind_id, u.id FROM part_event e
    JOIN loan_unit u ON u.id = e.loan_unit_id JOIN loan_part p ON p.id = e.loan_part_id
    WHERE e.voided_at IS NULL AND e.business_date <= ?
        AND (u.retired_on IS NULL OR u.retired_on > ?)
        AND p.since <= ? AND (p.ended_on IS NULL OR p.ended_on > ?)
        AND u.id NOT IN (
            SELECT f.loan_unit_id FROM fitness_event f
            WHERE f.voided_at IS NULL AND f.business_date <= ? AND f.loan_unit_id IS NOT NULL
            GROUP BY f.loan_unit_id HAVING SUM(f.quantity) > 0)
    GROUP BY u.loan_kind_id, u.id, p.id HAVING SUM(e.quantity) < 0"""
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


class _Life(NamedTuple):
    """A sign that a ledger is kept; of two on one day the later recorded is the newer."""

    on: date
    recorded_at: str
    by: str


class _Figures(NamedTuple):
    """What is needed of all kinds at once, gathered for one day."""

    day: date
    sizes: dict[int, int]
    units: dict[LoanKindId, list[LoanUnit]]
    amenity_kinds: dict[AmenityId, str]
    unfit: dict[LoanKindId, int]
    incomplete: dict[int, int]
    open_lines: dict[LoanKindId, list[OpenLine]]


def _figures_on(day: date) -> _Figures:
    units: dict[LoanKindId, list[LoanUnit]] = defaultdict(list)
    for unit in _units_on(day):
        units[unit.kind_id].append(unit)
    lines: dict[LoanKindId, list[OpenLine]] = defaultdict(list)
    for line in loans.open_on(day):
        lines[line.kind_id].append(line)
    iso = day.isoformat()
    incomplete = Counter(kind_id for kind_id, _unit in set(rows(_INCOMPLETE, (iso,) * 5)))
    return _Figures(
        day=day,
        sizes={item_id: int(pieces) for item_id, pieces in rows(_SIZES, (iso,))},
        units=units,
        amenity_kinds={
            AmenityId(each): kind for each, kind in rows("SELECT id, kind FROM amenity")
        },
        unfit=fitness.unfit_by_kind(day),
        incomplete=incomplete,
        open_lines=lines,
    )


def _loan_fact(kind: LoanKind, figures: _Figures) -> LoanFact:
    day, units, lines = figures.day, figures.units[kind.id], figures.open_lines[kind.id]
    entered, looked = _entry_until(kind.id, day), _check_until(kind.id, day)
    newest = max((one for one in (entered, looked) if one), default=None)
    kinds = (figures.amenity_kinds[one.amenity_id] for one in units if one.amenity_id is not None)
    return LoanFact(
        kind_uid=kind.uid,
        name=kind.name,
        audience=kind.audience.value,
        used_for=kind.item.used_for if kind.item else "",
        amenity_kinds=tuple(dict.fromkeys(kinds)),
        size=figures.sizes.get(kind.item.id, 0) if kind.item else len(units),
        unfit=figures.unfit.get(kind.id, 0),
        incomplete=figures.incomplete.get(kind.id, 0),
        out=sum(line.pieces for line in lines),
        overdue=sum(line.pieces for line in lines if line.due_on < day),
        since=kind.since,
        last_entry_on=entered.on if entered else None,
        last_check_on=looked.on if looked else None,
        last_by=newest.by if newest else "",
    )


def _kinds_on(day: date) -> list[LoanKind]:
    return [
        kind
        for kind in loan_kinds.kinds_by_id().values()
        if kind.since <= day and (kind.archived_on is None or day < kind.archived_on)
    ]


def _units_on(day: date) -> list[LoanUnit]:
    return [
        unit
        for unit in loan_pieces.units_by_id().values()
        if unit.since <= day and (unit.retired_on is None or day < unit.retired_on)
    ]


def _entry_until(kind_id: LoanKindId, day: date) -> _Life | None:
    found = (_newest(sql, kind_id, day) for sql in (_NEWEST_LOAN, _NEWEST_RETURN))
    return max((one for one in found if one is not None), default=None)


def _check_until(kind_id: LoanKindId, day: date) -> _Life | None:
    return _newest(_NEWEST_CHECK, kind_id, day)


def _newest(sql: str, kind_id: LoanKindId, day: date) -> _Life | None:
    found = rows(sql, (day.isoformat(), kind_id))
    if not found:
        return None
    on, recorded_at, handled_by, recorded_by = found[0]
    return _Life(must_be_day(on), recorded_at, handled_by or recorded_by)
