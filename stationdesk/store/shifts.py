"""Shifts in the station's file, and the templates they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import PeriodId, ShiftId, ShiftTemplateId, SkillId, new_uid
from stationdesk.domain.roster.shifts import NewShift, NewShiftTemplate, Shift, ShiftTemplate
from stationdesk.domain.working_days import DayKind
from stationdesk.store.plain_sql import in_portions, insert, marks, must_be_day, rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.ids import ImportId


def add(
    period_id: PeriodId,
    wish: NewShift,
    *,
    recorded_at: str,
    recorded_by: str,
    import_id: ImportId | None = None,
) -> ShiftId:
    """Keep a shift of a roster."""
    fields = {
        "uid": new_uid(),
        "period_id": period_id,
        "template_id": wish.template_id,
        **_told(wish),
        "import_run_id": import_id,
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
        "version": 1,
    }
    return ShiftId(insert("shift", fields))


def change(shift_id: ShiftId, wish: NewShift) -> None:
    """Write anew when a shift is and whom it wants; its roster and template remain."""
    told = _told(wish)
    sql = f"UPDATE shift SET {', '.join(f'{name} = ?' for name in told)}, version = version + 1"
    rows(f"{sql} WHERE id = ? RETURNING id", [*told.values(), shift_id])


def set_voided(shift_ids: Iterable[ShiftId], at: str | None, by: str | None) -> None:
    """Take shifts out; None and None bring them back."""
    for portion in in_portions(shift_ids):
        sql = f"""UPDATE shift SET voided_at = ?, voided_by = ?, version = version + 1
            WHERE id IN ({marks(portion)}) RETURNING id"""
        rows(sql, [at, by, *portion])


def shift(shift_id: ShiftId, *, also_voided: bool = False) -> Shift | None:
    """Return one shift, None where there is none of that id or it was taken out."""
    stands = "" if also_voided else "AND voided_at IS NULL"
    found = rows(f"{_SELECT} WHERE id = ? {stands}", [shift_id])
    return _shift(found[0]) if found else None


def between(first: date, last: date) -> list[Shift]:
    """Return the shifts that begin from ``first`` through ``last``, in order."""
    sql = f"""{_SELECT} WHERE day BETWEEN ? AND ? AND voided_at IS NULL
        ORDER BY day, from_minute, to_minute, id"""
    return [_shift(row) for row in rows(sql, [first.isoformat(), last.isoformat()])]


def of_period(period_id: PeriodId) -> list[Shift]:
    """Return the shifts of a roster, in order."""
    sql = f"""{_SELECT} WHERE period_id = ? AND voided_at IS NULL
        ORDER BY day, from_minute, to_minute, id"""
    return [_shift(row) for row in rows(sql, [period_id])]


def add_template(wish: NewShiftTemplate) -> ShiftTemplateId:
    """Keep a template."""
    fields = {"uid": new_uid(), **_told_template(wish), "archived": 0, "version": 1}
    return ShiftTemplateId(insert("shift_template", fields))


def change_template(template_id: ShiftTemplateId, wish: NewShiftTemplate) -> None:
    """Write a template anew; shifts that were made from it remain as they are."""
    told = _told_template(wish)
    names = ", ".join(f"{name} = ?" for name in told)
    sql = f"UPDATE shift_template SET {names}, version = version + 1 WHERE id = ? RETURNING id"
    rows(sql, [*told.values(), template_id])


def set_archived(template_id: ShiftTemplateId, *, archived: bool) -> None:
    """Use a template no longer, or again."""
    sql = """UPDATE shift_template SET archived = ?, version = version + 1
        WHERE id = ? RETURNING id"""
    rows(sql, [int(archived), template_id])


def templates(*, archived: bool = False) -> list[ShiftTemplate]:
    """Return the templates that are in use, or those that are not any more, in order."""
    sql = f"{_SELECT_TEMPLATE} WHERE archived = ? ORDER BY sort_order, from_minute, id"
    return [_template(row) for row in rows(sql, [int(archived)])]


def template(template_id: ShiftTemplateId) -> ShiftTemplate | None:
    """Return one template, None where there is none of that id."""
    found = rows(f"{_SELECT_TEMPLATE} WHERE id = ?", [template_id])
    return _template(found[0]) if found else None


def stored_kinds(kinds: Iterable[DayKind]) -> str:
    """Return kinds of days as they are kept: in the order of the words, with commas."""
    chosen = set(kinds)
    return ",".join(kind.value for kind in DayKind if kind in chosen)


def read_kinds(stored: str) -> frozenset[DayKind]:
    """Return the kinds of days of a column."""
    return frozenset(DayKind(each) for each in stored.split(",") if each)


_COLUMNS = "name, post, from_minute, to_minute, needed, most, at_desk, skill_id, skilled"
_SELECT = f"SELECT id, uid, period_id, template_id, day, {_COLUMNS}, version FROM shift"
_SELECT_TEMPLATE = f"""SELECT id, uid, day_kinds, weekdays, {_COLUMNS}, sort_order, archived,
    version FROM shift_template"""


def _told(wish: NewShift) -> dict[str, object]:
    return {"day": wish.day.isoformat(), **_wanted(wish)}


def _told_template(wish: NewShiftTemplate) -> dict[str, object]:
    return {
        "day_kinds": stored_kinds(wish.day_kinds),
        "weekdays": "".join(str(day) for day in sorted(wish.weekdays)),
        "sort_order": wish.sort_order,
        **_wanted(wish),
    }


def _wanted(wish: NewShift | NewShiftTemplate) -> dict[str, object]:
    return {
        "name": wish.name.strip(),
        "post": wish.post.strip(),
        "from_minute": wish.from_minute,
        "to_minute": wish.to_minute,
        "needed": wish.needed,
        "most": wish.most,
        "at_desk": int(wish.at_desk),
        "skill_id": wish.skill_id,
        "skilled": wish.skilled,
    }


def _shift(row: tuple[Any, ...]) -> Shift:
    shift_id, uid, period_id, template_id, day, *wanted, version = row
    name, post, begins, ends, needed, most, at_desk, skill_id, skilled = wanted
    return Shift(
        id=ShiftId(shift_id),
        uid=uid,
        period_id=PeriodId(period_id),
        template_id=None if template_id is None else ShiftTemplateId(template_id),
        day=must_be_day(day),
        name=name,
        post=post,
        from_minute=begins,
        to_minute=ends,
        needed=needed,
        most=most,
        at_desk=bool(at_desk),
        skill_id=None if skill_id is None else SkillId(skill_id),
        skilled=skilled,
        version=version,
    )


def _template(row: tuple[Any, ...]) -> ShiftTemplate:
    template_id, uid, kinds, weekdays, *wanted, sort_order, archived, version = row
    name, post, begins, ends, needed, most, at_desk, skill_id, skilled = wanted
    return ShiftTemplate(
        id=ShiftTemplateId(template_id),
        uid=uid,
        name=name,
        from_minute=begins,
        to_minute=ends,
        day_kinds=read_kinds(kinds),
        weekdays=frozenset(int(each) for each in weekdays),
        post=post,
        needed=needed,
        most=most,
        at_desk=bool(at_desk),
        skill_id=None if skill_id is None else SkillId(skill_id),
        skilled=skilled,
        sort_order=sort_order,
        archived=bool(archived),
        version=version,
    )
