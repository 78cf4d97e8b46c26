"""Bringing the rows of hand-kept lists of volunteers into the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.importing import ImportedRow, Outcome
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.volunteer_importing import (
    PlannedVolunteer,
    VolunteerPlanner,
    is_first_aid,
    skill_key,
    skill_name,
)
from stationdesk.domain.volunteers.skill_rules import LONGEST_NAME
from stationdesk.domain.volunteers.skills import FIRST_AID, NewSkill, NewVolunteerSkill
from stationdesk.services.volunteer_desk.history import ListHistory
from stationdesk.store import imports

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from stationdesk.domain.ids import SkillId, VolunteerId
    from stationdesk.domain.importing import ImportRun, PlannedRow
    from stationdesk.services.context import Context
    from stationdesk.services.volunteers import Volunteers

ENTITY, SKILL = "volunteer", "skill"


def planner(volunteers: Volunteers, today: date) -> VolunteerPlanner:
    """Return what plans lists one after the other, as the records stand now."""
    return VolunteerPlanner(
        imports.known_fingerprints(LedgerKind.VOLUNTEER),
        volunteers.known_like,
        volunteers.named,
        today=today,
    )


def carry_out(
    volunteers: Volunteers, run: ImportRun, rows: Sequence[PlannedRow], tell: Callable[[], None]
) -> list[ImportedRow]:
    """Keep what the rows say, as a part of the import's deed; return what each became.

    Skills that the station does not list yet come first, as rows of the number 0. ``tell`` is
    called for every row.
    """
    list_ = _ListComesIn(volunteers, run)
    kept = []
    for row in rows:
        tell()
        kept.append(list_.keep(row))
    return [*list_.skills_listed, *kept]


def take_out(context: Context, volunteers: Volunteers, run: ImportRun) -> None:
    """Take the volunteers of an import out again, and skills that nobody else has.

    Raises:
        Refused: naming those who serve by now.
    """
    ListHistory(context).undo_imported(run.id)
    lines = volunteers.lines(include_left=True)
    used = {each.held.skill_id for line in lines for each in line.skills}
    listed = {row.entity_uid for row in imports.rows_of(run.id) if row.entity == SKILL}
    for skill in volunteers.skills():
        if skill.uid in listed and skill.id not in used:
            volunteers.archive_skill(skill.id)


class _ListComesIn:
    """One list on its way into the records; ``skills_listed`` are those it added to the list."""

    def __init__(self, volunteers: Volunteers, run: ImportRun) -> None:
        self._volunteers = volunteers
        self._run = run
        self._skills: dict[str, SkillId] = {
            skill_key(each.name): each.id for each in volunteers.skills()
        }
        first_aid = volunteers.first_aid()
        self._first_aid = first_aid.id if first_aid else None
        self.skills_listed: list[ImportedRow] = []

    def keep(self, row: PlannedRow) -> ImportedRow:
        """Keep one row, and say what it became."""
        if not isinstance(row, PlannedVolunteer) or row.wish is None:
            return ImportedRow(row.row.row, row.fingerprint, row.outcome, "", "")
        volunteer_id = self._volunteers.add(row.wish, self._run.id)
        for skill_id in dict.fromkeys(map(self._skill_id, row.skills)):
            self._volunteers.add_volunteer_skill(volunteer_id, NewVolunteerSkill(skill_id=skill_id))
        if row.availability:
            self._volunteers.set_availability(volunteer_id, row.availability)
        return ImportedRow(
            row.row.row, row.fingerprint, row.outcome, ENTITY, self._uid(volunteer_id)
        )

    def _uid(self, volunteer_id: VolunteerId) -> str:
        return self._volunteers.volunteer(volunteer_id).uid

    def _skill_id(self, words: str) -> SkillId:
        """Return the skill that ``words`` mean; one the station does not list yet is added."""
        if is_first_aid(words):
            self._first_aid = self._first_aid or self._listed(self._usual_first_aid(words))
            return self._first_aid
        key = skill_key(words)
        if key not in self._skills:
            self._skills[key] = self._listed(NewSkill(name=skill_name(words)[:LONGEST_NAME]))
        return self._skills[key]

    def _usual_first_aid(self, words: str) -> NewSkill:
        usual = (each for each in self._volunteers.usual_skills() if each.key == FIRST_AID)
        return next(usual, NewSkill(name=words[:LONGEST_NAME], certified=True, key=FIRST_AID))

    def _listed(self, wish: NewSkill) -> SkillId:
        skill_id = self._volunteers.add_skill(wish)
        uid = self._volunteers.skill(skill_id).uid
        self.skills_listed.append(ImportedRow(0, "", Outcome.NEW, SKILL, uid))
        return skill_id
