"""What a visitor says at the touch page, before it is an entry of the book."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.entries import RATING_WORDS
from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.ids import new_uid
from stationdesk.domain.phones import is_whole_phone
from stationdesk.domain.problems import Problem
from stationdesk.domain.visitors import USUAL_GROUP, VISITOR_GROUPS
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

VISIT_KINDS: dict[FeedbackKind, str] = {
    FeedbackKind.SUGGESTION: N_("Something could be better"),
    FeedbackKind.HELP: N_("I need help with something"),
    FeedbackKind.ENQUIRY: N_("I want to know something"),
    FeedbackKind.COMPLAINT: N_("I am not satisfied with something"),
    FeedbackKind.WISH: N_("I have a small wish"),
    FeedbackKind.REPORT: N_("I have seen something wrong"),
}
"""What a visitor may choose, each with the words that say it plainly; praise has its own door."""

VISIT_GROUPS = tuple(group for group in VISITOR_GROUPS if group != "staff")
"""Who stands at a touch page; staff write into the book itself."""

PRAISE_FROM = 4
"""A rating of the service that praises; a lower one says that something could be better."""


NO_FACE = Problem("rating", N_("Please choose one of the five faces."))
"""Why a rating cannot be handed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What was said in one visit.

    ``picture`` is handwriting as a PNG, empty where nothing was drawn. ``rating`` is that of the
    service from 1 to 5, None where it was not asked.
    """

    kind: FeedbackKind
    body: str = ""
    picture: bytes = b""
    rating: int | None = None
    visitor_group: str = USUAL_GROUP
    name: str = ""
    phone: str = ""
    praised: str = ""
    request_key: str = field(default_factory=new_uid)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the visitor is told: the entry's number, and until when an answer is due.

    ``answer_by`` is None where no deadline runs. An author who cannot be called finds the answer
    on the board.
    """

    number: str
    answer_by: date | None
    called: bool


def kind_of_rating(rating: int) -> FeedbackKind:
    """Return as what a rating of the service is entered."""
    return FeedbackKind.PRAISE if rating >= PRAISE_FROM else FeedbackKind.SUGGESTION


def visit_problems(visit: Visit) -> Iterator[Problem]:
    """Tell what is missing before a visit can become an entry."""
    if not visit.body.strip() and not visit.picture and visit.rating is None:
        yield Problem("body", N_("Please write something, with the keyboard or by hand."))
    if visit.rating is not None and visit.rating not in RATING_WORDS:
        yield NO_FACE
    yield from contact_problems(visit.name, visit.phone)


def contact_problems(name: str, phone: str) -> Iterator[Problem]:
    """Tell why a visitor could not be called; leaving neither name nor phone is fine."""
    if phone.strip() and not is_whole_phone(phone):
        yield Problem("phone", N_("This is no whole phone number; please look at it again."))
    if phone.strip() and not name.strip():
        yield Problem("name", N_("Please say how we may address you when we call."))
    if name.strip() and not phone.strip():
        yield Problem(
            "phone",
            N_("Leave a phone number so that we can call you, or leave the name empty, too."),
        )
