"""What a visitor is about to say. It lives in memory only, and a new visit begins a new one."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.visits import Visit, kind_of_rating
from stationdesk.domain.ids import new_uid
from stationdesk.domain.visitors import USUAL_GROUP
from stationdesk.ui.touch.ink import picture_of

if TYPE_CHECKING:
    from stationdesk.ui.touch.ink import Stroke


class Door(Enum):
    """The four choices of the first screen."""

    WRITE = auto()
    PRAISE = auto()
    RATE = auto()
    BOARD = auto()


class Step(Enum):
    """What is asked, a screen each."""

    KIND = auto()
    GROUP = auto()
    WORDS = auto()
    CONTACT = auto()
    RATING = auto()


STEPS: dict[Door, tuple[Step, ...]] = {
    Door.WRITE: (Step.KIND, Step.GROUP, Step.WORDS, Step.CONTACT),
    Door.PRAISE: (Step.WORDS, Step.GROUP, Step.CONTACT),
    Door.RATE: (Step.RATING,),
    Door.BOARD: (),
}
"""What is asked behind each door, in this order."""


@dataclass(slots=True)
class Draft:
    """What was chosen, typed and drawn so far."""

    door: Door | None = None
    kind: FeedbackKind | None = None
    visitor_group: str = ""
    body: str = ""
    by_hand: bool = False
    strokes: list[Stroke] = field(default_factory=list)
    praised: str = ""
    rating: int | None = None
    name: str = ""
    phone: str = ""
    request_key: str = field(default_factory=new_uid)

    def visit(self) -> Visit:
        """Return what was said, as the touch page's desk takes it."""
        return Visit(
            kind=self._kind(),
            body=self.body,
            picture=picture_of(self.strokes) if self.strokes else b"",
            rating=self.rating,
            visitor_group=self.visitor_group or USUAL_GROUP,
            name=self.name,
            phone=self.phone,
            praised=self.praised,
            request_key=self.request_key,
        )

    def _kind(self) -> FeedbackKind:
        if self.door is Door.PRAISE:
            return FeedbackKind.PRAISE
        if self.rating is not None:
            return kind_of_rating(self.rating)
        return self.kind or FeedbackKind.SUGGESTION
