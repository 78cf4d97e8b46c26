"""The listings of the tiers as the page's windows show them: fewer columns, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import N_
from stationdesk.listings import tiers as listing
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.listings.tiers import tier_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeVar

    from stationdesk.domain.tiers.records import StandardLine
    from stationdesk.domain.tiers.standard import Criterion

    Record = TypeVar("Record")


def _chosen(columns: Iterable[Column[Record]], *keys: str) -> tuple[Column[Record], ...]:
    by_key = {column.key: column for column in columns}
    return tuple(by_key[key] for key in keys)


def _standard_mark(line: StandardLine) -> Mark:
    if line.in_use:
        return Mark(N_("In use here"), Tone.GOOD)
    if line.archived:
        return Mark(N_("No longer offered"), Tone.NEUTRAL)
    if line.is_preset:
        return Mark(N_("Shipped"), Tone.INFO)
    return Mark(N_("Own copy"), Tone.INFO)


SIGNED = _chosen(
    listing.ASSESSMENTS, "number", "on", "attained", "applied_for", "standard", "assessor"
)
LOOKS = _chosen(
    listing.HAND_CHECKS, "on", "subject", "result", "amount", "unit", "checked_by", "note"
)
EXEMPTIONS = _chosen(
    listing.EXEMPTIONS, "code", "first_day", "last_day", "reason", "approved_by", "state"
)
SNAPSHOT = _chosen(listing.SIGNED_FINDINGS, "code", "name", "state", "required", "found", "until")
COMPARISON = _chosen(listing.COMPARISON, "code", "name", "change", "before", "after", "what")
STANDARDS: tuple[Column[StandardLine], ...] = (
    Column("title", N_("Name of the standard"), Kind.TEXT, lambda line: str(line.title), 12, True),
    Column("state", N_("State of the standard"), Kind.STATE, _standard_mark, 5),
)
CRITERIA: tuple[Column[Criterion], ...] = (
    Column("code", N_("Service no."), Kind.TEXT, lambda one: one.code, 3),
    Column("name", N_("Service"), Kind.TEXT, lambda one: str(one.name), 6, grows=True),
    Column("tier", N_("Required from"), Kind.TEXT, lambda one: tier_words(one.tier), 3),
)
