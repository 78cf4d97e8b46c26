"""Found things in the station's file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import peewee as pw

from stationdesk.domain.ids import FoundThingId
from stationdesk.domain.keeping.found import CheckQuestion, FoundThing, Outcome
from stationdesk.domain.phones import plain_phone
from stationdesk.store import places
from stationdesk.store.numbering import next_number
from stationdesk.store.tables import FoundThingRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.ids import PlaceId
    from stationdesk.domain.keeping.found import Claim, NewFoundThing, PassOn
    from stationdesk.domain.places import Place

NUMBER_PREFIX = "SW"
MOST_NUMBERED = 20


def add(
    wish: NewFoundThing, pass_on_after: date, *, recorded_at: str, recorded_by: str
) -> FoundThing:
    """Keep an accepted thing under the next number of its day."""
    row = FoundThingRow.create(
        number=next_number(FoundThingRow.number, NUMBER_PREFIX, wish.on),
        **_entered(wish, pass_on_after),
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        request_key=wish.request_key,
        outcome_to="",
        outcome_phone="",
        answers="[]",
        proof="",
        outcome_by="",
    )
    return _thing(row, places.by_id())


def change(thing_id: FoundThingId, wish: NewFoundThing, pass_on_after: date) -> None:
    """Write anew what was entered; the number stays."""
    _write(thing_id, **_entered(wish, pass_on_after))


def claim(thing_id: FoundThingId, wish: Claim, *, at: str, by: str) -> None:
    """Note who claimed the thing, and how it was proven theirs."""
    _write(
        thing_id,
        outcome=Outcome.CLAIMED.value,
        outcome_on=wish.on,
        outcome_to=wish.to.strip(),
        outcome_phone=plain_phone(wish.phone),
        answers=json.dumps([bool(each) for each in wish.answers]),
        proof=wish.proof.strip(),
        outcome_at=at,
        outcome_by=by,
    )


def pass_on(thing_id: FoundThingId, wish: PassOn, *, at: str, by: str) -> None:
    """Note that the thing left without its owner."""
    outcome = Outcome.DISPOSED if wish.disposed else Outcome.PASSED_ON
    _write(
        thing_id,
        outcome=outcome.value,
        outcome_on=wish.on,
        outcome_to=wish.to.strip(),
        proof=wish.proof.strip(),
        outcome_at=at,
        outcome_by=by,
    )


def take_back_outcome(thing_id: FoundThingId) -> None:
    """Let the thing be here again."""
    _write(
        thing_id,
        outcome=None,
        outcome_on=None,
        outcome_to="",
        outcome_phone="",
        answers="[]",
        proof="",
        outcome_at=None,
        outcome_by="",
    )


def void(thing_id: FoundThingId, *, at: str | None, by: str | None, note: str) -> None:
    """Let the entry count no more, with ``note`` beside it; None and None let it count again."""
    _write(thing_id, voided_at=at, voided_by=by, note=note)


def thing(thing_id: FoundThingId, *, voided: bool = False) -> FoundThing | None:
    """Return one thing, or one that was voided; None where there is none such of that id."""
    row = FoundThingRow.get_or_none(
        FoundThingRow.id == thing_id, FoundThingRow.voided_at.is_null(not voided)
    )
    return None if row is None else _thing(row, places.by_id())


def things(
    first: date | None = None, last: date | None = None, *, only_open: bool = False
) -> list[FoundThing]:
    """Return the things found from ``first`` through ``last``, the newest first."""
    query = FoundThingRow.select().where(FoundThingRow.voided_at.is_null())
    if first is not None:
        query = query.where(FoundThingRow.business_date >= first)
    if last is not None:
        query = query.where(FoundThingRow.business_date <= last)
    if only_open:
        query = query.where(FoundThingRow.outcome.is_null())
    shelf = places.by_id()
    rows = query.order_by(FoundThingRow.business_date.desc(), FoundThingRow.id.desc())
    return [_thing(row, shelf) for row in rows]


def numbered(part: str) -> list[FoundThing]:
    """Return the things whose number, without hyphens, holds ``part``, the newest first."""
    plain = pw.fn.REPLACE(pw.fn.LOWER(FoundThingRow.number), "-", "")
    query = FoundThingRow.select().where(FoundThingRow.voided_at.is_null(), plain.contains(part))
    rows, shelf = query.order_by(FoundThingRow.id.desc()).limit(MOST_NUMBERED), places.by_id()
    return [_thing(row, shelf) for row in rows]


def find_by_key(request_key: str) -> FoundThingId | None:
    """Return the thing that was kept with ``request_key``."""
    row = FoundThingRow.get_or_none(FoundThingRow.request_key == request_key)
    return None if row is None else FoundThingId(row.id)


def uid_kind(uid: str) -> str | None:
    """Return the kind of the thing of that uid, None where there is none."""
    row = FoundThingRow.get_or_none(FoundThingRow.uid == uid)
    return None if row is None else str(row.kind)


def questions_text(questions: Iterable[CheckQuestion]) -> str:
    """Return check questions as they are stored."""
    told = [[one.question.strip(), one.answer.strip()] for one in questions]
    return json.dumps(told, ensure_ascii=False)


def questions_from(text: str) -> tuple[CheckQuestion, ...]:
    """Return the check questions that ``questions_text`` wrote."""
    return tuple(CheckQuestion(question=one, answer=other) for one, other in json.loads(text))


def _entered(wish: NewFoundThing, pass_on_after: date) -> dict[str, Any]:
    return {
        "kind": wish.kind,
        "description": wish.description.strip(),
        "found_where": wish.found_where.strip(),
        "questions": questions_text(wish.questions),
        "finder_name": wish.finder_name.strip(),
        "finder_phone": plain_phone(wish.finder_phone),
        "place": wish.place_id,
        "business_date": wish.on,
        "pass_on_after": pass_on_after,
        "note": wish.note.strip(),
    }


def _write(thing_id: FoundThingId, **fields: Any) -> None:
    FoundThingRow.update(**fields).where(FoundThingRow.id == thing_id).execute()


def _thing(row: Any, shelf: dict[PlaceId, Place]) -> FoundThing:
    return FoundThing(
        id=FoundThingId(row.id),
        uid=row.uid,
        number=row.number,
        kind=row.kind,
        description=row.description,
        found_where=row.found_where,
        questions=questions_from(row.questions),
        finder_name=row.finder_name,
        finder_phone=row.finder_phone,
        place=shelf.get(row.place_id),
        on=row.business_date,
        pass_on_after=row.pass_on_after,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        note=row.note,
        outcome=None if row.outcome is None else Outcome(row.outcome),
        outcome_on=row.outcome_on,
        outcome_to=row.outcome_to,
        outcome_phone=row.outcome_phone,
        answers=tuple(bool(each) for each in json.loads(row.answers)),
        proof=row.proof,
        outcome_by=row.outcome_by,
        erased_on=row.erased_on,
    )
