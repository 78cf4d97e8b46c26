"""What is private: PINs, whole numbers shown for a reason, and erasing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_code
from stationdesk.domain.masking import masked_words
from stationdesk.domain.pins import SALT_BYTES, pin_problems, sealed
from stationdesk.domain.problems import refuse_if_any
from stationdesk.domain.volunteers.identity_numbers import masked_identity
from stationdesk.domain.volunteers.people import Standing
from stationdesk.domain.volunteers.profile_rules import erase_problems, unmask_problems
from stationdesk.domain.volunteers.standing import standing_on
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.volunteer_desk.desk import VolunteerDesk
from stationdesk.store import retention, volunteers_private, volunteers_service, volunteers_standing

if TYPE_CHECKING:
    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.volunteers.identity_numbers import Identity
    from stationdesk.domain.volunteers.people import Volunteer


class PrivateKeys(VolunteerDesk):
    """PINs are kept only as seals; who saw a whole number, and why, is noted.

    Signing in by PIN is a deed of attendance.
    """

    def set_pin(self, volunteer_id: VolunteerId, pin: str, again: str) -> None:
        """Give a volunteer a PIN, typed twice, to sign in with.

        Raises:
            Refused: when it is none, too easy, or typed differently the second time.
        """
        volunteer = self.volunteer(volunteer_id)
        refuse_if_any(pin_problems(pin, again))
        self._change_seal(volunteer, sealed(pin, _salt()), N_("{name} has a PIN."))

    def clear_pin(self, volunteer_id: VolunteerId) -> None:
        """Take a volunteer's PIN away."""
        if volunteers_private.seal_of(volunteer_id):
            phrase = N_("{name} has no PIN any more.")
            self._change_seal(self.volunteer(volunteer_id), "", phrase)

    def identity_shown(self, volunteer_id: VolunteerId) -> str:
        """Return the identity number as it may be shown, empty where none is known."""
        identity = volunteers_private.identity_of(volunteer_id)
        return "" if identity is None else masked_identity(identity.number)

    def unmask_phone(self, volunteer_id: VolunteerId, reason: str) -> str:
        """Return the whole phone; that it was seen, by whom and why, is noted.

        Raises:
            Refused: without a reason, or when the data was erased.
        """
        volunteer = self.volunteer(volunteer_id)
        self._note_sight(volunteer, "unmask phone", reason)
        return volunteer.phone

    def unmask_identity(self, volunteer_id: VolunteerId, reason: str) -> Identity | None:
        """Return the identity document and its whole number; that it was seen is noted.

        Raises:
            Refused: without a reason, or when the data was erased.
        """
        volunteer = self.volunteer(volunteer_id)
        self._note_sight(volunteer, "unmask identity", reason)
        return volunteers_private.identity_of(volunteer_id)

    def erase(self, volunteer_id: VolunteerId, reason: str) -> None:
        """Erase who a volunteer was, for good; shifts, hours and certificates stay.

        The name becomes 张*; birth, phones, number, note, search words, identity and PIN go, and
        the card opens nothing any more. Who had not left leaves today. It cannot be undone, so
        the window asks first.

        Raises:
            Refused: without a reason, while shifts are planned or they are signed in, or when it
                was done before.
        """
        volunteer, today = self.volunteer(volunteer_id), self._context.today()
        ahead = volunteers_service.shifts_ahead(volunteer_id, self._moment())
        there = volunteers_service.is_signed_in(volunteer_id)
        told = erase_problems(volunteer, shifts_ahead=ahead, is_there=there, reason=reason)
        refuse_if_any(told)
        with self._context.deed(Topic.VOLUNTEERS):
            statuses = volunteers_standing.statuses_of(volunteer_id)
            if standing_on(statuses, today) is not Standing.LEFT:
                left = Standing.LEFT
                volunteers_standing.add(volunteer_id, left, today, "", **self._stamp())
            retention.erase("volunteers", [volunteer_id], today)
            plain = masked_words(reason.strip(), volunteer.name)
            self._note(volunteer, "erase", reason=plain)
        if not self._context.in_deed:
            self._context.database.settle()

    def _note_sight(self, volunteer: Volunteer, action: str, reason: str) -> None:
        refuse_if_any(unmask_problems(volunteer, reason))
        with self._context.deed():
            self._note(volunteer, action, reason=masked_words(reason.strip(), volunteer.name))

    def _change_seal(self, volunteer: Volunteer, seal: str, phrase: str) -> None:
        before = volunteers_private.seal_of(volunteer.id)
        self._keep_seal(volunteer, seal)
        take_back = partial(self._keep_seal, volunteer, before)
        self._offer(phrase, take_back, name=volunteer.name)

    def _keep_seal(self, volunteer: Volunteer, seal: str) -> None:
        self._known(volunteer.id)
        with self._deed(volunteer, "pin", is_set=bool(seal)) as stamp:
            volunteers_private.keep_seal(volunteer.id, seal, **stamp)


def _salt() -> bytes:
    """Return a salt that nobody guesses, and that is the same on every run of a seeded demo."""
    return bytes.fromhex(new_code("0123456789abcdef", 2 * SALT_BYTES))
