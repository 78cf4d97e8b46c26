"""What comes back to the demo's desk: in time, late, damaged, in parts, or never."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import new_uid
from stationdesk.domain.lending.loans import ContactWay, NewContact, NewReturn
from stationdesk.services.demo.fault_life import QUIET_DAYS

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.ids import LoanPartId
    from stationdesk.services.demo.agenda import Agenda
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.lending_script import Breakdown, LendingScript
    from stationdesk.services.demo.mending_life import MendingLife
    from stationdesk.services.demo.shelves import Lent
    from stationdesk.services.demo.stays import Stay, Stays
    from stationdesk.services.lending import Lending

FEW_DAYS_CHANCE, PARTLY_CHANCE, SAME_DAY_CHANCE = 0.75, 0.25, 0.2
CALL_DAYS = (2, 5, 9)
"""So many days after the due day somebody who is late is tried to be reached."""
BLOCK_DAYS, BLOCK_CHANCE = 9, 0.35
VISITING_MINUTES = (8 * 60 + 40, 17 * 60 + 30)
END_CALM_DAYS = 5
"""In the last days the few amenities that are lent are kept for what the script tells."""


class ReturnLife:
    """Decides what comes of each loan, and lets it come."""

    def __init__(
        self,
        lending: Lending,
        script: LendingScript,
        stays: Stays,
        mending: MendingLife,
        agenda: Agenda,
        clock: Clock,
        chance: random.Random,
        end: date,
    ) -> None:
        self._lending, self._words = lending, script.words
        self._stays, self._mending, self._agenda = stays, mending, agenda
        self._clock, self._chance, self._end = clock, chance, end

    def expect(self, stay: Stay) -> None:
        """Draw what comes of a loan that was just made."""
        told, drawn = stay.lent.told, self._chance.random()
        if drawn < told.lost and self._plan_loss(stay):
            return
        if told.lost <= drawn < told.lost + told.extended and self._plan_extension(stay):
            return
        self._plan_return(stay)

    def expect_in_the_evening(self, stay: Stay, short: Mapping[str, int] | None) -> None:
        """Let a kit carried on duty come back before closing."""
        minute = VISITING_MINUTES[1] - self._chance.randrange(60)
        back = partial(self.give_back, stay, good=1, short=short)
        self._agenda.on(self._clock.day, minute, back if short else partial(self._bring, stay))

    def give_back(
        self,
        stay: Stay,
        *,
        good: int = 0,
        damaged: int = 0,
        lost: int = 0,
        condition: str = "",
        short: Mapping[str, int] | None = None,
        broken: Breakdown | None = None,
    ) -> None:
        """Enter what came back, and let follow what follows."""
        self._lending.give_back(
            NewReturn(
                line_id=stay.line_id,
                on=self._clock.day,
                good=good,
                damaged=damaged,
                lost=lost,
                condition=condition,
                short=_missing(stay, short or {}),
                fault=broken.text if broken else "",
                request_key=new_uid(),
            )
        )
        if good:
            stay.lent.put_back(good, stay.unit_id)
        if damaged:
            self._mending.set_aside(stay, broken)
        if lost and stay.unit_id is not None:
            stay.lent.in_service -= 1
        self._stays.close(stay, good + damaged + lost)

    def call(self, stay: Stay, call: Mapping[str, Any] | None = None) -> None:
        """Try to reach somebody who is late, if anything is still out."""
        if not stay.open:
            return
        by_phone = stay.lent.told.contact == "phone"
        told = call or self._chance.choice(
            self._words["called"] if by_phone else self._words["told_otherwise"]
        )
        wish = NewContact(
            way=ContactWay(told["way"]),
            reached=told["reached"],
            on=self._clock.day,
            note=told["note"],
        )
        self._lending.log_contact(stay.loan_id, wish)

    def extend(self, stay: Stay, new_due: date, reason: str) -> None:
        """Let a loan be due later."""
        self._lending.extend(stay.line_id, new_due, reason)
        stay.due_on = new_due

    def block(self, stay: Stay, reason: str) -> None:
        """Block a borrower by hand."""
        self._lending.block(stay.borrower_id, reason)
        self._stays.blocked.add(stay.person)

    def _plan_loss(self, stay: Stay) -> bool:
        """Plan that the things never come back; False where the story ends before."""
        told_on = stay.due_on + timedelta(days=self._chance.randint(4, 12))
        if told_on >= self._bound(stay.lent):
            return False
        self._plan_calls(stay, told_on)
        self._agenda.on(told_on, self._minute(), partial(self._lose, stay))
        return True

    def _lose(self, stay: Stay) -> None:
        self.give_back(stay, lost=stay.open, condition=self._words["lost"])

    def _plan_extension(self, stay: Stay) -> bool:
        if stay.due_on >= self._bound(stay.lent):
            return False
        self._agenda.on(stay.due_on, self._minute(), partial(self._ask_for_longer, stay))
        return True

    def _ask_for_longer(self, stay: Stay) -> None:
        """Put the due day off, unless others wait for the thing."""
        if not stay.lent.held:
            new_due = self._lending.usual_due(stay.lent.kind_id, stay.due_on)
            self.extend(stay, new_due, self._chance.choice(self._words["extended"]))
        self._plan_return(stay)

    def _plan_return(self, stay: Stay) -> None:
        back_on = self._day_back(stay)
        self._plan_calls(stay, back_on)
        if back_on == self._clock.day:
            minute = self._clock.minute + self._chance.randint(10, 150)
        else:
            minute = self._minute()
        self._agenda.on(back_on, minute, partial(self._bring, stay))

    def _day_back(self, stay: Stay) -> date:
        today, due_on, bound = self._clock.day, stay.due_on, self._bound(stay.lent)
        back_on = max(today, due_on) + timedelta(days=self._days_late(stay.lent))
        if back_on <= due_on and self._chance.random() < SAME_DAY_CHANCE:
            return today
        if back_on <= due_on and due_on > today:
            return today + timedelta(days=self._chance.randint(1, (due_on - today).days))
        return max(today, due_on) if due_on < bound <= back_on else back_on

    def _days_late(self, lent: Lent) -> int:
        if self._chance.random() >= lent.told.late:
            return 0
        few = self._chance.random() < FEW_DAYS_CHANCE
        return self._chance.randint(1, 3) if few else self._chance.randint(4, 15)

    def _plan_calls(self, stay: Stay, until: date) -> None:
        for days in CALL_DAYS:
            day = stay.due_on + timedelta(days=days)
            if self._clock.day < day < until:
                self._agenda.on(day, self._minute(), partial(self.call, stay))

    def _bring(self, stay: Stay) -> None:
        """Let the pieces come, now and then one of several first, one damaged, or not whole."""
        again_on = self._clock.day + timedelta(days=self._chance.randint(1, 2))
        later = again_on <= stay.due_on or again_on < self._bound(stay.lent)
        if stay.open > 1 and later and self._chance.random() < PARTLY_CHANCE:
            self.give_back(stay, good=1)
            self._agenda.on(again_on, self._minute(), partial(self._bring, stay))
            return
        days_late, is_last = (self._clock.day - stay.due_on).days, stay.open
        if self._chance.random() < stay.lent.told.damaged and self._may_break(stay.lent):
            self._bring_damaged(stay)
        else:
            self.give_back(stay, good=is_last, short=self._parts_lost(stay))
        if days_late >= BLOCK_DAYS and self._chance.random() < BLOCK_CHANCE:
            self._block_for_a_while(stay)

    def _bring_damaged(self, stay: Stay) -> None:
        told = stay.lent.told
        broken = self._chance.choice(told.faults) if told.faults else None
        condition = broken.text if broken else self._chance.choice(told.damage)
        good = stay.open - 1
        self.give_back(stay, good=good, damaged=1, condition=condition, broken=broken)

    def _may_break(self, lent: Lent) -> bool:
        """Tell whether a fault may come of it: in the last days the script's stands alone."""
        days_left = (self._end - self._clock.day).days
        return bool(lent.told.damage) or (bool(lent.told.faults) and days_left > QUIET_DAYS)

    def _parts_lost(self, stay: Stay) -> dict[str, int]:
        parts = stay.lent.told.parts
        if not parts or self._chance.random() >= stay.lent.told.short:
            return {}
        part = self._chance.choice(parts)
        return {part.name: 1}

    def _block_for_a_while(self, stay: Stay) -> None:
        lifted_on = self._clock.day + timedelta(days=self._chance.randint(14, 24))
        if lifted_on < self._end and stay.person not in self._stays.blocked:
            self.block(stay, self._chance.choice(self._words["blocked"]))
            self._agenda.on(lifted_on, self._minute(), partial(self._lift_block, stay))

    def _lift_block(self, stay: Stay) -> None:
        self._lending.lift_block(stay.borrower_id, self._words["lifted"])
        self._stays.blocked.discard(stay.person)

    def _bound(self, lent: Lent) -> date:
        """Return the day before which all that is due by then is back."""
        calm = END_CALM_DAYS if lent.told.things and not lent.told.duty else 0
        return self._end - timedelta(days=calm)

    def _minute(self) -> int:
        return self._chance.randrange(*VISITING_MINUTES)


def _missing(stay: Stay, short: Mapping[str, int]) -> dict[LoanPartId, int]:
    """Return all parts that are missing now, of which ``short`` are since this loan."""
    if stay.unit_id is None:
        return {}
    missing = stay.lent.missing[stay.unit_id]
    for part_id, part in stay.lent.parts.items():
        lost = min(part.quantity, missing.get(part_id, 0) + short.get(part.name, 0))
        if lost:
            missing[part_id] = lost
    return dict(missing)
