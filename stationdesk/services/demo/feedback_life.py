"""The demo's feedback book: what visitors say on a day, and that each of it is answered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import Channel
from stationdesk.domain.feedback.states import OPEN_STATES
from stationdesk.services.demo.clock import times_drawn
from stationdesk.services.demo.feedback_ending import FeedbackEnding
from stationdesk.services.demo.feedback_staff import FeedbackStaff
from stationdesk.services.demo.feedback_story import FeedbackStory
from stationdesk.services.demo.seasons import DAYS_OPEN_A_WEEK
from stationdesk.services.demo.visitors_words import VisitorsWords

if TYPE_CHECKING:
    import random
    from datetime import date

    from stationdesk.domain.faults import NewFault
    from stationdesk.domain.feedback.entries import NewEntry
    from stationdesk.domain.ids import EntryId, FaultId
    from stationdesk.services.demo.agenda import Agenda
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.fault_life import FaultLife
    from stationdesk.services.demo.feedback_script import Concern
    from stationdesk.services.demo.people import People
    from stationdesk.services.demo.script import Script
    from stationdesk.services.demo.services import Services

CLOSING_MINUTES = 70
"""So long before closing nothing is said any more: danger is answered the same day."""


class FeedbackLife:
    """Lets visitors speak; call ``day`` for every day the station is open."""

    def __init__(
        self,
        desk: Services,
        script: Script,
        faults: FaultLife,
        people: People,
        agenda: Agenda,
        clock: Clock,
        chance: random.Random,
        end: date,
    ) -> None:
        told, staff = script.feedback, script.people["desk"]
        self._feedback, self._amenities, self._faults = desk.feedback, desk.amenities, faults
        self._script, self._agenda, self._clock, self._chance = told, agenda, clock, chance
        self._words = VisitorsWords(told, people, staff, clock, chance)
        self._staff = FeedbackStaff(told, staff, script.people["tiers"], clock, chance)
        self._story = FeedbackStory(desk.feedback, told, self._staff, agenda, clock, chance, end)
        self._ending = FeedbackEnding(
            desk.feedback, told, self._words, self._staff, agenda, clock, end
        )
        self._newest: dict[str, EntryId] = {}
        faults.hear(self._told_of_fault)

    def open(self) -> None:
        """Plan what the end shall show."""
        self._ending.plan()

    def day(self, opens: int, closes: int) -> None:
        """Draw who says something today, and plan it."""
        for _ in range(times_drawn(self._chance, self._script.weekly / DAYS_OPEN_A_WEEK)):
            minute = self._chance.randrange(opens, closes - CLOSING_MINUTES)
            self._agenda.on(self._clock.day, minute, self._say)

    def _say(self) -> None:
        """Enter what somebody says; a page of the book may hold more."""
        concern = self._words.concern()
        channel = self._words.channel(concern.kind)
        concerns = [concern]
        while channel is Channel.BOOK and self._chance.random() < self._script.odds["more_on_page"]:
            concerns.append(self._words.concern())
        wishes = [self._words.entry(each, channel) for each in concerns]
        for told, entry_id in zip(concerns, self._entered(channel, wishes), strict=True):
            if not self._repeats(told, entry_id):
                self._story.tell(entry_id, told)
                self._newest[told.texts[0]] = entry_id

    def _entered(self, channel: Channel, wishes: list[NewEntry]) -> list[EntryId]:
        if channel is not Channel.BOOK:
            return [self._feedback.register(wish) for wish in wishes]
        page_id = self._feedback.register_page(channel, self._clock.day, wishes)
        return [each.id for each in self._feedback.entries_of_page(page_id)]

    def _repeats(self, concern: Concern, entry_id: EntryId) -> bool:
        """Link an entry to one that says the same and is still open; not all are noticed."""
        known = self._newest.get(concern.texts[0])
        if (
            known is None
            or not concern.work
            or self._chance.random() > self._script.odds["noticed"]
        ):
            return False
        if self._feedback.entry(known).state not in OPEN_STATES:
            return False
        self._feedback.mark_duplicate(entry_id, known)
        self._story.tell_of_repeated(entry_id)
        return True

    def _told_of_fault(self, wish: NewFault) -> FaultId | None:
        """Let a visitor be the first to tell of a fault, or nobody."""
        if self._chance.random() >= self._script.odds["fault_told"]:
            return None
        amenity = self._amenities.amenity(wish.amenity_id)
        place = amenity.place.name if amenity.place else ""
        told = self._words.of_fault(amenity.name, wish.description, place)
        entry_id = self._feedback.register(told)
        fault_id = self._feedback.open_fault(entry_id, wish)
        is_mended = partial(self._is_mended, wish)
        self._story.tell_of_fault(entry_id, is_mended)
        return fault_id

    def _is_mended(self, wish: NewFault) -> bool:
        return wish.amenity_id not in self._faults.out_of_use
