"""When a found thing can be entered, claimed, or passed on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.keeping.common_rules import (
    LEAST_PROOF,
    LONGEST_NAME,
    LONGEST_TEXT,
    day_problems,
    description_problems,
    kind_problems,
    place_problems,
    too_long,
)
from stationdesk.domain.keeping.found import FOUND_KINDS
from stationdesk.domain.phones import is_whole_phone, phone_problems
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from stationdesk.domain.ids import PlaceId
    from stationdesk.domain.keeping.found import (
        CheckQuestion,
        Claim,
        FoundThing,
        NewFoundThing,
        PassOn,
    )

USUAL_FOUND_DAYS = 30
"""Days a found thing waits for its owner; a labelled default that the station may change."""
DAYS_OF_VALUABLES = 3
"""Papers, bank cards and cash go to the police soon."""
MOST_FOUND_DAYS = 365
"""Civil Code article 318: what nobody claims within a year falls to the state."""
VALUABLES = ("id_card", "bank_card", "cash")
"""Kinds that only leave against a proof and a phone number, and are never thrown away."""
MOST_QUESTIONS = 5


def usual_pass_on_day(kind: str, on: date, found_days: int) -> date:
    """Return the last day on which a thing found ``on`` waits for its owner."""
    days = min(found_days, DAYS_OF_VALUABLES) if kind in VALUABLES else found_days
    return on + timedelta(days=days)


def found_problems(
    wish: NewFoundThing, today: date, places: Collection[PlaceId]
) -> Iterator[Problem]:
    """Tell why ``wish`` cannot be kept; ``places`` are those in use."""
    yield from kind_problems(wish.kind, FOUND_KINDS)
    yield from description_problems(wish.description)
    if not wish.found_where.strip():
        yield Problem("found_where", N_("Write where it was found."))
    yield from too_long("found_where", wish.found_where, LONGEST_TEXT)
    yield from day_problems("on", wish.on, today)
    yield from _waiting_problems(wish)
    yield from _question_problems(wish.questions)
    yield from too_long("finder_name", wish.finder_name, LONGEST_NAME)
    yield from phone_problems("finder_phone", wish.finder_phone)
    yield from place_problems(wish.place_id, places)
    yield from too_long("note", wish.note, LONGEST_TEXT)


def claim_problems(thing: FoundThing, wish: Claim, today: date) -> Iterator[Problem]:
    """Tell why ``thing`` cannot be given to whoever claims it.

    Half of the questions must be answered rightly, or a proof must say more. Papers, bank cards
    and cash want a proof and a whole phone number in any case.
    """
    yield from still_there_problems(thing)
    yield from _leaving_problems(thing, wish.on, today)
    if not wish.to.strip():
        yield Problem("to", N_("Write who claims it."))
    yield from too_long("to", wish.to, LONGEST_NAME)
    yield from _proof_problems(thing, wish)
    yield from too_long("proof", wish.proof, LONGEST_TEXT)
    yield from _claimant_phone_problems(thing, wish)


def pass_on_problems(thing: FoundThing, wish: PassOn, today: date) -> Iterator[Problem]:
    """Tell why ``thing`` cannot be passed on, or thrown away, as ``wish`` says."""
    yield from still_there_problems(thing)
    yield from _leaving_problems(thing, wish.on, today)
    if not wish.to.strip():
        how = N_("Write how it was disposed of.")
        yield Problem("to", how if wish.disposed else N_("Write to whom it is passed on."))
    yield from too_long("to", wish.to, LONGEST_NAME)
    yield from too_long("proof", wish.proof, LONGEST_TEXT)
    if wish.disposed and thing.kind in VALUABLES:
        phrase = N_("Papers, bank cards and cash go to the police; they are never disposed of.")
        yield Problem("disposed", phrase)


def still_there_problems(thing: FoundThing) -> Iterator[Problem]:
    """Tell where ``thing`` left already."""
    if thing.outcome_on is not None:
        phrase = N_("{number} left on {day} already.")
        values = {"number": thing.number, "day": thing.outcome_on.isoformat()}
        yield Problem("thing", phrase, values)


def outcome_back_problems(thing: FoundThing) -> Iterator[Problem]:
    """Tell why the outcome of ``thing`` cannot be taken back."""
    if thing.outcome is None:
        phrase = N_("{number} is still here; there is nothing to take back.")
        yield Problem("thing", phrase, {"number": thing.number})
    yield from found_erased_problems(thing)


def _waiting_problems(wish: NewFoundThing) -> Iterator[Problem]:
    last = wish.pass_on_after
    if last is None:
        return
    values = {"last": last.isoformat(), "day": wish.on.isoformat(), "most": MOST_FOUND_DAYS}
    if last < wish.on:
        phrase = N_("It would wait until {last}, before it was found on {day}.")
        yield Problem("pass_on_after", phrase, values)
    elif last > wish.on + timedelta(days=MOST_FOUND_DAYS):
        phrase = N_("A found thing waits for its owner at most {most} days.")
        yield Problem("pass_on_after", phrase, values)


def _question_problems(questions: Collection[CheckQuestion]) -> Iterator[Problem]:
    if len(questions) > MOST_QUESTIONS:
        yield Problem(
            "questions", N_("At most {most} questions are kept."), {"most": MOST_QUESTIONS}
        )
    if any(not one.question.strip() or not one.answer.strip() for one in questions):
        yield Problem("questions", N_("Write each question with its right answer."))
    for one in questions:
        yield from too_long("questions", one.question, LONGEST_TEXT)
        yield from too_long("questions", one.answer, LONGEST_TEXT)


def _leaving_problems(thing: FoundThing, on: date, today: date) -> Iterator[Problem]:
    yield from day_problems("on", on, today)
    if on < thing.on:
        phrase = N_("{number} was found on {day}; it cannot leave before that day.")
        yield Problem("on", phrase, {"number": thing.number, "day": thing.on.isoformat()})


def _proof_problems(thing: FoundThing, wish: Claim) -> Iterator[Problem]:
    asked, right = len(thing.questions), sum(wish.answers)
    proven = len(wish.proof.strip()) >= LEAST_PROOF
    if len(wish.answers) > asked:
        phrase = N_("{given} answers were ticked, and {count} questions are kept.")
        yield Problem("answers", phrase, {"given": len(wish.answers), "count": asked})
    if proven:
        return
    if thing.kind in VALUABLES:
        phrase = N_("Papers, bank cards and cash are given out against a proof; write which one.")
        yield Problem("proof", phrase)
    elif asked and 2 * right < asked:
        phrase = N_(
            "Only {right} of {count} questions were answered rightly; write what else proves that "
            "it is theirs."
        )
        yield Problem("proof", phrase, {"right": right, "count": asked})
    elif not asked:
        yield Problem("proof", N_("Write what proved that it is theirs."))


def _claimant_phone_problems(thing: FoundThing, wish: Claim) -> Iterator[Problem]:
    if thing.kind in VALUABLES and not is_whole_phone(wish.phone):
        phrase = N_("Papers, bank cards and cash are given out against a whole phone number.")
        yield Problem("phone", phrase)
    else:
        yield from phone_problems("phone", wish.phone)


def found_change_problems(thing: FoundThing, wish: NewFoundThing) -> Iterator[Problem]:
    """Tell why what was entered of ``thing`` cannot be changed to ``wish``."""
    yield from found_erased_problems(thing)
    if thing.outcome_on is not None and wish.on > thing.outcome_on:
        phrase = N_("{number} left on {day}; it cannot have come later.")
        values = {"number": thing.number, "day": thing.outcome_on.isoformat()}
        yield Problem("on", phrase, values)
    if thing.outcome_on is not None and len(wish.questions) < len(thing.answers):
        phrase = N_("The questions of {number} were answered already; they stay as they are.")
        yield Problem("questions", phrase, {"number": thing.number})


def found_erased_problems(thing: FoundThing | None) -> Iterator[Problem]:
    """Tell where nothing of ``thing`` can change any more: its personal data is gone."""
    if thing is not None and thing.erased_on is not None:
        phrase = N_("The personal data of {number} was erased on {day}; it stays as it is.")
        values = {"number": thing.number, "day": thing.erased_on.isoformat()}
        yield Problem("thing", phrase, values)
