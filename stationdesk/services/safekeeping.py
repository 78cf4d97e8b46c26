"""Checking the station's file, copying it away, and getting a copy back."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_, _
from stationdesk.store import database as files
from stationdesk.store import soundness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

STAMP = "%Y%m%d-%H%M%S"
KEEP_DAILY, KEEP_WEEKLY, KEEP_MONTHLY = 12, 10, 9


@dataclass(frozen=True, slots=True)
class Check:
    """One look at the file: what was looked at, whether it is sound, and what was seen."""

    name: str
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Soundness:
    """What a check of the whole file found; ``schema`` counts the steps the file has taken."""

    schema: int
    checks: tuple[Check, ...]

    @property
    def sound(self) -> bool:
        """Tell whether every look found the file in order."""
        return all(check.ok for check in self.checks)


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that lies in a backup folder."""

    path: Path
    made_at: datetime
    size_bytes: int


class Safekeeping:
    """What keeps the open file whole."""

    def __init__(self, database: files.Database) -> None:
        self._database = database

    def check(self) -> Soundness:
        """Look at the whole file: structure, ledger, audit trail and attached files."""
        return _check(self._database)

    def check_quickly(self) -> bool:
        """Tell whether the file's structure is in order; made for every start."""
        return not soundness.quick_structure_faults(self._database)

    def backup(self, folder: Path, now: datetime) -> Path:
        """Copy the open file into ``folder`` and return the copy, which was reopened and checked.

        Raises:
            Refused: when the folder cannot be written, or the copy did not pass its check;
                no half copy is left behind then.
        """
        source = self._database.path
        name = source.stem if source else "station"
        target = folder / f"{name}-{now.strftime(STAMP)}.station"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._database.copy_to(target)
        except OSError as error:
            phrase = N_("The backup could not be written to “{folder}”: {why}")
            raise Refused(
                [Problem("folder", phrase, {"folder": folder.name, "why": error.strerror or error})]
            ) from error
        _refuse_unsound(target, delete=True)
        return target


def backups_in(folder: Path, station: str) -> list[Backup]:
    """Return the copies of ``station`` (the file's name without its ending), the newest first."""
    found = []
    for path in folder.glob(f"{station}-*.station"):
        try:
            made_at = datetime.strptime(path.stem.removeprefix(f"{station}-"), STAMP)
        except ValueError:
            continue
        found.append(Backup(path, made_at, path.stat().st_size))
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def thin_out(folder: Path, station: str) -> list[Path]:
    """Remove old copies and return them; those of the last day stay, as ``to_keep`` says."""
    backups = backups_in(folder, station)
    kept = to_keep([backup.made_at for backup in backups])
    removed = [backup.path for backup in backups if backup.made_at not in kept]
    for path in removed:
        path.unlink()
    return removed


def to_keep(made: Iterable[datetime]) -> set[datetime]:
    """Return which copies stay: the newest one of each of the last days, weeks and months.

    All of the last day stay: what went wrong this morning must not be in every copy.
    """
    newest_first = sorted(made, reverse=True)
    kept = {moment for moment in newest_first if moment.date() == newest_first[0].date()}
    for period, how_many in (
        ("%Y-%m-%d", KEEP_DAILY),
        ("%G-%V", KEEP_WEEKLY),
        ("%Y-%m", KEEP_MONTHLY),
    ):
        seen: dict[str, datetime] = {}
        for moment in newest_first:
            seen.setdefault(moment.strftime(period), moment)
        kept.update(list(seen.values())[:how_many])
    return kept


def is_overdue(last: datetime | None, now: datetime, days: int = 14) -> bool:
    """Tell whether the last copy is older than ``days``, or there is none at all."""
    return last is None or now - last > timedelta(days=days)


def restore(copy: Path, target: Path, now: datetime) -> Path | None:
    """Put ``copy`` in the place of ``target``; return where the replaced file was kept.

    The copy is checked before anything is touched, and what it replaces is copied first.

    Raises:
        Refused: when the copy is missing, newer than this release, unsound, or ``target`` is open.
    """
    if not copy.is_file():
        phrase = N_("There is no file “{file}”.")
        raise Refused([Problem("copy", phrase, {"file": copy.name})])
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.restoring")
    try:
        files.refuse_foreign(copy)
        _copy_with_what_waits(copy, part)
        _refuse_unsound(part, delete=False, name=copy.name)
        kept = _copy_of_what_is_there(target, now)
        _remove_side_files(target)
        part.replace(target)
    finally:
        _remove_side_files(part)
        part.unlink(missing_ok=True)
    return kept


def _copy_with_what_waits(copy: Path, part: Path) -> None:
    """Copy the file, and beside it the records that a sudden end left waiting (``-wal``)."""
    shutil.copyfile(copy, part)
    waiting = copy.with_name(f"{copy.name}-wal")
    if waiting.is_file():
        shutil.copyfile(waiting, part.with_name(f"{part.name}-wal"))


def check_closed(path: Path) -> Soundness:
    """Look at the whole of a file that is not open here.

    Raises:
        Refused: when it is not a station's file, newer than this release, or open elsewhere.
    """
    with files.visiting(path) as database:
        return _check(database)


def _check(database: files.Database) -> Soundness:
    structure = soundness.structure_faults(database)
    schema = int(database.raw().execute("PRAGMA user_version").fetchone()[0])
    checks = [_told("sqlite", structure, _("Structure and references are in order."))]
    if not structure:
        counted = soundness.counts()
        checks += [
            _told(
                "ledger",
                soundness.ledger_faults(),
                _(
                    "{count} stock documents follow from each other; no balance is below zero."
                ).format(count=counted["documents"]),
            ),
            _told(
                "audit",
                soundness.audit_faults(),
                _("{count} entries of the audit trail follow from each other.").format(
                    count=counted["events"]
                ),
            ),
            _told(
                "attachments",
                soundness.attachment_faults(),
                _("{count} attached files are as they were.").format(count=counted["files"]),
            ),
        ]
    return Soundness(schema, tuple(checks))


def _told(name: str, faults: Sequence[str], in_order: str) -> Check:
    if not faults:
        return Check(name, ok=True, detail=in_order)
    shown = _("; ").join(faults[:5])
    return Check(name, ok=False, detail=_("Not in order: {faults}").format(faults=shown))


def _refuse_unsound(path: Path, *, delete: bool, name: str | None = None) -> None:
    try:
        found = check_closed(path)
    except files.NotAStation as refusal:
        if name is None:
            raise
        phrase = N_("The copy “{file}” is damaged and cannot be read.")
        raise Refused([Problem("copy", phrase, {"file": name})]) from refusal
    finally:
        _remove_side_files(path)
    if found.sound:
        return
    if delete:
        path.unlink(missing_ok=True)
    phrase = N_("The copy “{file}” did not pass its check: {detail}")
    detail = next(check.detail for check in found.checks if not check.ok)
    raise Refused([Problem("copy", phrase, {"file": name or path.name, "detail": detail})])


def _copy_of_what_is_there(target: Path, now: datetime) -> Path | None:
    """Copy the file that a restore replaces, whether or not it can still be opened."""
    if not target.exists():
        return None
    kept = target.with_name(f"{target.stem}-replaced-{now.strftime(STAMP)}.station")
    try:
        with files.visiting(target) as database:
            database.copy_to(kept)
    except files.NotAStation:
        _copy_with_what_waits(target, kept)
        os.utime(kept)
    return kept


def _remove_side_files(path: Path) -> None:
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
