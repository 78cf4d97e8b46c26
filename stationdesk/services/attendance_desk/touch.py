"""Signing in and out without anybody's help: with the card, or with a PIN on the touch page."""

from __future__ import annotations

import re
from time import monotonic
from typing import TYPE_CHECKING

from stationdesk.domain.attendance.presence import Means
from stationdesk.domain.phones import TAIL_DIGITS
from stationdesk.domain.pins import Tries, opens
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_
from stationdesk.services.attendance_desk.sign_in import SignIn
from stationdesk.store import touch_sign_in as store

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.domain.attendance.lines import Signed
    from stationdesk.domain.ids import VolunteerId
    from stationdesk.services.context import Context
    from stationdesk.services.volunteers import Volunteers

_TYPED = re.compile(r"(?:v-?)?(\d{1,9})", re.ASCII | re.IGNORECASE)
_NOBODY = "scrypt$00$00"
"""A seal that no PIN opens: an unknown number takes as long as a known one."""


class TouchSignIn(SignIn):
    """Wrong PINs are counted for each number that was typed, while the file is open."""

    def __init__(
        self, context: Context, volunteers: Volunteers, clock: Callable[[], float] = monotonic
    ) -> None:
        """``clock`` tells seconds; it only has to go on."""
        super().__init__(context, volunteers)
        self._clock = clock
        self._tries: dict[str, Tries] = {}

    def by_card(self, code: str) -> Signed:
        """Sign in or out whose card says ``code``.

        Raises:
            Refused: when it is nobody's card; otherwise as ``toggle``.
        """
        volunteer = self._volunteers.by_card(code)
        if volunteer is None:
            raise Refused([Problem("code", N_("This is no volunteer's card."))])
        return self.toggle(volunteer.id, Means.CARD)

    def by_pin(self, number_or_tail: str, pin: str) -> Signed:
        """Sign in or out by the volunteer's number, or the last four digits of the phone, and PIN.

        Raises:
            Refused: when nobody's PIN fits, or too many were wrong shortly before; otherwise as
                ``toggle``.
        """
        typed = number_or_tail.strip()
        self._refuse_while_barred(typed)
        fitting = _fitting(typed, pin)
        if len(fitting) > 1:
            phrase = N_("Two volunteers fit; type the whole number with the letter V.")
            raise Refused([Problem("number", phrase)])
        if fitting:
            self._tries.pop(typed, None)
            return self.toggle(fitting[0], Means.TOUCH)
        self._tries[typed] = self._tries.get(typed, Tries()).after_wrong(self._clock())
        self._refuse_while_barred(typed)
        phrase = N_("The number or the PIN is wrong. Tries left: {count}.")
        raise Refused([Problem("pin", phrase, {"count": self._tries[typed].left})])

    def wait_seconds(self, number_or_tail: str) -> int:
        """Return how long nobody may try that number, 0 when one may."""
        return self._tries.get(number_or_tail.strip(), Tries()).wait_seconds(self._clock())

    def _refuse_while_barred(self, typed: str) -> None:
        seconds = self.wait_seconds(typed)
        if seconds:
            phrase = N_("Too many wrong PINs. Please wait {seconds} seconds.")
            raise Refused([Problem("pin", phrase, {"seconds": seconds})])


def _fitting(typed: str, pin: str) -> list[VolunteerId]:
    """Return whose number, or phone's end, and PIN these are; with the letter V no phone's."""
    found = _TYPED.fullmatch(typed)
    digits = found.group(1) if found else ""
    tail = typed if len(digits) == TAIL_DIGITS and digits == typed else ""
    seals = store.seals(int(digits), tail) if digits else []
    fitting = [volunteer_id for volunteer_id, seal in seals if opens(pin, seal)]
    if not seals:
        opens(pin, _NOBODY)
    return fitting
