"""What changed between two signed self-assessments."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.tiers.phrases import Phrase, clauses
from stationdesk.domain.tiers.states import STATE_WORDS, goodness
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stationdesk.domain.tiers.phrases import Words
    from stationdesk.domain.tiers.snapshot import SignedFinding, Snapshot
    from stationdesk.domain.tiers.states import State


class Change(StrEnum):
    """Which way a service went."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


CHANGE_WORDS: dict[Change, str] = {
    Change.BETTER: N_("Better"),
    Change.WORSE: N_("Worse"),
    Change.SAME: N_("Unchanged"),
    Change.ADDED: N_("Newly required"),
    Change.REMOVED: N_("No longer required"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedItem:
    """One service in two snapshots; ``what`` tells in words what is different."""

    code: str
    name: Words
    change: Change
    before: State | None
    after: State | None
    found_before: str
    found_after: str
    what: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two snapshots side by side, in the newer one's order; what only the older has comes last."""

    earlier: Snapshot
    later: Snapshot
    items: tuple[ComparedItem, ...]

    def of(self, change: Change) -> tuple[ComparedItem, ...]:
        """Return the services that went one way."""
        return tuple(item for item in self.items if item.change is change)


def compare(one: Snapshot, other: Snapshot) -> Comparison:
    """Return what changed from the earlier to the later of two snapshots."""
    earlier, later = sorted((one, other), key=lambda snapshot: snapshot.on)
    before = {finding.code: finding for finding in earlier.findings}
    items = [_compared(before.pop(now.code, None), now) for now in later.findings]
    return Comparison(
        earlier=earlier, later=later, items=(*items, *(_removed(gone) for gone in before.values()))
    )


def _compared(before: SignedFinding | None, now: SignedFinding) -> ComparedItem:
    return ComparedItem(
        code=now.code,
        name=now.name,
        change=_change(before, now),
        before=before.state if before else None,
        after=now.state,
        found_before=str(before.found) if before else "",
        found_after=str(now.found),
        what=clauses(tuple(_differences(before, now))),
    )


def _change(before: SignedFinding | None, now: SignedFinding) -> Change:
    if before is None:
        return Change.ADDED
    step = goodness(now.state) - goodness(before.state)
    if step == 0:
        return Change.SAME
    return Change.BETTER if step > 0 else Change.WORSE


def _differences(before: SignedFinding | None, now: SignedFinding) -> Iterator[Phrase]:
    if before is None:
        yield Phrase(N_("the earlier standard did not have this service"))
        return
    if before.state is not now.state:
        values = {
            "before": Phrase(STATE_WORDS[before.state]),
            "after": Phrase(STATE_WORDS[now.state]),
        }
        yield Phrase(N_("state: {before} → {after}"), values)
    if before.required.phrase != now.required.phrase:
        values = {"before": before.required.phrase, "after": now.required.phrase}
        yield Phrase(N_("required: {before} → {after}"), values)
    if before.found.phrase != now.found.phrase:
        values = {"before": before.found.phrase, "after": now.found.phrase}
        yield Phrase(N_("found: {before} → {after}"), values)


def _removed(gone: SignedFinding) -> ComparedItem:
    return ComparedItem(
        code=gone.code,
        name=gone.name,
        change=Change.REMOVED,
        before=gone.state,
        after=None,
        found_before=str(gone.found),
        found_after="",
        what=Phrase(N_("the later standard does not have this service")),
    )
