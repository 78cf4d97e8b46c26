"""What a person can choose for the station: how its rules read, and where its copies go."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from stationdesk.domain.attendance.shown_hours import TENTH
from stationdesk.domain.feedback.red_lines import red_line_problems, red_lines_from, setting_of
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.settings import (
    BACKUP_FOLDER_NAME,
    BLOCK_AFTER_DAYS,
    FEEDBACK_RETENTION_DAYS,
    FOUND_DAYS,
    GRACE_MINUTES,
    RETENTION_DAYS,
    VOLUNTEER_RETENTION_DAYS,
    days_problems,
    folder_problems,
    grace_problems,
    rounding_problems,
    settings_from,
)
from stationdesk.domain.station import NewStation
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.services.inventory import Inventory
from stationdesk.services.safekeeping import Backup, Safekeeping, backups_in, thin_out
from stationdesk.services.standards import Standards
from stationdesk.services.station import StationFacts
from stationdesk.store import settings as store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from stationdesk.domain.feedback.rates import RateKey
    from stationdesk.domain.settings import DayCount, Settings
    from stationdesk.domain.station import Station
    from stationdesk.domain.tiers.records import StandardLine
    from stationdesk.services.context import Context

_CHANGED = {
    "backup_folder": N_("The backup folder was changed."),
    "second_backup_folder": N_("The second backup folder was changed."),
    "block_after_days": N_("From when on late borrowers are blocked was changed."),
    "found_days": N_("How long found things wait was changed."),
    "feedback_retention_days": N_("How long authors of feedback are known was changed."),
    "volunteer_retention_days": N_("How long it is known who left was changed."),
    "retention_days": N_("How long personal data is kept was changed."),
    "attendance_grace_minutes": N_("When a forgotten attendance closes was changed."),
    "hours_rounding": N_("How hours of service are rounded was changed."),
}


@dataclass(frozen=True, slots=True)
class BackupRound:
    """What one round of backups made, and why a folder got none."""

    made: tuple[Path, ...]
    failed: tuple[Problem, ...]


class StationSettings:
    """The station's choices."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def settings(self) -> Settings:
        """Return what was chosen, with the defaults where nothing was."""
        return settings_from(store.stored())

    def standards(self) -> list[StandardLine]:
        """Return the standards that the station may be judged by."""
        return [line for line in Standards(self._context).all() if not line.archived]

    def change_station(self, wish: NewStation, version: int) -> None:
        """Keep changed facts of the station.

        Where it reads month-only expiries otherwise from now on, the last days of the goods are
        computed anew in the same deed.

        Raises:
            Refused: naming every field that cannot stay so, or who changed it meanwhile.
        """
        before = StationFacts(self._context).known_station()
        self._change(wish, version)
        phrase = N_("The station's facts were changed.")
        take_back = partial(self._change, _entered(before), version + 1)
        self._context.offer_undo(Undo(phrase, {}, take_back))

    def keep_backup_folder(self, folder: Path | None) -> None:
        """Choose where copies go; None is the folder beside the file again.

        Raises:
            Refused: when it is the second folder too, or no folder.
        """
        self._choose("backup_folder", folder)

    def keep_second_backup_folder(self, folder: Path | None) -> None:
        """Choose where a second copy goes, such as a USB drive; None is nowhere.

        Raises:
            Refused: when it is the first folder too, or no folder.
        """
        self._choose("second_backup_folder", folder)

    def keep_found_days(self, days: int) -> None:
        """Choose how many days a found thing waits for its owner; those entered stay as they are.

        Raises:
            Refused: when it is no number of days that may be chosen.
        """
        self._choose_days("found_days", days, FOUND_DAYS)

    def keep_retention_days(self, days: int) -> None:
        """Choose how many days after the last return or hand-over personal data is kept.

        Raises:
            Refused: when it is no number of days that may be chosen.
        """
        self._choose_days("retention_days", days, RETENTION_DAYS)

    def keep_feedback_retention_days(self, days: int) -> None:
        """Choose how many days after its closing the author of an entry is still known.

        Raises:
            Refused: when it is no number of days that may be chosen.
        """
        self._choose_days("feedback_retention_days", days, FEEDBACK_RETENTION_DAYS)

    def keep_attendance_grace(self, minutes: int) -> None:
        """Choose how long after its planned end an attendance that nobody ended closes by itself.

        Raises:
            Refused: when it is no number of minutes that may be chosen.
        """
        refuse_if_any(grace_problems(minutes))
        chosen = str(minutes) if minutes != GRACE_MINUTES.usual else ""
        self._keep_chosen("attendance_grace_minutes", chosen)

    def keep_hours_rounding(self, minutes: int) -> None:
        """Choose to how many minutes (6 or 30) hours of service are rounded where they are shown.

        Raises:
            Refused: when it is another number.
        """
        refuse_if_any(rounding_problems(minutes))
        self._keep_chosen("hours_rounding", str(minutes) if minutes != TENTH else "")

    def keep_volunteer_retention_days(self, days: int) -> None:
        """Choose how many days after a volunteer left it is still known who it was.

        Raises:
            Refused: when it is no number of days that may be chosen.
        """
        self._choose_days("volunteer_retention_days", days, VOLUNTEER_RETENTION_DAYS)

    def keep_block_after_days(self, days: int) -> None:
        """Choose how many days late something must be to block its borrower; 0 blocks nobody.

        Raises:
            Refused: when it is no number of days that may be chosen.
        """
        self._choose_days("block_after_days", days, BLOCK_AFTER_DAYS)

    def red_lines(self) -> dict[RateKey, int]:
        """Return the least percentages that the station set itself for rates; none at first."""
        return red_lines_from(store.stored())

    def keep_red_lines(self, wanted: Mapping[RateKey, int | None]) -> None:
        """Set red lines of rates as one deed; None takes one away, rates not named stay.

        Raises:
            Refused: naming every one that is no percentage.
        """
        problems = [red_line_problems(key, percent) for key, percent in wanted.items()]
        refuse_if_any(chain.from_iterable(problems))
        stored = store.stored()
        changed = {
            setting_of(key): (stored.get(setting_of(key), ""), str(percent or ""))
            for key, percent in wanted.items()
        }
        changed = {key: pair for key, pair in changed.items() if pair[0] != pair[1]}
        if changed:
            self._keep_all(changed)
            before = {key: (after, before) for key, (before, after) in changed.items()}
            phrase = N_("The red lines were changed.")
            self._context.offer_undo(Undo(phrase, {}, partial(self._keep_all, before)))

    def backup_folders(self, file: Path) -> list[Path]:
        """Return where copies of ``file`` go: the folder chosen, then the second within reach.

        While none was chosen, the first is a folder beside the file. A second one on a drive that
        is not plugged in is left out.
        """
        chosen = self.settings()
        first = Path(chosen.backup_folder) if chosen.backup_folder else usual_folder(file)
        second = Path(chosen.second_backup_folder) if chosen.second_backup_folder else None
        return [first, *([second] if second is not None and _is_within_reach(second) else [])]

    def backups(self, file: Path) -> list[Backup]:
        """Return the copies of ``file`` in all folders within reach, the newest first."""
        found = [
            copy for folder in self.backup_folders(file) for copy in backups_in(folder, file.stem)
        ]
        return sorted(found, key=lambda copy: copy.made_at, reverse=True)

    def last_backup(self, file: Path) -> datetime | None:
        """Return when the newest copy known was made, though its drive may be out of reach."""
        moments = [copy.made_at for copy in self.backups(file)[:1]]
        noted = self.settings().last_backup_at
        return max([*moments, *([noted] if noted else [])], default=None)

    def back_up(self, now: datetime) -> BackupRound:
        """Copy the open file into every folder and thin out old copies there.

        ``now`` is local time. A folder that fails does not keep the others from their copy.
        """
        file = self._context.database.path
        if file is None:
            return BackupRound((), ())
        made: list[Path] = []
        failed: list[Problem] = []
        for folder in self.backup_folders(file):
            try:
                made.append(Safekeeping(self._context.database).backup(folder, now))
                thin_out(folder, file.stem)
            except Refused as refusal:
                failed += refusal.problems
        if made:
            self._note_backup(now)
        return BackupRound(tuple(made), tuple(failed))

    def _change(self, wish: NewStation, version: int) -> None:
        facts = StationFacts(self._context)
        before = facts.known_station()
        with self._context.deed(Topic.STATION):
            facts.change(wish, version)
            if wish.month_expiry_rule is not before.month_expiry_rule:
                Inventory(self._context).expiry_rule_changed()

    def _choose(self, key: str, folder: Path | None) -> None:
        chosen = str(folder) if folder is not None else ""
        refuse_if_any(folder_problems(key, chosen, self.settings()))
        if folder is not None and folder.exists() and not folder.is_dir():
            phrase = N_("“{name}” is a file; choose a folder.")
            raise Refused([Problem(key, phrase, {"name": folder.name})])
        self._keep_chosen(key, chosen)

    def _choose_days(self, key: str, days: int, allowed: DayCount) -> None:
        refuse_if_any(days_problems(key, days, allowed))
        self._keep_chosen(key, str(days) if days != allowed.usual else "")

    def _keep_chosen(self, key: str, chosen: str) -> None:
        before = store.stored().get(key, "")
        if chosen == before:
            return
        self._keep(key, before, chosen)
        take_back = partial(self._keep, key, chosen, before)
        self._context.offer_undo(Undo(_CHANGED[key], {}, take_back))

    def _keep(self, key: str, before: str, after: str) -> None:
        with self._context.deed(Topic.STATION):
            store.keep(key, after)
            self._context.note(
                "setting", key, "change", before={"value": before}, after={"value": after}
            )

    def _keep_all(self, changed: Mapping[str, tuple[str, str]]) -> None:
        with self._context.deed(Topic.STATION, Topic.FEEDBACK):
            for key, (before, after) in changed.items():
                self._keep(key, before, after)

    def _note_backup(self, now: datetime) -> None:
        """Remember the copy; that is no change of the records, so nobody is told of it."""
        with self._context.deed():
            store.keep("last_backup_at", now.isoformat(timespec="seconds"))


def usual_folder(file: Path) -> Path:
    """Return the backup folder of ``file`` while no other was chosen."""
    return file.parent / BACKUP_FOLDER_NAME


def _is_within_reach(folder: Path) -> bool:
    return folder.is_dir() or folder.parent.is_dir()


def _entered(station: Station) -> NewStation:
    fields = asdict(station)
    return NewStation(**{key: fields[key] for key in fields if key not in ("uid", "version")})
