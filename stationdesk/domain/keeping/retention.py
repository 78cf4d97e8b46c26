"""Personal data goes when its purpose is met (个人信息保护法 articles 19 and 47)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import RetentionRunId

RECORD_KINDS: dict[str, str] = {
    "borrowers": N_("Borrowers whose loans are all closed"),
    "kept_things": N_("Things kept that were handed over"),
    "found_things": N_("Found things that left"),
    "feedback": N_("Entries of the feedback book that are closed"),
    "volunteers": N_("Volunteers who left"),
    "voided_volunteers": N_("Volunteers entered by mistake"),
}
"""Which records hold personal data for a time, in the order in which they are told."""
OF_VOLUNTEERS = (
    N_("given name"),
    N_("day of birth"),
    N_("phone and search words"),
    N_("identity number and PIN"),
    N_("guardians' names and phones"),
    N_("remarks and reasons"),
)
ERASED_FIELDS: dict[str, tuple[str, ...]] = {
    "borrowers": (
        N_("name"),
        N_("phone and its last digits"),
        N_("search words"),
        N_("remarks on loans, holds, calls and blocks"),
    ),
    "kept_things": (
        N_("owner's name and phone"),
        N_("who fetched it"),
        N_("proof"),
        N_("remark"),
    ),
    "found_things": (
        N_("finder's name and phone"),
        N_("claimant's name and phone"),
        N_("proof"),
        N_("answers to the check questions"),
        N_("remark"),
    ),
    "feedback": (
        N_("author's name and phone"),
        N_("remarks on call-backs"),
    ),
    "volunteers": OF_VOLUNTEERS,
    "voided_volunteers": OF_VOLUNTEERS,
}
"""What is erased of each kind; what remains says that a thing was there and when. Certificates of
service that were drawn up are an archive of their own (民发〔2015〕149号) and stay as they are."""

USUAL_RETENTION_DAYS = 30
"""Days after the last return or hand-over; a labelled default that the station may change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionLine:
    """Records of one kind that are to be erased, or were.

    ``kind`` is one of ``RECORD_KINDS``; ``first`` and ``last`` are the days of the last return,
    hand-over, closing or leaving of the oldest and the newest record. They were kept for ``days``
    after that.
    """

    kind: str
    count: int
    first: date
    last: date
    fields: tuple[str, ...]
    """What is erased, as phrases: name, phone …"""
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRun:
    """One run (销毁记录): what was erased by which rule, by whom, in whose presence."""

    id: RetentionRunId
    uid: str
    number: str
    on: date
    recorded_at: str
    recorded_by: str
    witness: str
    days: int
    lines: tuple[RetentionLine, ...]
