"""The station's own head and foot, which every paper bears."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST_UNIT, LONGEST_LINE, LONGEST_SEAL = 40, 80, 20
"""Characters; longer ones leave no room beside the logo, in the foot or where the seal goes."""
KEYS = ("upper_unit", "unit", "contact", "footer", "seal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What stands at the head and foot of papers; what is empty leaves no trace.

    ``upper_unit`` and ``unit`` are two lines beside the logo: the street office above, the station
    below. ``contact`` stands at the right of them. ``seal`` is what stands where the station's
    seal goes, such as 驿站（盖章）. ``logo`` are the bytes of a JPEG.
    """

    upper_unit: str = ""
    unit: str = ""
    contact: str = ""
    footer: str = ""
    seal: str = ""
    logo: bytes = b""

    @property
    def has_head(self) -> bool:
        """Tell whether anything stands above the title."""
        return bool(self.logo or self.upper_unit or self.unit or self.contact)


def letterhead_from(stored: Mapping[str, str], logo: bytes = b"") -> Letterhead:
    """Return the letterhead told by the file's choices, ``letterhead_unit`` and so on."""
    return Letterhead(**{key: stored.get(setting_of(key), "") for key in KEYS}, logo=logo)


def setting_of(key: str) -> str:
    """Return the name under which a line of the letterhead is kept."""
    return f"letterhead_{key}"


def tidied(wish: Letterhead) -> Letterhead:
    """Return ``wish`` with each line freed of breaks and of white at its ends."""
    lines = {key: " ".join(str(getattr(wish, key)).split()) for key in KEYS}
    return Letterhead(**lines, logo=wish.logo)


def letterhead_problems(wish: Letterhead) -> Iterator[Problem]:
    """Yield every reason why these lines cannot be kept."""
    longest = {"upper_unit": LONGEST_UNIT, "unit": LONGEST_UNIT, "seal": LONGEST_SEAL}
    for key in (each.name for each in fields(wish) if each.name in KEYS):
        most = longest.get(key, LONGEST_LINE)
        if len(getattr(wish, key)) > most:
            phrase = N_("This line may have {limit} characters at most.")
            yield Problem(key, phrase, {"limit": most})
