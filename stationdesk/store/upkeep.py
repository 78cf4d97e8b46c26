"""Upkeep plans and their runs in the station's file."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import AmenityId, PlanId, RunId, new_uid
from stationdesk.domain.periods import PeriodUnit
from stationdesk.domain.upkeep import Anchor, Answer, Plan, Purpose, Run, RunResult, Verdict
from stationdesk.store import plain_sql
from stationdesk.store.tables import PlanRunRow, UpkeepPlanRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stationdesk.domain.ids import DocumentId
    from stationdesk.domain.upkeep import NewPlan


ANSWERS_KEPT = 1024
"""Different sets of answers that are kept at hand as read; the first page reads all runs."""


def all_plans() -> list[Plan]:
    """Return every plan, ended ones too."""
    return _plans("ORDER BY id")


def plan(plan_id: PlanId) -> Plan | None:
    """Return one plan, None where there is none of that id."""
    return next(iter(_plans("WHERE id = ?", [plan_id])), None)


def add_plan(wish: NewPlan, since: date) -> PlanId:
    """Keep a plan that is in force from ``since`` on."""
    row = UpkeepPlanRow.create(
        **_plan_fields(wish), amenity=wish.amenity_id, since=since, ended_on=None, version=1
    )
    return PlanId(row.id)


def change_plan(plan_id: PlanId, wish: NewPlan, version: int) -> None:
    """Write ``wish`` over the plan of ``version``."""
    UpkeepPlanRow.update(**_plan_fields(wish), version=version + 1).where(
        UpkeepPlanRow.id == plan_id
    ).execute()


def end_plan(plan_id: PlanId, on: date | None) -> None:
    """Let the plan be in force until the day before ``on``; None lets it go on."""
    UpkeepPlanRow.update(ended_on=on, version=UpkeepPlanRow.version + 1).where(
        UpkeepPlanRow.id == plan_id
    ).execute()


def remove_plan(plan_id: PlanId) -> None:
    """Take out a plan that has no run."""
    UpkeepPlanRow.delete().where(UpkeepPlanRow.id == plan_id).execute()


def has_runs(plan_id: PlanId) -> bool:
    """Tell whether the plan was ever carried out or skipped, voided runs included."""
    return PlanRunRow.select().where(PlanRunRow.plan == plan_id).exists()


def runs_of(plan_id: PlanId) -> list[Run]:
    """Return the plan's runs, voided ones too, the oldest due day first."""
    return _runs("WHERE plan_id = ? ORDER BY due_on, id", [plan_id])


def all_runs(
    first: date | None = None, last: date | None = None, amenity_id: AmenityId | None = None
) -> list[Run]:
    """Return the runs done from ``first`` through ``last``, voided ones too, oldest first.

    Those of one amenity, or of all where none is named.
    """
    condition, values = "WHERE business_date BETWEEN ? AND ?", [first or date.min, last or date.max]
    if amenity_id is not None:
        own = "(SELECT id FROM upkeep_plan WHERE amenity_id = ?)"
        return _runs(f"{condition} AND plan_id IN {own} {_IN_ORDER}", [*values, amenity_id])
    return _runs(f"{condition} {_IN_ORDER}", values)


def run(run_id: RunId) -> Run | None:
    """Return one run, None where there is none of that id."""
    return next(iter(_runs("WHERE id = ?", [run_id])), None)


def run_of_request(request_key: str) -> RunId | None:
    """Return the run that this request made, None where it made none yet."""
    found = plain_sql.value("SELECT id FROM plan_run WHERE request_key = ?", [request_key])
    return None if found is None else RunId(found)


def add_run(
    *,
    plan_id: PlanId,
    due_on: date,
    done_on: date,
    done_by: str,
    result: RunResult,
    answers: tuple[Answer, ...],
    reason: str,
    cost_fen: int,
    document_id: DocumentId | None,
    request_key: str,
    recorded_at: str,
    recorded_by: str,
) -> Run:
    """Keep a run."""
    fields = {
        "uid": new_uid(),
        "plan_id": plan_id,
        "due_on": due_on.isoformat(),
        "business_date": done_on.isoformat(),
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
        "done_by": done_by.strip(),
        "result": result.value,
        "answers": _answers_text(answers),
        "reason": reason.strip(),
        "cost_fen": cost_fen,
        "document_id": document_id,
        "request_key": request_key,
    }
    return _runs("WHERE id = ?", [plain_sql.insert("plan_run", fields)])[0]


def void_run(run_id: RunId, voided_at: str | None, voided_by: str | None) -> None:
    """Let the run count no more; None and None let it count again."""
    PlanRunRow.update(voided_at=voided_at, voided_by=voided_by).where(
        PlanRunRow.id == run_id
    ).execute()


def set_document(run_id: RunId, document_id: DocumentId | None) -> None:
    """Note the stock document by which the run's spares left the stock."""
    PlanRunRow.update(document=document_id).where(PlanRunRow.id == run_id).execute()


