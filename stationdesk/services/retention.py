"""Erasing personal data that has met its purpose: look first, then erase, and keep the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.keeping.reminders import erasing_reminders
from stationdesk.domain.keeping.retention import RECORD_KINDS
from stationdesk.domain.keeping.retention_rules import are_due, retention_lines, run_problems
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.settings import settings_from
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.store import retention as store
from stationdesk.store import settings as chosen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.ids import RetentionRunId
    from stationdesk.domain.keeping.retention import RetentionLine, RetentionRun
    from stationdesk.domain.keeping.retention_rules import Closed
    from stationdesk.domain.reminders import Reminder
    from stationdesk.services.context import Context

TOPICS = (Topic.KEEPING, Topic.LENDING, Topic.FEEDBACK, Topic.VOLUNTEERS)


class Retention:
    """Names and phones go a set number of days after the last return, hand-over or closing.

    What was erased cannot be brought back: no undo is offered, and the window asks first.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def preview(self, on: date | None = None) -> list[RetentionLine]:
        """Return what a run ``on`` (None: today) would erase, one line a kind of record."""
        return retention_lines(self._due(on or self._context.today()), _days())

    def run(self, witness: str) -> RetentionRunId:
        """Erase what is due today and keep the record of it; ``witness`` stands beside.

        The file's bytes are overwritten, and what waits beside the file is written into it, so
        that the erased words can be read nowhere in it any more. As a part of a larger deed it
        leaves that writing to whoever began the deed.

        Raises:
            Refused: when nothing is due, or no second person witnesses it.
        """
        today, days = self._context.today(), _days()
        due = self._due(today)
        lines = retention_lines(due, days)
        refuse_if_any(run_problems(lines, witness, self._context.who()))
        with self._context.deed(*TOPICS):
            for kind, records in due.items():
                store.erase(kind, (one.id for one in records), today)
            kept = store.add_run(
                today,
                witness,
                days[_LENDING],
                lines,
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
            )
            self._note(kept)
        if not self._context.in_deed:
            self._context.database.settle()
        return kept.id

    def runs(self) -> list[RetentionRun]:
        """Return what was ever erased, the newest first."""
        return store.runs()

    def run_of(self, run_id: RetentionRunId) -> RetentionRun:
        """Return one run.

        Raises:
            Refused: where there is none of that id.
        """
        found = store.run(run_id)
        if found is None:
            raise Refused([Problem("run", N_("There is no such record of erasing."))])
        return found

    def reminders(self, day: date) -> Iterator[Reminder]:
        """Give a word on the first page of ``day`` when the erasing is late."""
        yield from erasing_reminders(self.preview(day), day)

    def _due(self, on: date) -> dict[str, list[Closed]]:
        days = _days()
        return {
            kind: are_due(store.closed_records(kind, on), on, days[kind]) for kind in RECORD_KINDS
        }

    def _note(self, kept: RetentionRun) -> None:
        counts = {line.kind: line.count for line in kept.lines}
        told = {"number": kept.number, "days": kept.days, "counts": counts}
        self._context.note("retention_run", kept.uid, "erase", after=told)


_LENDING, _FEEDBACK, _VOLUNTEERS = "borrowers", "feedback", "volunteers"


def _days() -> dict[str, int]:
    """Return by kind of record how many days it is kept; some have their own number."""
    settings = settings_from(chosen.stored())
    days = dict.fromkeys(RECORD_KINDS, settings.retention_days)
    return days | {
        _FEEDBACK: settings.feedback_retention_days,
        _VOLUNTEERS: settings.volunteer_retention_days,
    }
