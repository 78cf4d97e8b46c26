"""What the rows of a hand-kept feedback register become: answered entries, open ones, or nothing.

A row is known again by its day and words and by a mark of the author that is too small to find
anybody by; not by its answer, which is often filled in later.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.entries import NewEntry, Solved
from stationdesk.domain.feedback.entry_rules import without_author
from stationdesk.domain.feedback.history import (
    HistoricEntry,
    history_problems,
    is_to_be_erased,
    moment_of,
    without_contact,
)
from stationdesk.domain.feedback.kinds import Channel, FeedbackKind, PraiseForm
from stationdesk.domain.fingerprints import Fingerprints, person_mark
from stationdesk.domain.importing import Identity, Outcome, PlannedRow, plain
from stationdesk.domain.ledgers.feedback_cells import (
    kind_of_text,
    method_told,
    outcome_told,
    praise_form_told,
    read_channel,
    read_kind,
)
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.ledgers.tables import day_in, text_in
from stationdesk.domain.ledgers.visitor_words import visitor_group
from stationdesk.domain.phones import tail_of
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from stationdesk.domain.ledgers.tables import LedgerRow, Value

UNCLEAR = N_("The day, the words or the answer cannot be read.")


@dataclass(frozen=True, slots=True)
class PlannedEntry(PlannedRow):
    """A row of a register and what it becomes; ``entry`` is None for a row that brings nothing."""

    entry: HistoricEntry | None = None


class FeedbackPlanner:
    """Plans register after register; two rows alike in every word are two entries.

    ``known_numbers`` are the numbers of the station's own entries with their days: a register
    that the program printed tells nothing new.
    """

    def __init__(
        self,
        known_fingerprints: frozenset[str],
        known_numbers: Mapping[str, date],
        *,
        now: datetime,
        retention_days: int,
    ) -> None:
        self._known = known_fingerprints
        self._numbers = known_numbers
        self._now = now
        self._retention_days = retention_days
        self._fingerprints = Fingerprints()

    def plan(self, rows: Iterable[LedgerRow]) -> list[PlannedEntry]:
        """Return what each row becomes, in the order of the rows."""
        return [self._planned(row) for row in rows]

    def _planned(self, row: LedgerRow) -> PlannedEntry:
        content = _content(row.values)
        fingerprint = self._fingerprints.next_of(content)
        identity = Identity(plain(row.values.get("text")), "", "")
        planned = PlannedEntry(row, Outcome.LEFT, fingerprint, identity)
        if _is_unclear(row.values):
            return replace(planned, why=Problem("row", UNCLEAR))
        if fingerprint in self._known or self._is_own(row.values):
            return replace(planned, outcome=Outcome.UNCHANGED)
        return self._new(planned)

    def _is_own(self, values: Mapping[str, Value]) -> bool:
        day = day_in(values, "date")
        return day is not None and self._numbers.get(text_in(values, "code")) == day

    def _new(self, planned: PlannedEntry) -> PlannedEntry:
        entry = historic_entry(planned.row.values, self._now)
        why = next(iter(history_problems(entry, self._now)), None)
        if why is not None:
            return replace(planned, why=why)
        if is_to_be_erased(entry, self._retention_days, self._now.date()):
            entry = without_contact(entry)
        return replace(planned, outcome=Outcome.NEW, entry=entry)


def historic_entry(values: Mapping[str, Value], now: datetime) -> HistoricEntry:
    """Return the entry that a row tells of, with what was answered; the row must have its day."""
    answer = text_in(values, "answer")
    entry = _said(values, now)
    author = (entry.author_name, entry.author_phone)
    rating, called = values.get("rating"), values.get("call_back")
    return HistoricEntry(
        entry=entry,
        answered_on=day_in(values, "answered_on") if values.get("answered") else None,
        answer=without_author(answer, *author),
        outcome=outcome_told(entry.kind, answer),
        method=method_told(answer),
        reached=called if isinstance(called, bool) else None,
        solved=Solved(text_in(values, "solved")),
        rating=rating if isinstance(rating, int) else None,
        handler=text_in(values, "handler"),
        settled=values.get("settled") is not False,
        note=without_author(text_in(values, "note"), *author),
    )


def _said(values: Mapping[str, Value], now: datetime) -> NewEntry:
    day, text = day_in(values, "date"), text_in(values, "text")
    if day is None:
        raise ValueError(values)
    written = " ".join((text_in(values, "kind"), text))
    kind = read_kind(text_in(values, "kind")) or kind_of_text(text)
    is_praise = kind is FeedbackKind.PRAISE
    return NewEntry(
        body=text,
        kind=kind,
        said_at=moment_of(day, now),
        channel=read_channel(text_in(values, "channel")) or Channel.BOOK,
        visitor_group=visitor_group(text_in(values, "author_group")),
        author_name=text_in(values, "author"),
        author_phone=text_in(values, "phone"),
        place=text_in(values, "place"),
        about_person=text_in(values, "about_person"),
        praised=text_in(values, "praised"),
        praise_form=praise_form_told(written) if is_praise else PraiseForm.NONE,
    )


def _is_unclear(values: Mapping[str, Value]) -> bool:
    told = values.get("date") and values.get("text")
    return not told or values.get("answered") is None


def _content(values: Mapping[str, Value]) -> str:
    """Return what makes a row the same one in the next copy of the register."""
    person = person_mark(plain(values.get("author")), tail_of(text_in(values, "phone")))
    day = day_in(values, "date")
    return "\n".join(
        (
            LedgerKind.FEEDBACK,
            day.isoformat() if day else "",
            plain(values.get("text")),
            plain(values.get("author_group")),
            person,
        )
    )
