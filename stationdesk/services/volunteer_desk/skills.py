"""The station's list of skills, and what each volunteer can."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.volunteers.lines import SOON_DAYS, PersonSkill, SkillLine
from stationdesk.domain.volunteers.people import Standing
from stationdesk.domain.volunteers.skill_rules import (
    USUAL_SKILLS,
    after_change,
    held_problems,
    proof_problems,
    skill_problems,
)
from stationdesk.domain.volunteers.skills import FIRST_AID, NewSkill, NewVolunteerSkill
from stationdesk.i18n import N_, _
from stationdesk.services.changes import Topic
from stationdesk.services.versions import refuse_if_changed
from stationdesk.services.volunteer_desk.sight import Sight
from stationdesk.store import skills as store

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import date

    from stationdesk.domain.ids import SkillId, VolunteerId, VolunteerSkillId
    from stationdesk.domain.volunteers.lines import VolunteerLine
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.domain.volunteers.skills import Skill, VolunteerSkill
    from stationdesk.services.volunteer_desk.desk import Stamp

SKILL_ENTITY = "skill"
HELD_ENTITY = "volunteer_skill"


class Skills(Sight):
    """What volunteers can; only what somebody looked at, and what is in date, counts."""

    def skills(self, *, include_archived: bool = False) -> list[Skill]:
        """Return the station's skills, in the order of entry."""
        return [each for each in store.skills() if include_archived or not each.archived]

    def skill(self, skill_id: SkillId) -> Skill:
        """Return one skill, archived or not.

        Raises:
            Refused: where there is none of that id.
        """
        found = store.by_id().get(skill_id)
        if found is None:
            raise Refused([Problem("skill_id", N_("Choose a skill of the list."))])
        return found

    def first_aid(self) -> Skill | None:
        """Return the skill that stands for first aid in rules and tiers, None where none does."""
        return store.by_key(FIRST_AID)

    def usual_skills(self) -> list[NewSkill]:
        """Return ready-made skills that the station does not list yet, in the user's language."""
        known, keys = {each.name for each in store.skills()}, {each.key for each in self.skills()}
        named = [replace(each, name=_(each.name)) for each in USUAL_SKILLS]
        return [
            each for each in named if each.name not in known and not (each.key and each.key in keys)
        ]

    def add_skill(self, wish: NewSkill) -> SkillId:
        """List a skill; an archived one of that name is offered again.

        Raises:
            Refused: without a name, or when there is one of that name or key already.
        """
        old = next((e for e in store.skills() if e.archived and e.name == wish.name.strip()), None)
        refuse_if_any(skill_problems(wish, (each for each in store.skills() if each != old)))
        with self._context.deed(Topic.VOLUNTEERS):
            skill_id = store.add(wish) if old is None else old.id
            store.change(skill_id, wish)
            store.set_archived(skill_id, archived=False)
            skill = self.skill(skill_id)
            self._note_skill(skill, "add")
        take_back = partial(self._set_archived, skill, archived=True)
        self._offer(N_("Skill “{skill}” was added."), take_back, skill=skill.name)
        return skill_id

    def change_skill(self, skill_id: SkillId, wish: NewSkill, version: int) -> None:
        """Write a skill's name anew, and whether it needs a certificate; its key stays.

        Raises:
            Refused: naming every reason, or who changed it meanwhile.
        """
        before = self.skill(skill_id)
        refuse_if_changed(SKILL_ENTITY, before.uid, seen=version, stored=before.version)
        plain = replace(wish, key=before.key)
        refuse_if_any(skill_problems(plain, (e for e in store.skills() if e.id != skill_id)))
        with self._context.deed(Topic.VOLUNTEERS):
            store.change(skill_id, plain)
            self._note_skill(self.skill(skill_id), "change")
        old = NewSkill(name=before.name, certified=before.certified)
        take_back = partial(self.change_skill, skill_id, old, version + 1)
        self._offer(N_("Skill “{skill}” was changed."), take_back, skill=before.name)

    def archive_skill(self, skill_id: SkillId, *, archived: bool = True) -> None:
        """Offer a skill no longer, or again; who has it keeps it.

        Raises:
            Refused: when another one stands for first aid meanwhile.
        """
        skill = self.skill(skill_id)
        if not archived:
            plain = NewSkill(name=skill.name, certified=skill.certified, key=skill.key)
            refuse_if_any(skill_problems(plain, (e for e in store.skills() if e.id != skill_id)))
        self._set_archived(skill, archived=archived)
        phrase = (
            N_("Skill “{skill}” is offered no longer.")
            if archived
            else N_("Skill “{skill}” is offered again.")
        )
        take_back = partial(self._set_archived, skill, archived=not archived)
        self._offer(phrase, take_back, skill=skill.name)

    def volunteer_skills(self, volunteer_id: VolunteerId) -> list[SkillLine]:
        """Return what one volunteer can, as it stands today."""
        return list(self.line(volunteer_id).skills)

    def add_volunteer_skill(
        self, volunteer_id: VolunteerId, wish: NewVolunteerSkill
    ) -> VolunteerSkillId:
        """Write down that somebody has a skill.

        Raises:
            Refused: naming every reason, also that it is on record already.
        """
        volunteer = self.volunteer(volunteer_id)
        refuse_if_any(self._held_problems(wish, store.held_by(volunteer_id)))
        skill = self.skill(wish.skill_id)
        with self._skill_deed(volunteer, "add skill", skill):
            held_id = store.add_held(volunteer_id, wish, **self._stamp())
        take_back = partial(self._set_held_voided, volunteer, skill, held_id, voided=True)
        phrase = N_("{skill} was written down for {name}.")
        self._offer(phrase, take_back, skill=skill.name, name=volunteer.name)
        return held_id

    def change_volunteer_skill(
        self, held_id: VolunteerSkillId, wish: NewVolunteerSkill, version: int
    ) -> None:
        """Write the proof of a skill anew; a proof nobody looked at yet does not count.

        Raises:
            Refused: naming every reason, or who changed it meanwhile.
        """
        before = self._held(held_id)
        refuse_if_changed(HELD_ENTITY, before.uid, seen=version, stored=before.version)
        same = replace(wish, skill_id=before.skill_id)
        others = [each for each in store.held_by(before.volunteer_id) if each.id != held_id]
        refuse_if_any(self._held_problems(same, others))
        self._write_held(before, after_change(before, same), "change skill")
        take_back = partial(self._write_held_back, before, version + 1)
        self._offer_held(N_("{skill} of {name} was changed."), before, take_back)

    def verify_skill(self, held_id: VolunteerSkillId, by: str = "") -> None:
        """Note that ``by`` (without a name, who is at the desk) looked at the proof today.

        Raises:
            Refused: when a certificate is needed and its number is not on record.
        """
        before = self._held(held_id)
        wish = replace(
            _as_wish(before),
            verified_by=by.strip() or self._context.who(),
            verified_on=self._context.today(),
        )
        refuse_if_any(proof_problems(wish, self.skill(before.skill_id)))
        self._write_held(before, wish, "verify skill")
        take_back = partial(self._write_held_back, before, before.version + 1)
        self._offer_held(N_("{skill} of {name} was verified."), before, take_back)

    def drop_skill(self, held_id: VolunteerSkillId) -> None:
        """Take a skill of somebody off the record."""
        held = self._held(held_id)
        volunteer, skill = self.volunteer(held.volunteer_id), self.skill(held.skill_id)
        self._set_held_voided(volunteer, skill, held_id, voided=True)
        take_back = partial(self._set_held_voided, volunteer, skill, held_id, voided=False)
        self._offer_held(N_("{skill} of {name} was taken off the record."), held, take_back)

    def skill_lines(self, on: date | None = None) -> list[PersonSkill]:
        """Return what everybody who did not leave can, as it stands ``on`` (None: today)."""
        return [
            PersonSkill(person=line.volunteer, skill=each)
            for line in self.lines(on)
            for each in line.skills
        ]

    def expiring(self, within_days: int = SOON_DAYS) -> list[tuple[VolunteerLine, SkillLine]]:
        """Return verified skills that run out within so many days or did, the soonest first.

        Only of those who are active or pausing.
        """
        found = [
            (line, each)
            for line in self.lines()
            if line.standing in (Standing.ACTIVE, Standing.PAUSED)
            for each in line.skills
            if each.held.verified_on is not None
            and each.days_left is not None
            and each.days_left <= within_days
        ]
        return sorted(found, key=lambda pair: (pair[1].days_left or 0, pair[0].volunteer.id))

    def _held_problems(
        self, wish: NewVolunteerSkill, others: tuple[VolunteerSkill, ...] | list[VolunteerSkill]
    ) -> list[Problem]:
        skill = store.by_id().get(wish.skill_id)
        return list(held_problems(wish, skill, others, self._context.today()))

    def _held(self, held_id: VolunteerSkillId) -> VolunteerSkill:
        found = store.held(held_id)
        if found is None:
            raise Refused([Problem("skill", N_("This skill of a volunteer is not on record."))])
        return found

    def _write_held(self, before: VolunteerSkill, wish: NewVolunteerSkill, action: str) -> None:
        skill = self.skill(before.skill_id)
        with self._skill_deed(self.volunteer(before.volunteer_id), action, skill):
            store.change_held(before.id, wish)
            self._context.note(HELD_ENTITY, before.uid, action)

    def _write_held_back(self, before: VolunteerSkill, version: int) -> None:
        now = self._held(before.id)
        refuse_if_changed(HELD_ENTITY, now.uid, seen=version, stored=now.version)
        self._write_held(now, _as_wish(before), "change skill back")

    def _set_held_voided(
        self, volunteer: Volunteer, skill: Skill, held_id: VolunteerSkillId, *, voided: bool
    ) -> None:
        if not voided:
            refuse_if_any(_again_problems(skill, store.held_by(volunteer.id)))
        with self._skill_deed(volunteer, "drop skill" if voided else "bring skill back", skill):
            at, by = self._voiding() if voided else (None, None)
            store.set_held_voided(held_id, at, by)

    def _offer_held(self, phrase: str, held: VolunteerSkill, take_back: partial[None]) -> None:
        name = self.volunteer(held.volunteer_id).name
        self._offer(phrase, take_back, skill=self.skill(held.skill_id).name, name=name)

    def _set_archived(self, skill: Skill, *, archived: bool) -> None:
        with self._context.deed(Topic.VOLUNTEERS):
            store.set_archived(skill.id, archived=archived)
            self._note_skill(skill, "archive" if archived else "bring back")

    def _note_skill(self, skill: Skill, action: str) -> None:
        told = {"name": skill.name, "certified": skill.certified, "key": skill.key}
        self._context.note(SKILL_ENTITY, skill.uid, action, after=told)

    def _skill_deed(
        self, volunteer: Volunteer, action: str, skill: Skill
    ) -> AbstractContextManager[Stamp]:
        return self._deed(volunteer, action, skill=skill.name)


def _as_wish(held: VolunteerSkill) -> NewVolunteerSkill:
    return NewVolunteerSkill(
        skill_id=held.skill_id,
        certificate=held.certificate,
        issuer=held.issuer,
        issued_on=held.issued_on,
        expires_on=held.expires_on,
        verified_by=held.verified_by,
        verified_on=held.verified_on,
    )


def _again_problems(skill: Skill, others: tuple[VolunteerSkill, ...]) -> list[Problem]:
    if all(each.skill_id != skill.id for each in others):
        return []
    phrase = N_("{skill} is on record for this volunteer already.")
    return [Problem("skill_id", phrase, {"skill": skill.name})]
