"""What the first-run wizard was told; whoever opened it carries it out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from stationdesk.domain.opening import NewTimetable
    from stationdesk.domain.station import NewStation


class Beginning(StrEnum):
    """How one begins."""

    NEW = "new"
    OPEN = "open"
    DEMO = "demo"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRun:
    """A wish that touched nothing yet.

    ``path`` is the station's file, there already or to be made; ``copy`` a backup to restore it
    from; ``ledgers`` files to be brought in after the start; ``backup_folder`` is where a
    second copy goes beside the usual one, None nowhere.
    """

    kind: Beginning
    path: Path
    copy: Path | None = None
    station: NewStation | None = None
    timetable: NewTimetable | None = None
    ledgers: tuple[Path, ...] = ()
    backup_folder: Path | None = None
    text_percent: int = 100

    @property
    def is_demo(self) -> bool:
        """Tell whether a demo station shall be made."""
        return self.kind is Beginning.DEMO
