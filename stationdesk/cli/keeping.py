"""``check``, ``backup`` and ``restore``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from stationdesk.cli.command import Command
from stationdesk.cli.speech import DONE, REFUSED, desk_of, refuse_missing, tell, tell_json
from stationdesk.i18n import _
from stationdesk.services.safekeeping import check_closed, restore

if TYPE_CHECKING:
    import argparse

    from stationdesk.services.safekeeping import Soundness


def _describe_check(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path)
    command.add_argument("--json", action="store_true")


def _check(given: argparse.Namespace) -> int:
    refuse_missing(given.file)
    found = check_closed(given.file)
    if given.json:
        tell_json(_as_document(found))
    else:
        for check in found.checks:
            tell(f"{'✓' if check.ok else '×'} {check.name}: {check.detail}")
    return DONE if found.sound else REFUSED


def _as_document(found: Soundness) -> dict[str, object]:
    checks = [{"name": c.name, "ok": c.ok, "detail": c.detail} for c in found.checks]
    return {"sound": found.sound, "schema": found.schema, "checks": checks}


def _describe_backup(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path)
    command.add_argument("folder", type=Path)


def _backup(given: argparse.Namespace) -> int:
    with desk_of(given) as desk:
        copy = desk.safekeeping.backup(given.folder, datetime.now())
    tell(copy)
    return DONE


def _describe_restore(command: argparse.ArgumentParser) -> None:
    command.add_argument("copy", type=Path)
    command.add_argument("file", type=Path)


def _restore(given: argparse.Namespace) -> int:
    kept = restore(given.copy, given.file, datetime.now())
    tell(_("“{copy}” now stands as “{file}”.").format(copy=given.copy.name, file=given.file.name))
    if kept is not None:
        tell(_("What it replaced was kept as “{kept}”.").format(kept=kept.name))
    return DONE


COMMANDS = (
    Command("check", "is the file sound?", _describe_check, _check),
    Command("backup", "copy the file into a folder", _describe_backup, _backup),
    Command("restore", "put a copy in the place of a file", _describe_restore, _restore),
)
