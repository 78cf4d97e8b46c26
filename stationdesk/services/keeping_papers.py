"""The papers about things kept and found, and about erased personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.forms.keeping import (
    erasing_record,
    found_ledger,
    found_notice,
    kept_ledger,
)
from stationdesk.domain.ids import RetentionRunId
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from stationdesk.documents.papers import Paper
    from stationdesk.domain.keeping.retention import RetentionRun
    from stationdesk.domain.station import Station
    from stationdesk.services.context import Context
    from stationdesk.services.drafts import Choice
    from stationdesk.services.keeping import Keeping
    from stationdesk.services.retention import Retention


class KeepingPapers:
    """Makes them from the records."""

    def __init__(self, context: Context, keeping: Keeping, retention: Retention) -> None:
        self._context = context
        self._keeping = keeping
        self._retention = retention

    def makers(self) -> dict[str, Callable[[Station, Choice], Paper]]:
        """Return what makes each paper, by the paper's key."""
        return {
            "kept-things": self._kept_ledger,
            "lost-property": self._found_ledger,
            "lost-property-notice": self._notice,
            "retention-record": self._erasing_record,
        }

    def _now(self) -> datetime:
        return self._context.now().replace(tzinfo=None)

    def _kept_ledger(self, station: Station, choice: Choice) -> Paper:
        first, last = choice.period(self._context.today())
        things = self._keeping.kept_things(first, last)
        return kept_ledger(station, things[::-1], first, last, printed_at=self._now())

    def _found_ledger(self, station: Station, choice: Choice) -> Paper:
        first, last = choice.period(self._context.today())
        things = self._keeping.found_things(first, last)
        return found_ledger(station, things[::-1], first, last, printed_at=self._now())

    def _notice(self, station: Station, _choice: Choice) -> Paper:
        things = self._keeping.found_things(only_open=True)
        return found_notice(station, things, self._context.today(), printed_at=self._now())

    def _erasing_record(self, station: Station, choice: Choice) -> Paper:
        return erasing_record(station, self._erasing(choice), printed_at=self._now())

    def _erasing(self, choice: Choice) -> RetentionRun:
        if choice.record is not None:
            return self._retention.run_of(RetentionRunId(choice.record))
        for newest in self._retention.runs():
            return newest
        raise Refused([Problem("run", N_("No personal data has been erased yet."))])
