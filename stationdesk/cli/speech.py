"""How the command line speaks: words on one stream, JSON on the other, days as ISO."""

from __future__ import annotations

import argparse
import json
import os
import sys
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_
from stationdesk.services.desk import open_desk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from stationdesk.services.desk import Desk

DONE, REFUSED, USAGE, FAULT = 0, 1, 2, 3


def tell(text: object) -> None:
    """Say something on standard output."""
    print(text)  # noqa: T201 - this is where the command line speaks


def tell_json(document: object) -> None:
    """Print one JSON document, and nothing else, on standard output."""
    tell(json.dumps(document, ensure_ascii=False, indent=1))


def complain(problems: Iterable[object]) -> int:
    """Say one line a problem on standard error and return the status of a refusal."""
    for problem in problems:
        print(problem, file=sys.stderr)  # noqa: T201
    return REFUSED


def tell_progress(done: int, total: int, what: str) -> None:
    """Show how far long work is, on standard error, where that is a terminal."""
    if sys.stderr.isatty():
        ending = "\n" if done >= total else ""
        print(f"\r{done}/{total} {what}", end=ending, file=sys.stderr, flush=True)  # noqa: T201


def a_day(text: str) -> date:
    """Read a day of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day like 2026-06-30") from None


def a_month(text: str) -> date:
    """Read a month of the command line; return its first day."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a month like 2026-06") from None


def a_size(text: str) -> tuple[int, int]:
    """Read a window size of the command line."""
    width, _cross, height = text.partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise argparse.ArgumentTypeError(f"“{text}” is not a size like 1366x690")
    return int(width), int(height)


def fixed_today(given: argparse.Namespace) -> date | None:
    """Return the day that this run takes as today; None for the real one.

    Raises:
        Refused: when ``STATIONDESK_TODAY`` is not a day.
    """
    on: date | None = getattr(given, "on", None)
    text = os.environ.get("STATIONDESK_TODAY")
    if on is not None or not text:
        return on
    try:
        return date.fromisoformat(text)
    except ValueError:
        phrase = N_("STATIONDESK_TODAY must be a day like 2026-06-30, not “{text}”.")
        raise Refused([Problem("on", phrase, {"text": text})]) from None


def refuse_missing(path: Path) -> None:
    """Raise ``Refused`` where there is no file at ``path``."""
    if not path.is_file():
        raise Refused([Problem("file", N_("There is no file “{file}”."), {"file": path.name})])


@contextmanager
def desk_of(given: argparse.Namespace, *, may_be_new: bool = False) -> Iterator[Desk]:
    """Open the file that the command names, for as long as the block runs.

    Raises:
        Refused: when the file is missing and the command does not make a new one.
    """
    if may_be_new:
        given.file.parent.mkdir(parents=True, exist_ok=True)
    else:
        refuse_missing(given.file)
    desk = open_desk(given.file, today=fixed_today(given))
    try:
        yield desk
    finally:
        desk.close()
