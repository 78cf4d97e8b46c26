"""The rule that is proved by the feedback book: entered at once, answered in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.tiers.evidence import Account, Evidence
from stationdesk.domain.tiers.facts import ONE_DAY
from stationdesk.domain.tiers.phrases import Phrase, clauses, names
from stationdesk.domain.tiers.rhythm import lead_days
from stationdesk.domain.tiers.states import State
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from stationdesk.domain.tiers.facts import BookFact, Facts, LateEntryFact, OwedFact
    from stationdesk.domain.tiers.standard import Rule


@dataclass(frozen=True, slots=True)
class BookProof:
    """Nothing is past its deadline, and nothing was entered late in the days of the interval.

    A deadline is kept through its whole day. Whether all that was written was entered only a
    person can see; a book in which nothing was ever said is in order. What is not late on
    ``answered_after`` is supposed to be answered in time; None supposes nothing.
    """

    rule: Rule
    lead_days: int
    book: BookFact
    answered_after: date | None

    def verdict(self, day: date, tier: int) -> State:
        """Return not met while an entry is past its deadline, or was entered late lately."""
        return State.NOT_MET if self._past(day) or self._late(day) else State.MET

    def turning_days(self) -> Iterable[date]:
        """Give the days after the deadlines, and those on which a late entry is forgotten."""
        for one in self.book.owed:
            yield one.due_on + ONE_DAY
        for late in self.book.late:
            yield late.entered_on + self._memory

    def account(self, day: date, tier: int) -> Account:
        """Return how much waits, what is past its deadline, and what was entered late."""
        text = N_("{name}: entered within one working day, nothing past its deadline")
        return Account(
            required=Phrase(text, {"name": self.rule.name}),
            found=clauses(tuple(self._found(day))),
            todo=self._todo(day),
            evidence=tuple(self._evidence(day)),
            checked_on=self.book.last_on,
            checked_by=self.book.last_by,
        )

    def renewal(self, until: date) -> Phrase:
        """Return what must be answered by ``until``."""
        due = tuple(one.number for one in self.book.owed if one.due_on == until)
        values = {"day": until, "names": names(due)}
        return Phrase(N_("By {day}, reply to: {names}."), values)

    @property
    def _memory(self) -> timedelta:
        """How long a late entry counts; without an interval it is forgotten at once."""
        return timedelta(days=self.rule.interval_days or 0)

    def _past(self, day: date) -> tuple[OwedFact, ...]:
        seen_on = self.answered_after or day
        return tuple(one for one in self.book.owed if one.due_on < seen_on)

    def _late(self, day: date) -> tuple[LateEntryFact, ...]:
        return tuple(one for one in self.book.late if day < one.entered_on + self._memory)

    def _found(self, day: date) -> Iterator[Phrase]:
        book = self.book
        if past := self._past(day):
            called = names(tuple(one.number for one in past))
            yield Phrase(N_("past their deadline: {names}"), {"names": called})
        if late := self._late(day):
            called = names(tuple(one.number for one in late))
            yield Phrase(N_("entered late: {names}"), {"names": called})
        if book.last_on is None:
            text = N_("{name}: nothing was said so far")
            yield Phrase(text, {"name": self.rule.name})
            return
        yield Phrase(N_("entries that wait for a reply: {count}"), {"count": len(book.owed)})
        values = {"number": book.last_number, "day": book.last_on}
        yield Phrase(N_("last entered: {number} on {day}"), values)

    def _todo(self, day: date) -> Phrase | None:
        if past := self._past(day):
            called = names(tuple(one.number for one in past))
            return Phrase(N_("Reply to what is past its deadline: {names}."), {"names": called})
        if late := self._late(day):
            until = max(one.entered_on for one in late) + self._memory
            values = {"names": names(tuple(one.number for one in late)), "day": until}
            text = N_(
                "Enter what is said within one working day; {names} came late, which counts "
                "until {day}."
            )
            return Phrase(text, values)
        return None

    def _evidence(self, day: date) -> Iterator[Evidence]:
        for one in self._past(day):
            values = {"number": one.number, "day": one.due_on}
            text = Phrase(N_("{number}: a reply was due on {day}"), values)
            yield Evidence("feedback_entry", one.uid, text)
        for late in self._late(day):
            told = {"number": late.number, "day": late.entered_on, "due": late.due_on}
            text = Phrase(N_("{number}: entered on {day}, was to be by {due}"), told)
            yield Evidence("feedback_entry", late.uid, text)
        book = self.book
        if book.last_on is not None:
            values = {"number": book.last_number, "day": book.last_on}
            text = Phrase(N_("last entered: {number} on {day}"), values)
            yield Evidence("feedback_entry", book.last_uid, text)


def prove_book(rule: Rule, facts: Facts, warn_days: int, *, goes_on: bool) -> BookProof:
    """Look at what waits in the book, and at what was entered late."""
    answered_after = facts.on if goes_on else None
    return BookProof(rule, lead_days(rule, warn_days), facts.feedback, answered_after)
