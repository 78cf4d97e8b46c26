"""``tour``: the main job from an empty folder to the printed report, for a first look."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from stationdesk.cli.command import Command
from stationdesk.cli.speech import DONE, fixed_today, tell, tell_progress
from stationdesk.cli.windows import Opening, Shots
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.loan_importing import goods_of_that_name
from stationdesk.i18n import _
from stationdesk.paths import resources
from stationdesk.services.bringing_in.ledger_files import read_ledger_file
from stationdesk.services.demo.making import make_demo
from stationdesk.services.desk import open_desk
from stationdesk.services.drafts import Choice

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from stationdesk.services.bringing_in.import_plans import Brought
    from stationdesk.services.bringing_in.ledger_files import LedgerFile
    from stationdesk.services.desk import Desk

DEMO, BROUGHT_IN = "demo.station", "samples.station"
PAPERS = (
    ("compliance", "compliance.pdf"),
    ("inventory", "inventory.xlsx"),
    ("roster-month", "roster.pdf"),
)
"""The papers of the first look, by their keys in the catalogue."""
LEDGER_KINDS = (".xlsx", ".csv")


def _describe(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path)
    command.add_argument(
        "--window", action="store_true", help="open the window on the demo station instead"
    )


def _tour(given: argparse.Namespace) -> int:
    given.folder.mkdir(parents=True, exist_ok=True)
    until = fixed_today(given) or date.today()
    demo = given.folder / DEMO
    if not (given.window and demo.exists()):
        _make_demo(demo, until)
    if given.window:
        opening = Opening(file=demo, today=fixed_today(given), language=given.asked_language)
        return int(given.windows.open(opening))
    _bring_in_samples(given.folder / BROUGHT_IN, until)
    _write_papers(demo, given.folder, until)
    _take_pictures(given, demo)
    return DONE


def _make_demo(file: Path, until: date) -> None:
    _remove(file)
    desk = open_desk(file, today=until)
    try:
        make_demo(desk, years=1, seed=1, until=until, tell=tell_progress)
    finally:
        desk.close()
    tell(_("A demo station with a year of records: {file}").format(file=file))


def _bring_in_samples(file: Path, until: date) -> None:
    """Bring the project's sample ledgers into a station of their own."""
    _remove(file)
    ledgers = [
        path
        for path in sorted((resources() / "samples").iterdir())
        if path.suffix in LEDGER_KINDS and "模板" not in path.name
    ]
    read = [read_ledger_file(path) for path in ledgers]
    desk = open_desk(file, today=until)
    try:
        brought = desk.imports.bring_in([each for each in read if not _is_register(each)])
        registers = [each for each in read if _is_register(each)]
        for run in dict.fromkeys(run for _plan, run in (*brought, *_lent(desk, registers)) if run):
            phrase = _("{rows} records from “{file}” as import {number}")
            tell(phrase.format(rows=run.rows_read, file=run.file_name, number=run.number))
    finally:
        desk.close()


def _lent(desk: Desk, registers: Sequence[LedgerFile]) -> Brought:
    """Bring in loan registers; what they lend becomes a pool of the goods of that name."""
    chosen = [(file, place) for file in registers for place in file.readable()]
    lent = list(desk.imports.lent_here().values())
    things = goods_of_that_name(desk.imports.things(chosen), lent)
    return desk.imports.bring_in_chosen(chosen, things=things)


def _is_register(file: LedgerFile) -> bool:
    return any(ledger.table.kind is LedgerKind.LOAN for ledger in file.ledgers)


def _write_papers(file: Path, folder: Path, until: date) -> None:
    desk = open_desk(file, today=until)
    try:
        for key, name in PAPERS:
            _write(desk, key, folder / name)
    finally:
        desk.close()


def _write(desk: Desk, key: str, path: Path) -> None:
    draft = desk.reports.draft(key, Choice())
    draft.write(path)
    tell(f"{draft.report.name()}：{path}")


def _take_pictures(given: argparse.Namespace, demo: Path) -> None:
    pages = given.folder / "pages"
    shutil.rmtree(pages, ignore_errors=True)
    shots = Shots(file=demo, folder=pages, language=given.language, today=fixed_today(given))
    for path in given.windows.shots(shots):
        tell(_("Picture of a page: {file}").format(file=path))


def _remove(file: Path) -> None:
    for ending in ("", "-wal", "-shm", ".lock"):
        file.with_name(file.name + ending).unlink(missing_ok=True)


COMMANDS = (Command("tour", "the main job in a folder, for a first look", _describe, _tour),)
