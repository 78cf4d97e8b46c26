"""What the lending desk says to the tiers, in the very figures that its own page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.tiers.facts import LoanFact
from stationdesk.services.loan_desk.kinds import pools_on
from stationdesk.store import loan_checks, tier_lending

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pieces import Pool
    from stationdesk.store.loan_checks import Look


def loans_on(day: date) -> list[LoanFact]:
    """Return the kinds that were lent on ``day``, with the figures at its end."""
    kinds = tier_lending.kinds_on(day)
    pools, looks = pools_on(kinds, day), loan_checks.last_looks(day)
    registers, incomplete = tier_lending.amenity_kinds_on(day), tier_lending.incomplete_on(day)
    return [
        _fact(
            kind,
            pools[kind.id],
            day,
            amenity_kinds=registers.get(kind.id, ()),
            incomplete=incomplete.get(kind.id, 0),
            missing=_missing(looks.get(kind.id)),
        )
        for kind in kinds
    ]


def _fact(
    kind: LoanKind,
    pool: Pool,
    day: date,
    *,
    amenity_kinds: tuple[str, ...],
    incomplete: int,
    missing: int,
) -> LoanFact:
    entered = tier_lending.last_entry(kind.id, day)
    looked = tier_lending.last_check(kind.id, day)
    newest = max((one for one in (entered, looked) if one), default=None)
    return LoanFact(
        kind_uid=kind.uid,
        name=kind.name,
        audience=kind.audience.value,
        used_for=kind.item.used_for if kind.item else "",
        amenity_kinds=amenity_kinds,
        size=pool.size,
        unfit=pool.unfit,
        incomplete=incomplete,
        missing=missing,
        out=pool.out,
        overdue=pool.overdue,
        since=kind.since,
        last_entry_on=entered.on if entered else None,
        last_check_on=looked.on if looked else None,
        last_by=newest.by if newest else "",
    )


def _missing(look: Look | None) -> int:
    """Return how many pieces the last look found too few, until the goods are counted anew."""
    if look is None or look.counted_since:
        return 0
    return max(0, -look.difference)
