"""Cover rules: how many people must be at the desk when."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.roster import usual
from stationdesk.domain.roster.cover_rules import NewCoverRule
from stationdesk.domain.roster.template_rules import cover_rule_problems
from stationdesk.i18n import N_
from stationdesk.services.roster_desk.desk import TOPICS
from stationdesk.services.roster_desk.templates import Templates
from stationdesk.services.versions import refuse_if_changed
from stationdesk.store import roster_rules as store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.ids import CoverRuleId
    from stationdesk.domain.roster.cover_rules import CoverRule

COVER = "cover_rule"


class CoverRules(Templates):
    """A rule that held ends on a day; it is not taken out, for past days rest on it."""

    def cover_rules(self, on: date | None = None) -> list[CoverRule]:
        """Return all cover rules, or those that hold on a day, by the time of day."""
        return store.cover_rules() if on is None else store.cover_rules_between(on, on)

    def cover_rule(self, rule_id: CoverRuleId) -> CoverRule:
        """Return one cover rule.

        Raises:
            Refused: where there is none of that id.
        """
        found = store.cover_rule(rule_id)
        if found is None:
            raise Refused([Problem("cover_rule", N_("There is no such cover rule."))])
        return found

    def usual_cover_rules(self) -> list[NewCoverRule]:
        """Return cover rules that fit the opening hours of a week; nothing is kept."""
        skill = self._volunteers.first_aid()
        first_aid = None if skill is None else skill.id
        return usual.usual_cover_rules(self._week(), first_aid, self._context.today())

    def add_cover_rule(self, wish: NewCoverRule) -> CoverRuleId:
        """Keep a cover rule.

        Raises:
            Refused: naming every reason.
        """
        refuse_if_any(cover_rule_problems(wish, store.cover_rules()))
        with self._context.deed(*TOPICS):
            rule_id = store.add_cover(wish)
            self._note_cover(rule_id, "add", _told(wish))
        take_back = partial(self._remove_cover, rule_id, 1)
        self._offer(N_("Cover rule “{name}” was kept."), {"name": wish.name}, take_back)
        return rule_id

    def change_cover_rule(self, rule_id: CoverRuleId, wish: NewCoverRule, version: int) -> None:
        """Keep a cover rule anew.

        Raises:
            Refused: naming every reason, and who changed it meanwhile.
        """
        before = self.cover_rule(rule_id)
        refuse_if_changed(COVER, before.uid, seen=version, stored=before.version)
        refuse_if_any(cover_rule_problems(wish, store.cover_rules(), rule_id))
        with self._context.deed(*TOPICS):
            store.change_cover(rule_id, wish)
            self._note_cover(rule_id, "change", _told(wish))
        take_back = partial(self.change_cover_rule, rule_id, _entered(before), version + 1)
        self._offer(N_("Cover rule “{name}” was changed."), {"name": wish.name}, take_back)

    def end_cover_rule(self, rule_id: CoverRuleId, on: date) -> None:
        """Let a cover rule hold through ``on`` and no longer.

        Raises:
            Refused: where it begins later than that.
        """
        before = self.cover_rule(rule_id)
        wish = replace(_entered(before), valid_until=on)
        self.change_cover_rule(rule_id, wish, before.version)

    def _remove_cover(self, rule_id: CoverRuleId, version: int) -> None:
        before = self.cover_rule(rule_id)
        refuse_if_changed(COVER, before.uid, seen=version, stored=before.version)
        with self._context.deed(*TOPICS):
            self._note_cover(rule_id, "take back", {})
            store.remove_cover(rule_id)

    def _note_cover(self, rule_id: CoverRuleId, action: str, after: Mapping[str, object]) -> None:
        self._context.note(COVER, self.cover_rule(rule_id).uid, action, after=after)


def _told(wish: NewCoverRule) -> dict[str, object]:
    return {**asdict(wish), "day_kinds": sorted(each.value for each in wish.day_kinds)}


def _entered(rule: CoverRule) -> NewCoverRule:
    return NewCoverRule(
        name=rule.name,
        day_kinds=rule.day_kinds,
        from_minute=rule.from_minute,
        to_minute=rule.to_minute,
        people=rule.people,
        skill_id=rule.skill_id,
        skilled=rule.skilled,
        weight=rule.weight,
        valid_from=rule.valid_from,
        valid_until=rule.valid_until,
    )
