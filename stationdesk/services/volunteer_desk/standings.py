"""How volunteers stand, and what a guardian agreed to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.volunteers.consent_rules import consent_problems, plain_consent
from stationdesk.domain.volunteers.people import STANDING_WORDS, Standing
from stationdesk.domain.volunteers.standing import (
    planned_problems,
    standing_on,
    standing_problems,
)
from stationdesk.i18n import N_, _
from stationdesk.services.volunteer_desk.desk import VolunteerDesk
from stationdesk.store import volunteers_private, volunteers_service
from stationdesk.store import volunteers_standing as store

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import ConsentId, StatusId, VolunteerId
    from stationdesk.domain.volunteers.people import Consent, NewConsent, Status, Volunteer


class Standings(VolunteerDesk):
    """A history: nothing in it is overwritten, and a change may be known ahead."""

    def standings(self, volunteer_id: VolunteerId) -> list[Status]:
        """Return the history of one volunteer, the oldest first."""
        return list(store.statuses_of(volunteer_id))

    def set_standing(
        self,
        volunteer_id: VolunteerId,
        standing: Standing,
        from_day: date | None = None,
        reason: str = "",
    ) -> StatusId:
        """Let a volunteer stand so from a day on (None: today); all records stay.

        Raises:
            Refused: when they stand so already, pause or leave without a reason, or are still
                planned for shifts of that time: these are given to somebody else first.
        """
        volunteer, day = self.volunteer(volunteer_id), from_day or self._context.today()
        with self._context.deed():
            statuses, ahead = store.statuses_of(volunteer_id), self._ahead(volunteer_id, day)
            refuse_if_any(
                [
                    *standing_problems(statuses, standing, day, reason),
                    *planned_problems(standing, ahead),
                ]
            )
            with self._deed(volunteer, "standing", standing=standing.value, from_day=day) as stamp:
                status_id = store.add(volunteer_id, standing, day, reason, **stamp)
        self._offer(
            N_("{name} from {day} on: {standing}."),
            partial(self.take_standing_back, volunteer_id, status_id),
            name=volunteer.name,
            day=day,
            standing=_(STANDING_WORDS[standing]),
        )
        return status_id

    def take_standing_back(self, volunteer_id: VolunteerId, status_id: StatusId) -> None:
        """Let a standing count no more: it was set by mistake.

        Raises:
            Refused: when it was taken back already, or somebody was planned since who would not be
                active then.
        """
        volunteer, statuses = self.volunteer(volunteer_id), store.statuses_of(volunteer_id)
        status = next((each for each in statuses if each.id == status_id), None)
        if status is None:
            raise Refused([Problem("standing", N_("This was taken back already."))])
        others = [each for each in statuses if each.id != status_id]
        standing, day = standing_on(others, status.from_day), status.from_day
        refuse_if_any(planned_problems(standing, self._ahead(volunteer_id, day)))
        with self._deed(volunteer, "standing back"):
            store.void(status.id, *self._voiding())

    def consents(self, volunteer_id: VolunteerId) -> list[Consent]:
        """Return what guardians signed for a volunteer, the newest first."""
        return list(volunteers_private.consents_of(volunteer_id))

    def add_consent(self, volunteer_id: VolunteerId, wish: NewConsent) -> ConsentId:
        """Write down what a guardian signed.

        Raises:
            Refused: naming every field that cannot stay so.
        """
        volunteer, tidy = self._known(volunteer_id), plain_consent(wish)
        refuse_if_any(consent_problems(tidy, self._context.today()))
        with self._deed(volunteer, "add consent", signed_on=tidy.signed_on) as stamp:
            consent_id = volunteers_private.add_consent(volunteer_id, tidy, **stamp)
        take_back = partial(self._set_consent_voided, volunteer, consent_id, voided=True)
        phrase = N_("A guardian's consent for {name} was written down.")
        self._offer(phrase, take_back, name=volunteer.name)
        return consent_id

    def drop_consent(self, consent_id: ConsentId) -> None:
        """Let a consent hold no more: the guardian took it back, or it was an error.

        Raises:
            Refused: where there is none of that id.
        """
        found = volunteers_private.consent(consent_id)
        if found is None:
            raise Refused([Problem("consent", N_("This consent is not on record."))])
        volunteer = self.volunteer(found.volunteer_id)
        self._set_consent_voided(volunteer, consent_id, voided=True)
        take_back = partial(self._set_consent_voided, volunteer, consent_id, voided=False)
        phrase = N_("A guardian's consent for {name} holds no more.")
        self._offer(phrase, take_back, name=volunteer.name)

    def _ahead(self, volunteer_id: VolunteerId, day: date) -> int:
        """Count the shifts not over that begin on ``day`` or later; a night belongs to its day."""
        return volunteers_service.shifts_ahead(
            volunteer_id, self._moment(), begins=absolute(day, 0)
        )

    def _set_consent_voided(
        self, volunteer: Volunteer, consent_id: ConsentId, *, voided: bool
    ) -> None:
        with self._deed(volunteer, "drop consent" if voided else "bring consent back"):
            at, by = self._voiding() if voided else (None, None)
            volunteers_private.set_consent_voided(consent_id, at, by)
