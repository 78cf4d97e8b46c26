"""What the tiers ask of upkeep and required sets, read for one day without reading all of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from stationdesk.domain.periods import PeriodUnit, later
from stationdesk.domain.tiers.facts import SetCheckFact, SetFact, SetLineFact, UpkeepFact
from stationdesk.store.plain_sql import must_be_day, rows

if TYPE_CHECKING:
    from datetime import date

SKIPPED, ABNORMAL = "skipped", "abnormal"


class _Run(NamedTuple):
    uid: str
    done_on: date
    done_by: str
    good: bool


def upkeep_on(day: date) -> list[UpkeepFact]:
    """Return the plans in force on ``day``, each with its newest run until then.

    A run of an ended plan counts for the one that took over the same work. What is good "as its
    plan says" lasts one interval from the last time, or until the first due day before that: a
    filter's life begins when it was changed, not when it should have been.
    """
    newest = _newest_runs(day)
    plans = rows(_PLANS)
    by_work: dict[tuple[object, ...], _Run] = {}
    for plan in plans:
        run = newest.get(plan[0])
        if run is not None:
            work = _work(plan)
            known = by_work.get(work)
            by_work[work] = run if known is None or run.done_on >= known.done_on else known
    iso = day.isoformat()
    return [
        _upkeep(plan, by_work.get(_work(plan)))
        for plan in plans
        if str(plan[9]) <= iso and (plan[10] is None or iso < str(plan[10]))
    ]


def sets_on(day: date) -> list[SetFact]:
    """Return the required sets as they were asked for on ``day``, with their newest checks."""
    iso = day.isoformat()
    lines: dict[int, list[SetLineFact]] = defaultdict(list)
    for set_id, uid, name, unit, quantity in rows(_SET_LINES, (iso, iso)):
        lines[set_id].append(
            SetLineFact(item_uid=uid, item_name=name, unit=unit, quantity=quantity)
        )
    checks = {
        set_id: SetCheckFact(
            uid=uid, on=must_be_day(on), complete=bool(complete), checked_by=checked_by
        )
        for set_id, uid, on, complete, checked_by in rows(_SET_CHECKS, (iso,))
    }
    return [
        SetFact(
            uid=uid,
            name=name,
            used_for=used_for,
            place=place or "",
            check_every_days=every,
            lines=tuple(lines[set_id]),
            checks=(checks[set_id],) if set_id in checks else (),
        )
        for set_id, uid, name, used_for, place, every in rows(_SETS, (iso, iso))
    ]


_PLANS = """
    SELECT p.id, p.uid, a.uid, p.task, p.purpose, p.template, p.every, p.every_unit,
        p.first_due_on, p.since, p.ended_on, p.amenity_id
    FROM upkeep_plan p JOIN amenity a ON a.id = p.amenity_id ORDER BY p.id"""
_NEWEST_RUNS = f"""
    SELECT plan_id, uid, business_date, done_by, result FROM (
        SELECT plan_id, uid, business_date, done_by, result,
            ROW_NUMBER() OVER (PARTITION BY plan_id ORDER BY business_date DESC, id DESC) AS place
        FROM plan_run
        WHERE voided_at IS NULL AND business_date <= ? AND result <> '{SKIPPED}') newest
    WHERE place = 1"""
_SETS = """
    SELECT s.id, s.uid, s.name, s.used_for, p.name, s.check_every_days
    FROM required_set s LEFT JOIN place p ON p.id = s.place_id
    WHERE s.since <= ? AND (s.archived_on IS NULL OR s.archived_on > ?) ORDER BY s.id"""
_SET_LINES = """
    SELECT l.required_set_id, i.uid, i.name, i.unit, l.quantity
    FROM required_line l JOIN item i ON i.id = l.item_id
    WHERE l.valid_from <= ? AND (l.valid_to IS NULL OR l.valid_to >= ?) ORDER BY l.id"""
_SET_CHECKS = """
    SELECT required_set_id, uid, business_date, complete, recorded_by FROM (
        SELECT required_set_id, uid, business_date, complete, recorded_by, ROW_NUMBER() OVER (
            PARTITION BY required_set_id ORDER BY business_date DESC, id DESC) AS place
        FROM set_check WHERE voided_at IS NULL AND business_date <= ?) newest
    WHERE place = 1"""


def _newest_runs(day: date) -> dict[int, _Run]:
    return {
        plan_id: _Run(uid, must_be_day(on), done_by, result != ABNORMAL)
        for plan_id, uid, on, done_by, result in rows(_NEWEST_RUNS, (day.isoformat(),))
    }


def _work(plan: tuple[object, ...]) -> tuple[object, ...]:
    """Return what makes two plans of one amenity the same work."""
    return (plan[11], plan[4], plan[5] or plan[3])


def _upkeep(plan: tuple[object, ...], run: _Run | None) -> UpkeepFact:
    _id, uid, amenity_uid, task, purpose, template, every, unit, first_due_on, *_rest = plan
    due = must_be_day(str(first_due_on))
    if run is not None:
        due = later(run.done_on, int(str(every)), PeriodUnit(str(unit)))
    return UpkeepFact(
        plan_uid=str(uid),
        amenity_uid=str(amenity_uid),
        task=str(task),
        purpose=str(purpose),
        template=str(template),
        run_uid=run.uid if run else None,
        done_on=run.done_on if run else None,
        done_by=run.done_by if run else "",
        good=run.good if run else True,
        next_due=due,
    )
