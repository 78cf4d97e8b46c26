"""Start StationDesk: the window, or one deed of the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Do what the command line asks and return the exit status."""
    # Bound late: a deed without a window must not pay for Qt.
    from stationdesk.cli.main import main as run
    from stationdesk.cli.windows import Opening, Shots, Windows

    def open_window(opening: Opening) -> int:
        from stationdesk.bootstrap import open_window as really_open

        return really_open(opening.file, opening.today, opening.language)

    def take_shots(shots: Shots) -> list:  # type: ignore[type-arg]
        from stationdesk.bootstrap import take_shots as really_take

        return really_take(shots)

    return run(sys.argv[1:], Windows(open_window, take_shots))


if __name__ == "__main__":
    sys.exit(main())
