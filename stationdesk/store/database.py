"""Opening the station's file, and keeping it whole.

Everything that is said in one engine's own words (pragmas, triggers, locks, backup) is said here,
so that several desks on PostgreSQL can come later without a search through the house.
"""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import peewee as pw

from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_
from stationdesk.store.migrations import STEPS
from stationdesk.store.tables import ALL_TABLES, INSERT_ONLY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

APPLICATION_ID = 0x53444B31  # "SDK1": tells a station's file from any other SQLite file
SQLITE_HEADER = b"SQLite format 3\x00"
PRAGMAS = {
    "locking_mode": "exclusive",
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "wal_autocheckpoint": 1000,
    "secure_delete": 1,  # names that are erased must not stay readable in a page's free room
    "trusted_schema": 0,
    "cell_size_check": 1,
    "busy_timeout": 0,
}
EMPTY_FILE = N_(
    "“{file}” is empty, it holds no records; a full disk or a broken copy does that. It was left "
    "as it is: restore a backup in its place."
)


class TooNew(Refused):
    """The file was written by a later StationDesk than this one; it is left alone."""


class InUse(Refused):
    """Another process has the file open."""


class NotAStation(Refused):
    """The file is not one that StationDesk wrote, or it is damaged."""


class NotWritable(Refused):
    """The PC does not let the file be opened and written where it lies."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open: the PC's name, the process and since when (local time)."""

    pc: str
    process: int
    since: str


class Database:
    """The one open file. ``transaction()`` is the only way to change it."""

    def __init__(self, connection: pw.SqliteDatabase, path: Path | None) -> None:
        self._connection = connection
        self.path = path

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all of the block's changes, or none of them; blocks may stand in one another."""
        with self._connection.atomic("IMMEDIATE"):
            yield

    def raw(self) -> sqlite3.Connection:
        """Return the engine's own connection, for bulk reading and for the file's checks."""
        connection: sqlite3.Connection = self._connection.connection()
        return connection

    def settle(self) -> None:
        """Write all that waits beside the file into it, and empty what stood there."""
        self.raw().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def copy_to(self, target: Path) -> None:
        """Write a whole and consistent copy of the open file to ``target``.

        Raises:
            OSError: when ``target`` cannot be written; no half copy is left behind then.
        """
        part = target.with_name(target.name + ".part")
        part.unlink(missing_ok=True)
        try:
            with closing(sqlite3.connect(part)) as copy:
                self.raw().backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            with part.open("rb+") as written:
                os.fsync(written.fileno())
            part.replace(target)
        except sqlite3.Error as error:
            raise OSError(str(error)) from error
        finally:
            part.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
        if self.path is not None:
            _lock_note(self.path).unlink(missing_ok=True)


def open_database(path: Path | str) -> Database:
    """Return the station's database at ``path``, made new or brought up to today's schema.

    A file that needs steps is copied beside itself (``.v3.bak``) before the first one.
    ``":memory:"`` gives a database that lives as long as it is open.

    Raises:
        TooNew: when ``path`` holds a schema this release does not know.
        InUse: when another process has the file open.
        NotAStation: when ``path`` is not a station's file.
        NotWritable: when the file or its folder cannot be written.
    """
    at = None if str(path) == ":memory:" else Path(path)
    connection = _connect(at)
    connection.bind(ALL_TABLES, bind_refs=False, bind_backrefs=False)
    if at is not None:
        _write_lock_note(at)
    return Database(connection, at)


@contextmanager
def visiting(path: Path) -> Iterator[Database]:
    """Open another file for the block; what was open before stands again after it.

    Raises:
        TooNew, InUse, NotAStation: as ``open_database``.
    """
    connection = _connect(path)
    try:
        with connection.bind_ctx(ALL_TABLES, bind_refs=False, bind_backrefs=False):
            yield Database(connection, None)
    finally:
        connection.close()


def _connect(at: Path | None) -> pw.SqliteDatabase:
    if at is not None:
        refuse_foreign(at)
    name = ":memory:" if at is None else str(at)
    connection = pw.SqliteDatabase(name, pragmas=PRAGMAS, timeout=0)
    try:
        connection.connect()
        bring_up_to_date(connection.connection(), STEPS)
        _guard_insert_only(connection.connection())
        _guard_overlaps(connection.connection())
        _guard_locked_months(connection.connection())
        _guard_signed_inspections(connection.connection())
    except (pw.OperationalError, sqlite3.OperationalError) as error:
        connection.close()
        if "locked" in str(error):
            raise InUse([_in_use(at)]) from error
        raise NotWritable([_not_writable(at)]) from error
    except (pw.DatabaseError, sqlite3.DatabaseError) as error:
        connection.close()
        raise NotAStation([_not_a_station(at)]) from error
    except Refused:
        connection.close()
        raise
    return connection


def bring_up_to_date(file: sqlite3.Connection, steps: Sequence[str]) -> None:
    """Take every step that ``file`` has not taken yet; a step that fails leaves no trace.

    Raises:
        TooNew: when ``file`` has taken more steps than there are.
    """
    (taken,) = file.execute("PRAGMA user_version").fetchone()
    if taken > len(steps):
        phrase = N_("This file was written by a newer StationDesk (schema {found}, known {known}).")
        raise TooNew([Problem("file", phrase, {"found": taken, "known": len(steps)})])
    if 0 < taken < len(steps):
        _copy_beside(file, taken)
    for number, sql in enumerate(steps[taken:], start=taken + 1):
        try:
            file.executescript(
                f"BEGIN IMMEDIATE; {sql}; PRAGMA application_id = {APPLICATION_ID};"
                f"PRAGMA user_version = {number}; COMMIT;"
            )
        except sqlite3.Error:
            file.rollback()
            raise


