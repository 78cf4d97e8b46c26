"""What every service is given: the file, the clock, who is at the desk, and whom to tell."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.store import audit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date, datetime

    from stationdesk.services.changes import Announce, Topic
    from stationdesk.store.database import Database


@dataclass(frozen=True, slots=True)
class Undo:
    """What was done, in words, and the deed that takes it back."""

    phrase: str
    values: Mapping[str, object]
    take_back: Callable[[], object]

    def __str__(self) -> str:
        """Return what was done in the user's language."""
        return _(self.phrase).format(**self.values)


@dataclass(slots=True, kw_only=True)
class Context:
    """Shared by all services of one open station.

    ``now`` gives the moment of recording with its zone; ``today`` the business day, which a run
    may fix. ``who`` is the name of the person at the desk. ``hear_undo`` hears of every deed
    that can be taken back; the window shows it, the command line drops it.
    """

    database: Database
    today: Callable[[], date]
    now: Callable[[], datetime]
    who: Callable[[], str]
    announce: Announce
    hear_undo: Callable[[Undo], None] = field(default=lambda _undo: None)
    _touched: set[Topic] = field(default_factory=set, init=False)
    _depth: int = field(default=0, init=False)

    @contextmanager
    def deed(self, *topics: Topic) -> Iterator[None]:
        """Keep the block's changes as one transaction, then announce what it touched.

        A deed may call another one: all records are kept, and told of, by the outermost block.
        """
        self._depth += 1
        try:
            with self.database.transaction():
                yield
            self._touched.update(topics)
        finally:
            self._depth -= 1
            touched = frozenset(self._touched) if self._depth == 0 else frozenset()
            if self._depth == 0:
                self._touched.clear()
        if touched:
            self.announce(touched)

    def offer_undo(self, undo: Undo) -> None:
        """Offer to take a deed back, unless it was only a part of a larger one."""
        if not self.in_deed:
            self.hear_undo(undo)

    @property
    def in_deed(self) -> bool:
        """Tell whether a deed is under way: its parts offer no undo of their own."""
        return self._depth > 0

    def recorded_at(self) -> str:
        """Return the moment of recording as it is stored: ISO, to the second, with the zone."""
        return self.now().isoformat(timespec="seconds")

    def note(
        self,
        entity: str,
        entity_uid: str,
        action: str,
        *,
        before: Mapping[str, object] | None = None,
        after: Mapping[str, object] | None = None,
    ) -> None:
        """Write the audit event of a change; call it inside the change's own ``deed``."""
        audit.note(
            recorded_at=self.recorded_at(),
            recorded_by=self.who(),
            entity=entity,
            entity_uid=entity_uid,
            action=action,
            before=before,
            after=after,
        )
