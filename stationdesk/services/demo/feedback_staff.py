"""Who deals with an entry of the demo's feedback book, and in which words it is answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.entries import Method, NewCallBack, NewReply, Outcome, Solved
from stationdesk.domain.ledgers.feedback_cells import outcome_told

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.feedback_script import FeedbackScript

FIRST_MINUTE, LAST_MINUTE = 9 * 60 + 30, 16 * 60 + 15
"""Within these hours answers are given on all days."""
BY_PHONE = 0.6
BEFORE_DUE_MINUTES = 40
GOOD_RATINGS = {5: 0.46, 4: 0.4, 3: 0.14}
MOSTLY_SOLVED = 0.9


class FeedbackStaff:
    """Draws people, hours and words; the rules of the book decide what may be done with them."""

    def __init__(
        self,
        script: FeedbackScript,
        staff: Sequence[str],
        keeper: str,
        clock: Clock,
        chance: random.Random,
    ) -> None:
        self._script, self._staff, self._keeper = script, staff, keeper
        self._clock, self._chance = clock, chance

    def handler(self, entry: Entry) -> str:
        """Return who takes an entry in hand: the keeper, where it is about one of the others."""
        return self._keeper if entry.about_person else self._chance.choice(self._staff)

    def other_than(self, entry: Entry, *busy: str) -> str:
        """Return somebody whom the entry is not about and who is none of ``busy``."""
        people = [*self._staff, self._keeper]
        free = [each for each in people if each not in (*busy, entry.about_person)]
        return self._chance.choice(free)

    def now(self) -> datetime:
        """Return the minute of the story."""
        return self._clock.at(self._clock.minute)

    def some_time_before(self, due: datetime) -> datetime:
        """Draw a moment after now and before ``due``, sooner rather than later."""
        latest = due - timedelta(minutes=BEFORE_DUE_MINUTES)
        days = (latest.date() - self._clock.day).days
        ahead = min(self._chance.randint(0, days), self._chance.randint(0, days)) if days > 0 else 0
        moment = self.on_day(ahead)
        return max(self.now() + timedelta(minutes=5), min(moment, latest))

    def some_days_after(self, due: datetime, least: int = 1) -> datetime:
        """Draw a moment that is ``least`` to a few days too late."""
        return self.on_day((due.date() - self._clock.day).days + self._chance.randint(least, 3))

    def on_day(self, ahead: int) -> datetime:
        """Draw a minute of the day that many days from now."""
        minute = self._chance.randint(FIRST_MINUTE, LAST_MINUTE)
        day = self._clock.day + timedelta(days=ahead)
        return datetime.combine(day, time()) + timedelta(minutes=minute)

    def soon(self) -> datetime:
        """Draw a moment of the next hour."""
        return self.now() + timedelta(minutes=self._chance.randint(4, 50))

    def interim(self, entry: Entry, by: str, words: str = "") -> NewReply:
        """Return an interim answer; ``words`` None draws usual ones."""
        body = words or self._chance.choice(self._script.words["interim"])
        later = self._clock.day + timedelta(days=2)
        reply = self._reply(entry, body.format(day=_told(later)), by)
        return replace(reply, outcome=Outcome.PARTLY)

    def answer(self, entry: Entry, by: str, words: str) -> NewReply:
        """Return the final answer in ``words``."""
        holes = {name: self._chance.choice(each) for name, each in self._script.holes.items()}
        body = words.format(**{**holes, "day": _told(self._clock.day)})
        reply = self._reply(entry, body, by)
        outcome = outcome_told(entry.kind, body)
        office = self._script.words["office"] if outcome is Outcome.REFERRED else ""
        return replace(reply, outcome=outcome, referred_to=office)

    def reached(self, by: str, *, poor: bool) -> NewCallBack:
        """Return a call-back at which the author says how content they are."""
        ratings, odds = zip(*GOOD_RATINGS.items(), strict=True)
        rating = self._chance.choice((1, 2, 2)) if poor else self._chance.choices(ratings, odds)[0]
        partly = self._chance.random() >= MOSTLY_SOLVED
        solved = Solved.NO if poor else (Solved.PARTLY if partly else Solved.YES)
        notes = self._script.words["poor" if poor else "called"]
        return NewCallBack(
            reached=True,
            called_by=by,
            at=self.now(),
            solved=solved,
            rating=rating,
            note=self._chance.choice(notes),
        )

    def unreached(self, by: str) -> NewCallBack:
        """Return a call-back that nobody took."""
        note = self._chance.choice(self._script.words["unreached"])
        return NewCallBack(reached=False, called_by=by, at=self.now(), note=note)

    def _reply(self, entry: Entry, body: str, by: str) -> NewReply:
        by_phone = self._chance.random() < BY_PHONE
        told = Method.PHONE if by_phone else Method.IN_PERSON
        return NewReply(
            body=body,
            outcome=Outcome.DONE,
            method=told if entry.reachable else Method.BOARD,
            replied_by=by,
            at=self.now(),
        )


def _told(day: date) -> str:
    return f"{day.month}月{day.day}日"
