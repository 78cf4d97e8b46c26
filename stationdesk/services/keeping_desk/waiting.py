"""What of the kept and found things waits for a hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.keeping.reminders import found_reminders, kept_reminders
from stationdesk.services.keeping_desk.desk import Desk
from stationdesk.store import found_things, kept_things

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.reminders import Reminder


class Waiting(Desk):
    """What was not fetched or claimed in time."""

    def reminders(self, day: date) -> Iterator[Reminder]:
        """Give what deserves a line on the first page of ``day``."""
        yield from kept_reminders(kept_things.things(only_open=True), day)
        yield from found_reminders(found_things.things(only_open=True), day)
