"""Lost property (失物招领): things found, claimed by their owners, or passed on.

Civil Code of the PRC, articles 314 to 318: a finder gives the thing back or hands it to the
police or another authority; what nobody claims within a year of the notice falls to the state.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_uid
from stationdesk.domain.masking import masked_name
from stationdesk.domain.phones import tail_of
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import FoundThingId, PlaceId
    from stationdesk.domain.places import Place

FOUND_KINDS: dict[str, str] = {
    "id_card": N_("Identity card or papers"),
    "bank_card": N_("Bank card"),
    "phone": N_("Telephone"),
    "cash": N_("Cash or purse"),
    "key": N_("Keys found"),
    "bag": N_("Bag found"),
    "clothes": N_("Clothes or umbrella"),
    "other": N_("Another thing found"),
}


class Outcome(StrEnum):
    """What became of a found thing."""

    CLAIMED = "claimed"
    PASSED_ON = "passed_on"
    DISPOSED = "disposed"


class FoundState(StrEnum):
    """How a found thing stands; derived."""

    KEPT = "kept"
    TO_PASS_ON = "to_pass_on"
    CLAIMED = "claimed"
    PASSED_ON = "passed_on"
    DISPOSED = "disposed"


FOUND_STATE_WORDS = {
    FoundState.KEPT: N_("Waits for its owner"),
    FoundState.TO_PASS_ON: N_("To be passed on"),
    FoundState.CLAIMED: N_("Claimed by its owner"),
    FoundState.PASSED_ON: N_("Passed on"),
    FoundState.DISPOSED: N_("Disposed of"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckQuestion:
    """Something only the owner knows: what to ask a claimant, and the right answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFoundThing:
    """A found thing as it is entered; its number (SW-…) is drawn when it is kept.

    ``pass_on_after`` None is the usual number of days later. ``questions`` never stand on a
    notice.
    """

    kind: str
    description: str
    found_where: str
    on: date
    questions: tuple[CheckQuestion, ...] = ()
    finder_name: str = ""
    finder_phone: str = ""
    place_id: PlaceId | None = None
    pass_on_after: date | None = None
    note: str = ""
    request_key: str = field(default_factory=new_uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody who claims a found thing, what they answered, and what else proves it.

    ``answers`` says for each question, in order, whether it was answered rightly.
    """

    on: date
    to: str
    proof: str
    phone: str = ""
    answers: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PassOn:
    """A found thing that leaves without its owner: to whom (police, lost-property office), or how.

    ``disposed`` tells that it was thrown away (spoiled food, worthless things).
    """

    on: date
    to: str
    proof: str = ""
    disposed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundThing:
    """A found thing. Names and phones are as stored: show them masked only."""

    id: FoundThingId
    uid: str
    number: str
    kind: str
    description: str
    found_where: str
    questions: tuple[CheckQuestion, ...]
    finder_name: str
    finder_phone: str
    place: Place | None
    on: date
    pass_on_after: date
    recorded_at: str
    recorded_by: str
    note: str
    outcome: Outcome | None
    outcome_on: date | None
    outcome_to: str
    outcome_phone: str
    answers: tuple[bool, ...]
    proof: str
    outcome_by: str
    erased_on: date | None

    @property
    def finder_shown(self) -> str:
        """The finder as a screen or paper says it: 李*; empty where unknown or erased."""
        return masked_name(self.finder_name)

    @property
    def outcome_to_shown(self) -> str:
        """Who has it now: a claimant masked, a police station by its name."""
        if self.outcome is Outcome.CLAIMED:
            return masked_name(self.outcome_to)
        return self.outcome_to

    @property
    def outcome_tail(self) -> str:
        """The last four digits of the claimant's phone."""
        return tail_of(self.outcome_phone)

    def state(self, today: date) -> FoundState:
        """Return how the thing stands on ``today``."""
        if self.outcome is not None:
            return FoundState(self.outcome.value)
        return FoundState.TO_PASS_ON if self.pass_on_after < today else FoundState.KEPT
