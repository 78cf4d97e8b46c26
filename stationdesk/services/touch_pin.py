"""The PIN by which the manager, and nobody else, leaves the touch page."""

from __future__ import annotations

from functools import partial
from secrets import token_bytes
from time import monotonic
from typing import TYPE_CHECKING

from stationdesk.domain.pins import SALT_BYTES, Tries, opens, pin_problems, sealed
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.store import settings as store

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.services.context import Context

KEY = "touch_pin"


class TouchPin:
    """Sets the PIN and asks for it; the PIN itself is kept nowhere, nor told to the record."""

    def __init__(self, context: Context, clock: Callable[[], float] = monotonic) -> None:
        """``clock`` tells seconds; it only has to go on."""
        self._context = context
        self._clock = clock
        self._tries = Tries()

    def is_set(self) -> bool:
        """Return whether there is a PIN; without one the touch page does not begin."""
        return bool(self._seal())

    def keep(self, pin: str, again: str) -> None:
        """Choose a PIN, typed twice.

        Raises:
            Refused: when it is none, too easy, or typed differently the second time.
        """
        refuse_if_any(pin_problems(pin, again))
        self._change(sealed(pin, token_bytes(SALT_BYTES)), N_("The PIN was set."))

    def forget(self) -> None:
        """Have no PIN any more."""
        if self.is_set():
            self._change("", N_("The PIN was removed."))

    def wait_seconds(self) -> int:
        """Return how long nobody may try, 0 when one may."""
        return self._tries.wait_seconds(self._clock())

    def check(self, pin: str) -> None:
        """Let ``pin`` pass, or count it as wrong.

        Raises:
            Refused: when it is wrong, or too many were wrong shortly before.
        """
        self._refuse_while_barred()
        if opens(pin, self._seal()):
            self._tries = Tries()
            return
        self._tries = self._tries.after_wrong(self._clock())
        self._refuse_while_barred()
        phrase = N_("The PIN is wrong. Tries left: {count}.")
        raise Refused([Problem("pin", phrase, {"count": self._tries.left})])

    def _refuse_while_barred(self) -> None:
        seconds = self.wait_seconds()
        if seconds:
            phrase = N_("Too many wrong PINs. Please wait {seconds} seconds.")
            raise Refused([Problem("pin", phrase, {"seconds": seconds})])

    def _seal(self) -> str:
        return store.stored().get(KEY, "")

    def _change(self, seal: str, phrase: str) -> None:
        before = self._seal()
        self._keep(seal)
        self._context.offer_undo(Undo(phrase, {}, partial(self._keep, before)))

    def _keep(self, seal: str) -> None:
        """Write a seal; the record tells only whether there was one before and is one now."""
        before = self.is_set()
        with self._context.deed(Topic.STATION):
            store.keep(KEY, seal)
            self._context.note(
                "setting", KEY, "change", before={"set": before}, after={"set": bool(seal)}
            )
