"""Which skills a station lists, and when somebody's skill is proven."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.domain.volunteers.skills import FIRST_AID, NewSkill
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from stationdesk.domain.volunteers.skills import NewVolunteerSkill, Skill, VolunteerSkill

LONGEST_NAME = 40
LONGEST_PROOF = 60
KEYS = frozenset({"", FIRST_AID})

USUAL_SKILLS = (
    NewSkill(name=N_("First aid"), certified=True, key=FIRST_AID),
    NewSkill(name=N_("Fire safety"), certified=True),
    NewSkill(name=N_("Sign language")),
    NewSkill(name=N_("Computers and phones")),
    NewSkill(name=N_("Haircutting")),
    NewSkill(name=N_("Repairs of water and power")),
    NewSkill(name=N_("Foreign languages")),
    NewSkill(name=N_("Counselling")),
)
"""Skills that lists of volunteers name most often; a proposal, of which the station takes what it
wants. Names are phrases here and words of the user's language once they are taken."""


def skill_problems(wish: NewSkill, others: Iterable[Skill]) -> Iterator[Problem]:
    """Tell why a skill cannot be listed beside ``others``."""
    name, known = wish.name.strip(), list(others)
    if not name:
        yield Problem("name", N_("Write the name of the skill."))
    elif len(name) > LONGEST_NAME:
        phrase = N_("This text has at most {most} characters.")
        yield Problem("name", phrase, {"most": LONGEST_NAME})
    if any(each.name == name for each in known):
        yield Problem("name", N_("There is a skill of this name already."))
    if wish.key not in KEYS:
        yield Problem("key", N_("The rules know no such skill."))
    elif wish.key and any(each.key == wish.key and not each.archived for each in known):
        yield Problem("key", N_("Another skill stands for first aid already."))


def held_problems(
    wish: NewVolunteerSkill,
    skill: Skill | None,
    others: Iterable[VolunteerSkill],
    today: date,
) -> Iterator[Problem]:
    """Tell why a skill cannot be written down for somebody who has ``others``."""
    if skill is None:
        yield Problem("skill_id", N_("Choose a skill of the list."))
    elif any(each.skill_id == skill.id for each in others):
        phrase = N_("{skill} is on record for this volunteer already.")
        yield Problem("skill_id", phrase, {"skill": skill.name})
    if wish.issued_on is not None and wish.issued_on > today:
        yield Problem("issued_on", N_("The day of issue lies in the future."))
    if wish.issued_on and wish.expires_on and wish.expires_on < wish.issued_on:
        yield Problem("expires_on", N_("The certificate ends before it was issued."))
    yield from _verified_problems(wish, skill, today)
    for about, text in (("certificate", wish.certificate), ("issuer", wish.issuer)):
        if len(text.strip()) > LONGEST_PROOF:
            phrase = N_("This text has at most {most} characters.")
            yield Problem(about, phrase, {"most": LONGEST_PROOF})


def proof_problems(wish: NewVolunteerSkill, skill: Skill) -> Iterator[Problem]:
    """Tell why a skill cannot count as proven."""
    if skill.certified and not wish.certificate.strip():
        phrase = N_("{skill} is proven by a certificate; write its number first.")
        yield Problem("certificate", phrase, {"skill": skill.name})


def after_change(before: VolunteerSkill, wish: NewVolunteerSkill) -> NewVolunteerSkill:
    """Return ``wish`` as it is kept: a new proof that nobody looked at yet is not verified.

    Who looked at the old certificate did not see the new one.
    """
    proof = (wish.certificate.strip(), wish.issuer.strip(), wish.issued_on, wish.expires_on)
    seen = (before.certificate, before.issuer, before.issued_on, before.expires_on)
    looked = (wish.verified_by.strip(), wish.verified_on)
    if proof != seen and looked == (before.verified_by, before.verified_on):
        return replace(wish, verified_by="", verified_on=None)
    return wish


def _verified_problems(
    wish: NewVolunteerSkill, skill: Skill | None, today: date
) -> Iterator[Problem]:
    if bool(wish.verified_by.strip()) is not (wish.verified_on is not None):
        yield Problem("verified_by", N_("Write who looked at the proof, and on which day."))
    elif wish.verified_on is not None:
        if wish.verified_on > today:
            yield Problem("verified_on", N_("The proof cannot be looked at in the future."))
        if skill is not None:
            yield from proof_problems(wish, skill)
