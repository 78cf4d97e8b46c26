"""The other drives of this PC, such as a USB stick, to which copies may go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PyQt6.QtCore import QStorageInfo

from stationdesk.i18n import _

SMALLEST_BYTES = 256 * 1024 * 1024
"""What is smaller is no drive that a person would put copies on, but part of a system."""

FOLDER_NAME = "StationDesk"
_SYSTEM_PLACES = ("/boot", "/snap", "/run", "/dev", "/proc", "/sys", "/var", "/etc", "/private")


@dataclass(frozen=True, slots=True)
class Drive:
    """A drive that can be written; sizes are in bytes."""

    root: Path
    name: str
    free_bytes: int

    @property
    def backup_folder(self) -> Path:
        """The folder on it into which copies go."""
        return self.root / FOLDER_NAME

    def told(self) -> str:
        """Return its place, name and free room in words."""
        gigabytes = f"{self.free_bytes / 1024**3:.1f}"
        place = f"{self.root} {self.name}".strip()
        return _("{drive} ({gigabytes} GB free)").format(drive=place, gigabytes=gigabytes)


def other_drives(beside: Path) -> list[Drive]:
    """Return the drives on which ``beside`` does not lie, in the order of their places."""
    home = QStorageInfo(str(_standing_part(beside))).rootPath()
    found = [
        Drive(Path(volume.rootPath()), volume.name(), volume.bytesAvailable())
        for volume in QStorageInfo.mountedVolumes()
        if volume.isValid()
        and volume.isReady()
        and not volume.isReadOnly()
        and volume.bytesTotal() >= SMALLEST_BYTES
        and volume.rootPath() not in (home, "/")
        and not volume.rootPath().startswith(_SYSTEM_PLACES)
    ]
    return sorted(found, key=lambda drive: str(drive.root))


def _standing_part(path: Path) -> Path:
    """Return ``path``, or the nearest folder above it that is there."""
    return next((each for each in (path, *path.parents) if each.exists()), path)
