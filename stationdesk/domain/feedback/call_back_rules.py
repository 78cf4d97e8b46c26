"""Calling back: when it is owed, who may do it, and when trying was enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.entries import POOR_UP_TO, Solved
from stationdesk.domain.feedback.kinds import JUDGED_KINDS
from stationdesk.domain.feedback.people import is_same_person, plain_person
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stationdesk.domain.feedback.entries import CallBack, Entry, NewCallBack
    from stationdesk.domain.feedback.matters import Matter, Step

ATTEMPT_DAYS = 3
"""On so many different days nobody was reached before an entry may be closed without a word."""
RATINGS = range(1, 6)


def call_back_problems(matter: Matter, step: Step) -> Iterator[Problem]:
    """Tell every reason why a call-back cannot be noted so."""
    call = step.call_back
    if call is None:
        return
    if not matter.entry.reachable:
        phrase = N_("The author of {number} left no contact; nobody can be called back.")
        yield Problem("call_back", phrase, {"number": matter.number})
    yield from _caller_problems(matter, call)
    yield from _words_problems(matter, call)


def owed_call_problems(matter: Matter) -> Iterator[Problem]:
    """Tell which call-back is still owed before the entry may be closed."""
    calls = _valid_calls(matter)
    if not is_call_owed(matter.entry, calls):
        return
    number: dict[str, object] = {"number": matter.number}
    if poor_call(calls) is not None:
        phrase = N_(
            "The author of {number} was not content; somebody who neither answered nor called "
            "before must call back once more, or it is reopened."
        )
        yield Problem("call_back", phrase, number)
    else:
        phrase = N_(
            "The author of {number} was not called back; reach them, or try on {days} "
            "different days ({tried} so far)."
        )
        values = {"days": ATTEMPT_DAYS, "tried": _days_tried(calls)}
        yield Problem("call_back", phrase, number | values)


def is_call_owed(entry: Entry, calls: Sequence[CallBack]) -> bool:
    """Tell whether the author must be called before the entry may be closed.

    ``calls`` are those of its present round, without any by whom the entry is about.
    """
    if not entry.reachable:
        return False
    poor = poor_call(calls)
    if poor is not None:
        return not _asked_again(calls, poor)
    return entry.kind in JUDGED_KINDS and not _reached_or_tried(calls)


def is_poor(call: CallBack | NewCallBack) -> bool:
    """Tell whether the author was not content: a rating of 2 or less, or not solved."""
    low = call.rating is not None and call.rating <= POOR_UP_TO
    return call.reached and (low or call.solved is Solved.NO)


def poor_call(calls: Sequence[CallBack]) -> CallBack | None:
    """Return the first call-back of a round at which the author was not content."""
    return next((call for call in calls if is_poor(call)), None)


def _asked_again(calls: Sequence[CallBack], poor: CallBack) -> bool:
    """Tell whether another person called back after a poor rating, or tried often enough."""
    later = calls[calls.index(poor) + 1 :]
    others = [call for call in later if not is_same_person(call.called_by, poor.called_by)]
    return _reached_or_tried(others)


def _valid_calls(matter: Matter) -> list[CallBack]:
    """Return the calls of this round, without those of whom the entry turned out to be about."""
    return [call for call in matter.round_calls if not matter.is_about(call.called_by)]


def _reached_or_tried(calls: Sequence[CallBack]) -> bool:
    return any(call.reached for call in calls) or _days_tried(calls) >= ATTEMPT_DAYS


def _days_tried(calls: Sequence[CallBack]) -> int:
    return len({call.at.date() for call in calls if not call.reached})


def _caller_problems(matter: Matter, call: NewCallBack) -> Iterator[Problem]:
    person = {"number": matter.number, "person": call.called_by.strip()}
    poor = poor_call(matter.round_calls)
    if not plain_person(call.called_by):
        yield Problem("called_by", N_("Write who called back."))
    elif matter.is_about(call.called_by):
        phrase = N_("{number} is about {person}; somebody else must call back.")
        yield Problem("called_by", phrase, person)
    elif poor is not None and is_same_person(call.called_by, poor.called_by):
        phrase = N_(
            "{person} called back before and the author was not content; somebody else must "
            "call once more."
        )
        yield Problem("called_by", phrase, person)
    elif poor is not None and _answered(matter, call.called_by):
        phrase = N_("{person} answered {number}; somebody else must call once more.")
        yield Problem("called_by", phrase, person)


def _answered(matter: Matter, person: str) -> bool:
    return any(is_same_person(reply.replied_by, person) for reply in matter.round_replies)


def _words_problems(matter: Matter, call: NewCallBack) -> Iterator[Problem]:
    if call.rating is not None and call.rating not in RATINGS:
        yield Problem("rating", N_("A rating is a number from 1 to 5."))
    if not call.reached and (call.rating is not None or call.solved is not Solved.NOT_ASKED):
        yield Problem("reached", N_("Who was not reached cannot have said anything."))
    if call.reached and matter.entry.kind in JUDGED_KINDS and call.solved is Solved.NOT_ASKED:
        yield Problem("solved", N_("Write whether the author finds it solved."))
