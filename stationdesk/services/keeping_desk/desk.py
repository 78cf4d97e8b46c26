"""What all deeds at the shelf of kept and found things share."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, TypeVar

from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_
from stationdesk.services.context import Undo
from stationdesk.services.search_words import search_words
from stationdesk.store import places

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from stationdesk.domain.ids import PlaceId
    from stationdesk.services.context import Context

LONGEST_REASON = 100
MOST_FOUND = 20
"""So many things a search offers: who sees more types another letter."""

Thing = TypeVar("Thing")


class Desk:
    """A part of the deeds; ``Keeping`` is made of all of them.

    No audit event tells a name, a phone or a free text: these are erased later, the trail is not.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def _offer(self, phrase: str, take_back: Callable[[], object], **values: object) -> None:
        self._context.offer_undo(Undo(phrase, values, take_back))

    def _recorded(self) -> dict[str, str]:
        return {"recorded_at": self._context.recorded_at(), "recorded_by": self._context.who()}

    def _now(self) -> dict[str, str]:
        return {"at": self._context.recorded_at(), "by": self._context.who()}


def places_in_use(also: PlaceId | None = None) -> Collection[PlaceId]:
    """Return where a thing can be put: places not archived, and where it lies already."""
    return {place.id for place in places.by_id().values() if place.archived_on is None} | (
        {also} if also is not None else set()
    )


def in_ledger(thing: Thing | None) -> Thing:
    """Return ``thing``.

    Raises:
        Refused: where it is None: there is none of that id, or it was voided.
    """
    if thing is None:
        raise Refused([Problem("thing", N_("This thing is no longer in the ledger."))])
    return thing


def with_reason(note: str, reason: str) -> str:
    """Return the remark of a thing that is voided, with the word why."""
    return " ".join(filter(None, [note, reason.strip()]))


def refuse_without_reason(reason: str) -> None:
    """Refuse to void an entry without a word why.

    Raises:
        Refused: where ``reason`` is empty or too long.
    """
    if not reason.strip():
        raise Refused([Problem("reason", N_("Write why it is voided."))])
    if len(reason.strip()) > LONGEST_REASON:
        phrase = N_("This text has at most {most} characters.")
        raise Refused([Problem("reason", phrase, {"most": LONGEST_REASON})])


def plain_text(text: str) -> str:
    """Return ``text`` as a search compares it: no blanks or hyphens, small and narrow letters."""
    narrow = unicodedata.normalize("NFKC", text).lower()
    return "".join(each for each in narrow if each.isalnum())


def is_found_in(wanted: str, *texts: str) -> bool:
    """Tell whether ``wanted`` (see ``plain_text``) is a part of the texts or of their pinyin."""
    return any(wanted in plain_text(word) for word in search_words(*texts).split())
