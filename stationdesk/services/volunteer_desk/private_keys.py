"""What is private: PINs, whole numbers shown for a reason, and erasing."""

from __future__ import annotations

from functools import partial
from secrets import token_bytes
from time import monotonic
from typing import TYPE_CHECKING

from stationdesk.domain.masking import masked_words
from stationdesk.domain.phones import tail_of
from stationdesk.domain.pins import SALT_BYTES, Tries, opens, pin_problems, sealed
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.typed_text import search_text
from stationdesk.domain.volunteers.identity_numbers import masked_identity
from stationdesk.domain.volunteers.people import Standing
from stationdesk.domain.volunteers.profile_rules import erase_problems, unmask_problems
from stationdesk.domain.volunteers.standing import standing_on
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.volunteer_desk.desk import VolunteerDesk
from stationdesk.store import retention, volunteers_private, volunteers_service, volunteers_standing
from stationdesk.store import volunteers as store

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.volunteers.identity_numbers import Identity
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.context import Context


class PrivateKeys(VolunteerDesk):
    """PINs are kept only as seals; who saw a whole number, and why, is noted."""

    def __init__(self, context: Context, clock: Callable[[], float] = monotonic) -> None:
        """``clock`` tells seconds; it only has to go on. Wrong PINs are counted by volunteer."""
        super().__init__(context)
        self._clock = clock
        self._tries: dict[VolunteerId, Tries] = {}

    def set_pin(self, volunteer_id: VolunteerId, pin: str, again: str) -> None:
        """Give a volunteer a PIN, typed twice, to sign in with.

        Raises:
            Refused: when it is none, too easy, or typed differently the second time.
        """
        volunteer = self.volunteer(volunteer_id)
        refuse_if_any(pin_problems(pin, again))
        self._change_seal(volunteer, sealed(pin, token_bytes(SALT_BYTES)), N_("{name} has a PIN."))

    def clear_pin(self, volunteer_id: VolunteerId) -> None:
        """Take a volunteer's PIN away."""
        if volunteers_private.seal_of(volunteer_id):
            phrase = N_("{name} has no PIN any more.")
            self._change_seal(self.volunteer(volunteer_id), "", phrase)

    def by_pin(self, who: str, pin: str) -> Volunteer:
        """Return the active volunteer whose number or phone is ``who`` and whose PIN is ``pin``.

        ``who`` is the number (V-0001, or 1), the whole phone, or its last four digits. What is
        wrong is not told apart: nobody learns here who is a volunteer.

        Raises:
            Refused: when it is wrong, fits two people, or too many were wrong shortly before.
        """
        meant = self._meant(who)
        waits = [self._tried(each).wait_seconds(self._clock()) for each in meant]
        if meant and all(waits):
            phrase = N_("Too many wrong PINs. Please wait {seconds} seconds.")
            raise Refused([Problem("pin", phrase, {"seconds": min(waits)})])
        tried = [each for each, wait in zip(meant, waits, strict=True) if not wait]
        right = [each for each in tried if opens(pin, volunteers_private.seal_of(each.id))]
        if len(right) == 1:
            self._tries.pop(right[0].id, None)
            return right[0]
        if right:
            raise Refused([Problem("who", N_("Type your number instead, such as V-0001."))])
        self._tries |= {each.id: self._tried(each).after_wrong(self._clock()) for each in tried}
        raise Refused([Problem("pin", N_("The number or the PIN is wrong."))])

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
            Refused: without a reason, while shifts are planned, or when it was done before.
        """
        volunteer, today = self.volunteer(volunteer_id), self._context.today()
        ahead = volunteers_service.shifts_ahead(volunteer_id, self._moment())
        refuse_if_any(erase_problems(volunteer, shifts_ahead=ahead, reason=reason))
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

    def _meant(self, who: str) -> list[Volunteer]:
        """Return the active volunteers with a PIN whose number or phone ``who`` tells."""
        said, pinned = search_text(who), volunteers_private.with_pin()
        statuses, today = volunteers_standing.all_statuses(), self._context.today()
        return [
            each
            for each in (store.found([said]) if said else [])
            if each.id in pinned
            and _is_told(each, said)
            and standing_on(statuses.get(each.id, ()), today) is Standing.ACTIVE
        ]

    def _tried(self, volunteer: Volunteer) -> Tries:
        return self._tries.get(volunteer.id, Tries())

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
        self._tries.pop(volunteer.id, None)


def _is_told(volunteer: Volunteer, said: str) -> bool:
    number = volunteer.number.lower()
    short = number.partition("-")[2].lstrip("0")
    return said in (
        number,
        short,
        number.partition("-")[2],
        volunteer.phone,
        tail_of(volunteer.phone),
    )
