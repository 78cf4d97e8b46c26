"""The choices that belong to a station's file, and what holds while nobody chose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from stationdesk.domain.attendance.shown_hours import HALF, TENTH
from stationdesk.domain.keeping.found_rules import MOST_FOUND_DAYS, USUAL_FOUND_DAYS
from stationdesk.domain.keeping.retention import USUAL_RETENTION_DAYS
from stationdesk.domain.lending.borrower_rules import USUAL_BLOCK_AFTER_DAYS
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BACKUP_FOLDER_NAME = "备份"
"""The folder beside the file, while no other was chosen; a name, so not translated."""


@dataclass(frozen=True, slots=True)
class DayCount:
    """A choice that is a number of days: what holds while nobody chose, and what may be chosen.

    Where its name says so, it counts minutes.
    """

    usual: int
    least: int
    most: int


FOUND_DAYS = DayCount(USUAL_FOUND_DAYS, 1, MOST_FOUND_DAYS)
RETENTION_DAYS = DayCount(USUAL_RETENTION_DAYS, 0, 365)
FEEDBACK_RETENTION_DAYS = DayCount(180, 0, 1095)
VOLUNTEER_RETENTION_DAYS = DayCount(1826, 0, 3652)
BLOCK_AFTER_DAYS = DayCount(USUAL_BLOCK_AFTER_DAYS, 0, 365)
GRACE_MINUTES = DayCount(30, 0, 240)
"""Counted in minutes; the usual one is the product's own default."""
HOURS_ROUNDINGS = (TENTH, HALF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Choices of the station.

    The folders are whole paths as this PC writes them; empty means the usual one, or none.
    ``last_backup_at`` is the local time of the newest copy known, None before the first.
    """

    backup_folder: str = ""
    second_backup_folder: str = ""
    last_backup_at: datetime | None = None
    found_days: int = FOUND_DAYS.usual
    """How long a found thing waits for its owner before it is passed on."""
    retention_days: int = RETENTION_DAYS.usual
    """How long after the last return or hand-over names and phones are still kept."""
    feedback_retention_days: int = FEEDBACK_RETENTION_DAYS.usual
    """How long after an entry of the feedback book was closed its author is still known."""
    volunteer_retention_days: int = VOLUNTEER_RETENTION_DAYS.usual
    """How long after a volunteer left it is still known who it was; five years, no public rule."""
    block_after_days: int = BLOCK_AFTER_DAYS.usual
    """Who keeps something more days longer than agreed gets nothing more; 0 blocks nobody."""
    attendance_grace_minutes: int = GRACE_MINUTES.usual
    """So long after the planned end an attendance that nobody ended closes by itself."""
    hours_rounding: int = TENTH
    """Minutes to which hours are rounded where they are shown: 6 or 30."""


def settings_from(stored: Mapping[str, str]) -> Settings:
    """Return the settings told by key → text; what is missing or spoiled is the default."""
    return Settings(
        backup_folder=stored.get("backup_folder", ""),
        second_backup_folder=stored.get("second_backup_folder", ""),
        last_backup_at=_moment(stored.get("last_backup_at", "")),
        found_days=_days(stored.get("found_days", ""), FOUND_DAYS),
        retention_days=_days(stored.get("retention_days", ""), RETENTION_DAYS),
        feedback_retention_days=_days(
            stored.get("feedback_retention_days", ""), FEEDBACK_RETENTION_DAYS
        ),
        volunteer_retention_days=_days(
            stored.get("volunteer_retention_days", ""), VOLUNTEER_RETENTION_DAYS
        ),
        block_after_days=_days(stored.get("block_after_days", ""), BLOCK_AFTER_DAYS),
        attendance_grace_minutes=_days(stored.get("attendance_grace_minutes", ""), GRACE_MINUTES),
        hours_rounding=HALF if stored.get("hours_rounding", "") == str(HALF) else TENTH,
    )


def folder_problems(about: str, folder: str, settings: Settings) -> Iterator[Problem]:
    """Yield why ``folder`` cannot be the backup folder that ``about`` names beside the other."""
    others = {
        "backup_folder": settings.second_backup_folder,
        "second_backup_folder": settings.backup_folder,
    }
    if folder and folder == others[about]:
        yield Problem(about, N_("Both backup folders are the same; choose another one."))


def days_problems(about: str, days: int, allowed: DayCount) -> Iterator[Problem]:
    """Yield why ``days`` cannot be chosen."""
    if not allowed.least <= days <= allowed.most:
        phrase = N_("Choose from {least} to {most} days.")
        yield Problem(about, phrase, {"least": allowed.least, "most": allowed.most})


def grace_problems(minutes: int) -> Iterator[Problem]:
    """Yield why so many minutes of grace cannot be chosen."""
    if not GRACE_MINUTES.least <= minutes <= GRACE_MINUTES.most:
        phrase = N_("Choose from {least} to {most} minutes.")
        values = {"least": GRACE_MINUTES.least, "most": GRACE_MINUTES.most}
        yield Problem("attendance_grace_minutes", phrase, values)


def rounding_problems(minutes: int) -> Iterator[Problem]:
    """Yield why hours cannot be rounded to so many minutes."""
    if minutes not in HOURS_ROUNDINGS:
        yield Problem("hours_rounding", N_("Hours are rounded to 0.1 or to 0.5."))


def _days(text: str, allowed: DayCount) -> int:
    known = text.isascii() and text.isdecimal()
    return int(text) if known and allowed.least <= int(text) <= allowed.most else allowed.usual


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
