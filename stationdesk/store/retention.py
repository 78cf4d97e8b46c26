"""Erasing personal data in the station's file, and the chained record of what was erased."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from stationdesk.domain.feedback.entry_rules import without_author
from stationdesk.domain.ids import RetentionRunId, new_uid
from stationdesk.domain.keeping.found import CheckQuestion
from stationdesk.domain.keeping.retention import RetentionLine, RetentionRun
from stationdesk.domain.keeping.retention_rules import Closed
from stationdesk.domain.masking import LEAST_NAME, masked_name
from stationdesk.store.found_things import questions_from, questions_text
from stationdesk.store.numbering import next_number
from stationdesk.store.plain_sql import in_portions, marks, must_be_day, rows, value
from stationdesk.store.tables import FoundThingRow, RetentionRunRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NUMBER_PREFIX = "XH"


def closed_records(kind: str, on: date) -> list[Closed]:
    """Return the records of ``kind`` that hold personal data and whose purpose is met by ``on``.

    A borrower's is met when nothing is out, held for them, or against them; a volunteer's when
    they left, or were last credited with hours. An entry that was voided has met its purpose on
    that day.
    """
    days = [on.isoformat()] if kind in ("borrowers", "volunteers") else []
    found = rows(_CLOSED[kind], days)
    return [Closed(record_id, must_be_day(last_on)) for record_id, last_on in found]


def erase(kind: str, record_ids: Iterable[int], on: date) -> None:
    """Empty what ``ERASED_FIELDS`` names of ``kind`` in the records; what remains is no person."""
    for portion in in_portions(record_ids):
        if kind == "found_things":
            _erase_answers(portion)
        elif kind == "feedback":
            _erase_authors_in_texts(portion)
        elif kind in _OF_VOLUNTEERS:
            _mask_volunteers_in_texts(portion)
            _mask_names("volunteer", "name", "id", portion)
            _mask_names("guardian_consent", "guardian", "volunteer_id", portion)
        for sql in _ERASE[kind]:
            _run(sql, portion)
        table = _TABLES[kind]
        _run(f"UPDATE {table} SET erased_on = '{on.isoformat()}' WHERE id IN", portion)


def add_run(
    on: date,
    witness: str,
    days: int,
    lines: Sequence[RetentionLine],
    *,
    recorded_at: str,
    recorded_by: str,
) -> RetentionRun:
    """Keep the record of a run, chained to the one before it; it never changes afterwards."""
    fields = {
        "uid": new_uid(),
        "number": next_number(RetentionRunRow.number, NUMBER_PREFIX, on),
        "business_date": on.isoformat(),
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
        "witness": witness.strip(),
        "days": days,
        "lines": _lines_text(lines),
    }
    last = value("SELECT digest FROM retention_run ORDER BY id DESC LIMIT 1") or ""
    row = RetentionRunRow.create(**fields | {"digest": _digest(last, list(fields.values()))})
    return _run_of(RetentionRunRow.get_by_id(row.id))


def runs() -> list[RetentionRun]:
    """Return what was ever erased, the newest first."""
    return [_run_of(row) for row in RetentionRunRow.select().order_by(RetentionRunRow.id.desc())]


def run(run_id: RetentionRunId) -> RetentionRun | None:
    """Return one run, None where there is none of that id."""
    row = RetentionRunRow.get_or_none(RetentionRunRow.id == run_id)
    return None if row is None else _run_of(row)


def broken_links() -> list[str]:
    """Return the numbers of the runs whose digest does not follow from what is written."""
    broken, previous = [], ""
    for _run_id, *fields, digest in rows(_ALL_RUNS):
        if digest != _digest(previous, fields):
            broken.append(str(fields[1]))
        previous = digest
    return broken


def leftovers() -> list[str]:
    """Return the records that are marked as erased and still tell a person."""
    return [f"{kind} {uid}" for kind, sql in _LEFT.items() for (uid,) in rows(sql)]


_TABLES = {
    "borrowers": "borrower",
    "kept_things": "kept_thing",
    "found_things": "found_thing",
    "feedback": "feedback_entry",
    "volunteers": "volunteer",
    "voided_volunteers": "volunteer",
}
_OF_VOLUNTEERS = ("volunteers", "voided_volunteers")
_ALL_RUNS = (
    "SELECT id, uid, number, business_date, recorded_at, recorded_by, witness, days, lines, digest "
    "FROM retention_run ORDER BY id"
)
_BORROWERS = """
    SELECT b.id, COALESCE(
        (SELECT MAX(day) FROM (
            SELECT l.business_date AS day FROM loan l WHERE l.borrower_id = b.id
            UNION ALL SELECT r.business_date FROM loan l
                JOIN loan_line n ON n.loan_id = l.id
                JOIN loan_return r ON r.loan_line_id = n.id AND r.voided_at IS NULL
                WHERE l.borrower_id = b.id AND l.voided_at IS NULL
            UNION ALL SELECT COALESCE(h.cancelled_on, h.lapses_on) FROM loan_hold h
                WHERE h.borrower_id = b.id AND h.voided_at IS NULL AND NOT EXISTS
                    (SELECT 1 FROM loan p WHERE p.hold_id = h.id AND p.voided_at IS NULL)
            UNION ALL SELECT k.lifted_on FROM borrower_block k
                WHERE k.borrower_id = b.id AND k.voided_at IS NULL) days),
        b.since)
    FROM borrower b
    WHERE b.erased_on IS NULL
        AND NOT EXISTS (
            SELECT 1 FROM loan l JOIN loan_line n ON n.loan_id = l.id
            WHERE l.borrower_id = b.id AND l.voided_at IS NULL AND n.quantity > COALESCE(
                (SELECT SUM(r.good + r.damaged + r.lost) FROM loan_return r
                 WHERE r.loan_line_id = n.id AND r.voided_at IS NULL), 0))
        AND NOT EXISTS (
            SELECT 1 FROM loan_hold h
            WHERE h.borrower_id = b.id AND h.voided_at IS NULL AND h.cancelled_on IS NULL
                AND h.lapses_on >= ? AND NOT EXISTS
                    (SELECT 1 FROM loan p WHERE p.hold_id = h.id AND p.voided_at IS NULL))
        AND NOT EXISTS (
            SELECT 1 FROM borrower_block k
            WHERE k.borrower_id = b.id AND k.voided_at IS NULL AND k.lifted_on IS NULL)
    ORDER BY b.id"""
_VOLUNTEERS = """
    SELECT v.id, (SELECT MAX(day) FROM (
        SELECT s.from_day AS day
        UNION ALL SELECT MAX(h.business_date) FROM hours_line h WHERE h.volunteer_id = v.id) days)
    FROM volunteer v JOIN volunteer_status s ON s.id =
        (SELECT t.id FROM volunteer_status t WHERE t.volunteer_id = v.id AND t.voided_at IS NULL
         ORDER BY t.from_day DESC, t.id DESC LIMIT 1)
    WHERE v.erased_on IS NULL AND v.voided_at IS NULL AND s.state = 'left' AND s.from_day <= ?
    ORDER BY v.id"""
_CLOSED = {
    "borrowers": _BORROWERS,
    "kept_things": """
        SELECT id, COALESCE(SUBSTR(voided_at, 1, 10), handed_on) FROM kept_thing
        WHERE erased_on IS NULL AND (handed_on IS NOT NULL OR voided_at IS NOT NULL)
        ORDER BY id""",
    "found_things": """
        SELECT id, COALESCE(SUBSTR(voided_at, 1, 10), outcome_on) FROM found_thing
        WHERE erased_on IS NULL AND (outcome_on IS NOT NULL OR voided_at IS NOT NULL)
        ORDER BY id""",
    "feedback": """
        SELECT e.id, SUBSTR(COALESCE(e.closed_at,
            (SELECT MAX(v.happened_at) FROM feedback_event v WHERE v.entry_id = e.id)), 1, 10)
        FROM feedback_entry e
        WHERE e.state IN ('closed', 'void') AND (e.author_name <> '' OR e.author_phone <> '')
        ORDER BY e.id""",
    "volunteers": _VOLUNTEERS,
    "voided_volunteers": """
        SELECT id, SUBSTR(voided_at, 1, 10) FROM volunteer
        WHERE erased_on IS NULL AND voided_at IS NOT NULL
        ORDER BY id""",
}
"""By kind: the records that can be erased, and the day since which their purpose is met."""
_ERASE_VOLUNTEERS = (
    "UPDATE volunteer SET born = '', phone = '', national_number = '', note = '', "
    "search_words = '', in_ranking = 0, card_code = uid, version = version + 1 WHERE id IN",
    "DELETE FROM volunteer_identity WHERE volunteer_id IN",
    "DELETE FROM volunteer_pin WHERE volunteer_id IN",
    "UPDATE guardian_consent SET phone = '' WHERE volunteer_id IN",
    "UPDATE volunteer_status SET reason = '' WHERE volunteer_id IN",
    "UPDATE leave SET reason = '' WHERE volunteer_id IN",
    "UPDATE honour SET reason = '' WHERE volunteer_id IN",
    "UPDATE assignment SET reason = '' WHERE state IN ('absent', 'excused') AND volunteer_id IN",
)
_TEXTS_ABOUT_VOLUNTEERS = (
    ("assignment", "reason"),
    ("rule_override", "reason"),
    ("swap_request", "reason"),
    ("attendance", "void_reason"),
    ("handover_note", "body"),
    ("handover_note", "said_by"),
    ("handover_note", "taken_by"),
    ("handover_note", "done_by"),
)
"""Texts of the roster that stay, in which somebody may have written a name. Into records that never
change (steps of swaps, revisions, corrections, lines of hours) no name is written at all."""
_ERASE = {
    "borrowers": (
        "UPDATE borrower SET name = '', phone = '', tail = '', search_words = '', "
        "version = version + 1 WHERE id IN",
        "UPDATE borrower_block SET reason = '', lift_reason = '' WHERE borrower_id IN",
        "UPDATE loan_hold SET note = '', cancel_reason = '' WHERE borrower_id IN",
        "UPDATE loan_contact SET note = '' "
        "WHERE loan_id IN (SELECT id FROM loan WHERE borrower_id IN {marks})",
        "UPDATE loan_extension SET reason = '' WHERE loan_line_id IN (SELECT n.id "
        "FROM loan_line n JOIN loan l ON l.id = n.loan_id WHERE l.borrower_id IN {marks})",
        "UPDATE loan SET note = '', deposit = '', despite = '' WHERE borrower_id IN",
    ),
    "kept_things": (
        "UPDATE kept_thing SET owner_name = '', owner_phone = '', handed_to = '', proof = '', "
        "note = '' WHERE id IN",
    ),
    "found_things": (
        "UPDATE found_thing SET outcome_to = '' WHERE outcome = 'claimed' AND id IN",
        "UPDATE found_thing SET finder_name = '', finder_phone = '', outcome_phone = '', "
        "proof = '', note = '' WHERE id IN",
    ),
    "feedback": (
        "UPDATE feedback_entry SET author_name = '', author_phone = '', version = version + 1 "
        "WHERE id IN",
        "UPDATE feedback_call_back SET note = '' WHERE entry_id IN",
    ),
    "volunteers": _ERASE_VOLUNTEERS,
    "voided_volunteers": _ERASE_VOLUNTEERS,
}
"""Statements that end where the ids are named, or say where with ``{marks}``.

