"""The demo's trainings, and the honours that volunteers are given."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from stationdesk.domain.volunteers.people import Standing
from stationdesk.domain.volunteers.training import (
    HonourKind,
    NewHonour,
    NewTraining,
    TrainingKind,
    TrainingResult,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence
    from datetime import date

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.services.demo.agenda import Agenda
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.volunteer_script import VolunteerScript
    from stationdesk.services.volunteers import Volunteers

AFTERNOON = 15 * 60
CAME, PASSED = 0.88, 0.93
AHEAD_DAYS = 14
"""The last training of the story is announced: it has no results yet."""
QUARTER_MONTHS, HONOUR_DAYS = frozenset({1, 4, 7, 10}), range(8, 20)
STAR_DAY = 12
QUARTER_DAYS = 92


class TrainingLife:
    """Holds the trainings and gives the honours; call ``day`` for every open day."""

    def __init__(
        self,
        volunteers: Volunteers,
        attendance: AttendanceDesk,
        script: VolunteerScript,
        agenda: Agenda,
        clock: Clock,
        chance: random.Random,
        end: date,
    ) -> None:
        self._volunteers, self._attendance, self._script = volunteers, attendance, script
        self._agenda, self._clock, self._chance, self._end = agenda, clock, chance, end
        self._next = {told["kind"]: self._first(told) for told in script.trainings}
        self._held: dict[str, int] = {}
        self._done: set[str] = set()

    def day(self) -> None:
        """Hold what is planned for today, and honour whom it is time to."""
        today = self._clock.day
        for told in self._script.trainings:
            if self._next[told["kind"]] <= today:
                self._next[told["kind"]] += timedelta(weeks=told["every_weeks"])
                self._agenda.on(today, AFTERNOON, partial(self._hold, told))
        if today == self._end - timedelta(days=1):
            self._announce()
        if today.day >= STAR_DAY and self._once(f"stars {today:%Y-%m}"):
            self._give_stars()
        in_time = today.month in QUARTER_MONTHS and today.day in HONOUR_DAYS
        if in_time and self._once(f"honours {today:%Y-%m}"):
            self._give_honours()

    def _first(self, told: Mapping[str, Any]) -> date:
        """Return the first day of a training: its weekday, some weeks into the story at most."""
        day = self._clock.day + timedelta(days=1 + 7 * self._chance.randrange(told["every_weeks"]))
        while day.isoweekday() not in told["weekdays"]:
            day += timedelta(days=1)
        return day

    def _hold(self, told: Mapping[str, Any]) -> None:
        people = [each for each in self._active() if self._chance.random() < told["share"]]
        results = {each: self._result(told) for each in people}
        if results:
            self._volunteers.add_training(self._training(told, self._clock.day, results))

    def _result(self, told: Mapping[str, Any]) -> TrainingResult:
        if self._chance.random() >= CAME:
            return TrainingResult.ABSENT
        if not told.get("tested"):
            return TrainingResult.CAME
        passed = self._chance.random() < PASSED
        return TrainingResult.PASSED if passed else TrainingResult.FAILED

    def _announce(self) -> None:
        """Write down the next test of first aid, which is still to come."""
        for told in self._script.trainings:
            if told["kind"] == TrainingKind.FIRST_AID.value:
                day = self._end + timedelta(days=AHEAD_DAYS)
                self._volunteers.add_training(self._training(told, day, {}))

    def _training(
        self, told: Mapping[str, Any], day: date, results: Mapping[VolunteerId, TrainingResult]
    ) -> NewTraining:
        held = self._held.get(told["kind"], 0)
        self._held[told["kind"]] = held + 1
        starts = AFTERNOON - told["minutes"]
        return NewTraining(
            kind=TrainingKind(told["kind"]),
            title=told["title"],
            business_date=day,
            from_minute=starts,
            to_minute=starts + told["minutes"],
            trainer=told["trainer"],
            place=told["place"],
            content=told["topics"][held % len(told["topics"])],
            results=results,
        )

    def _active(self) -> Sequence[VolunteerId]:
        lines = self._volunteers.lines()
        return [each.volunteer.id for each in lines if each.standing is Standing.ACTIVE]

    def _give_stars(self) -> None:
        """Give everybody the stars that their hours reached; near the end some still wait."""
        proposals = self._volunteers.star_proposals()
        if (self._end - self._clock.day).days < QUARTER_DAYS // 3:
            proposals = proposals[1:]
        honours = self._script.honours
        for each in proposals:
            self._honour(each.volunteer_id, HonourKind.STAR, honours["star_title"], each.stars)

    def _give_honours(self) -> None:
        """Honour who served most in the quarter, and somebody whom a visitor praised."""
        honours, today = self._script.honours, self._clock.day
        ranking = self._attendance.ranking(today - timedelta(days=QUARTER_DAYS), today)
        if ranking:
            first = ranking[0].volunteer_id
            self._honour(first, HonourKind.SERVICE_MODEL, honours["model_title"])
        members = [each for each in self._all() if each.group == honours["pioneer_group"]]
        if members:
            one = self._chance.choice(members)
            self._honour(one.id, HonourKind.PIONEER, honours["pioneer_title"])

    def _honour(
        self, volunteer_id: VolunteerId, kind: HonourKind, title: str, stars: int = 0
    ) -> None:
        honours = self._script.honours
        giver = honours["station"] if kind is HonourKind.SERVICE_MODEL else honours["by"]
        self._volunteers.give_honour(
            NewHonour(
                volunteer_id=volunteer_id,
                kind=kind,
                title=title,
                given_on=self._clock.day,
                given_by=giver,
                stars=stars,
            )
        )

    def _all(self) -> list[Volunteer]:
        active = set(self._active())
        return [each.volunteer for each in self._volunteers.lines() if each.volunteer.id in active]

    def _once(self, what: str) -> bool:
        if what in self._done:
            return False
        self._done.add(what)
        return True
