"""Why something on the wall no longer says what holds: the records it is copied from changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.inspections.posted import COPIED_FROM, WallSource
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from stationdesk.domain.inspections.posted import PostedKind

CHANGED_WORDS = {
    WallSource.ROSTER: N_("the roster was published anew on {day}"),
    WallSource.STANDARD: N_("the standard with its services changed on {day}"),
    WallSource.HOURS: N_("other opening hours hold since {day}"),
    WallSource.CONTACTS: N_("the station's phone or keeper changed on {day}"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WallFacts:
    """What the records say on ``on`` of that which hangs on the wall.

    ``changed_on`` is the newest day on which each source changed; missing where it never did.
    ``keeps_rosters`` tells whether rosters are made with the program, ``roster_published``
    whether one that is published holds on that day.
    """

    on: date
    changed_on: Mapping[WallSource, date] = field(default_factory=dict)
    keeps_rosters: bool = False
    roster_published: bool = False


def reasons_by(facts: WallFacts) -> dict[PostedKind, Callable[[date], tuple[Phrase, ...]]]:
    """Return, by kind, what tells why one put up on a day no longer says what holds.

    A change on the very day counts as copied already.
    """
    return {
        kind: partial(_reasons_of, source=source, facts=facts)
        for kind, source in COPIED_FROM.items()
    }


def _reasons_of(renewed_on: date, *, source: WallSource, facts: WallFacts) -> tuple[Phrase, ...]:
    return tuple(_reasons(renewed_on, source, facts))


def _reasons(renewed_on: date, source: WallSource, facts: WallFacts) -> Iterator[Phrase]:
    if source is WallSource.ROSTER and facts.keeps_rosters and not facts.roster_published:
        yield Phrase(N_("no published roster holds on {day}"), {"day": facts.on})
    changed = facts.changed_on.get(source)
    if changed is not None and changed > renewed_on:
        yield Phrase(CHANGED_WORDS[source], {"day": changed})
