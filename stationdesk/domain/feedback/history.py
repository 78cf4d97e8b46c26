"""Entries of a hand-kept register, brought in as history: most were answered long ago."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.entries import Method, NewCallBack, NewReply, Outcome, Solved
from stationdesk.domain.feedback.entry_rules import entry_problems, without_author
from stationdesk.domain.feedback.kinds import LONGEST_BODY
from stationdesk.domain.phones import plain_phone
from stationdesk.domain.problems import Problem
from stationdesk.domain.typed_text import has_words
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.feedback.entries import NewEntry

WORDS_NOT_WRITTEN = N_("The register says that it was answered, but not in which words.")
"""Stands for the answer of an entry of which only that is written."""
NOON = time(12)
"""A register knows no hours; both what was said and what was answered count as of noon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoricEntry:
    """A line of a register as it was read.

    No ``answered_on`` means that no answer was given yet; the entry is open with the clocks of
    its day. ``reached`` tells whether a call-back reached the author, None where none is told of.
    ``settled`` False is an answered entry that is not struck off yet. ``note`` and ``answer`` are
    what the register says besides; of an open entry, how far it is.
    """

    entry: NewEntry
    answered_on: date | None = None
    answer: str = ""
    outcome: Outcome = Outcome.DONE
    method: Method = Method.IN_PERSON
    reached: bool | None = None
    solved: Solved = Solved.NOT_ASKED
    rating: int | None = None
    handler: str = ""
    settled: bool = True
    note: str = ""


def moment_of(day: date, now: datetime) -> datetime:
    """Return the moment that stands for a day of a register: noon, or now on a morning."""
    noon = datetime.combine(day, NOON)
    return min(noon, now) if day == now.date() else noon


def answer_moment(wish: HistoricEntry, now: datetime) -> datetime | None:
    """Return when it was answered, None where it was not.

    Registers are filled in ahead: an answer of a day still to come counts as given by now.
    """
    if wish.answered_on is None:
        return None
    return min(moment_of(wish.answered_on, now), now)


def history_problems(wish: HistoricEntry, now: datetime) -> Iterator[Problem]:
    """Tell every reason why a line of a register cannot be history; ``now`` is a local minute."""
    yield from entry_problems(wish.entry, now)
    if wish.answered_on is not None and wish.answered_on < wish.entry.said_at.date():
        phrase = N_("It would have been answered on {answered}, before it was said on {day}.")
        values = {"answered": wish.answered_on, "day": wish.entry.said_at.date()}
        yield Problem("answered_on", phrase, values)
    if len(wish.answer) > LONGEST_BODY:
        phrase = N_("The text has at most {most} characters.")
        yield Problem("answer", phrase, {"most": LONGEST_BODY})


def reply_of(wish: HistoricEntry, at: datetime, unwritten: str) -> NewReply:
    """Return the answer that a line tells of; ``unwritten`` stands where its words are not told."""
    return NewReply(
        body=wish.answer if has_words(wish.answer) else unwritten,
        outcome=wish.outcome,
        method=wish.method,
        replied_by=wish.handler,
        at=at,
    )


def call_back_of(wish: HistoricEntry, at: datetime) -> NewCallBack | None:
    """Return the call-back that a line tells of, None where it tells of none."""
    if wish.reached is None:
        return None
    return NewCallBack(
        reached=wish.reached,
        called_by=wish.handler,
        at=at,
        solved=wish.solved,
        rating=wish.rating,
    )


def is_to_be_erased(wish: HistoricEntry, retention_days: int, today: date) -> bool:
    """Tell whether the time is over for which the author may be known by name.

    It runs from the day on which the entry was closed; an open one keeps its author.
    """
    if wish.answered_on is None or not wish.settled:
        return False
    return wish.answered_on + timedelta(days=retention_days) < today


def without_contact(wish: HistoricEntry) -> HistoricEntry:
    """Return a line without who said it, also where its words tell it."""
    entry = wish.entry
    body = without_author(entry.body, entry.author_name, plain_phone(entry.author_phone))
    return replace(wish, entry=replace(entry, body=body, author_name="", author_phone=""))
