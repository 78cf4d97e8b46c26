"""The manager's PIN: four to eight digits, kept only as a seal from which nobody reads it."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST_PIN = 4
LONGEST_PIN = 8
SALT_BYTES = 16
TRIES = 5
"""Wrong PINs in a row before one has to wait."""
WAIT_SECONDS = 60

_SCHEME = "scrypt"
_COST, _BLOCK, _LANES = 2**14, 8, 1
"""The memory-hard work of one try: 16 MB, some hundredths of a second (RFC 7914 §2)."""


def pin_problems(pin: str, again: str) -> Iterator[Problem]:
    """Tell why ``pin`` cannot be chosen; ``again`` is how it was typed the second time."""
    if not _is_digits(pin) or not SHORTEST_PIN <= len(pin) <= LONGEST_PIN:
        phrase = N_("The PIN has {least} to {most} digits.")
        yield Problem("pin", phrase, {"least": SHORTEST_PIN, "most": LONGEST_PIN})
    elif len(set(pin)) == 1 or _is_staircase(pin):
        yield Problem("pin", N_("This PIN is guessed at once; choose another one."))
    if pin != again:
        yield Problem("again", N_("The PIN was typed differently the second time."))


def sealed(pin: str, salt: bytes) -> str:
    """Return what is kept of ``pin``: the scheme, the salt and the hash, in hexadecimal."""
    return f"{_SCHEME}${salt.hex()}${_hash(pin, salt).hex()}"


def opens(pin: str, seal: str) -> bool:
    """Tell whether ``pin`` is the one that ``seal`` was made of; a spoiled seal fits none."""
    scheme, _first, rest = seal.partition("$")
    salt, _second, kept = rest.partition("$")
    try:
        wanted = bytes.fromhex(kept)
        made = _hash(pin, bytes.fromhex(salt))
    except ValueError:
        return False
    return scheme == _SCHEME and hmac.compare_digest(made, wanted)


@dataclass(frozen=True, slots=True)
class Tries:
    """How often a wrong PIN was typed since the last wait; moments are seconds of any clock."""

    wrong: int = 0
    barred_until: float = 0.0

    @property
    def left(self) -> int:
        """The tries left before one has to wait."""
        return TRIES - self.wrong

    def wait_seconds(self, now: float) -> int:
        """Return the whole seconds until the next try; 0 when one may try."""
        rest = self.barred_until - now
        return int(-(-rest // 1)) if rest > 0 else 0

    def after_wrong(self, now: float) -> Tries:
        """Return how it stands after one more wrong PIN."""
        if self.left > 1:
            return Tries(self.wrong + 1, self.barred_until)
        return Tries(0, now + WAIT_SECONDS)


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES)


def _is_digits(pin: str) -> bool:
    return pin.isascii() and pin.isdecimal()


def _is_staircase(pin: str) -> bool:
    """Tell whether every digit is one more, or one less, than the one before: 1234, 8765."""
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return steps in ({1}, {-1})
