"""Trainings with what became of everybody, and honours."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.volunteers.lines import PersonHonour, PersonTraining
from stationdesk.domain.volunteers.people import Standing
from stationdesk.domain.volunteers.standing import standing_on
from stationdesk.domain.volunteers.stars import star_proposals
from stationdesk.domain.volunteers.training import NewTraining
from stationdesk.domain.volunteers.training_rules import (
    honour_problems,
    training_problems,
    void_problems,
)
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.versions import refuse_if_changed
from stationdesk.services.volunteer_desk.desk import VolunteerDesk
from stationdesk.store import honours as honour_store
from stationdesk.store import trainings as store
from stationdesk.store import volunteers, volunteers_service, volunteers_standing

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.domain.ids import HonourId, TrainingId, VolunteerId
    from stationdesk.domain.volunteers.stars import StarProposal
    from stationdesk.domain.volunteers.training import Honour, NewHonour, Training

TRAINING_ENTITY = "training"


class Trainings(VolunteerDesk):
    """A training that was passed does not by itself prove a skill: that is verified apart."""

    def trainings(self, first: date, last: date) -> list[Training]:
        """Return the trainings of the days from ``first`` to ``last``, the oldest first."""
        return store.between(first, last)

    def trainings_of(self, volunteer_id: VolunteerId) -> list[Training]:
        """Return the trainings that somebody was to come to, the oldest first."""
        return store.of_volunteer(volunteer_id)

    def training_lines(self, volunteer_id: VolunteerId) -> list[PersonTraining]:
        """Return the trainings of somebody with what became of them, the oldest first."""
        person = self.volunteer(volunteer_id)
        return [
            PersonTraining(person=person, training=each, result=each.results[volunteer_id])
            for each in store.of_volunteer(volunteer_id)
        ]

    def training(self, training_id: TrainingId) -> Training:
        """Return one training.

        Raises:
            Refused: where there is none of that id.
        """
        found = store.get(training_id)
        if found is None:
            raise Refused([Problem("training", N_("This training is not on record."))])
        return found

    def add_training(self, wish: NewTraining) -> TrainingId:
        """Write a training down with its results; it gets the next number of its year.

        Raises:
            Refused: naming every reason.
        """
        with self._context.deed(Topic.VOLUNTEERS):
            self._refuse_training(wish)
            training_id = store.add(wish, **self._stamp())
            training = self.training(training_id)
            self._note_training(training, "add")
        take_back = partial(self._set_training_voided, training, voided=True)
        self._offer(N_("Training {number} was written down."), take_back, number=training.number)
        return training_id

    def change_training(self, training_id: TrainingId, wish: NewTraining, version: int) -> None:
        """Write a training and its results anew.

        Raises:
            Refused: naming every reason, or who changed it meanwhile.
        """
        before = self.training(training_id)
        refuse_if_changed(TRAINING_ENTITY, before.uid, seen=version, stored=before.version)
        with self._context.deed(Topic.VOLUNTEERS):
            self._refuse_training(wish)
            store.change(training_id, wish, **self._stamp())
            self._note_training(self.training(training_id), "change")
        take_back = partial(self.change_training, training_id, _as_wish(before), version + 1)
        self._offer(N_("Training {number} was changed."), take_back, number=before.number)

    def void_training(self, training_id: TrainingId, reason: str) -> None:
        """Take a training off the record; its number is not used again.

        Raises:
            Refused: without a reason.
        """
        training = self.training(training_id)
        refuse_if_any(void_problems(reason))
        self._set_training_voided(training, voided=True)
        take_back = partial(self._set_training_voided, training, voided=False)
        phrase = N_("Training {number} was taken off the record.")
        self._offer(phrase, take_back, number=training.number)

    def honours(self, first: date, last: date) -> list[Honour]:
        """Return the honours given from ``first`` to ``last``, the oldest first."""
        return honour_store.between(first, last)

    def honours_of(self, volunteer_id: VolunteerId) -> list[Honour]:
        """Return what somebody was given, the oldest first."""
        return honour_store.of_volunteer(volunteer_id)

    def honour_lines(self, first: date, last: date) -> list[PersonHonour]:
        """Return the honours given from ``first`` to ``last``, each with whose it is."""
        found = honour_store.between(first, last)
        people = volunteers.by_id(each.volunteer_id for each in found)
        return [PersonHonour(person=people[each.volunteer_id], honour=each) for each in found]

    def give_honour(self, wish: NewHonour) -> HonourId:
        """Write down an honour that was given.

        Raises:
            Refused: naming every reason, also stars that were given already.
        """
        volunteer = self.volunteer(wish.volunteer_id)
        with self._context.deed():
            others = honour_store.of_volunteer(volunteer.id)
            is_praise = honour_store.is_praise(wish.entry_uid)
            today = self._context.today()
            refuse_if_any(honour_problems(wish, others, today, is_praise=is_praise))
            told = {"kind": wish.kind.value, "stars": wish.stars, "given_on": wish.given_on}
            with self._deed(volunteer, "give honour", **told) as stamp:
                honour_id = honour_store.add(wish, **stamp)
        take_back = partial(self._set_honour_voided, volunteer.id, honour_id, voided=True)
        values = {"name": volunteer.name, "title": wish.title.strip()}
        self._offer(N_("{name} was given “{title}”."), take_back, **values)
        return honour_id

    def praises_of(self, volunteer_id: VolunteerId) -> list[Entry]:
        """Return the praise of the feedback book for somebody, the newest first.

        Found by the name as the book wrote it; an honour may rest on one of these entries.
        """
        volunteer = self.volunteer(volunteer_id)
        return [] if volunteer.erased_on else honour_store.praises_naming(volunteer.name)

    def take_back_honour(self, honour_id: HonourId) -> None:
        """Take an honour off the record.

        Raises:
            Refused: where there is none of that id.
        """
        honour = honour_store.get(honour_id)
        if honour is None:
            raise Refused([Problem("honour", N_("This honour is not on record."))])
        self._set_honour_voided(honour.volunteer_id, honour_id, voided=True)
        take_back = partial(self._set_honour_voided, honour.volunteer_id, honour_id, voided=False)
        values = {"name": self.volunteer(honour.volunteer_id).name, "title": honour.title}
        self._offer(N_("“{title}” of {name} was taken off the record."), take_back, **values)

    def star_proposals(self) -> list[StarProposal]:
        """Return whose hours reach more stars than were given, the most stars first.

        Those who left, and whose data was erased, are not proposed.
        """
        today = self._context.today()
        statuses = volunteers_standing.all_statuses()
        here = {
            each.id
            for each in volunteers.everybody()
            if each.erased_on is None
            and standing_on(statuses.get(each.id, ()), today) is not Standing.LEFT
        }
        served = volunteers_service.minutes_by_volunteer(today)
        minutes = {who: total for who, total in served.items() if who in here}
        return star_proposals(minutes, honour_store.all_honours())

    def _refuse_training(self, wish: NewTraining) -> None:
        known = {each.id for each in volunteers.everybody()}
        refuse_if_any(training_problems(wish, known, self._context.today()))

    def _set_training_voided(self, training: Training, *, voided: bool) -> None:
        with self._context.deed(Topic.VOLUNTEERS):
            at, by = self._voiding() if voided else (None, None)
            store.set_voided(training.id, at, by)
            self._note_training(training, "void" if voided else "bring back")

    def _set_honour_voided(
        self, volunteer_id: VolunteerId, honour_id: HonourId, *, voided: bool
    ) -> None:
        action = "take honour back" if voided else "give honour again"
        with self._deed(self.volunteer(volunteer_id), action):
            at, by = self._voiding() if voided else (None, None)
            honour_store.set_voided(honour_id, at, by)

    def _note_training(self, training: Training, action: str) -> None:
        after = {
            "number": training.number,
            "kind": training.kind.value,
            "day": training.business_date,
            "people": len(training.results),
        }
        self._context.note(TRAINING_ENTITY, training.uid, action, after=after)


def _as_wish(training: Training) -> NewTraining:
    return NewTraining(
        kind=training.kind,
        title=training.title,
        business_date=training.business_date,
        from_minute=training.from_minute,
        to_minute=training.to_minute,
        trainer=training.trainer,
        place=training.place,
        content=training.content,
        results=training.results,
    )
