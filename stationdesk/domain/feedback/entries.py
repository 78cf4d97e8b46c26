"""An entry of the book and what was done about it, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import Channel, FeedbackKind, PraiseForm, Urgency
from stationdesk.domain.ids import new_uid
from stationdesk.domain.visitors import USUAL_GROUP
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from stationdesk.domain.feedback.states import EntryState, Move
    from stationdesk.domain.ids import EntryId, FeedbackEventId, FeedbackPageId, ReplyId


class Outcome(StrEnum):
    """What an answer says was done."""

    DONE = "done"
    PARTLY = "partly"
    PLANNED = "planned"
    CANNOT = "cannot"
    REFERRED = "referred"
    EXPLAINED = "explained"
    THANKS = "thanks"


OUTCOME_WORDS = {
    Outcome.DONE: N_("Done"),
    Outcome.PARTLY: N_("Partly done"),
    Outcome.PLANNED: N_("Planned for a day"),
    Outcome.CANNOT: N_("Cannot be done, explained"),
    Outcome.REFERRED: N_("Referred to another office"),
    Outcome.EXPLAINED: N_("Answered with advice"),
    Outcome.THANKS: N_("Thanked"),
}


class Method(StrEnum):
    """How an answer reaches its author; without a contact only the board does."""

    BOARD = "board"
    PHONE = "phone"
    IN_PERSON = "in_person"
    LETTER = "letter"
    MESSAGE = "message"


METHOD_WORDS = {
    Method.BOARD: N_("On the board"),
    Method.PHONE: N_("By phone call"),
    Method.IN_PERSON: N_("In person"),
    Method.LETTER: N_("By letter"),
    Method.MESSAGE: N_("By text message"),
}


class Solved(StrEnum):
    """What the author says about it at the call-back."""

    NOT_ASKED = ""
    YES = "yes"
    PARTLY = "partly"
    NO = "no"


SOLVED_WORDS = {
    Solved.YES: N_("Solved"),
    Solved.PARTLY: N_("Partly solved"),
    Solved.NO: N_("Not solved"),
}

RATING_WORDS = {
    5: N_("Very satisfied"),
    4: N_("Satisfied"),
    3: N_("Rather satisfied"),
    2: N_("Dissatisfied"),
    1: N_("Very dissatisfied"),
}
"""很满意 满意 基本满意 不满意 很不满意; 3 and above count as satisfied."""

SATISFIED_FROM = 3
POOR_UP_TO = 2
"""A rating that asks for a second call-back by another person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """An entry as it is typed in.

    ``said_at`` is the local minute at which it was written or said. ``about_person`` is whom a
    complaint is about; ``praised`` whom praise is for. ``handwritten`` entries are an image.
    """

    body: str
    kind: FeedbackKind
    said_at: datetime
    channel: Channel = Channel.BOOK
    urgency: Urgency = Urgency.NORMAL
    visitor_group: str = USUAL_GROUP
    author_name: str = ""
    author_phone: str = ""
    place: str = ""
    about_person: str = ""
    praised: str = ""
    praise_form: PraiseForm = PraiseForm.NONE
    handwritten: bool = False
    page_id: FeedbackPageId | None = None
    request_key: str = field(default_factory=new_uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One move as it was kept; ``told`` holds what belongs to it, by plain keys.

    ``undoes`` names the event that this one takes back; ``undone`` tells that a later one took
    this back.
    """

    id: FeedbackEventId
    uid: str
    round_number: int
    move: Move
    happened_at: datetime
    recorded_at: str
    recorded_by: str
    person: str
    told: Mapping[str, object]
    undone: bool = False
    undoes: FeedbackEventId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReply:
    """An answer as it is typed in."""

    body: str
    outcome: Outcome
    method: Method
    replied_by: str
    at: datetime
    planned_on: date | None = None
    referred_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer as it was given; on the board from ``posted_on`` until ``taken_down_on``."""

    id: ReplyId
    uid: str
    round_number: int
    interim: bool
    body: str
    outcome: Outcome
    method: Method
    replied_by: str
    at: datetime
    planned_on: date | None
    referred_to: str
    posted_on: date | None
    taken_down_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCallBack:
    """A call-back as it is entered; who answered may not call back about a poor rating."""

    reached: bool
    called_by: str
    at: datetime
    solved: Solved = Solved.NOT_ASKED
    rating: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBack:
    """A call-back as it was made."""

    round_number: int
    reached: bool
    solved: Solved
    rating: int | None
    called_by: str
    at: datetime
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as it stands. ``author_shown`` and ``tail`` are masked; empty for nobody.

    The due moments are those of the present round; None while the clock is paused.
    """

    id: EntryId
    uid: str
    number: str
    page_id: FeedbackPageId | None
    channel: Channel
    kind: FeedbackKind
    urgency: Urgency
    visitor_group: str
    author_shown: str
    tail: str
    reachable: bool
    body: str
    place: str
    about_person: str
    praised: str
    praise_form: PraiseForm
    on: date
    said_at: datetime
    recorded_at: str
    recorded_by: str
    handwritten: bool
    imported: bool
    state: EntryState
    round_number: int
    handler: str
    first_due_at: datetime | None
    first_reply_at: datetime | None
    final_due_at: datetime | None
    closed_at: datetime | None
    rating: int | None
    erased_on: date | None
    version: int
    master_id: EntryId | None = None

    @property
    def anonymous(self) -> bool:
        """Whether nobody can be told but by the board."""
        return not self.reachable