What stays speaks of the thing and of the staff: kinds, days, quantities, conditions.
"""
_TEXTS_OF_ENTRIES = (
    ("feedback_entry", "id", "body"),
    ("feedback_entry", "id", "place"),
    ("feedback_reply", "entry_id", "body"),
)
"""Texts that stay: the table, what names the entry in it, the column."""
_LEFT = {
    "borrower": """
        SELECT uid FROM borrower WHERE erased_on IS NOT NULL
            AND (name <> '' OR phone <> '' OR tail <> '' OR search_words <> '')""",
    "kept_thing": """
        SELECT uid FROM kept_thing WHERE erased_on IS NOT NULL
            AND (owner_name <> '' OR owner_phone <> '' OR handed_to <> '')""",
    "found_thing": """
        SELECT uid FROM found_thing WHERE erased_on IS NOT NULL
            AND (finder_name <> '' OR finder_phone <> '' OR outcome_phone <> ''
                OR (outcome = 'claimed' AND outcome_to <> ''))""",
    "feedback_entry": """
        SELECT number FROM feedback_entry WHERE erased_on IS NOT NULL
            AND (author_name <> '' OR author_phone <> '')""",
    "volunteer": """
        SELECT v.number FROM volunteer v WHERE v.erased_on IS NOT NULL
            AND (v.born <> '' OR v.phone <> '' OR v.note <> '' OR v.search_words <> ''
                OR EXISTS (SELECT 1 FROM volunteer_identity i WHERE i.volunteer_id = v.id)
                OR EXISTS (SELECT 1 FROM guardian_consent g
                    WHERE g.volunteer_id = v.id AND g.phone <> ''))""",
}


def _run(sql: str, record_ids: Sequence[int]) -> None:
    asked = f"({marks(record_ids)})"
    whole = sql.format(marks=asked) if "{marks}" in sql else f"{sql} {asked}"
    rows(whole, record_ids)


def _erase_answers(thing_ids: Sequence[int]) -> None:
    """Keep what was asked, and not what only the owner knows."""
    for row in FoundThingRow.select().where(FoundThingRow.id.in_(thing_ids)):
        asked = questions_from(row.questions)
        if any(one.answer for one in asked):
            text = questions_text(CheckQuestion(question=one.question, answer="") for one in asked)
            FoundThingRow.update(questions=text).where(FoundThingRow.id == row.id).execute()


def _mask_volunteers_in_texts(volunteer_ids: Sequence[int]) -> None:
    """Keep in the roster's own texts only what a wall may say of a name."""
    named = f"SELECT name FROM volunteer WHERE id IN ({marks(volunteer_ids)})"
    for (name,) in rows(named, volunteer_ids):
        if len(name) < LEAST_NAME:
            continue
        for table, column in _TEXTS_ABOUT_VOLUNTEERS:
            sql = f"UPDATE {table} SET {column} = replace({column}, ?, ?) WHERE instr({column}, ?)"
            rows(f"{sql} RETURNING id", [name, masked_name(name) or "*", name])


