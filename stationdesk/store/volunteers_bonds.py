"""What the roster must mind about volunteers: pairs, and the limits that somebody has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ids import VolunteerId, new_uid
from stationdesk.domain.roster.facts import Bond, Pair
from stationdesk.domain.roster.rules import Rule
from stationdesk.store.plain_sql import insert, rows

if TYPE_CHECKING:
    from collections.abc import Sequence


def add_pair(pair: Pair, *, recorded_at: str, recorded_by: str) -> int:
    """Keep that two volunteers serve together, or never do."""
    one, other = sorted((pair.one, pair.other))
    fields = {
        "uid": new_uid(),
        "one_id": one,
        "other_id": other,
        "bond": pair.bond.value,
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
    }
    return insert("volunteer_pair", fields)


def drop_pair(pair: Pair, at: str, by: str) -> None:
    """Let two volunteers be free of each other again."""
    one, other = sorted((pair.one, pair.other))
    sql = """UPDATE volunteer_pair SET voided_at = ?, voided_by = ?
             WHERE one_id = ? AND other_id = ? AND voided_at IS NULL RETURNING id"""
    rows(sql, [at, by, one, other])


def pairs() -> list[Pair]:
    """Return the pairs that stand, in the order of entry."""
    sql = "SELECT one_id, other_id, bond FROM volunteer_pair WHERE voided_at IS NULL ORDER BY id"
    return [
        Pair(one=VolunteerId(one), other=VolunteerId(other), bond=Bond(bond))
        for one, other, bond in rows(sql)
    ]


def keep_limit(
    volunteer_id: VolunteerId,
    rule: Rule,
    amount: int | None,
    *,
    recorded_at: str,
    recorded_by: str,
) -> None:
    """Write an amount in the place of what stood; None has none of one's own any more."""
    old = """UPDATE volunteer_limit SET voided_at = ?, voided_by = ?
             WHERE volunteer_id = ? AND rule = ? AND voided_at IS NULL RETURNING id"""
    rows(old, [recorded_at, recorded_by, volunteer_id, rule.value])
    if amount is not None:
        fields = {
            "uid": new_uid(),
            "volunteer_id": volunteer_id,
            "rule": rule.value,
            "amount": amount,
            "recorded_at": recorded_at,
            "recorded_by": recorded_by,
        }
        insert("volunteer_limit", fields)


def limits_of(volunteer_id: VolunteerId) -> dict[Rule, int]:
    """Return the amounts that one volunteer set, by rule."""
    return _limits("AND volunteer_id = ?", [volunteer_id]).get(volunteer_id, {})


def all_limits() -> dict[VolunteerId, dict[Rule, int]]:
    """Return everybody's own amounts, by volunteer."""
    return _limits()


def _limits(where: str = "", values: Sequence[object] = ()) -> dict[VolunteerId, dict[Rule, int]]:
    sql = f"""SELECT volunteer_id, rule, amount FROM volunteer_limit
              WHERE voided_at IS NULL {where} ORDER BY id"""
    found: dict[VolunteerId, dict[Rule, int]] = {}
    for volunteer_id, rule, amount in rows(sql, values):
        found.setdefault(VolunteerId(volunteer_id), {})[Rule(rule)] = amount
    return found