def schema_version(path: Path) -> int:
    """Return how many steps the closed file at ``path`` has taken.

    Raises:
        NotAStation: when ``path`` is not a station's file.
    """
    refuse_foreign(path)
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
            return int(file.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError as error:
        raise NotAStation([_not_a_station(path)]) from error


def refuse_foreign(path: Path) -> None:
    """Refuse a file that is there and not ours, also one that lost all it held.

    Raises:
        NotAStation: when ``path`` holds something else, or nothing any more.
        NotWritable: when it cannot even be read.
    """
    if not path.exists():
        return
    if path.stat().st_size == 0:
        raise NotAStation([Problem("file", EMPTY_FILE, {"file": path.name})])
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError as error:
        raise NotWritable([_not_writable(path)]) from error
    if head[:16] != SQLITE_HEADER or int.from_bytes(head[68:72], "big") not in (0, APPLICATION_ID):
        raise NotAStation([_not_a_station(path)])


def holder_of(path: Path) -> Holder | None:
    """Return who noted last that they have ``path`` open; None where nobody did."""
    with suppress(OSError, ValueError, KeyError):
        note = json.loads(_lock_note(path).read_text(encoding="utf-8"))
        return Holder(note["pc"], note["process"], note["since"])
    return None


def _not_a_station(path: Path | None) -> Problem:
    phrase = N_("“{file}” is not a StationDesk file, or it is damaged. It was left as it is.")
    return Problem("file", phrase, {"file": path.name if path else ""})


def _not_writable(path: Path | None) -> Problem:
    phrase = N_(
        "“{file}” cannot be opened and written here: {folder}. Check that the folder and the file "
        "are not write-protected and that the drive is connected and not full."
    )
    folder = str(path.parent) if path else ""
    return Problem("file", phrase, {"file": path.name if path else "", "folder": folder})


def _in_use(path: Path | None) -> Problem:
    holder = holder_of(path) if path else None
    if holder is None:
        phrase = N_("“{file}” is open in another program. Close it there first.")
        return Problem("file", phrase, {"file": path.name if path else ""})
    phrase = N_("“{file}” has been open on {pc} since {since}. Close it there first.")
    values = {"file": path.name if path else "", "pc": holder.pc, "since": holder.since}
    return Problem("file", phrase, values)


def _lock_note(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def _write_lock_note(path: Path) -> None:
    since = datetime.now().strftime("%Y-%m-%d %H:%M")
    note = {"pc": platform.node(), "process": os.getpid(), "since": since}
    with suppress(OSError):  # the note only tells a name; SQLite's own lock is what guards
        _lock_note(path).write_text(json.dumps(note), encoding="utf-8")


def _copy_beside(file: sqlite3.Connection, version: int) -> None:
    (_, _, path) = file.execute("PRAGMA database_list").fetchone()
    if path:
        with closing(sqlite3.connect(f"{path}.v{version}.bak")) as copy:
            file.backup(copy)


def _guard_insert_only(file: sqlite3.Connection) -> None:
    """Let the engine itself refuse a change of what is only ever added to."""
    for table in INSERT_ONLY:
        for deed in ("UPDATE", "DELETE"):
            file.execute(
                f"CREATE TRIGGER IF NOT EXISTS {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END"
            )


def _guard_overlaps(file: sqlite3.Connection) -> None:
    """Let the engine itself refuse a volunteer in two places at the same time.

    No program path can store that, whatever it forgot to ask.
    """
    for deed in ("INSERT", "UPDATE"):
        file.execute(
            f"""
            CREATE TRIGGER IF NOT EXISTS assignment_overlap_{deed.lower()}
            BEFORE {deed} ON assignment
            WHEN NEW.state IN ('proposed', 'confirmed', 'served') AND EXISTS (
                SELECT 1 FROM assignment AS other
                WHERE other.volunteer_id = NEW.volunteer_id
                  AND (NEW.id IS NULL OR other.id <> NEW.id)
                  AND other.state IN ('proposed', 'confirmed', 'served')
                  AND other.starts < NEW.ends AND NEW.starts < other.ends)
            BEGIN SELECT RAISE(ABORT, 'a volunteer cannot be in two places at once'); END
            """
        )


def _guard_locked_months(file: sqlite3.Connection) -> None:
    """Let the engine itself refuse a line of hours in a month that is locked."""
    file.execute(
        """
        CREATE TRIGGER IF NOT EXISTS hours_line_in_locked_month BEFORE INSERT ON hours_line
        WHEN EXISTS (SELECT 1 FROM month_lock WHERE month = SUBSTR(NEW.business_date, 1, 7))
        BEGIN SELECT RAISE(ABORT, 'the hours of this month are locked'); END
        """
    )


def _guard_signed_inspections(file: sqlite3.Connection) -> None:
    """Let the engine itself refuse a change of what was signed: head, lines and findings."""
    held = {
        "inspection": ("UPDATE", "DELETE"),
        "inspection_line": ("INSERT", "UPDATE", "DELETE"),
        "finding": ("INSERT", "UPDATE", "DELETE"),
    }
    for table, deeds in held.items():
        for deed in deeds:
            row = "NEW" if deed == "INSERT" else "OLD"
            belongs = f"{row}.id" if table == "inspection" else f"{row}.inspection_id"
            file.execute(
                f"""
                CREATE TRIGGER IF NOT EXISTS {table}_signed_{deed.lower()} BEFORE {deed} ON {table}
                WHEN EXISTS (SELECT 1 FROM inspection WHERE id = {belongs} AND state = 'signed')
                BEGIN SELECT RAISE(ABORT, 'a signed inspection never changes'); END
                """
            )
