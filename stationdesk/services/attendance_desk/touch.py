"""Signing in and out without anybody's help: with the card, or with a PIN on the touch page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from stationdesk.domain.attendance.presence import Means
from stationdesk.domain.ids import VolunteerId
from stationdesk.domain.phones import TAIL_DIGITS
from stationdesk.domain.pins import Tries, opens
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_
from stationdesk.services.attendance_desk.sign_in import SignIn
from stationdesk.store import touch_sign_in as store

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.domain.attendance.lines import Signed
    from stationdesk.services.context import Context
    from stationdesk.services.volunteers import Volunteers

_TYPED = re.compile(r"(?:v-?)?(\d{1,9})", re.ASCII | re.IGNORECASE)
_NOBODY = "scrypt$00$00"
"""A seal that no PIN opens: an unknown number takes as long as a known one."""
_Tried = VolunteerId | str


class TouchSignIn(SignIn):
    """Wrong PINs are counted for each volunteer who was meant, while the file is open."""

    def __init__(
        self, context: Context, volunteers: Volunteers, clock: Callable[[], float] = monotonic
    ) -> None:
        """``clock`` tells seconds; it only has to go on."""
        super().__init__(context, volunteers)
        self._clock = clock
        self._tries: dict[_Tried, Tries] = {}

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
        meant = _meant_by(number_or_tail)
        self._refuse_while_barred(meant)
        fitting = meant.fitting(pin)
        if len(fitting) > 1:
            fitting = [each for each in fitting if self._may_sign(each)] or fitting[:1]
        if len(fitting) > 1:
            phrase = N_("Two volunteers fit; type the whole number with the letter V.")
            raise Refused([Problem("number", phrase)])
        if fitting:
            self._tries.pop(fitting[0], None)
            return self.toggle(fitting[0], Means.TOUCH)
        self._count_wrong(meant)
        self._refuse_while_barred(meant)
        left = min(self._tries[each].left for each in meant.tried)
        phrase = N_("The number or the PIN is wrong. Tries left: {count}.")
        raise Refused([Problem("pin", phrase, {"count": left})])

    def wait_seconds(self, number_or_tail: str) -> int:
        """Return how long nobody may try that number, 0 when one may."""
        return self._wait_seconds(_meant_by(number_or_tail))

    def _wait_seconds(self, meant: _Meant) -> int:
        now = self._clock()
        return max(self._tries.get(each, Tries()).wait_seconds(now) for each in meant.tried)

    def _count_wrong(self, meant: _Meant) -> None:
        now = self._clock()
        for each in meant.tried:
            self._tries[each] = self._tries.get(each, Tries()).after_wrong(now)

    def _refuse_while_barred(self, meant: _Meant) -> None:
        seconds = self._wait_seconds(meant)
        if seconds:
            phrase = N_("Too many wrong PINs. Please wait {seconds} seconds.")
            raise Refused([Problem("pin", phrase, {"seconds": seconds})])


@dataclass(frozen=True, slots=True)
class _Meant:
    """Whom a typed number means, with the seals of their PINs; ``digits`` stands for nobody."""

    digits: str
    seals: tuple[tuple[VolunteerId, str], ...]

    @property
    def tried(self) -> tuple[_Tried, ...]:
        """Under what a wrong PIN is counted: everybody meant; a number of nobody by itself."""
        return tuple(volunteer_id for volunteer_id, _seal in self.seals) or (self.digits,)

    def fitting(self, pin: str) -> list[VolunteerId]:
        """Return whose PIN it is."""
        if not self.seals:
            opens(pin, _NOBODY)
        return [volunteer_id for volunteer_id, seal in self.seals if opens(pin, seal)]


def _meant_by(number_or_tail: str) -> _Meant:
    """Return whose number, or phone's end, this is; with the letter V it is no phone's."""
    typed = number_or_tail.strip()
    found = _TYPED.fullmatch(typed)
    if found is None:
        return _Meant("", ())
    digits = found.group(1)
    tail = typed if len(digits) == TAIL_DIGITS and digits == typed else ""
    return _Meant(str(int(digits)), tuple(store.seals(int(digits), tail)))