def plans_and_runs_on(
    day: date, amenity_id: AmenityId | None = None
) -> list[tuple[Plan, tuple[Run, ...]]]:
    """Return the plans in force on ``day``, each with the runs done until then.

    Those of one amenity, or of all where none is named. Runs of an ended plan that a plan took
    over (same amenity, same work) are among them. Voided runs are not.
    """
    plans = [each for each in all_plans() if amenity_id in (None, each.amenity_id)]
    by_plan: dict[PlanId, list[Run]] = {}
    for each in all_runs(last=day, amenity_id=amenity_id):
        if not each.voided:
            by_plan.setdefault(each.plan_id, []).append(each)
    by_work: dict[tuple[object, ...], list[PlanId]] = {}
    for each_plan in plans:
        by_work.setdefault(_work(each_plan), []).append(each_plan.id)
    return [
        (each_plan, tuple(_runs_of_all(by_plan, by_work[_work(each_plan)])))
        for each_plan in plans
        if each_plan.runs_on(day)
    ]


def _work(plan: Plan) -> tuple[object, ...]:
    """Return what makes two plans of one amenity the same work."""
    return (plan.amenity_id, plan.purpose, plan.template or plan.task)


def _runs_of_all(by_plan: dict[PlanId, list[Run]], plan_ids: Iterable[PlanId]) -> list[Run]:
    runs = [each for plan_id in plan_ids for each in by_plan.get(plan_id, ())]
    return sorted(runs, key=lambda each: (each.done_on, each.id))


def _plan_fields(wish: NewPlan) -> dict[str, object]:
    return {
        "task": wish.task.strip(),
        "purpose": wish.purpose.value,
        "every": wish.every,
        "every_unit": wish.every_unit.value,
        "anchor": wish.anchor.value,
        "first_due_on": wish.first_due_on,
        "lead_days": wish.lead_days,
        "checklist": json.dumps([line.strip() for line in wish.checklist], ensure_ascii=False),
        "template": wish.template,
    }


def _plans(condition: str, values: Sequence[object] = ()) -> list[Plan]:
    """Return the plans that fit; each run asks for its plan, so in plain SQL."""
    found = plain_sql.rows(f"SELECT {_PLAN_COLUMNS} FROM upkeep_plan {condition}", values)
    return [_plan(row) for row in found]


def _plan(row: tuple[Any, ...]) -> Plan:
    plan_id, uid, amenity_id, task, purpose, every, every_unit, anchor, first_due_on, *rest = row
    lead_days, checklist, template, since, ended_on, version = rest
    return Plan(
        id=PlanId(plan_id),
        uid=uid,
        amenity_id=AmenityId(amenity_id),
        task=task,
        purpose=Purpose(purpose),
        every=every,
        every_unit=PeriodUnit(every_unit),
        anchor=Anchor(anchor),
        first_due_on=plain_sql.must_be_day(first_due_on),
        lead_days=lead_days,
        checklist=tuple(json.loads(checklist)),
        template=template,
        since=plain_sql.must_be_day(since),
        ended_on=plain_sql.as_day(ended_on),
        version=version,
    )


_PLAN_COLUMNS = """id, uid, amenity_id, task, purpose, every, every_unit, anchor, first_due_on,
    lead_days, checklist, template, since, ended_on, version"""
_IN_ORDER = "ORDER BY business_date, id"


def _runs(condition: str, values: Sequence[object]) -> list[Run]:
    """Return the runs that fit; three years of daily upkeep are read at once, so in plain SQL."""
    found = plain_sql.rows(f"SELECT {', '.join(_RUN_COLUMNS)} FROM plan_run {condition}", values)
    return [_run(*row) for row in found]


_RUN_COLUMNS = (
    "id",
    "uid",
    "plan_id",
    "due_on",
    "business_date",
    "done_by",
    "result",
    "answers",
    "reason",
    "cost_fen",
    "document_id",
    "recorded_at",
    "recorded_by",
    "voided_at",
)


def _run(*row: Any) -> Run:
    (key, uid, plan_id, due_on, done_on, done_by, result, answers, reason, *rest) = row
    cost_fen, document_id, recorded_at, recorded_by, voided_at = rest
    return Run(
        id=key,
        uid=uid,
        plan_id=plan_id,
        due_on=plain_sql.must_be_day(due_on),
        done_on=plain_sql.must_be_day(done_on),
        done_by=done_by,
        result=RunResult(result),
        answers=_answers(answers) if answers != "[]" else (),
        reason=reason,
        cost_fen=cost_fen,
        document_id=document_id,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        voided=voided_at is not None,
    )


@lru_cache(maxsize=ANSWERS_KEPT)
def _answers(text: str) -> tuple[Answer, ...]:
    """Return what was answered; most runs find everything in order in the same words."""
    return tuple(
        Answer(each["line"], Verdict(each["verdict"]), each["note"]) for each in json.loads(text)
    )


def _answers_text(answers: tuple[Answer, ...]) -> str:
    told = [
        {"line": each.line, "verdict": each.verdict.value, "note": each.note.strip()}
        for each in answers
    ]
    return json.dumps(told, ensure_ascii=False)
