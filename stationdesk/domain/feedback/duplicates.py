"""Entries that say the same: how alike two texts are, and what may be linked to what.

A duplicate is linked to the entry it repeats and never merged into it: its author is told, too.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.states import OPEN_STATES, EntryState
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.domain.ids import EntryId

ALIKE_FROM = 0.45
"""Dice of the pairs of neighbouring characters from which two texts are offered as the same."""
LOOK_BACK_DAYS = 60
"""Closed entries are compared as long as this; open ones always."""
SHORTEST_TEXT = 4
"""Characters that must be typed before anything is compared."""
_COURTESY = re.compile("希望|建议|请问|麻烦|能不能|能否|可否|可以|你好|您好|谢谢|尽快|请")
"""What half of all entries begin with says nothing about the matter."""


class Said(NamedTuple):
    """What an entry said, to be compared."""

    entry_id: EntryId
    kind: FeedbackKind
    text: str


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1 (Dice over pairs of characters).

    Blanks, punctuation, case and words of courtesy do not count.
    """
    return _dice(_pairs(one), _pairs(other))


def most_alike(
    text: str, kind: FeedbackKind | None, said: Iterable[Said], limit: int
) -> list[EntryId]:
    """Return which of ``said`` probably say the same as ``text``, the most alike first.

    Praise repeats only praise, and nothing else does; None compares with every kind.
    """
    if len(_plain(text)) < SHORTEST_TEXT:
        return []
    wanted = _pairs(text)
    found = [
        (alike, each.kind == kind, each.entry_id)
        for each in said
        if kind is None or (kind is FeedbackKind.PRAISE) == (each.kind is FeedbackKind.PRAISE)
        if (alike := _dice(wanted, _pairs(each.text))) >= ALIKE_FROM
    ]
    return [entry_id for _alike, _same_kind, entry_id in sorted(found, reverse=True)[:limit]]


def duplicate_problems(
    entry: Entry, master: Entry, entry_master: Entry | None, master_master: Entry | None
) -> Iterator[Problem]:
    """Tell why ``entry`` cannot be linked to ``master`` as the same thing said again.

    ``entry_master`` and ``master_master`` are what each of them is linked to already.
    """
    names = {"number": entry.number, "master": master.number}
    if entry.id == master.id:
        yield Problem("master", N_("{number} cannot repeat itself."), names)
        return
    if entry_master is not None:
        phrase = N_("{number} is linked to {other} already; loosen that first.")
        yield Problem("entry", phrase, names | {"other": entry_master.number})
    if master.state is EntryState.VOID:
        yield Problem("master", N_("{master} was voided; nothing can repeat it."), names)
    if master_master is not None:
        phrase = N_("{master} repeats {other} itself; link to {other}.")
        yield Problem("master", phrase, names | {"other": master_master.number})
    if entry.state not in OPEN_STATES | {EntryState.ANSWERED, EntryState.CONFIRMED}:
        phrase = N_("{number} is closed or void; only an open entry is linked as a repetition.")
        yield Problem("entry", phrase, names)


def repeated_problems(entry: Entry, repeats: Iterable[Entry]) -> Iterator[Problem]:
    """Tell which entries are linked to ``entry``, which therefore cannot be linked or voided."""
    if numbers := [each.number for each in repeats]:
        phrase = N_("{number} is repeated by {others}; loosen those first.")
        yield Problem("entry", phrase, {"number": entry.number, "others": "、".join(numbers)})


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


@lru_cache(maxsize=8192)
def _pairs(text: str) -> Counter[str]:
    plain = _plain(text)
    return Counter(plain[at : at + 2] for at in range(len(plain) - 1))


def _plain(text: str) -> str:
    said = _COURTESY.sub("", text.casefold())
    return "".join(each for each in said if each.isalnum())
