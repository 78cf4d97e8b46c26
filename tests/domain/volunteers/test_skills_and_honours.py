from datetime import date

import pytest

from stationdesk.domain.ids import HonourId, SkillId, VolunteerId, VolunteerSkillId
from stationdesk.domain.volunteers.skill_rules import after_change, held_problems, skill_problems
from stationdesk.domain.volunteers.skills import NewSkill, NewVolunteerSkill, Skill, VolunteerSkill
from stationdesk.domain.volunteers.stars import level_of, minutes_to_next, star_proposals
from stationdesk.domain.volunteers.training import Honour, HonourKind, NewHonour
from stationdesk.domain.volunteers.training_rules import honour_problems

TODAY = date(2026, 6, 30)
AID = Skill(
    id=SkillId(1), uid="s", name="急救", key="first_aid", certified=True, archived=False, version=1
)
PROOF = NewVolunteerSkill(skill_id=AID.id, certificate="JJ-001", expires_on=date(2027, 1, 1))


def held(**more):
    fields = {"certificate": "JJ-001", "issuer": "", "issued_on": None, "expires_on": None}
    looked = {"verified_by": "王芳", "verified_on": TODAY}
    return VolunteerSkill(
        id=VolunteerSkillId(1),
        uid="h",
        volunteer_id=VolunteerId(1),
        skill_id=AID.id,
        version=1,
        **(fields | looked | more),
    )


def honour(stars, volunteer_id=1):
    return Honour(
        id=HonourId(stars),
        uid=str(stars),
        volunteer_id=VolunteerId(volunteer_id),
        kind=HonourKind.STAR,
        title="星级志愿者",
        stars=stars,
        given_on=TODAY,
        given_by="街道",
        reason="",
        entry_uid="",
    )


@pytest.mark.parametrize(
    ("wish", "fields"),
    [
        (PROOF, []),
        (NewVolunteerSkill(skill_id=AID.id), []),
        (
            NewVolunteerSkill(skill_id=AID.id, verified_by="王芳", verified_on=TODAY),
            ["certificate"],
        ),
        (
            NewVolunteerSkill(skill_id=AID.id, certificate="1", verified_by="王芳"),
            ["verified_by"],
        ),
        (
            NewVolunteerSkill(
                skill_id=AID.id, issued_on=date(2026, 7, 1), expires_on=date(2026, 6, 1)
            ),
            ["issued_on", "expires_on"],
        ),
    ],
)
def test_a_certified_skill_is_proven_by_its_certificate_alone(wish, fields):
    assert [each.about for each in held_problems(wish, AID, [], TODAY)] == fields


def test_a_skill_is_on_record_once():
    assert [each.about for each in held_problems(PROOF, AID, [held()], TODAY)] == ["skill_id"]
    assert [each.about for each in held_problems(PROOF, None, [], TODAY)] == ["skill_id"]


def test_a_new_certificate_must_be_looked_at_again():
    looked = {"verified_by": "王芳", "verified_on": TODAY}
    renewed = NewVolunteerSkill(skill_id=AID.id, certificate="JJ-002", **looked)
    assert after_change(held(), renewed).verified_on is None
    same = NewVolunteerSkill(skill_id=AID.id, certificate="JJ-001", **looked)
    assert after_change(held(), same).verified_on == TODAY
    again = NewVolunteerSkill(
        skill_id=AID.id, certificate="JJ-002", verified_by="李敏", verified_on=TODAY
    )
    assert after_change(held(), again).verified_by == "李敏"


@pytest.mark.parametrize(
    ("more", "counts"),
    [
        ({}, True),
        ({"verified_on": None, "verified_by": ""}, False),
        ({"expires_on": TODAY}, True),
        ({"expires_on": date(2026, 6, 29)}, False),
        ({"issued_on": date(2026, 7, 1)}, False),
    ],
)
def test_a_skill_counts_when_it_was_verified_and_is_in_date(more, counts):
    assert held(**more).counts_on(TODAY) is counts


def test_only_one_skill_in_use_stands_for_first_aid():
    about = [each.about for each in skill_problems(NewSkill(name="急救"), [AID])]
    assert about == ["name"]
    other = NewSkill(name="救护", key="first_aid")
    assert [each.about for each in skill_problems(other, [AID])] == ["key"]
    assert [each.about for each in skill_problems(NewSkill(name=" ", key="?"), [])] == [
        "name",
        "key",
    ]


@pytest.mark.parametrize(
    ("hours", "stars"),
    [(0, 0), (99, 0), (100, 1), (299, 1), (300, 2), (600, 3), (1000, 4), (1500, 5)],
)
def test_stars_are_reached_by_hours(hours, stars):
    assert level_of(hours * 60) == stars
    lacking = minutes_to_next(hours * 60)
    assert lacking is None if stars == 5 else level_of(hours * 60 + lacking) == stars + 1


def test_who_reached_more_stars_than_were_given_is_proposed():
    minutes = {VolunteerId(1): 310 * 60, VolunteerId(2): 99 * 60, VolunteerId(3): 100 * 60}
    found = star_proposals(minutes, [honour(1, 1), honour(1, 3)])
    assert [(each.volunteer_id, each.stars, each.held) for each in found] == [(1, 2, 1)]
    assert [each.stars for each in star_proposals(minutes, [])] == [2, 1]


@pytest.mark.parametrize(
    ("kind", "stars", "fields"),
    [
        (HonourKind.STAR, 2, []),
        (HonourKind.STAR, 1, ["stars"]),
        (HonourKind.STAR, 0, ["stars"]),
        (HonourKind.STAR, 6, ["stars"]),
        (HonourKind.PIONEER, 0, []),
        (HonourKind.PIONEER, 1, ["stars"]),
    ],
)
def test_stars_are_given_to_star_volunteers_and_upwards_only(kind, stars, fields):
    wish = NewHonour(
        volunteer_id=VolunteerId(1),
        kind=kind,
        title="星级志愿者",
        given_on=TODAY,
        given_by="街道",
        stars=stars,
    )
    found = honour_problems(wish, [honour(1)], TODAY, is_praise=False)
    assert [each.about for each in found] == fields
