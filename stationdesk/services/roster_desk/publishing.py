"""Publishing a roster: it binds from then on, and what changes is told until it is told again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.roster.assignments import LIVE, AssignmentState
from stationdesk.domain.roster.checking import breaches
from stationdesk.domain.roster.cover import holes
from stationdesk.domain.roster.outcomes import PublishCheck
from stationdesk.domain.roster.passing import breach_problems
from stationdesk.domain.roster.period_rules import publish_problems
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.domain.roster.versions import changes, rows_of, rows_since
from stationdesk.i18n import N_
from stationdesk.services.roster_desk.desk import TOPICS
from stationdesk.services.roster_desk.periods import PERIOD, Periods, moved_since_problems
from stationdesk.store import assignments, rosters
from stationdesk.store import shifts as shift_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stationdesk.domain.ids import PeriodId
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.periods import Period, Revision, RevisionRow
    from stationdesk.domain.roster.rules import Breach
    from stationdesk.domain.roster.versions import Change


class Publishing(Periods):
    """A revision holds rows by the uid of volunteers, never a name; it never changes."""

    def before_publishing(self, period_id: PeriodId) -> PublishCheck:
        """Return what publishing would meet; breaches stop it, holes do not."""
        period = self.period(period_id)
        facts = self.facts(period.first_day, period.last_day)
        return PublishCheck(
            breaches=tuple(self._open_breaches(period)),
            holes=tuple(holes(facts)),
            changes=tuple(self._changes(facts, period)),
        )

    def publish(self, period_id: PeriodId, reason: str = "") -> int:
        """Publish a roster, for the first time or with its changes; returns the revision.

        Everybody on it is confirmed. ``reason`` says why a published roster is changed.

        Raises:
            Refused: naming every rule that is broken and was not passed with a reason; where it
                has no shifts, or nothing changed since.
        """
        with self._context.deed(*TOPICS):
            period = self.period(period_id)
            facts = self.facts(period.first_day, period.last_day)
            shifts = len(shift_store.of_period(period_id))
            told = len(self._changes(facts, period))
            refuse_if_any(
                [
                    *publish_problems(period, shifts, told, reason),
                    *breach_problems(facts, self._open_breaches(period), {}),
                ]
            )
            number = self._write_revision(facts, period, reason)
        values = {"number": period.number, "revision": number}
        phrase = N_("Roster {number} was published, revision {revision}.")
        self._offer(phrase, values, partial(self._unpublish, period, number))
        return number

    def revisions(self, period_id: PeriodId) -> list[Revision]:
        """Return what was published of a roster, the first one first."""
        return rosters.revisions(period_id)

    def changes_since(self, period_id: PeriodId) -> list[Change]:
        """Return what is different from the last revision; nothing before the first one."""
        period = self.period(period_id)
        return self._changes(self.facts(period.first_day, period.last_day), period)

    def rows_now(self, period_id: PeriodId) -> tuple[RevisionRow, ...]:
        """Return who serves when by now, as it would be published."""
        period = self.period(period_id)
        return rows_of(self.facts(period.first_day, period.last_day), period)

    def _changes(self, facts: RosterFacts, period: Period) -> list[Change]:
        last = rosters.revision(period.id, period.revision)
        if last is None:
            return []
        return changes(last.rows, rows_since(facts, period, last.rows))

    def _open_breaches(self, period: Period) -> list[Breach]:
        """Return what nobody passed; what has begun in a published roster is not asked again."""
        facts = self._facts_around([period.first_day, period.last_day])
        open_rows = {row.id for row in facts.assignments}
        if period.state is PeriodState.PUBLISHED:
            now = self._minute_now()
            open_rows = {row.id for row in facts.assignments if row.starts >= now}
        return [
            each
            for each in breaches(facts, (period.first_day, period.last_day))
            if open_rows.intersection(each.assignment_ids)
        ]

    def _write_revision(self, facts: RosterFacts, period: Period, reason: str) -> int:
        number = rosters.newest_revision(period.id) + 1
        rosters.add_revision(
            period.id,
            number,
            rows_of(facts, period),
            reason=self._without_names(reason),
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )
        rows = assignments.of_period(period.id)
        proposed = [row.id for row in rows if row.state is AssignmentState.PROPOSED]
        assignments.set_states(proposed, AssignmentState.CONFIRMED)
        self._set_period(period, PeriodState.PUBLISHED, number)
        told = {"revision": number, "rows": sum(row.state in LIVE for row in rows)}
        self._context.note(PERIOD, period.uid, "publish", after=told)
        return number

    def _unpublish(self, before: Period, number: int) -> None:
        """Let a roster stand as before a revision; the revision itself stays on record.

        Raises:
            Refused: when it was published again or closed since, or somebody signed in or was
                written down as missing on a roster that would not bind any more.
        """
        with self._context.deed(*TOPICS):
            period = self.period(before.id)
            refuse_if_any(moved_since_problems(period, PeriodState.PUBLISHED))
            if period.revision != number:
                phrase = N_("Roster {number} was published again since.")
                raise Refused([Problem("period", phrase, {"number": period.number})])
            if before.state is not PeriodState.PUBLISHED:
                rows = assignments.of_period(period.id)
                refuse_if_any(_bound_problems(period, {row.state for row in rows}))
                live = [row.id for row in rows if row.state is AssignmentState.CONFIRMED]
                assignments.set_states(live, AssignmentState.PROPOSED)
            self._set_period(period, before.state, before.revision)


def _bound_problems(period: Period, states: set[AssignmentState]) -> Iterator[Problem]:
    """Tell that somebody came, or was missed, on a roster that is to be taken back."""
    if states & {AssignmentState.SERVED, AssignmentState.ABSENT, AssignmentState.EXCUSED}:
        phrase = N_("Attendance was written down for roster {number}; it stays published.")
        yield Problem("period", phrase, {"number": period.number})
