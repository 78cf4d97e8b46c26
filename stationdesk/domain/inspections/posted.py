"""What hangs on the wall and grows old: 值班表, 服务事项清单, 规章制度, 监督电话 and the like.

Inspectors look for stale ones first: a surprise visit in the field found 值班表未更新 and
事项清单未更新.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.people import plain_person
from stationdesk.domain.problems import Problem
from stationdesk.domain.typed_text import says_something
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from stationdesk.domain.ids import DocumentLookId, PostedDocumentId
    from stationdesk.domain.tiers.phrases import Phrase

LONGEST_TITLE = 80
LONGEST_REVIEW_DAYS = 1500
LONGEST_NOTE = 1000
LEAD_DAYS = 7
"""Its next look is told of so many days before, or a quarter of its period where that is less."""


class PostedKind(StrEnum):
    """What hangs there; the rules after ``RULES`` are those that inspectors expected by name."""

    ROSTER = "roster"
    ITEM_LIST = "item_list"
    HOURS = "hours"
    SUPERVISION = "supervision"
    CONTACTS = "contacts"
    RULES = "rules"
    SAFETY = "safety"
    ONCE_TOLD = "once_told"
    FIRST_ASKED = "first_asked"
    TIME_LIMIT = "time_limit"
    AB_POSTS = "ab_posts"
    PROMISE = "promise"
    BOOKING = "booking"
    OTHER = "other"


POSTED_KIND_WORDS = {
    PostedKind.ROSTER: N_("Duty roster on the wall"),
    PostedKind.ITEM_LIST: N_("List of services on the wall"),
    PostedKind.HOURS: N_("Opening hours on the wall"),
    PostedKind.SUPERVISION: N_("Supervision phone on the wall"),
    PostedKind.CONTACTS: N_("Emergency contacts on the wall"),
    PostedKind.RULES: N_("House rules on the wall"),
    PostedKind.SAFETY: N_("Safety rules on the wall"),
    PostedKind.ONCE_TOLD: N_("All told at once (rule on the wall)"),
    PostedKind.FIRST_ASKED: N_("First asked answers (rule on the wall)"),
    PostedKind.TIME_LIMIT: N_("Done within the time limit (rule on the wall)"),
    PostedKind.AB_POSTS: N_("Two for each post (rule on the wall)"),
    PostedKind.PROMISE: N_("Service promise on the wall"),
    PostedKind.BOOKING: N_("Late service by appointment (rule on the wall)"),
    PostedKind.OTHER: N_("Something else on the wall"),
}

USUAL_REVIEW_DAYS = {
    PostedKind.ROSTER: 7,
    PostedKind.ITEM_LIST: 90,
    PostedKind.HOURS: 90,
    PostedKind.SUPERVISION: 90,
    PostedKind.CONTACTS: 90,
    PostedKind.RULES: 365,
    PostedKind.SAFETY: 180,
    PostedKind.ONCE_TOLD: 180,
    PostedKind.FIRST_ASKED: 365,
    PostedKind.TIME_LIMIT: 180,
    PostedKind.AB_POSTS: 90,
    PostedKind.PROMISE: 365,
    PostedKind.BOOKING: 180,
    PostedKind.OTHER: 180,
}
"""Days after which each is looked at again: the program's own proposals; no rule names any."""


class WallSource(StrEnum):
    """A part of the records that something on the wall is copied from."""

    ROSTER = "roster"
    STANDARD = "standard"
    HOURS = "hours"
    CONTACTS = "contacts"


COPIED_FROM = {
    PostedKind.ROSTER: WallSource.ROSTER,
    PostedKind.ITEM_LIST: WallSource.STANDARD,
    PostedKind.HOURS: WallSource.HOURS,
    PostedKind.SUPERVISION: WallSource.CONTACTS,
    PostedKind.CONTACTS: WallSource.CONTACTS,
    PostedKind.AB_POSTS: WallSource.CONTACTS,
}
"""What must be put up anew when those records change."""


class PostedState(StrEnum):
    """有效, 临近复核, 超期未复核, 内容已变."""

    FRESH = "fresh"
    DUE_SOON = "due_soon"
    STALE = "stale"
    WRONG = "wrong"