def _mask_names(table: str, column: str, key: str, ids: Sequence[int]) -> None:
    """Keep of a name only what a wall may say: 张*."""
    named = f"SELECT id, {column} FROM {table} WHERE {key} IN ({marks(ids)})"
    for row_id, name in rows(named, ids):
        rows(f"UPDATE {table} SET {column} = ? WHERE id = ?", [masked_name(name) or "*", row_id])


def _erase_authors_in_texts(entry_ids: Sequence[int]) -> None:
    """Keep what was said and answered, and not by whom where the words themselves tell it."""
    named = (
        f"SELECT id, author_name, author_phone FROM feedback_entry WHERE id IN ({marks(entry_ids)})"
    )
    for entry_id, name, phone in rows(named, entry_ids):
        for table, key, column in _TEXTS_OF_ENTRIES:
            for row_id, text in rows(
                f"SELECT id, {column} FROM {table} WHERE {key} = ?", [entry_id]
            ):
                plain = without_author(text, name, phone)
                if plain != text:
                    rows(f"UPDATE {table} SET {column} = ? WHERE id = ?", [plain, row_id])


def _lines_text(lines: Sequence[RetentionLine]) -> str:
    told = [
        {
            "kind": line.kind,
            "count": line.count,
            "first": line.first.isoformat(),
            "last": line.last.isoformat(),
            "fields": list(line.fields),
            "days": line.days,
        }
        for line in lines
    ]
    return json.dumps(told, ensure_ascii=False)


def _digest(previous: str, fields: Sequence[object]) -> str:
    body = json.dumps([previous, *fields], ensure_ascii=False, default=str)
    return hashlib.sha256(body.encode("utf-8")).hexdigest()


def _run_of(row: Any) -> RetentionRun:
    return RetentionRun(
        id=RetentionRunId(row.id),
        uid=row.uid,
        number=row.number,
        on=row.business_date,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        witness=row.witness,
        days=row.days,
        lines=tuple(
            RetentionLine(
                kind=told["kind"],
                count=told["count"],
                first=date.fromisoformat(told["first"]),
                last=date.fromisoformat(told["last"]),
                fields=tuple(told["fields"]),
                days=told.get("days", row.days),
            )
            for told in json.loads(row.lines)
        ),
    )
