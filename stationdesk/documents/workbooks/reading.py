"""Workbooks that strangers wrote, read safely.

Every file is read in a process of its own that is held to ``limits``: whatever a broken or hostile
file does to its reader, here it becomes one sentence. ``reading_child`` is that process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from stationdesk import paths
from stationdesk.documents.workbooks import limits
from stationdesk.documents.workbooks.answers import unpacked
from stationdesk.documents.workbooks.refusals import (
    CHILD_DIED,
    EMPTY_FILE,
    IN_USE,
    IS_FOLDER,
    LOCK_FILE,
    NO_CELLS,
    NOT_FOUND,
    TOO_LARGE,
    TOOK_TOO_LONG,
    unreadable,
)
from stationdesk.domain.sheets import Book, Unreadable

if TYPE_CHECKING:
    from pathlib import Path

_CHILD = "stationdesk.documents.workbooks.reading_child"
_LOCK_NAMES = ("~$", ".~lock.", ".~")
_CHUNK = 1 << 20
_NO_WINDOW = 0x0800_0000


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a workbook holds, or why it cannot be read.

    ``verdict`` is ``read``, ``warn`` (read, with something the person must know) or ``refuse``;
    ``non_empty`` counts cells with a value over all sheets; ``message`` is empty or plain
    sentences in the user's language.
    """

    verdict: str
    sheets: int
    non_empty: int
    message: str


def read_book(path: Path, *, password: str | None = None) -> Book:
    """Return what the workbook at ``path`` holds, judged by its content and not by its ending.

    Reads .xlsx .xlsm .xlsb .xls .et .ods, HTML and XML tables named .xls, .csv and .txt. Raises
    ``Unreadable`` with one sentence for everything else, within ``limits.MOST_SECONDS``.
    """
    _check_outside(path)
    answer = _Child(path, password).answer()
    try:
        return unpacked(answer)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise unreadable(CHILD_DIED) from None


def inspect_book(path: Path, *, password: str | None = None) -> Inspection:
    """Return what the workbook at ``path`` holds; a refusal is an answer here, not an error."""
    try:
        book = read_book(path, password=password)
    except Unreadable as refusal:
        return Inspection("refuse", 0, 0, str(refusal.problem))
    message = " ".join(str(note) for note in book.notes)
    count = book.non_empty()
    if not count and not message:
        message = str(unreadable(NO_CELLS).problem)
    return Inspection("warn" if message else "read", len(book.sheets), count, message)


def _check_outside(path: Path) -> None:
    """Refuse what can be known without opening the file."""
    if path.name.startswith(_LOCK_NAMES):
        raise unreadable(LOCK_FILE)
    if path.is_dir():
        raise unreadable(IS_FOLDER)
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except FileNotFoundError:
        raise unreadable(NOT_FOUND) from None
    except (OSError, ValueError):
        raise unreadable(IN_USE) from None
    if size == 0:
        raise unreadable(EMPTY_FILE)
    if size > limits.MOST_BYTES:
        raise unreadable(TOO_LARGE, most=limits.MOST_BYTES // 1024**2)


class _Child:
    """One process that reads one file and answers once."""

    def __init__(self, path: Path, password: str | None) -> None:
        self._request = json.dumps({"path": str(path.resolve()), "password": password})
        self._chunks: list[bytes] = []
        self._too_much = False

    def answer(self) -> bytes:
        """Return the child's whole answer; raises ``Unreadable`` if it dies or takes too long."""
        process = self._start()
        leash = limits.Leash(process)
        collector = threading.Thread(target=self._collect, args=(process.stdout,), daemon=True)
        try:
            collector.start()
            self._ask(process)
            process.wait(limits.MOST_SECONDS)
        except subprocess.TimeoutExpired:
            raise unreadable(TOOK_TOO_LONG) from None
        finally:
            process.kill()
            process.wait()
            leash.close()
            collector.join()
            if process.stdout:
                process.stdout.close()
        if process.returncode != 0 or self._too_much:
            raise unreadable(CHILD_DIED)
        return b"".join(self._chunks)

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*paths.python_command(), "-m", _CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_child_environment(),
            creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
        )

    def _ask(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdin is None:
            return
        with suppress(BrokenPipeError, OSError):
            process.stdin.write(self._request.encode("ascii"))
        with suppress(BrokenPipeError, OSError):
            process.stdin.close()

    def _collect(self, stream: IO[bytes]) -> None:
        total = 0
        while chunk := stream.read(_CHUNK):
            total += len(chunk)
            if total > limits.MOST_ANSWER:
                self._too_much = True
                self._chunks.clear()
            elif not self._too_much:
                self._chunks.append(chunk)


def _child_environment() -> dict[str, str]:
    """Return this process's environment, so that the child finds the same modules."""
    root = str(paths.PACKAGE.parent)
    known = os.environ.get("PYTHONPATH")
    return os.environ | {
        "PYTHONPATH": f"{root}{os.pathsep}{known}" if known else root,
        "PYTHONSAFEPATH": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
        "RUST_BACKTRACE": "0",
    }
