"""Loans, kept things and found things by the number that is printed on their slip or tag."""

from __future__ import annotations

from typing import NamedTuple

from stationdesk.store.plain_sql import rows

_BARE = "REPLACE(REPLACE(UPPER({column}), '-', ''), ' ', '')"


class NumberedRecord(NamedTuple):
    """A record with a number, and whose it is; both names are as stored, never to be shown."""

    id: int
    number: str
    what: str
    name: str
    tail: str


def loan(bare: str) -> NumberedRecord | None:
    """Return the loan of a number written in capitals without hyphens, told by its first line.

    A voided loan is not found.
    """
    return _first(
        f"""SELECT l.id, l.number, k.name, b.name, b.tail
            FROM loan l JOIN borrower b ON b.id = l.borrower_id
            JOIN loan_line ll ON ll.loan_id = l.id JOIN loan_kind k ON k.id = ll.loan_kind_id
            WHERE {_BARE.format(column="l.number")} = ? AND l.voided_at IS NULL
            ORDER BY ll.line""",
        bare,
    )


def kept_thing(bare: str) -> NumberedRecord | None:
    """Return the kept thing of a tag."""
    return _first(
        f"""SELECT id, tag, description, '', '' FROM kept_thing
            WHERE {_BARE.format(column="tag")} = ? AND voided_at IS NULL""",
        bare,
    )


def found_thing(bare: str) -> NumberedRecord | None:
    """Return the found thing of a number."""
    return _first(
        f"""SELECT id, number, description, '', '' FROM found_thing
            WHERE {_BARE.format(column="number")} = ? AND voided_at IS NULL""",
        bare,
    )


def _first(sql: str, bare: str) -> NumberedRecord | None:
    found = rows(sql, [bare])
    return NumberedRecord(*found[0]) if found else None
