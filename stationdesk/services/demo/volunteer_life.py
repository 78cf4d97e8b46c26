"""The demo's volunteers: who joins, what they can, how they stand, when they are away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.periods import add_months
from stationdesk.domain.roster.facts import Bond
from stationdesk.domain.roster.rules import Rule
from stationdesk.domain.volunteers.availability import (
    LeaveKind,
    NewAvailabilityException,
    NewLeave,
    Wish,
)
from stationdesk.domain.volunteers.identity_numbers import check_digit
from stationdesk.domain.volunteers.people import NewConsent, NewVolunteer, Sex, Standing
from stationdesk.domain.volunteers.skills import NewSkill, NewVolunteerSkill
from stationdesk.services.demo.clock import times_drawn

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from datetime import date

    from stationdesk.domain.ids import LeaveId, SkillId, VolunteerId
    from stationdesk.services.demo.agenda import Agenda
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.volunteer_script import Neighbour, Proof, VolunteerScript
    from stationdesk.services.volunteers import Volunteers

DESK_MINUTE = 10 * 60
MONTH_DAYS = 30.44
PROOF_MONTHS = 36
"""So long a certificate of the demo holds."""
TOLD_DAYS_AHEAD = 45
"""A change is known before the roster of its days is made."""
CALM_DAYS = 12
"""In the last days nobody asks for leave but whom the script names."""


@dataclass(slots=True)
class Helper:
    """Somebody of the demo who is on record, and since when."""

    told: Neighbour
    id: VolunteerId
    joined_on: date


class VolunteerLife:
    """Enters whoever joins, and lives what happens to them; call ``day`` for every open day."""

    def __init__(
        self,
        volunteers: Volunteers,
        script: VolunteerScript,
        agenda: Agenda,
        clock: Clock,
        chance: random.Random,
        end: date,
        on_leave: Callable[[LeaveId], None],
    ) -> None:
        self._volunteers, self._script = volunteers, script
        self._agenda, self._clock, self._chance, self._end = agenda, clock, chance, end
        self._on_leave = on_leave
        self._tails = iter(chance.sample(range(10_000), 2 * len(script.people)))
        self._coming = sorted(script.people, key=lambda told: -told.joined)
        self._skills: dict[str, SkillId] = {}
        self.helpers: dict[str, Helper] = {}

    def open(self) -> None:
        """List the skills, and enter who is there already."""
        for told in self._script.skills:
            wish = NewSkill(name=told["name"], certified=told["certified"], key=told["key"])
            self._skills[told["name"]] = self._volunteers.add_skill(wish)
        self._enter_whoever_came()
        for name, told_leave in ((each["name"], each) for each in self._script.leave["waiting"]):
            asked_on = self._end - timedelta(days=told_leave["asked"])
            if asked_on > self._clock.day:
                deed = partial(self._ask_waiting, name, told_leave)
                self._agenda.on(asked_on, DESK_MINUTE, deed)

    def day(self) -> None:
        """Enter who joins today, and draw who asks for leave."""
        self._enter_whoever_came()
        if (self._end - self._clock.day).days <= CALM_DAYS:
            return
        for _ in range(times_drawn(self._chance, self._script.leave["a_month"] / MONTH_DAYS)):
            self._agenda.on(self._clock.day, DESK_MINUTE, self._ask_leave)
        differs = self._script.leave["differs_a_month"] / MONTH_DAYS
        for _ in range(times_drawn(self._chance, differs)):
            self._agenda.on(self._clock.day, DESK_MINUTE + 20, self._differ)

    def _enter_whoever_came(self) -> None:
        while self._coming and self._joined_on(self._coming[0]) <= self._clock.day:
            told = self._coming.pop(0)
            self.helpers[told.name] = self._enter(told)
            self._bind(told.name)

    def _joined_on(self, told: Neighbour) -> date:
        return self._end - timedelta(days=round(told.joined * MONTH_DAYS))

    def _enter(self, told: Neighbour) -> Helper:
        joined_on, born = self._joined_on(told), self._born(told)
        volunteer_id = self._volunteers.enter(
            NewVolunteer(
                name=told.name,
                sex=Sex(told.sex),
                born=f"{born:%Y-%m}",
                phone=self._phone(),
                group=told.group,
                joined_on=joined_on,
                promised_minutes=told.hours * 60,
                novice=told.novice,
                mentor=told.mentor,
                in_ranking=told.ranking,
                identity=self._identity(told, born) if told.identity else "",
                standing=Standing(told.standing),
            ),
            self._consent(told),
        )
        self._volunteers.set_availability(volunteer_id, told.times())
        for proof in told.proofs():
            self._prove(volunteer_id, proof)
        if told.pin:
            self._volunteers.set_pin(volunteer_id, told.pin, told.pin)
        for rule, amount in self._script.limits.get(told.name, {}).items():
            self._volunteers.set_limit(volunteer_id, Rule(rule), amount)
        self._plan_changes(told, volunteer_id)
        return Helper(told, volunteer_id, joined_on)

    def _bind(self, name: str) -> None:
        """Keep the pairs that are whole now that ``name`` is on record."""
        for told in self._script.pairs:
            both = [self.helpers.get(told[side]) for side in ("one", "other")]
            if name in (told["one"], told["other"]) and None not in both:
                one, other = (each.id for each in both if each is not None)
                self._volunteers.add_pair(one, other, Bond(told["bond"]))

    def _born(self, told: Neighbour) -> date:
        months = 12 * told.age + self._chance.randint(1, 10)
        return add_months(self._end, -months).replace(day=self._chance.randint(1, 28))

    def _phone(self) -> str:
        return f"{self._script.prefix}{next(self._tails):04d}"

    def _identity(self, told: Neighbour, born: date) -> str:
        """Return an invented number whose check digit is right."""
        serial = 2 * self._chance.randint(200, 480) + (told.sex == "male")
        first = f"{self._script.region}{born:%Y%m%d}{serial:03d}"
        return first + check_digit(first)

    def _consent(self, told: Neighbour) -> NewConsent | None:
        if not told.guardian:
            return None
        return NewConsent(
            guardian=told.guardian,
            relation=told.relation,
            phone=self._phone(),
            signed_on=min(self._joined_on(told), self._clock.day),
        )

    def _prove(self, volunteer_id: VolunteerId, proof: Proof) -> None:
        told = next(each for each in self._script.skills if each["name"] == proof.skill)
        expires = None
        if proof.months is not None:
            expires = self._end + timedelta(days=round(proof.months * MONTH_DAYS))
        issued = None if expires is None else add_months(expires, -PROOF_MONTHS)
        issued = issued if issued is None else min(issued, self._clock.day)
        certified, serial = bool(told["certified"]), self._chance.randint(1000, 9999)
        wish = NewVolunteerSkill(
            skill_id=self._skills[proof.skill],
            certificate=f"{told['prefix']}-{serial:04d}" if certified else "",
            issuer=told["issuer"] if certified else "",
            issued_on=issued,
            expires_on=expires,
            verified_by=self._clock.who if proof.verified else "",
            verified_on=self._clock.day if proof.verified else None,
        )
        self._volunteers.add_volunteer_skill(volunteer_id, wish)

    def _plan_changes(self, told: Neighbour, volunteer_id: VolunteerId) -> None:
        """Plan how somebody will stand otherwise; it is told before rosters are made of it."""
        changes = []
        if told.leaves_us:
            changes.append((told.leaves_us["months"], Standing.LEFT, told.leaves_us["reason"]))
        if told.pauses:
            changes.append((told.pauses["months"], Standing.PAUSED, told.pauses["reason"]))
            changes.append((told.pauses["back"], Standing.ACTIVE, ""))
        for months, standing, reason in changes:
            from_day = self._end - timedelta(days=round(months * MONTH_DAYS))
            told_on = from_day - timedelta(days=TOLD_DAYS_AHEAD)
            if told_on < self._clock.day:
                return
            deed = partial(self._volunteers.set_standing, volunteer_id, standing, from_day, reason)
            self._agenda.on(told_on, DESK_MINUTE, deed)

    def _ask_waiting(self, name: str, told: dict[str, object]) -> None:
        helper = self.helpers.get(name)
        if helper is None:
            return
        first = self._end + timedelta(days=int(str(told["first"])))
        last = first + timedelta(days=int(str(told["days"])) - 1)
        kind = LeaveKind(str(told["kind"]))
        self._volunteers.ask_leave(
            NewLeave(volunteer_id=helper.id, first_day=first, last_day=last, kind=kind)
        )

    def _ask_leave(self) -> None:
        """Let somebody ask for leave; most leaves are approved, which the roster follows."""
        told, helper = self._script.leave, self._somebody()
        if helper is None:
            return
        first = self._clock.day + timedelta(days=self._chance.randint(*told["ahead"]))
        last = first + timedelta(days=self._chance.randint(*told["days"]) - 1)
        drawn, kind = self._chance.random(), LeaveKind(self._chance.choice(told["kinds"]))
        if self._is_away(helper, first, last):
            return
        leave_id = self._volunteers.ask_leave(
            NewLeave(volunteer_id=helper.id, first_day=first, last_day=last, kind=kind)
        )
        if drawn < told["declined"]:
            self._volunteers.decline_leave(leave_id, told["declined_because"])
        elif drawn < told["declined"] + told["withdrawn"]:
            self._volunteers.withdraw_leave(leave_id)
        else:
            self._on_leave(leave_id)

    def _differ(self) -> None:
        """Let somebody tell of a day that differs from their weeks, after the next roster."""
        helper = self._somebody()
        if helper is None:
            return
        day = self._clock.day + timedelta(days=self._chance.randint(45, 70))
        wish = self._chance.choice([Wish.CANNOT, Wish.RATHER_NOT, Wish.PREFERS])
        self._volunteers.add_exception(
            helper.id, NewAvailabilityException(first_day=day, last_day=day, wish=wish)
        )

    def _is_away(self, helper: Helper, first: date, last: date) -> bool:
        return any(
            each.first_day <= last and first <= each.last_day
            for each in self._volunteers.leaves_of(helper.id)
        )

    def _somebody(self) -> Helper | None:
        """Draw one of those who serve regularly and stay."""
        steady = [
            each
            for each in self.helpers.values()
            if not each.told.leaves_us and not each.told.pauses and each.told.standing == "active"
        ]
        return self._chance.choice(steady) if steady else None
