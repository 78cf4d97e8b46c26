"""What visitors write into the demo's feedback book, each in words of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.entries import NewEntry
from stationdesk.domain.feedback.kinds import Channel, FeedbackKind, PraiseForm, Urgency
from stationdesk.services.demo.lending_script import Person

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.feedback_script import Concern, FeedbackScript
    from stationdesk.services.demo.people import People

NOBODY = Person(name="", phone="", group="")


class VisitorsWords:
    """Draws who says what; ``staff`` are those whom a complaint or praise can be about."""

    def __init__(
        self,
        script: FeedbackScript,
        people: People,
        staff: Sequence[str],
        clock: Clock,
        chance: random.Random,
    ) -> None:
        self._script, self._people, self._staff = script, people, staff
        self._clock, self._chance = clock, chance

    def concern(self) -> Concern:
        """Draw what somebody thinks of at this time of the year."""
        told = [each for each in self._script.concerns if each.is_said_in(self._clock.day.month)]
        drawn = self._chance.choices(told, [each.weight for each in told])[0]
        return drawn.narrowed(self._chance)

    def channel(self, kind: FeedbackKind) -> Channel:
        """Draw how it is said."""
        odds = self._script.channels[kind.value]
        return Channel(self._chance.choices(list(odds), list(odds.values()))[0])

    def entry(self, concern: Concern, channel: Channel) -> NewEntry:
        """Put a concern into words, as of now."""
        author, group = self._author(channel)
        about = self._chance.choice(self._staff) if concern.about else ""
        praised = self._chance.choice(self._staff) if concern.praised else ""
        return self.said(
            concern.kind,
            self._worded(concern),
            channel,
            group,
            author,
            place=concern.place,
            about=about,
            praised=praised,
            form=concern.form,
            urgency=Urgency.DANGER if concern.danger else Urgency.NORMAL,
        )

    def of_fault(self, thing: str, fault: str, place: str) -> NewEntry:
        """Let somebody tell of a broken thing."""
        channel = self.channel(FeedbackKind.COMPLAINT)
        author, group = self._author(channel)
        text = self._chance.choice(self._script.fault_texts).format(thing=thing, fault=fault)
        return self.said(FeedbackKind.COMPLAINT, text, channel, group, author, place=place)

    def said(
        self,
        kind: FeedbackKind,
        text: str,
        channel: Channel,
        group: str,
        author: Person = NOBODY,
        *,
        place: str = "",
        about: str = "",
        praised: str = "",
        form: PraiseForm = PraiseForm.NONE,
        urgency: Urgency = Urgency.NORMAL,
    ) -> NewEntry:
        """Return an entry of this minute."""
        return NewEntry(
            body=text,
            kind=kind,
            said_at=self._clock.at(self._clock.minute),
            channel=channel,
            urgency=urgency,
            visitor_group=group,
            author_name=author.name,
            author_phone=author.phone,
            place=place,
            about_person=about,
            praised=praised,
            praise_form=form,
        )

    def _author(self, channel: Channel) -> tuple[Person, str]:
        """Draw who says it: often nobody knows more than what sort of visitor it was."""
        person = self._people.somebody(self._script.groups)
        known = self._chance.random() < self._script.named[channel.value]
        return (person if known else NOBODY), person.group

    def _worded(self, concern: Concern) -> str:
        manner = "thanks" if concern.kind is FeedbackKind.PRAISE else "plain"
        opener = self._chance.choice(self._script.openers[manner])
        closer = self._chance.choice(self._script.closers[manner])
        text = self._filled(self._chance.choice(concern.texts), self._script.holes)
        return f"{opener}{text}。{closer}" if closer else f"{opener}{text}"

    def _filled(self, text: str, holes: Mapping[str, Sequence[str]]) -> str:
        drawn = {name: self._chance.choice(words) for name, words in holes.items()}
        return text.format(**drawn)
