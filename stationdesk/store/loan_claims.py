"""What the lending desk claims of the stock, and where its records contradict themselves."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from stationdesk.domain.lending import pools
from stationdesk.store import fitness, loan_kinds, loan_pieces, loans, stock
from stationdesk.store.plain_sql import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stationdesk.domain.ids import ItemId
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pools import Shortage


def worst_shortage(item_id: ItemId, kinds: Iterable[LoanKind], since: date) -> Shortage | None:
    """Return the day from ``since`` on on which most pieces of an item are claimed in vain.

    ``kinds`` are all that ever lent the item. None means that there is enough on every day.
    """
    claimed = [change for kind in kinds for change in _claims(kind, since)]
    return pools.worst_shortage(stock.item_changes(item_id), claimed, since)


def contradictions() -> list[str]:
    """Return what in the lending desk's records cannot be, each named by number or code."""
    return [
        *(f"{what} {name}" for what, sql in _CONTRADICTIONS.items() for (name,) in rows(sql)),
        *(f"lent twice {code}" for code in _pieces_lent_twice()),
        *(f"pool {name}" for name in _pools_beyond_the_stock()),
    ]


def _claims(kind: LoanKind, since: date) -> list[tuple[date, int]]:
    """Return what a kind claims of its item: what is out and unfit, or the pieces in service."""
    if kind.is_pool:
        changes = [*loans.out_changes(kind.id, since), *fitness.unfit_changes(kind.id)]
    else:
        changes = loan_pieces.service_changes(kind.id)
    return pools.until(kind.archived_on, changes)


def _pieces_lent_twice() -> Iterator[str]:
    """Yield the codes of pieces that were with two borrowers at one time."""
    lent = rows("SELECT DISTINCT loan_unit_id FROM loan_line WHERE loan_unit_id IS NOT NULL")
    for unit in loan_pieces.units_by_id(each for (each,) in lent).values():
        stays = loans.loans_of_unit(unit.id)
        if any((one.closed_on or date.max) > other.lent_on for one, other in pairwise(stays)):
            yield unit.code


def _pools_beyond_the_stock() -> Iterator[str]:
    kinds = list(loan_kinds.kinds_by_id().values())
    for kind in kinds:
        if pools.first_day_below_zero(fitness.unfit_changes(kind.id)):
            yield kind.code
    for item_id in {kind.item.id for kind in kinds if kind.item is not None}:
        of_item = [kind for kind in kinds if kind.item is not None and kind.item.id == item_id]
        shortage = worst_shortage(item_id, of_item, date.min)
        if shortage is not None:
            told = f"{shortage.day}: {shortage.claimed} of {max(0, shortage.size)}"
            yield f"{of_item[0].code} {told}"


_CONTRADICTIONS = {
    "returned more than lent": """
        SELECT l.number FROM loan_line ll JOIN loan l ON l.id = ll.loan_id
        JOIN loan_return r ON r.loan_line_id = ll.id AND r.voided_at IS NULL
        GROUP BY ll.id, l.number, ll.quantity
        HAVING SUM(r.good + r.damaged + r.lost) > ll.quantity""",
    "returned before lent": """
        SELECT DISTINCT l.number FROM loan_return r JOIN loan_line ll ON ll.id = r.loan_line_id
        JOIN loan l ON l.id = ll.loan_id
        WHERE r.voided_at IS NULL AND r.business_date < l.business_date""",
    "returned of nothing": """
        SELECT DISTINCT l.number FROM loan_return r JOIN loan_line ll ON ll.id = r.loan_line_id
        JOIN loan l ON l.id = ll.loan_id WHERE r.voided_at IS NULL AND l.voided_at IS NOT NULL""",
    "of another kind": """
        SELECT u.code FROM loan_line ll JOIN loan_unit u ON u.id = ll.loan_unit_id
        WHERE u.loan_kind_id <> ll.loan_kind_id""",
    "unnumbered": """
        SELECT l.number FROM loan_line ll JOIN loan l ON l.id = ll.loan_id
        JOIN loan_kind k ON k.id = ll.loan_kind_id
        WHERE l.voided_at IS NULL AND l.import_run_id IS NULL
            AND (k.mode = 'serial') <> (ll.loan_unit_id IS NOT NULL)""",
    "retired while out": """
        SELECT DISTINCT u.code FROM loan_unit u JOIN loan_line ll ON ll.loan_unit_id = u.id
        JOIN loan l ON l.id = ll.loan_id
        WHERE u.retired_on IS NOT NULL AND l.voided_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM loan_return r WHERE r.loan_line_id = ll.id AND r.voided_at IS NULL)""",
    "archived while out": """
        SELECT DISTINCT k.code FROM loan_kind k JOIN loan_line ll ON ll.loan_kind_id = k.id
        JOIN loan l ON l.id = ll.loan_id
        WHERE k.archived_on IS NOT NULL AND l.voided_at IS NULL AND ll.quantity > COALESCE(
            (SELECT SUM(r.good + r.damaged + r.lost) FROM loan_return r
             WHERE r.loan_line_id = ll.id AND r.voided_at IS NULL), 0)""",
    "unfit twice": """
        SELECT u.code FROM fitness_event f JOIN loan_unit u ON u.id = f.loan_unit_id
        WHERE f.voided_at IS NULL GROUP BY u.code HAVING SUM(f.quantity) NOT IN (0, 1)""",
    "parts": """
        SELECT u.code FROM part_event e JOIN loan_unit u ON u.id = e.loan_unit_id
        JOIN loan_part p ON p.id = e.loan_part_id WHERE e.voided_at IS NULL
        GROUP BY u.code, p.id, p.quantity
        HAVING SUM(e.quantity) > 0 OR SUM(e.quantity) < -p.quantity""",
}
