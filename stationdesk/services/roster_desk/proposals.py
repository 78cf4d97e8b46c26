"""What the planner proposed, accepted as one deed under the rules of hand edits."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.roster.assignments import AssignmentSource, AssignmentState
from stationdesk.domain.roster.period_rules import edit_problems
from stationdesk.domain.roster.planned_people import facts_to_plan
from stationdesk.i18n import N_
from stationdesk.services.roster_desk.desk import TOPICS
from stationdesk.services.roster_desk.places import Place
from stationdesk.services.roster_desk.planning import GAP, TIME_LIMIT_S, PlanTask, all_pinned
from stationdesk.services.roster_desk.rows import Rows
from stationdesk.store import assignments, rosters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.ids import AssignmentId, PeriodId, ShiftId, VolunteerId
    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.domain.roster.periods import Period
    from stationdesk.domain.roster.rules import Rule
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.planner.station_problem import Proposal

REPLAN_DAYS = 13
"""After an absence, so many days after its day may be looked at again."""


class Proposals(Rows):
    """Rows that are pinned, past or begun never move, whatever was proposed."""

    def plan_task(
        self,
        first: date,
        last: date,
        *,
        keep_existing: bool = True,
        only_add: bool = False,
        time_limit_s: float = TIME_LIMIT_S,
        gap: float = GAP,
    ) -> PlanTask:
        """Return what the planner is to look at; ``planning.run`` takes it, on any thread.

        Without ``keep_existing`` rows that are not pinned may all be put anew; with ``only_add``
        everybody stays, and places are only filled. The facts are those of the whole roster: its
        other days count for limits and for fairness. Of a very large team those are looked at who
        serve already, and those who served least lately.

        Raises:
            Refused: where these days have no roster, or none that may still be edited.
        """
        refuse_if_any(self._plan_problems(first, last))
        holding = rosters.periods_between(first, last)
        begins = min(first, *(each.first_day for each in holding))
        ends = max(last, *(each.last_day for each in holding))
        facts = facts_to_plan(self.facts(begins, ends), first, last)
        return PlanTask(
            facts=all_pinned(facts) if only_add else facts,
            first=first,
            last=last,
            now=self._minute_now(),
            keep_existing=keep_existing,
            time_limit_s=time_limit_s,
            gap=gap,
        )

    def replan_task(self, assignment_id: AssignmentId) -> PlanTask:
        """Return what the planner is to look at after somebody is missing on a row's shift.

        It looks from that day on, a fortnight at most, and moves as few rows as possible.

        Raises:
            Refused: where the row is still there, or its roster cannot be edited any more.
        """
        row = self.assignment(assignment_id)
        shift = self.shift(row.shift_id)
        if row.is_live:
            phrase = N_("Write down first that the volunteer does not come.")
            raise Refused([Problem("assignment", phrase)])
        period = self.period(shift.period_id)
        last = min(period.last_day, shift.day + timedelta(days=REPLAN_DAYS))
        return self.plan_task(max(shift.day, self._context.today()), last)

    def accept(
        self,
        proposal: Proposal,
        period_id: PeriodId,
        passing: Mapping[Rule, str] | None = None,
    ) -> int:
        """Keep a proposal: one deed, one undo. Returns how many rows came or went.

        Raises:
            Refused: when the roster was changed since in a way that does not go with it, or when a
                rule would be broken that is not passed; nothing is kept then.
        """
        period = self.period(period_id)
        with self._context.deed(*TOPICS):
            leaving = assignments.by_ids(proposal.removed)
            added, stays = _without_standing(proposal.added, leaving.values())
            leaving = {each: row for each, row in leaving.items() if each not in stays}
            touched = self._touched(added, leaving.values())
            refuse_if_any(self._accepting_problems(period, proposal, touched, leaving))
            places = [
                Place(
                    shift=touched[shift_id],
                    volunteer_id=volunteer_id,
                    source=AssignmentSource.PLANNER,
                )
                for shift_id, volunteer_id in added
            ]
            gone = dict.fromkeys(leaving, AssignmentState.CANCELLED)
            done = self._exchange(places, gone, passing=passing or {})
        count = len(done.added) + len(done.gone)
        values = {"number": period.number, "count": count}
        if count:
            phrase = N_("The proposal for {number} was accepted; {count} places changed.")
            self._offer_exchange(phrase, values, done)
        return count

    def _plan_problems(self, first: date, last: date) -> Iterator[Problem]:
        if last < first:
            yield Problem("last_day", N_("The last day lies before the first day."))
            return
        holding = rosters.periods_between(first, last)
        if not holding:
            phrase = N_("There is no roster for {day} yet; open one first.")
            yield Problem("first_day", phrase, {"day": first})
        today = self._context.today()
        for period in holding:
            day = min(period.last_day, last)
            yield from edit_problems(period, day, today)

    def _touched(
        self, added: Iterable[tuple[ShiftId, VolunteerId]], leaving: Iterable[Assignment]
    ) -> dict[ShiftId, Shift]:
        ids = {shift_id for shift_id, _who in added} | {row.shift_id for row in leaving}
        return {each: self.shift(each) for each in ids}

    def _accepting_problems(
        self,
        period: Period,
        proposal: Proposal,
        touched: Mapping[ShiftId, Shift],
        leaving: Mapping[AssignmentId, Assignment],
    ) -> Iterator[Problem]:
        if len(assignments.by_ids(proposal.removed)) < len(proposal.removed):
            yield Problem("proposal", N_("The roster was changed since; let it be proposed anew."))
        if any(each.period_id != period.id for each in touched.values()):
            phrase = N_("The proposal is not only about roster {number}.")
            yield Problem("proposal", phrase, {"number": period.number})
        if any(row.pinned for row in leaving.values()):
            yield Problem("proposal", N_("The proposal moves somebody who is pinned."))
        if any(each.starts < self._minute_now() for each in touched.values()):
            phrase = N_("The proposal changes a shift that has begun; let it be proposed anew.")
            yield Problem("proposal", phrase)
        twice = Counter(proposal.added).most_common(1)
        if twice and twice[0][1] > 1:
            yield Problem("proposal", N_("The proposal puts somebody on a shift twice."))


def _without_standing(
    added: Sequence[tuple[ShiftId, VolunteerId]], leaving: Iterable[Assignment]
) -> tuple[list[tuple[ShiftId, VolunteerId]], set[AssignmentId]]:
    """Return what is really added, and the rows that stay: who goes and comes back stays."""
    wanted = set(added)
    stays = {(row.shift_id, row.volunteer_id): row.id for row in leaving}
    stays = {place: row_id for place, row_id in stays.items() if place in wanted}
    return [place for place in added if place not in stays], set(stays.values())
