"""Which personal data has met its purpose and is to be erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.keeping.common_rules import LONGEST_NAME, too_long
from stationdesk.domain.keeping.retention import ERASED_FIELDS, RECORD_KINDS, RetentionLine
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class Closed:
    """A record whose purpose is met since ``last_on``: the last return, hand-over or outcome."""

    id: int
    last_on: date


def are_due(records: Iterable[Closed], on: date, days: int) -> list[Closed]:
    """Return the records that are to be erased ``on``: more than ``days`` days have passed."""
    return [one for one in records if one.last_on + timedelta(days=days) < on]


def retention_lines(
    due: Mapping[str, Sequence[Closed]], days: Mapping[str, int]
) -> list[RetentionLine]:
    """Return what is to be erased, one line a kind of record; a kind without any has no line.

    ``days`` tells by kind how long records are kept.
    """
    return [
        RetentionLine(
            kind=kind,
            count=len(due[kind]),
            first=min(one.last_on for one in due[kind]),
            last=max(one.last_on for one in due[kind]),
            fields=ERASED_FIELDS[kind],
            days=days[kind],
        )
        for kind in RECORD_KINDS
        if due.get(kind)
    ]


def run_problems(lines: Sequence[RetentionLine], witness: str, operator: str) -> Iterator[Problem]:
    """Tell why nothing can be erased now: two people stand for it, and something must be due."""
    if not lines:
        yield Problem("run", N_("Nothing is to be erased: no record was closed so long ago."))
    if not witness.strip():
        yield Problem("witness", N_("Write who witnesses the erasing."))
    elif witness.strip() == operator.strip():
        phrase = N_("{name} erases the records; somebody else must be the witness.")
        yield Problem("witness", phrase, {"name": operator.strip()})
    yield from too_long("witness", witness, LONGEST_NAME)
