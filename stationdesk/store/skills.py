"""The station's list of skills, and what each volunteer can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ids import SkillId, VolunteerId, VolunteerSkillId, new_uid
from stationdesk.domain.volunteers.skills import Skill, VolunteerSkill
from stationdesk.store.plain_sql import as_day, insert, rows
from stationdesk.store.tables import SkillRow, VolunteerSkillRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.domain.volunteers.skills import NewSkill, NewVolunteerSkill


def add(wish: NewSkill) -> SkillId:
    """Keep a skill."""
    fields = {
        "uid": new_uid(),
        "name": wish.name.strip(),
        "key": wish.key,
        "certified": int(wish.certified),
        "archived": 0,
        "version": 1,
    }
    return SkillId(insert("skill", fields))


def change(skill_id: SkillId, wish: NewSkill) -> None:
    """Write a skill anew."""
    fields = {"name": wish.name.strip(), "certified": int(wish.certified), "key": wish.key}
    _update(skill_id, **fields)


def set_archived(skill_id: SkillId, *, archived: bool) -> None:
    """Offer a skill no longer, or again; who has it keeps it."""
    _update(skill_id, archived=int(archived))


def skills() -> list[Skill]:
    """Return every skill, archived ones too, in the order of their entry."""
    sql = "SELECT id, uid, name, key, certified, archived, version FROM skill ORDER BY id"
    return [
        Skill(
            id=SkillId(skill_id),
            uid=uid,
            name=name,
            key=key,
            certified=bool(certified),
            archived=bool(archived),
            version=version,
        )
        for skill_id, uid, name, key, certified, archived, version in rows(sql)
    ]


def by_id() -> dict[SkillId, Skill]:
    """Return every skill by its id."""
    return {each.id: each for each in skills()}


def by_key(key: str) -> Skill | None:
    """Return the skill in use that the rules know by ``key``, such as first aid."""
    return next((each for each in skills() if each.key == key and not each.archived), None)


def add_held(
    volunteer_id: VolunteerId, wish: NewVolunteerSkill, *, recorded_at: str, recorded_by: str
) -> VolunteerSkillId:
    """Keep that a volunteer says to have a skill."""
    fields = {
        **_fields(wish),
        "uid": new_uid(),
        "volunteer_id": volunteer_id,
        "skill_id": wish.skill_id,
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
        "version": 1,
    }
    return VolunteerSkillId(insert("volunteer_skill", fields))


def change_held(held_id: VolunteerSkillId, wish: NewVolunteerSkill) -> None:
    """Write the proof of a skill anew."""
    _update_held(held_id, **_fields(wish))


def set_held_voided(held_id: VolunteerSkillId, at: str | None, by: str | None) -> None:
    """Let a volunteer have a skill no more, or again."""
    _update_held(held_id, voided_at=at, voided_by=by)


def held(held_id: VolunteerSkillId) -> VolunteerSkill | None:
    """Return one skill of a volunteer, None where there is none that stands."""
    return next(iter(_held("AND id = ?", [held_id])), None)


def held_by(volunteer_id: VolunteerId) -> tuple[VolunteerSkill, ...]:
    """Return what one volunteer can, in the order of entry."""
    return tuple(_held("AND volunteer_id = ?", [volunteer_id]))


def all_held() -> dict[VolunteerId, tuple[VolunteerSkill, ...]]:
    """Return what everybody can, by volunteer."""
    found: dict[VolunteerId, list[VolunteerSkill]] = {}
    for each in _held():
        found.setdefault(each.volunteer_id, []).append(each)
    return {volunteer_id: tuple(held) for volunteer_id, held in found.items()}


def _fields(wish: NewVolunteerSkill) -> dict[str, object]:
    return {
        "certificate": wish.certificate.strip(),
        "issuer": wish.issuer.strip(),
        "issued_on": None if wish.issued_on is None else wish.issued_on.isoformat(),
        "expires_on": None if wish.expires_on is None else wish.expires_on.isoformat(),
        "verified_by": wish.verified_by.strip(),
        "verified_on": None if wish.verified_on is None else wish.verified_on.isoformat(),
    }


def _update(skill_id: SkillId, **fields: object) -> None:
    SkillRow.update(**fields, version=SkillRow.version + 1).where(SkillRow.id == skill_id).execute()


def _update_held(held_id: VolunteerSkillId, **fields: object) -> None:
    VolunteerSkillRow.update(**fields, version=VolunteerSkillRow.version + 1).where(
        VolunteerSkillRow.id == held_id
    ).execute()


def _held(where: str = "", values: Sequence[object] = ()) -> list[VolunteerSkill]:
    sql = f"""
        SELECT id, uid, volunteer_id, skill_id, certificate, issuer, issued_on, expires_on,
            verified_by, verified_on, version
        FROM volunteer_skill WHERE voided_at IS NULL {where} ORDER BY id"""
    return [
        VolunteerSkill(
            id=VolunteerSkillId(row[0]),
            uid=row[1],
            volunteer_id=VolunteerId(row[2]),
            skill_id=SkillId(row[3]),
            certificate=row[4],
            issuer=row[5],
            issued_on=as_day(row[6]),
            expires_on=as_day(row[7]),
            verified_by=row[8],
            verified_on=as_day(row[9]),
            version=row[10],
        )
        for row in rows(sql, values)
    ]
