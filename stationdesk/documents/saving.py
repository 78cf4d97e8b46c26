"""How a document reaches the disk: whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_NAME = 80
"""Characters of a file name without its ending; with a deep folder this stays under 260."""

_FORBIDDEN_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")


def save(content: bytes, path: Path) -> None:
    """Put ``content`` at ``path`` in one step.

    The bytes are on the disk before the old file goes. When anything fails, ``path`` stays as it
    was and no half file remains.

    Raises:
        Refused: the folder is missing or may not be written, the disk is full, or another program
            holds ``path`` open.
    """
    draft = _draft_beside(path)
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise Refused([_problem_of(error, path)]) from error
    finally:
        draft.unlink(missing_ok=True)


def file_name(title: str, ending: str) -> str:
    """Return a file name that every system takes; ``ending`` is like ``.xlsx``."""
    name = _FORBIDDEN_IN_NAMES.sub("_", title).strip(" .")[:LONGEST_NAME].rstrip(" .")
    if not name or _DEVICES.match(name):
        name = f"_{name}"
    return name + ending


def _draft_beside(path: Path) -> Path:
    """Make an empty file with a new name; who may read it is as for any other new file there."""
    draft = path.with_name(f".~{secrets.token_hex(8)}{path.suffix}")
    try:
        draft.touch(exist_ok=False)
    except OSError as error:
        raise Refused([_problem_of(error, path, making=True)]) from error
    return draft


def _problem_of(error: OSError, path: Path, *, making: bool = False) -> Problem:
    values = {"name": path.name, "folder": str(path.parent)}
    if isinstance(error, FileNotFoundError):
        return Problem("path", N_("The folder {folder} does not exist."), values)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem("path", N_("The disk is full: {name} was not saved."), values)
    if isinstance(error, IsADirectoryError):
        return Problem("path", N_("{name} is a folder; choose another name."), values)
    if isinstance(error, PermissionError) and not making:
        return Problem(
            "path", N_("Another program has {name} open. Close it there, then save again."), values
        )
    if isinstance(error, PermissionError):
        return Problem("path", N_("The folder {folder} may not be written to."), values)
    return Problem(
        "path",
        N_("{name} could not be saved: {reason}"),
        {**values, "reason": error.strerror or str(error)},
    )
