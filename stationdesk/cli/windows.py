"""What of the command line needs a screen, and is handed in from above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What to open: a file (None: the last one, or the first-run wizard) and as of which day."""

    file: Path | None
    today: date | None
    language: str | None
    """The language asked for on the command line; None leaves it to the setting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shots:
    """What pictures to take, and of what; ``text_percent`` is the text size setting."""

    file: Path
    folder: Path
    width: int = 1366
    height: int = 690
    scale: float = 1.0
    text_percent: int = 100
    theme: str = "light"
    language: str = "zh_CN"
    page: str | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Windows:
    """The two deeds with a screen; ``open`` returns an exit status, ``shots`` what it wrote."""

    open: Callable[[Opening], int]
    shots: Callable[[Shots], list[Path]]
