"""Plain SQL for what is asked of the whole ledger at once, in words that both engines take."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from stationdesk.store.tables import StockDocumentRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import peewee as pw

MOST_VALUES = 500
"""How many values are handed over in one statement; engines limit it."""


def rows(sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """Return what ``sql`` selects; a ``?`` stands for each of ``values``."""
    database = _database()
    found: list[tuple[Any, ...]] = database.execute_sql(
        sql.replace("?", database.param), tuple(values)
    ).fetchall()
    return found


def value(sql: str, values: Sequence[object] = ()) -> Any:
    """Return the first value that ``sql`` selects; None where it selects no row."""
    found = rows(sql, values)
    return found[0][0] if found else None


def insert(table: str, fields: Mapping[str, object]) -> int:
    """Keep one row, and return its id; a column that is not among ``fields`` stays empty."""
    sql = f"INSERT INTO {table} ({', '.join(fields)}) VALUES ({marks(list(fields))}) RETURNING id"
    kept: int = rows(sql, list(fields.values()))[0][0]
    return kept


def insert_many(table: str, names: Sequence[str], values: Sequence[Sequence[object]]) -> None:
    """Keep many rows at once, each with the values of ``names`` in their order."""
    database = _database()
    told = ", ".join([database.param] * len(names))
    database.cursor().executemany(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({told})", values
    )


def marks(values: Sequence[object]) -> str:
    """Return as many ``?`` as there are values, for ``IN (…)``; at least one."""
    return ", ".join("?" * len(values)) or "NULL"


def anywhere(word: str) -> str:
    r"""Return the pattern of ``LIKE ? ESCAPE '\'`` for a text in which ``word`` stands."""
    escaped = word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return f"%{escaped}%"


def in_portions(values: Iterable[int]) -> list[list[int]]:
    """Return ``values`` without doubles, cut so that each portion fits one statement."""
    single = sorted(set(values))
    return [single[at : at + MOST_VALUES] for at in range(0, len(single), MOST_VALUES)]


def as_day(stored: str | date | None) -> date | None:
    """Return the day an engine handed back: SQLite keeps ISO text, PostgreSQL dates."""
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def must_be_day(stored: str | date) -> date:
    """Return the day of a column that is never empty."""
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def _database() -> pw.Database:
    return StockDocumentRow._meta.database  # noqa: SLF001 - peewee's documented way to it
