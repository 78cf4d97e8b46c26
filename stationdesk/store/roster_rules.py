"""What a roster keeps to, in the station's file: cover rules, and how the named rules stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import CoverRuleId, SkillId, new_uid
from stationdesk.domain.roster.cover_rules import CoverRule, NewCoverRule
from stationdesk.domain.roster.rules import USUAL_RULES, Rule, RuleChoice, Weight
from stationdesk.store.plain_sql import as_day, insert, must_be_day, rows
from stationdesk.store.shifts import read_kinds, stored_kinds

if TYPE_CHECKING:
    from datetime import date


def add_cover(wish: NewCoverRule) -> CoverRuleId:
    """Keep a cover rule."""
    return CoverRuleId(insert("cover_rule", {"uid": new_uid(), **_told(wish), "version": 1}))


def change_cover(rule_id: CoverRuleId, wish: NewCoverRule) -> None:
    """Write a cover rule anew."""
    told = _told(wish)
    names = ", ".join(f"{name} = ?" for name in told)
    sql = f"UPDATE cover_rule SET {names}, version = version + 1 WHERE id = ? RETURNING id"
    rows(sql, [*told.values(), rule_id])


def remove_cover(rule_id: CoverRuleId) -> None:
    """Take out a cover rule that was only just entered."""
    rows("DELETE FROM cover_rule WHERE id = ? RETURNING id", [rule_id])


def cover_rule(rule_id: CoverRuleId) -> CoverRule | None:
    """Return one cover rule, None where there is none of that id."""
    found = rows(f"{_SELECT_COVER} WHERE id = ?", [rule_id])
    return _cover(found[0]) if found else None


def cover_rules() -> list[CoverRule]:
    """Return all cover rules, also those that ended, by the time of day."""
    return [_cover(row) for row in rows(f"{_SELECT_COVER} ORDER BY from_minute, to_minute, id")]


def cover_rules_between(first: date, last: date) -> list[CoverRule]:
    """Return the cover rules that hold on a day from ``first`` through ``last``."""
    where = """WHERE valid_from <= ? AND (valid_until IS NULL OR valid_until >= ?)
        ORDER BY from_minute, to_minute, id"""
    found = rows(f"{_SELECT_COVER} {where}", [last.isoformat(), first.isoformat()])
    return [_cover(row) for row in found]


def choose(
    rule: Rule, choice: RuleChoice, valid_from: date, *, recorded_at: str, recorded_by: str
) -> None:
    """Let a named rule stand so from a day on; what was chosen last for that day holds."""
    fields = {
        "uid": new_uid(),
        "rule": rule.value,
        "valid_from": valid_from.isoformat(),
        "weight": choice.weight.value,
        "amount": choice.amount,
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
    }
    insert("roster_rule", fields)


def choices_on(day: date) -> dict[Rule, RuleChoice]:
    """Return how every named rule stands on a day; what was never chosen stands as usual."""
    sql = """SELECT rule, weight, amount FROM roster_rule WHERE valid_from <= ?
        ORDER BY valid_from, id"""
    found = dict(USUAL_RULES)
    for rule, weight, amount in rows(sql, [day.isoformat()]):
        found[Rule(rule)] = RuleChoice(Weight(weight), amount)
    return found


_SELECT_COVER = """SELECT id, uid, name, day_kinds, from_minute, to_minute, people, skill_id,
    skilled, weight, valid_from, valid_until, version FROM cover_rule"""


def _told(wish: NewCoverRule) -> dict[str, object]:
    until = wish.valid_until
    return {
        "name": wish.name.strip(),
        "day_kinds": stored_kinds(wish.day_kinds),
        "from_minute": wish.from_minute,
        "to_minute": wish.to_minute,
        "people": wish.people,
        "skill_id": wish.skill_id,
        "skilled": wish.skilled,
        "weight": wish.weight.value,
        "valid_from": wish.valid_from.isoformat(),
        "valid_until": None if until is None else until.isoformat(),
    }


def _cover(row: tuple[Any, ...]) -> CoverRule:
    rule_id, uid, name, kinds, begins, ends, people, skill_id, skilled, *rest = row
    weight, valid_from, valid_until, version = rest
    return CoverRule(
        id=CoverRuleId(rule_id),
        uid=uid,
        name=name,
        day_kinds=read_kinds(kinds),
        from_minute=begins,
        to_minute=ends,
        people=people,
        skill_id=None if skill_id is None else SkillId(skill_id),
        skilled=skilled,
        weight=Weight(weight),
        valid_from=must_be_day(valid_from),
        valid_until=as_day(valid_until),
        version=version,
    )
