"""Trainings in the station's file, and what became of everybody who was to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ids import TrainingId, VolunteerId, new_uid
from stationdesk.domain.volunteers.training import Training, TrainingKind, TrainingResult
from stationdesk.store.plain_sql import in_portions, insert, marks, must_be_day, rows
from stationdesk.store.tables import TrainingSessionRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from stationdesk.domain.volunteers.training import NewTraining


def next_number(day: date) -> str:
    """Return the next free number of the year of ``day``, such as T-2026-001."""
    start = f"T-{day.year}-"
    taken = (
        TrainingSessionRow.select()
        .where(TrainingSessionRow.number >= start, TrainingSessionRow.number < f"{start}:")
        .count()
    )
    return f"{start}{int(taken) + 1:03d}"


def add(wish: NewTraining, *, recorded_at: str, recorded_by: str) -> TrainingId:
    """Keep a training and its results."""
    fields = {
        **_fields(wish),
        "uid": new_uid(),
        "number": next_number(wish.business_date),
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
        "version": 1,
    }
    training_id = TrainingId(insert("training_session", fields))
    _keep_results(training_id, wish.results, recorded_at, recorded_by)
    return training_id


def change(
    training_id: TrainingId, wish: NewTraining, *, recorded_at: str, recorded_by: str
) -> None:
    """Write a training anew; its number stays, and only results that differ are written."""
    _update(training_id, **_fields(wish))
    _keep_results(training_id, wish.results, recorded_at, recorded_by)


def set_voided(training_id: TrainingId, at: str | None, by: str | None) -> None:
    """Take a training out of the record, or bring it back."""
    _update(training_id, voided_at=at, voided_by=by)


def get(training_id: TrainingId) -> Training | None:
    """Return one training that stands, None where there is none of that id."""
    return next(iter(_trainings("AND id = ?", [training_id])), None)


def between(first: date, last: date) -> list[Training]:
    """Return the trainings of the days from ``first`` to ``last``, the oldest first."""
    return _trainings("AND business_date BETWEEN ? AND ?", [first.isoformat(), last.isoformat()])


def of_volunteer(volunteer_id: VolunteerId) -> list[Training]:
    """Return the trainings that somebody was to come to, the oldest first."""
    where = """AND id IN (SELECT session_id FROM training_attendance
               WHERE volunteer_id = ? AND voided_at IS NULL)"""
    return _trainings(where, [volunteer_id])


def _keep_results(
    training_id: TrainingId,
    results: Mapping[VolunteerId, TrainingResult],
    recorded_at: str,
    recorded_by: str,
) -> None:
    stood = _results([training_id]).get(training_id, {})
    old = """UPDATE training_attendance SET voided_at = ?, voided_by = ?
             WHERE session_id = ? AND volunteer_id = ? AND voided_at IS NULL RETURNING id"""
    for volunteer_id, result in stood.items():
        if results.get(volunteer_id) is not result:
            rows(old, [recorded_at, recorded_by, training_id, volunteer_id])
    for volunteer_id, result in results.items():
        if stood.get(volunteer_id) is not result:
            fields = {
                "uid": new_uid(),
                "session_id": training_id,
                "volunteer_id": volunteer_id,
                "result": result.value,
                "recorded_at": recorded_at,
                "recorded_by": recorded_by,
            }
            insert("training_attendance", fields)


def _fields(wish: NewTraining) -> dict[str, object]:
    return {
        "kind": wish.kind.value,
        "title": wish.title.strip(),
        "business_date": wish.business_date.isoformat(),
        "from_minute": wish.from_minute,
        "to_minute": wish.to_minute,
        "trainer": wish.trainer.strip(),
        "place": wish.place.strip(),
        "content": wish.content.strip(),
    }


def _update(training_id: TrainingId, **fields: object) -> None:
    TrainingSessionRow.update(**fields, version=TrainingSessionRow.version + 1).where(
        TrainingSessionRow.id == training_id
    ).execute()


def _trainings(where: str, values: Sequence[object]) -> list[Training]:
    sql = f"""
        SELECT id, uid, number, kind, title, business_date, from_minute, to_minute, trainer, place,
            content, recorded_by, version
        FROM training_session WHERE voided_at IS NULL {where}
        ORDER BY business_date, from_minute, id"""
    found = rows(sql, values)
    results = _results([TrainingId(row[0]) for row in found])
    return [
        Training(
            id=TrainingId(row[0]),
            uid=row[1],
            number=row[2],
            kind=TrainingKind(row[3]),
            title=row[4],
            business_date=must_be_day(row[5]),
            from_minute=row[6],
            to_minute=row[7],
            trainer=row[8],
            place=row[9],
            content=row[10],
            results=results.get(TrainingId(row[0]), {}),
            recorded_by=row[11],
            version=row[12],
        )
        for row in found
    ]


def _results(
    training_ids: Sequence[TrainingId],
) -> dict[TrainingId, dict[VolunteerId, TrainingResult]]:
    found: dict[TrainingId, dict[VolunteerId, TrainingResult]] = {}
    for portion in in_portions(training_ids):
        sql = f"""SELECT session_id, volunteer_id, result FROM training_attendance
                  WHERE voided_at IS NULL AND session_id IN ({marks(portion)}) ORDER BY id"""
        for training_id, volunteer_id, result in rows(sql, portion):
            theirs = found.setdefault(TrainingId(training_id), {})
            theirs[VolunteerId(volunteer_id)] = TrainingResult(result)
    return found
