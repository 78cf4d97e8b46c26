"""What the first-run wizard asked for becomes a file."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_
from stationdesk.services.desk import open_desk
from stationdesk.services.safekeeping import restore

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from stationdesk.services.desk import Desk
    from stationdesk.ui.welcome.first_run import FirstRun


def make_first_file(wish: FirstRun, today: date | None = None) -> None:
    """Make the file that the first-run wizard asks for; one that is only opened is left alone.

    Raises:
        Refused: when it cannot be made; no half-made file is left behind then.
    """
    if wish.copy is not None:
        restore(wish.copy, wish.path, datetime.now())
    if wish.path.exists():
        return
    _make_folder(wish.path.parent)
    try:
        desk = open_desk(wish.path, today=today)
        try:
            _fill_first_file(desk, wish)
        finally:
            desk.close()
    except Refused:
        wish.path.unlink(missing_ok=True)
        raise


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        phrase = N_("The folder “{folder}” could not be made: {why}")
        values = {"folder": folder.name, "why": error.strerror or str(error)}
        raise Refused([Problem("folder", phrase, values)]) from error


def _fill_first_file(desk: Desk, wish: FirstRun) -> None:
    if wish.is_demo:
        from stationdesk.services.demo.making import make_demo

        make_demo(desk, years=1, seed=1, until=desk.context.today())
        return
    if wish.station is not None:
        desk.station.set_up(wish.station)
    if wish.timetable is not None:
        desk.station.keep_timetable(wish.timetable)
    if wish.backup_folder is not None:
        desk.settings.keep_second_backup_folder(wish.backup_folder)
