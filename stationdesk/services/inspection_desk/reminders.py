"""What of inspections stands on the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.inspections import reminders as rules
from stationdesk.services.inspection_desk.wall import Wall
from stationdesk.store import inspections

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.reminders import Reminder


class Reminders(Wall):
    """Reading only."""

    def reminders(self, on: date | None = None) -> Iterator[Reminder]:
        """Give actions due or late, what waits to be signed, notices, and the wall."""
        day = on or self._context.today()
        yield from rules.action_reminders(self.open_actions(), day)
        yield from rules.notice_reminders(self.notices(only_running=True), day)
        yield from rules.inspection_reminders(inspections.unfinished(), day)
        yield from rules.posted_reminders(self.posted(day), day)
