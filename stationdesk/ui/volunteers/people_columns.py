"""Which columns of the volunteer register the page shows, and what a search finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.opening import clock
from stationdesk.domain.volunteers.lines import VolunteerMark
from stationdesk.domain.volunteers.people import Standing
from stationdesk.i18n import N_
from stationdesk.listings.columns import Column, Kind
from stationdesk.listings.volunteers import register
from stationdesk.ui.widgets.chosen_columns import chosen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.volunteers.lines import VolunteerLine

DAY = 1440
FOLDS = ("number", "group", "stars", "phone", "next", "skills")
"""What the register can do without in a narrow window, the first before the others."""
PRESSING = frozenset(
    {
        VolunteerMark.NO_CONSENT,
        VolunteerMark.ON_LEAVE,
        VolunteerMark.LEAVE_ASKED,
        VolunteerMark.SKILL_EXPIRED,
        VolunteerMark.SKILL_EXPIRES,
        VolunteerMark.SKILL_UNVERIFIED,
    }
)
"""What somebody has to look at; being a minor, a novice or a mentor is no trouble by itself."""
SEGMENTS = {
    "here": N_("With us"),
    "mind": N_("Needs a look"),
    "applied": N_("Applied"),
    "paused": N_("Pausing"),
    "left": N_("Left"),
}


def people() -> tuple[Column[VolunteerLine], ...]:
    """Return the columns of volunteers on the page."""
    told = register()
    head = chosen(told, "name", "standing", "mind", "skills", "hours", grows=("mind", "skills"))
    return chosen(
        (*head, _next_shift(), *chosen(told, "phone", "stars", "group", "number", grows=())),
        "name",
        "standing",
        "mind",
        "skills",
        "hours",
        "next",
        "phone",
        "stars",
        "group",
        "number",
        grows=("mind", "skills"),
        name=5,
        standing=5,
        mind=7,
        skills=6,
        hours=5,
        next=9,
        number=5,
    )


def segment_fits(line: VolunteerLine, segment: str) -> bool:
    """Tell whether a volunteer stands in a quick filter."""
    standing = line.standing
    if segment == "here":
        return standing is not Standing.LEFT
    if segment == "mind":
        return standing is not Standing.LEFT and not PRESSING.isdisjoint(line.marks)
    wanted = {"applied": Standing.APPLIED, "paused": Standing.PAUSED, "left": Standing.LEFT}
    return standing is wanted[segment]


def fits_words(line: VolunteerLine, words: Iterable[str]) -> bool:
    """Tell whether each word stands in the name, its pinyin, the number, the phone, the group."""
    who = line.volunteer
    said = f"{who.name} {who.search_words} {who.number} {who.phone} {who.group}".casefold()
    return all(word in said for word in words)


def _next_shift() -> Column[VolunteerLine]:
    """Return the next shift as one reads it fastest; it is sorted with its year."""
    return Column("next", N_("Next shift"), Kind.TEXT, _next_words, 8, order=_next_order)


def _next_words(line: VolunteerLine) -> str:
    shift = line.next_shift
    return f"{shift.day:%m-%d} {shift.name} {clock(shift.from_minute % DAY)}" if shift else ""


def _next_order(line: VolunteerLine) -> str:
    shift = line.next_shift
    return f"{shift.day} {shift.from_minute:04d}" if shift else "9999"
