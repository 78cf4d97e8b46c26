"""Start StationDesk: the window, or one deed of the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from stationdesk.cli.main import main as run
from stationdesk.cli.windows import Windows

if TYPE_CHECKING:
    from pathlib import Path

    from stationdesk.cli.windows import Opening, Shots


def main() -> int:
    """Do what the command line asks and return the exit status."""
    return run(sys.argv[1:], Windows(_open_window, _take_shots))


def _open_window(opening: Opening) -> int:
    from stationdesk.bootstrap.starting import (
        open_window,
    )  # late: a deed without a window needs no Qt

    return open_window(opening.file, opening.today, opening.language)


def _take_shots(shots: Shots) -> list[Path]:
    from stationdesk.bootstrap.starting import take_shots

    return take_shots(
        shots.file,
        shots.folder,
        size=(shots.width, shots.height),
        scale=shots.scale,
        look=(shots.theme, shots.text_percent, shots.language),
        page=shots.page,
        today=shots.today,
    )


if __name__ == "__main__":
    sys.exit(main())
