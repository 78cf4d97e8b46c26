"""Reading the files a person chose: in a job, one after the other, each told as it comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.sheets import Unreadable
from stationdesk.i18n import _
from stationdesk.services.bringing_in.ledger_files import LedgerFile, read_ledger_file

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence
    from pathlib import Path

    from stationdesk.ui.jobs import Progress


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and why."""

    path: Path
    refusal: Unreadable

    @property
    def wants_password(self) -> bool:
        """Tell whether the right password would open it."""
        return self.refusal.problem.about == "password"

    def __str__(self) -> str:
        """Return the file with the reason."""
        return _("“{file}”: {why}").format(file=self.path.name, why=self.refusal.problem)


def read_files(
    paths: Sequence[Path], passwords: Mapping[Path, str]
) -> Generator[Progress, None, list[LedgerFile | Unread]]:
    """Read every file in a process of its own; one that cannot be read does not stop the others."""
    found: list[LedgerFile | Unread] = []
    for number, path in enumerate(paths):
        yield number, len(paths), _("“{file}” is being read…").format(file=path.name)
        try:
            found.append(read_ledger_file(path, password=passwords.get(path)))
        except Unreadable as refusal:
            found.append(Unread(path, refusal))
    return found
