"""The process that reads one workbook and says what it holds; started by ``reading``.

It takes one request as JSON on standard input and gives one answer on standard output. It may die
at any moment; whoever started it knows.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from stationdesk.documents.workbooks import answers, limits


def main() -> int:
    """Answer the request on standard input; return 0 if there was an answer."""
    limits.limit_own_memory()
    request = json.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(_answer(Path(request["path"]), request["password"]))
    sys.stdout.buffer.flush()
    return 0


def _answer(path: Path, password: str | None) -> bytes:
    from stationdesk.documents.workbooks.contents import book_of
    from stationdesk.domain.sheets import Unreadable

    try:
        return answers.packed_book(book_of(path.read_bytes(), password))
    except Unreadable as refusal:
        return answers.packed_refusal(refusal.problem)


if __name__ == "__main__":
    sys.exit(main())
