"""An entry with what was said to it, as a list, a ledger or the board shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import PraiseForm
from stationdesk.domain.feedback.people import is_same_person
from stationdesk.domain.feedback.states import OPEN_STATES, EntryState
from stationdesk.domain.masking import masked, masked_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from stationdesk.domain.feedback.entries import CallBack, Entry, Reply

SHORTEST_NAME = 2
"""Characters; a single one stands in too many other words to be taken for a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """An entry, the answers and the call-backs that stand, of all its rounds, the oldest first."""

    entry: Entry
    replies: tuple[Reply, ...] = ()
    call_backs: tuple[CallBack, ...] = ()

    @property
    def answer(self) -> Reply | None:
        """The final answer of the present round, None while there is none."""
        final = (each for each in self.replies[::-1] if not each.interim)
        return next((each for each in final if self._is_present(each.round_number)), None)

    @property
    def last_call(self) -> CallBack | None:
        """The last call-back of the present round that reached the author, else the last try."""
        calls = [each for each in self.call_backs if self._is_present(each.round_number)]
        reached = [each for each in calls if each.reached]
        return next(iter((reached or calls)[::-1]), None)

    @property
    def calls_that_count(self) -> tuple[CallBack, ...]:
        """The call-backs of the present round, without any by whom the entry is about."""
        about = self.entry.about_person
        return tuple(
            each
            for each in self.call_backs
            if self._is_present(each.round_number) and not is_same_person(each.called_by, about)
        )

    def days_late(self, now: datetime) -> int | None:
        """Return the days since a final answer was due; None where none is owed or it is not late.

        The day of the deadline is day 0: what was due this morning is 0 days late.
        """
        due = self.entry.final_due_at
        if not is_overdue(self.entry, now) or due is None or due >= now:
            return None
        return (now.date() - due.date()).days

    def _is_present(self, round_number: int) -> bool:
        return round_number == self.entry.round_number


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """An answer as it hangs on the board, in words that name nobody.

    ``paper`` is the number printed beside the entry on its page of the book, such as ``1122-3-2``;
    empty where it came otherwise.
    """

    number: str
    paper: str
    entry: Entry
    reply: Reply
    said: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardQuery:
    """Which answers of the board are meant: those that hang there on a day, or came off by then.

    Every word of ``text`` must stand in what was said, in the answer, or in the entry's number.
    """

    on: date
    text: str = ""
    taken_down: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PraiseCount:
    """How often somebody was praised in a period; ``name`` is empty where nobody was named."""

    name: str
    times: int
    banners: int
    letters: int


def is_overdue(entry: Entry, now: datetime) -> bool:
    """Tell whether a reply of any kind that is owed was due before ``now``."""
    if entry.state not in OPEN_STATES:
        return False
    first_owed = entry.first_reply_at is None and entry.first_due_at is not None
    first_late = first_owed and entry.first_due_at is not None and entry.first_due_at < now
    return first_late or (entry.final_due_at is not None and entry.final_due_at < now)


def for_the_wall(text: str, *names: str) -> str:
    """Return ``text`` as it may be put up: ``names`` shortened, phones and ID numbers masked."""
    shown = masked(text)
    for name in sorted(filter(None, (each.strip() for each in names)), key=len, reverse=True):
        if len(name) >= SHORTEST_NAME:
            shown = shown.replace(name, masked_name(name))
    return shown


def praise_counts(entries: Iterable[Entry]) -> tuple[PraiseCount, ...]:
    """Return who was praised how often, the most praised first; several names count each."""
    told: dict[str, list[PraiseForm]] = {}
    for entry in entries:
        if entry.state is not EntryState.VOID:
            for name in praised_names(entry.praised) or [""]:
                told.setdefault(name, []).append(entry.praise_form)
    counts = (
        PraiseCount(
            name=name,
            times=len(forms),
            banners=forms.count(PraiseForm.BANNER),
            letters=forms.count(PraiseForm.LETTER),
        )
        for name, forms in told.items()
    )
    return tuple(sorted(counts, key=lambda each: (not each.name, -each.times, each.name)))


def praised_names(text: str) -> list[str]:
    """Return the names in what was written about whom praise is for: 王芳、李强 are two."""
    for mark in ",，;；/ 和\u3000":
        text = text.replace(mark, "、")
    return list(dict.fromkeys(filter(None, (each.strip() for each in text.split("、")))))


def by_urgency(lines: Iterable[EntryLine], now: datetime) -> list[EntryLine]:
    """Return open entries with the overdue ones first, then by what is due next."""
    return sorted(lines, key=lambda line: tuple(_pressing(line, now)))


def _pressing(line: EntryLine, now: datetime) -> Iterator[object]:
    entry = line.entry
    owed = [entry.final_due_at] if entry.state in OPEN_STATES else []
    if entry.first_reply_at is None and entry.state in OPEN_STATES:
        owed.append(entry.first_due_at)
    due = min((each for each in owed if each is not None), default=None)
    yield not is_overdue(entry, now)
    yield due is None
    yield due.isoformat() if due is not None else ""
    yield entry.id
