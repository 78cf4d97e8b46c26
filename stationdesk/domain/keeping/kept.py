"""Safekeeping (代管): keys, parcels and bags kept for somebody until they are fetched."""

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

    from stationdesk.domain.ids import KeptThingId, PlaceId
    from stationdesk.domain.places import Place

KEPT_KINDS: dict[str, str] = {
    "key": N_("Keys kept"),
    "parcel": N_("Parcel kept"),
    "bag": N_("Bag kept"),
    "document": N_("Papers kept"),
    "other": N_("Another thing kept"),
}


class KeptState(StrEnum):
    """How a kept thing stands; derived."""

    KEPT = "kept"
    DUE = "due"
    OVERDUE = "overdue"
    HANDED = "handed"


KEPT_STATE_WORDS = {
    KeptState.KEPT: N_("In safekeeping"),
    KeptState.DUE: N_("To be fetched today"),
    KeptState.OVERDUE: N_("Not fetched in time"),
    KeptState.HANDED: N_("Handed over"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKeptThing:
    """A thing as it is taken into safekeeping; its tag (DG-…) is drawn when it is kept.

    ``owner_phone`` may be a whole number or its last four digits.
    """

    kind: str
    description: str
    owner_name: str
    on: date
    owner_phone: str = ""
    keep_until: date | None = None
    place_id: PlaceId | None = None
    note: str = ""
    request_key: str = field(default_factory=new_uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """A kept thing as it is handed over: to whom, and what proved that it is theirs."""

    on: date
    to: str
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptThing:
    """A thing in safekeeping. Names and phone are as stored: show them masked only."""

    id: KeptThingId
    uid: str
    tag: str
    kind: str
    description: str
    owner_name: str
    owner_phone: str
    place: Place | None
    on: date
    keep_until: date | None
    recorded_at: str
    recorded_by: str
    note: str
    handed_on: date | None
    handed_to: str
    proof: str
    handed_by: str
    erased_on: date | None

    @property
    def owner_shown(self) -> str:
        """The owner as a screen or paper says it: 张*; empty after erasing."""
        return masked_name(self.owner_name)

    @property
    def tail(self) -> str:
        """The last four digits of the owner's phone."""
        return tail_of(self.owner_phone)

    @property
    def handed_to_shown(self) -> str:
        """Who fetched it, masked."""
        return masked_name(self.handed_to)

    def state(self, today: date) -> KeptState:
        """Return how the thing stands on ``today``."""
        if self.handed_on is not None:
            return KeptState.HANDED
        if self.keep_until is None or self.keep_until > today:
            return KeptState.KEPT
        return KeptState.DUE if self.keep_until == today else KeptState.OVERDUE
