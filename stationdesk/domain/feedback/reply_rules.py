"""What an answer must say, who may give it, and how it reaches its author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.entries import Method, Outcome
from stationdesk.domain.feedback.kinds import LONGEST_BODY
from stationdesk.domain.feedback.people import plain_person
from stationdesk.domain.feedback.templates import blank_problems
from stationdesk.domain.problems import Problem
from stationdesk.domain.typed_text import has_words
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stationdesk.domain.feedback.entries import NewReply
    from stationdesk.domain.feedback.matters import Matter, Step


def reply_problems(matter: Matter, step: Step) -> Iterator[Problem]:
    """Tell every reason why an answer, interim or final, cannot be given so."""
    reply = step.reply
    if reply is None:
        return
    yield from _body_problems(reply)
    yield from _outcome_problems(reply)
    if not plain_person(reply.replied_by):
        yield Problem("replied_by", N_("Write who answered."))
    elif matter.is_about(reply.replied_by):
        phrase = N_("{number} is about {person}; somebody else must answer.")
        values = {"number": matter.number, "person": reply.replied_by.strip()}
        yield Problem("replied_by", phrase, values)
    if not matter.entry.reachable and reply.method is not Method.BOARD:
        phrase = N_("The author of {number} cannot be reached; answer on the board.")
        yield Problem("method", phrase, {"number": matter.number})


def post_problems(matter: Matter, step: Step) -> Iterator[Problem]:
    """Tell why an answer cannot be noted as hung on the board that day."""
    reply, on = step.shown, step.on
    if reply is None or on is None:
        return
    if reply.posted_on is not None:
        phrase = N_("This answer has been on the board since {day}.")
        yield Problem("reply", phrase, {"day": reply.posted_on})
    elif on < reply.at.date():
        phrase = N_("It was answered on {day}; it cannot hang on the board before that.")
        yield Problem("on", phrase, {"day": reply.at.date()})
    if on > matter.now.date():
        yield Problem("on", N_("This day is still to come."))


def take_down_problems(matter: Matter, step: Step) -> Iterator[Problem]:
    """Tell why an answer cannot be noted as taken off the board that day."""
    reply, on = step.shown, step.on
    if reply is None or on is None:
        return
    if reply.posted_on is None:
        yield Problem("reply", N_("This answer was never on the board."))
    elif reply.taken_down_on is not None:
        phrase = N_("This answer was taken off the board on {day}.")
        yield Problem("reply", phrase, {"day": reply.taken_down_on})
    elif on < reply.posted_on:
        phrase = N_("It has been on the board since {day}; it cannot come off before that.")
        yield Problem("on", phrase, {"day": reply.posted_on})
    if on > matter.now.date():
        yield Problem("on", N_("This day is still to come."))


def _body_problems(reply: NewReply) -> Iterator[Problem]:
    if not has_words(reply.body):
        yield Problem("body", N_("Write the answer."))
    elif len(reply.body.strip()) > LONGEST_BODY:
        phrase = N_("The text has at most {most} characters.")
        yield Problem("body", phrase, {"most": LONGEST_BODY})
    yield from blank_problems("body", reply.body)


def _outcome_problems(reply: NewReply) -> Iterator[Problem]:
    if reply.outcome is Outcome.PLANNED and reply.planned_on is None:
        yield Problem("planned_on", N_("Write for which day it is planned."))
    elif reply.planned_on is not None and reply.planned_on < reply.at.date():
        yield Problem("planned_on", N_("What is planned lies after the answer."))
    if reply.outcome is Outcome.REFERRED and not reply.referred_to.strip():
        yield Problem("referred_to", N_("Write to which office it was passed on."))
