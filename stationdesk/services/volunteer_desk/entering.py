"""A volunteer entered in one step with what a guardian signed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Refused, refuse_if_any
from stationdesk.domain.volunteers.consent_rules import consent_problems, plain_consent
from stationdesk.domain.volunteers.profile_rules import plain_volunteer
from stationdesk.i18n import N_
from stationdesk.services.volunteer_desk.profiles import Profiles
from stationdesk.services.volunteer_desk.standings import Standings

if TYPE_CHECKING:
    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.problems import Problem
    from stationdesk.domain.volunteers.people import NewConsent, NewVolunteer

CONSENT = "consent_"
"""What stands before the name of a consent's field in a problem: both have a phone."""


class Entering(Profiles, Standings):
    """A minor and the guardian's consent come into the records together, or not at all."""

    def enter(self, wish: NewVolunteer, consent: NewConsent | None = None) -> VolunteerId:
        """Enter a volunteer, with a guardian's consent where there is one; one deed, one way back.

        Raises:
            Refused: naming every reason; those of the consent are about ``consent_guardian`` etc.
        """
        if consent is None:
            return self.add(wish)
        refuse_if_any(self._both(wish, consent))
        with self._context.deed():
            volunteer_id = self.add(wish)
            self.add_consent(volunteer_id, consent)
        volunteer = self.volunteer(volunteer_id)
        take_back = partial(self._set_voided, volunteer, voided=True)
        values = {"name": volunteer.name, "number": volunteer.number}
        self._offer(N_("{name} was entered as {number}."), take_back, **values)
        return volunteer_id

    def _both(self, wish: NewVolunteer, consent: NewConsent) -> list[Problem]:
        """Return what is against the consent, with all that is against the person before it."""
        wrong = [
            replace(each, about=CONSENT + each.about)
            for each in consent_problems(plain_consent(consent), self._context.today())
        ]
        if not wrong:
            return []
        try:
            self._refuse(plain_volunteer(wish), None)
        except Refused as refusal:
            return [*refusal.problems, *wrong]
        return wrong
