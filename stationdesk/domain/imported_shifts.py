"""The shifts that a hand-kept roster means: those on record, and those it makes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from stationdesk.domain.ids import PeriodId, ShiftId
from stationdesk.domain.imported_duties import shift_place
from stationdesk.domain.ledgers.roster_times import Span, clock_text, shift_key, span_told
from stationdesk.domain.ledgers.tables import text_in
from stationdesk.domain.problems import Problem
from stationdesk.domain.roster.shifts import NewShift, Shift
from stationdesk.domain.roster.template_rules import LONGEST_POST, LONGEST_SHIFT_NAME
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from stationdesk.domain.imported_duties import NewDuty
    from stationdesk.domain.ledgers.tables import LedgerRow
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.shifts import ShiftTemplate

NO_TIMES = N_("Nothing tells when “{shift}” at {cell} begins and ends.")
NO_TIMES_AT_ALL = N_("Nothing tells from when to when the duty at {cell} is.")
OTHER_TIMES = N_("{day} has a shift “{shift}” at other times ({times}); see {cell}.")

MOST_USUAL = 4
"""So many a shift takes, unless a roster puts more people on it."""


class ShiftBook:
    """The shifts on record, and those that a roster makes, by their days."""

    def __init__(self, facts: RosterFacts, templates: Sequence[ShiftTemplate]) -> None:
        self._facts = facts
        self._templates = templates
        self._known: dict[date, list[Shift]] = defaultdict(list)
        for each in facts.shifts.values():
            self._known[each.day].append(each)
        self._made: dict[tuple[date, str, int, int, str], ShiftId] = {}
        self._new: dict[ShiftId, Shift] = {}

    def told(self, row: LedgerRow, day: date) -> tuple[NewShift, ShiftId | None] | Problem:
        """Return the shift that a row means: one on record, or one to be made; or why neither."""
        cell, name = text_in(row.values, "cell"), text_in(row.values, "shift")
        span = span_told(text_in(row.values, "from"), text_in(row.values, "to"))
        post = text_in(row.values, "post")
        post = post if len(post) <= LONGEST_POST else ""
        template = self._template(name, day)
        alike = [each for each in self._known[day] if _is_called(each.name, name, each, span)]
        if span is None:
            span = _span_of(alike[0]) if len(alike) == 1 else _span_of(template)
        if span is None:
            phrase = NO_TIMES if name else NO_TIMES_AT_ALL
            return Problem("shift", phrase, {"shift": name, "cell": cell})
        then = [each for each in self._known[day] if _span_of(each) == span]
        same = [each for each in then if each in alike and post in ("", each.post)]
        if not same and len(then) == 1 and post in ("", then[0].post):
            same = then
        if same:
            return _as_new(same[0]), same[0].id
        shown = _name(name, template, span)
        twin = next((e for e in self._known[day] if (e.name, e.post) == (shown, post)), None)
        if twin is not None:
            times = f"{clock_text(twin.from_minute)}-{clock_text(twin.to_minute)}"
            values = {"day": day, "shift": shown, "times": times, "cell": cell}
            return Problem("shift", OTHER_TIMES, values)
        return _new_shift(day, shown, span, post, template), None

    def shift_id(self, duty: NewDuty) -> ShiftId:
        """Return the shift of a duty; one that is still to be made has a thought id below 0."""
        return duty.shift_id or self._thought_id(duty.shift)

    def all_shifts(self) -> Mapping[ShiftId, Shift]:
        """Return the shifts on record and those that are only thought of."""
        return {**self._facts.shifts, **self._new}

    def _thought_id(self, wish: NewShift) -> ShiftId:
        key = shift_place(wish)
        if key not in self._made:
            shift_id = ShiftId(-1 - len(self._made))
            self._made[key] = shift_id
            self._new[shift_id] = _thought_shift(shift_id, wish)
        return self._made[key]

    def _template(self, name: str, day: date) -> ShiftTemplate | None:
        """Return the one template of that name for days of such a kind."""
        kind = self._facts.kinds.get(day)
        fits = [
            each
            for each in self._templates
            if name
            and shift_key(each.name) == shift_key(name)
            and day.isoweekday() in each.weekdays
            and (kind is None or kind in each.day_kinds)
        ]
        return fits[0] if len(fits) == 1 else None


def _is_called(own: str, name: str, shift: Shift, span: Span | None) -> bool:
    return shift_key(own) == shift_key(name) if name else _span_of(shift) == span


def _span_of(shift: Shift | ShiftTemplate | None) -> Span | None:
    return Span(shift.from_minute, shift.to_minute) if shift else None


def _name(name: str, template: ShiftTemplate | None, span: Span) -> str:
    """Return what a shift is called: as its template, as written, or by its times."""
    if template is not None:
        return template.name
    if not name:
        return f"{clock_text(span.starts)}-{clock_text(span.ends)}"
    return (f"{name}班" if name in _SHORT else name)[:LONGEST_SHIFT_NAME]


def _new_shift(
    day: date, name: str, span: Span, post: str, template: ShiftTemplate | None
) -> NewShift:
    shift = NewShift(
        day=day,
        name=name,
        from_minute=span.starts,
        to_minute=span.ends,
        post=post or (template.post if template else ""),
        most=max(MOST_USUAL, template.most if template else 0),
    )
    if template is None or _span_of(template) != span:
        return shift
    return replace(
        shift,
        needed=template.needed,
        at_desk=template.at_desk,
        skill_id=template.skill_id,
        skilled=template.skilled,
        template_id=template.id,
    )


def _as_new(shift: Shift) -> NewShift:
    return NewShift(
        day=shift.day,
        name=shift.name,
        from_minute=shift.from_minute,
        to_minute=shift.to_minute,
        post=shift.post,
        needed=shift.needed,
        most=shift.most,
        at_desk=shift.at_desk,
        skill_id=shift.skill_id,
        skilled=shift.skilled,
        template_id=shift.template_id,
    )


def _thought_shift(shift_id: ShiftId, wish: NewShift) -> Shift:
    return Shift(
        id=shift_id,
        uid="",
        period_id=PeriodId(0),
        template_id=wish.template_id,
        day=wish.day,
        name=wish.name,
        post=wish.post,
        from_minute=wish.from_minute,
        to_minute=wish.to_minute,
        needed=wish.needed,
        most=_MOST_EVER,
        at_desk=wish.at_desk,
        skill_id=wish.skill_id,
        skilled=wish.skilled,
        version=0,
    )


_MOST_EVER = 99
_SHORT = frozenset("早中午晚夜白")
