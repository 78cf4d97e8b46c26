"""Looking the shelf of kept or of found things through."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.keeping.shelves import SHELF_WORDS, Shelf
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.keeping_desk.desk import Desk
from stationdesk.store import found_things, kept_things, shelf_looks

if TYPE_CHECKING:
    from datetime import date

TOPICS = (Topic.KEEPING, Topic.TIERS)
ENTITY = "desk_check"


class ShelfLooks(Desk):
    """Confirms that nothing is new and the shelf agrees with its ledger."""

    def confirm_looked_through(self, shelf: Shelf | str) -> None:
        """Keep that the shelf was looked through today and holds what the ledger says."""
        subject, day = Shelf(shelf), self._context.today()
        things = _things_on(subject)
        with self._context.deed(*TOPICS):
            look_id, uid = shelf_looks.add(subject.value, day, things, **self._recorded())
            told = {"subject": subject.value, "on": day, "things": things}
            self._context.note(ENTITY, uid, "look through", after=told)
        phrase = N_("Looked through: {shelf}; things there: {count}.")
        values = {"shelf": Phrase(SHELF_WORDS[subject]), "count": things}
        self._offer(phrase, partial(self._void_look, look_id, uid), **values)

    def last_looked(self, shelf: Shelf | str, on: date | None = None) -> date | None:
        """Return the day of the last look until ``on`` (None: today), None where nobody looked."""
        return shelf_looks.last_look(Shelf(shelf).value, on or self._context.today())

    def _void_look(self, look_id: int, uid: str) -> None:
        with self._context.deed(*TOPICS):
            shelf_looks.void(look_id, **self._now())
            self._context.note(ENTITY, uid, "void")


def _things_on(shelf: Shelf) -> int:
    if shelf is Shelf.KEPT:
        return len(kept_things.things(only_open=True))
    return len(found_things.things(only_open=True))
