"""What a shift, a template and a cover rule must say before they are kept, and a rule's choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.opening import DAY_MINUTES
from stationdesk.domain.problems import Problem
from stationdesk.domain.roster.rules import ALWAYS_BLOCKS, RULE_UNITS, Rule, Unit, Weight
from stationdesk.domain.roster.shifts import ALL_WEEKDAYS
from stationdesk.domain.typed_text import says_something
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stationdesk.domain.ids import CoverRuleId, ShiftTemplateId
    from stationdesk.domain.roster.cover_rules import CoverRule, NewCoverRule
    from stationdesk.domain.roster.periods import Period
    from stationdesk.domain.roster.rules import RuleChoice
    from stationdesk.domain.roster.shifts import NewShift, NewShiftTemplate, Shift, ShiftTemplate

LONGEST_SHIFT_NAME = 20
LONGEST_POST = 20
LONGEST_COVER_NAME = 40
MOST_PEOPLE = 99
MOST_AMOUNT = {
    Unit.NONE: 0,
    Unit.MINUTES: 31 * DAY_MINUTES,
    Unit.SHIFTS: 200,
    Unit.DAYS: 31,
    Unit.WEEKENDS: 5,
    Unit.CLOCK: 2 * DAY_MINUTES,
}
"""The greatest amount of a rule that means anything, by its unit."""
LEAST_AMOUNT = {Unit.CLOCK: 1, Unit.DAYS: 1}


def template_problems(
    wish: NewShiftTemplate,
    others: Iterable[ShiftTemplate] = (),
    changed: ShiftTemplateId | None = None,
) -> Iterator[Problem]:
    """Tell why a template cannot be kept beside ``others``; ``changed`` is the one it replaces.

    Two live templates of one name on a common day would make two shifts that nobody can tell
    apart.
    """
    yield from _shift_like_problems(wish)
    yield from _days_problems(wish)
    for other in others:
        if other.id != changed and not other.archived and _are_confused(wish, other):
            phrase = N_("“{name}” is there already on some of these days.")
            yield Problem("name", phrase, {"name": other.name})


def shift_problems(
    wish: NewShift,
    period: Period | None = None,
    others: Iterable[Shift] = (),
    changed: Shift | None = None,
) -> Iterator[Problem]:
    """Tell why a shift cannot be kept in ``period`` beside the ``others`` of that day.

    ``changed`` is the one it replaces.
    """
    yield from _shift_like_problems(wish)
    if period is not None and not period.first_day <= wish.day <= period.last_day:
        phrase = N_("{day} does not belong to {number}.")
        yield Problem("day", phrase, {"day": wish.day, "number": period.number})
    for other in others:
        if (changed is None or other.id != changed.id) and _is_twin(wish, other):
            phrase = N_("{day} has a shift “{name}” already.")
            yield Problem("name", phrase, {"day": wish.day, "name": other.name})


def cover_rule_problems(
    wish: NewCoverRule,
    others: Iterable[CoverRule] = (),
    changed: CoverRuleId | None = None,
) -> Iterator[Problem]:
    """Tell why a cover rule cannot be kept; several rules about the same time all hold."""
    yield from _name_problems(wish.name, LONGEST_COVER_NAME)
    yield from _time_problems(wish.from_minute, wish.to_minute)
    if not wish.day_kinds:
        yield Problem("day_kinds", N_("Choose at least one kind of day."))
    if wish.people + wish.skilled <= 0:
        yield Problem("people", N_("A cover rule asks for at least one person."))
    yield from _people_problems("people", wish.people)
    yield from _skill_problems(wish, wish.people)
    if wish.weight is Weight.OFF:
        yield Problem("weight", N_("A cover rule blocks or warns; end it to do without it."))
    if wish.valid_until is not None and wish.valid_until < wish.valid_from:
        yield Problem("valid_until", N_("The last day lies before the first day."))
    for other in others:
        if other.id != changed and _says_the_same(wish, other):
            phrase = N_("“{name}” asks for the same already.")
            yield Problem("name", phrase, {"name": other.name})


def rule_choice_problems(rule: Rule, choice: RuleChoice) -> Iterator[Problem]:
    """Tell why a rule cannot stand so: some always block, and amounts have bounds."""
    if rule in ALWAYS_BLOCKS and choice.weight is not Weight.BLOCK:
        yield Problem("weight", N_("This rule always blocks."))
    unit = RULE_UNITS.get(rule, Unit.NONE)
    least, most = LEAST_AMOUNT.get(unit, 0), MOST_AMOUNT[unit]
    if not least <= choice.amount <= most:
        phrase = N_("The amount of this rule lies between {least} and {most}.")
        yield Problem("amount", phrase, {"least": least, "most": most})


def _shift_like_problems(wish: NewShiftTemplate | NewShift) -> Iterator[Problem]:
    yield from _name_problems(wish.name, LONGEST_SHIFT_NAME)
    if len(wish.post.strip()) > LONGEST_POST:
        phrase = N_("A post has at most {most} characters.")
        yield Problem("post", phrase, {"most": LONGEST_POST})
    yield from _time_problems(wish.from_minute, wish.to_minute)
    yield from _people_problems("needed", wish.needed)
    if not 1 <= wish.most <= MOST_PEOPLE:
        phrase = N_("A shift takes from 1 to {most} people.")
        yield Problem("most", phrase, {"most": MOST_PEOPLE})
    elif wish.needed > wish.most:
        phrase = N_("A shift that takes {most} people cannot need {needed}.")
        yield Problem("needed", phrase, {"most": wish.most, "needed": wish.needed})
    yield from _skill_problems(wish, wish.most)


def _name_problems(name: str, longest: int) -> Iterator[Problem]:
    if not says_something(name):
        yield Problem("name", N_("Write a name for it."))
    elif len(name.strip()) > longest:
        phrase = N_("This name has at most {most} characters.")
        yield Problem("name", phrase, {"most": longest})


def _time_problems(from_minute: int, to_minute: int) -> Iterator[Problem]:
    if not 0 <= from_minute < DAY_MINUTES:
        yield Problem("from_minute", N_("It begins between 00:00 and 23:59."))
    elif to_minute <= from_minute:
        yield Problem("to_minute", N_("It ends after it begins."))
    elif to_minute - from_minute > DAY_MINUTES:
        yield Problem("to_minute", N_("It lasts 24 hours at most."))


def _days_problems(wish: NewShiftTemplate) -> Iterator[Problem]:
    if not wish.day_kinds:
        yield Problem("day_kinds", N_("Choose at least one kind of day."))
    if not wish.weekdays:
        yield Problem("weekdays", N_("Choose at least one weekday."))
    elif not wish.weekdays <= ALL_WEEKDAYS:
        number = min(wish.weekdays - ALL_WEEKDAYS)
        yield Problem("weekdays", N_("There is no weekday {number}."), {"number": number})


def _people_problems(about: str, people: int) -> Iterator[Problem]:
    if not 0 <= people <= MOST_PEOPLE:
        phrase = N_("The number of people lies between 0 and {most}.")
        yield Problem(about, phrase, {"most": MOST_PEOPLE})


def _skill_problems(
    wish: NewShiftTemplate | NewShift | NewCoverRule, most: int
) -> Iterator[Problem]:
    yield from _people_problems("skilled", wish.skilled)
    if wish.skilled and wish.skill_id is None:
        yield Problem("skill_id", N_("Choose the skill that these people must have."))
    if wish.skill_id is not None and not wish.skilled:
        yield Problem("skilled", N_("Write how many people must have the skill."))
    if most and wish.skilled > most:
        phrase = N_("Of {most} people {skilled} cannot have the skill.")
        yield Problem("skilled", phrase, {"most": most, "skilled": wish.skilled})


def _are_confused(wish: NewShiftTemplate, other: ShiftTemplate) -> bool:
    return (
        wish.name.strip() == other.name
        and wish.post.strip() == other.post
        and bool(wish.day_kinds & other.day_kinds)
        and bool(wish.weekdays & other.weekdays)
    )


def _is_twin(wish: NewShift, other: Shift) -> bool:
    return (wish.day, wish.name.strip(), wish.post.strip()) == (other.day, other.name, other.post)


def _says_the_same(wish: NewCoverRule, other: CoverRule) -> bool:
    overlap = (other.valid_until is None or wish.valid_from <= other.valid_until) and (
        wish.valid_until is None or other.valid_from <= wish.valid_until
    )
    mine = (wish.day_kinds, wish.from_minute, wish.to_minute, wish.people, wish.skill_id)
    theirs = (other.day_kinds, other.from_minute, other.to_minute, other.people, other.skill_id)
    return overlap and mine == theirs and wish.skilled == other.skilled