POSTED_STATE_WORDS = {
    PostedState.FRESH: N_("Up to date on the wall"),
    PostedState.DUE_SOON: N_("To be looked at soon"),
    PostedState.STALE: N_("Not looked at in time"),
    PostedState.WRONG: N_("No longer what holds"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPosted:
    """Something that hangs on the wall since ``since``; it is looked at every ``review_days``."""

    kind: PostedKind
    title: str
    since: date
    review_days: int
    place: str = ""
    keeper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Something on the wall as recorded; photos hang on ``posted_document`` and ``uid``."""

    id: PostedDocumentId
    uid: str
    kind: PostedKind
    title: str
    place: str
    keeper: str
    review_days: int
    since: date
    archived_on: date | None
    recorded_at: str
    recorded_by: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedLook:
    """A look at it; ``renewed`` tells that a new one was put up."""

    id: DocumentLookId
    uid: str
    document_id: PostedDocumentId
    on: date
    looked_by: str
    renewed: bool
    note: str
    recorded_at: str
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedLine:
    """Something on the wall as it stands on a day.

    ``due_on`` is the last day on which the newest look is young enough; ``reasons`` tell why it
    no longer says what holds.
    """

    posted: Posted
    last_look: PostedLook | None
    renewed_on: date
    due_on: date
    state: PostedState
    reasons: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualPosted:
    """A proposal of the program: what inspectors expect on the wall."""

    kind: PostedKind
    review_days: int


USUAL_POSTED = tuple(
    UsualPosted(kind=kind, review_days=days)
    for kind, days in USUAL_REVIEW_DAYS.items()
    if kind is not PostedKind.OTHER
)


def posted_line(
    posted: Posted,
    looks: Iterable[PostedLook],
    reasons: Mapping[PostedKind, Callable[[date], tuple[Phrase, ...]]],
    on: date,
) -> PostedLine:
    """Return how something on the wall stands on ``on``, by its looks up to that day.

    A look proves that it hangs there and can be read; what it is copied from having changed asks
    for a new one, however often it was looked at.
    """
    seen = sorted((each for each in looks if each.on <= on), key=lambda each: (each.on, each.id))
    last = seen[-1] if seen else None
    renewed_on = max([posted.since, *(each.on for each in seen if each.renewed)])
    due_on = max(renewed_on, last.on if last else renewed_on) + timedelta(days=posted.review_days)
    why = reasons[posted.kind](renewed_on) if posted.kind in reasons else ()
    return PostedLine(
        posted=posted,
        last_look=last,
        renewed_on=renewed_on,
        due_on=due_on,
        state=PostedState.WRONG if why else _state_by_age(due_on, posted.review_days, on),
        reasons=why,
    )


def posted_problems(wish: NewPosted, today: date) -> Iterator[Problem]:
    """Tell every reason why something cannot be entered as hanging on the wall."""
    if not says_something(wish.title):
        yield Problem("title", N_("Write what it is called."))
    elif len(wish.title.strip()) > LONGEST_TITLE:
        phrase = N_("The title may have {limit} characters at most.")
        yield Problem("title", phrase, {"limit": LONGEST_TITLE})
    if not 1 <= wish.review_days <= LONGEST_REVIEW_DAYS:
        phrase = N_("Choose from {least} to {most} days.")
        yield Problem("review_days", phrase, {"least": 1, "most": LONGEST_REVIEW_DAYS})
    if wish.since > today:
        yield Problem("since", N_("This day is still to come."))


def look_problems(
    posted: Posted, newest: PostedLook | None, by: str, note: str, on: date, today: date
) -> Iterator[Problem]:
    """Tell every reason why a look cannot be kept; ``newest`` is the last one that counts."""
    earliest = max(posted.since, newest.on if newest else posted.since)
    if posted.archived_on is not None:
        phrase = N_("“{title}” does not hang there any more.")
        yield Problem("document", phrase, {"title": posted.title})
    if not plain_person(by):
        yield Problem("by", N_("Write who looked at it."))
    if len(note) > LONGEST_NOTE:
        phrase = N_("A note has at most {limit} characters.")
        yield Problem("note", phrase, {"limit": LONGEST_NOTE})
    if on > today:
        yield Problem("on", N_("This day is still to come."))
    elif on < earliest:
        phrase = N_("“{title}” was put up or looked at on {day}; this came after it.")
        yield Problem("on", phrase, {"title": posted.title, "day": earliest})


def _state_by_age(due_on: date, review_days: int, on: date) -> PostedState:
    if due_on < on:
        return PostedState.STALE
    soon = (due_on - on).days < min(LEAD_DAYS, review_days // 4)
    return PostedState.DUE_SOON if soon else PostedState.FRESH
