"""Volunteers in the station's file; what is most private about them stands in other tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import VolunteerId
from stationdesk.domain.phones import TAIL_DIGITS
from stationdesk.domain.volunteers.people import Sex, Volunteer
from stationdesk.store.plain_sql import as_day, in_portions, insert, marks, rows, value
from stationdesk.store.tables import VolunteerRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stationdesk.domain.ids import ImportId
    from stationdesk.domain.volunteers.people import NewVolunteer

NUMBER_PREFIX = "V-"


def next_number() -> str:
    """Return the next free number, such as V-0001; none is ever used again."""
    taken = value("SELECT MAX(CAST(SUBSTR(number, 3) AS INTEGER)) FROM volunteer") or 0
    return f"{NUMBER_PREFIX}{int(taken) + 1:04d}"


def add(
    wish: NewVolunteer,
    *,
    uid: str,
    card_code: str,
    search_words: str,
    import_id: ImportId | None,
    recorded_at: str,
    recorded_by: str,
) -> VolunteerId:
    """Keep somebody who was accepted and tidied."""
    kept = insert(
        "volunteer",
        {
            **_fields(wish, search_words),
            "uid": uid,
            "number": next_number(),
            "card_code": card_code,
            "request_key": wish.request_key or uid,
            "import_run_id": import_id,
            "recorded_at": recorded_at,
            "recorded_by": recorded_by,
            "version": 1,
        },
    )
    return VolunteerId(kept)


def change(volunteer_id: VolunteerId, wish: NewVolunteer, search_words: str) -> None:
    """Write somebody anew."""
    _update(volunteer_id, **_fields(wish, search_words))


def set_card_code(volunteer_id: VolunteerId, code: str) -> None:
    """Let another code stand on the card; the old one names nobody any more."""
    _update(volunteer_id, card_code=code)


def set_voided(volunteer_id: VolunteerId, at: str | None, by: str | None) -> None:
    """Take an entry out, or bring it back; its request may be made anew after that."""
    uid = VolunteerRow.get_by_id(volunteer_id).uid
    _update(volunteer_id, voided_at=at, voided_by=by, request_key=uid)


def get(volunteer_id: VolunteerId) -> Volunteer | None:
    """Return one volunteer, an erased or voided one too; None where there is none."""
    return by_id([volunteer_id]).get(volunteer_id)


def by_id(ids: Iterable[VolunteerId]) -> dict[VolunteerId, Volunteer]:
    """Return the volunteers of ``ids``, voided ones too; unknown ids are left out."""
    found: dict[VolunteerId, Volunteer] = {}
    for portion in in_portions(ids):
        for each in _volunteers(f"WHERE v.id IN ({marks(portion)})", portion):
            found[each.id] = each
    return found


def everybody() -> list[Volunteer]:
    """Return all volunteers who were not voided, in the order of their numbers."""
    return _volunteers("WHERE v.voided_at IS NULL ORDER BY v.id")


def is_voided(volunteer_id: VolunteerId) -> bool:
    """Tell whether the entry was taken out."""
    sql = "SELECT 1 FROM volunteer WHERE id = ? AND voided_at IS NOT NULL"
    return bool(rows(sql, [volunteer_id]))


def find_by_key(request_key: str) -> VolunteerId | None:
    """Return the volunteer of a request that was kept before; None for a new one."""
    if not request_key:
        return None
    found = value("SELECT id FROM volunteer WHERE request_key = ?", [request_key])
    return None if found is None else VolunteerId(found)


def by_card(code: str) -> Volunteer | None:
    """Return whose card says ``code``, None where nobody's does."""
    where = "WHERE v.card_code = ? AND v.voided_at IS NULL AND v.erased_on IS NULL"
    return next(iter(_volunteers(where, [code])), None)


def same_person(name: str, phone: str, identity: str) -> list[Volunteer]:
    """Return who has that name and that whole phone, or that identity number; none of them erased.

    Empty numbers recognise nobody.
    """
    where = """
        WHERE v.voided_at IS NULL AND v.erased_on IS NULL AND (
            (? <> '' AND v.name = ? AND v.phone = ?)
            OR (? <> '' AND EXISTS (SELECT 1 FROM volunteer_identity i
                WHERE i.volunteer_id = v.id AND i.number = ?)))
        ORDER BY v.id"""
    return _volunteers(where, [phone, name, phone, identity, identity])


def named(name: str) -> list[Volunteer]:
    """Return the volunteers of exactly that name, none of them voided or erased."""
    where = "WHERE v.name = ? AND v.voided_at IS NULL AND v.erased_on IS NULL ORDER BY v.id"
    return _volunteers(where, [name])


def found(words: Sequence[str]) -> list[Volunteer]:
    """Return who is found by each of ``words`` (lower case): name, pinyin, number, phone's end."""
    wanted = " AND ".join([_FITS] * len(words)) or "1 = 1"
    values = [each for word in words for each in _likes(word)]
    where = f"WHERE v.voided_at IS NULL AND v.erased_on IS NULL AND {wanted} ORDER BY v.id"
    return _volunteers(where, values)


def is_referred_to(volunteer_id: VolunteerId) -> bool:
    """Tell whether anything was done with the volunteer that stays on record."""
    tables = ("assignment", "attendance", "hours_line", "service_certificate")
    plain = [f"SELECT 1 FROM {table} WHERE volunteer_id = ?" for table in tables]
    standing = [
        f"SELECT 1 FROM {table} WHERE volunteer_id = ? AND voided_at IS NULL"
        for table in ("training_attendance", "honour")
    ]
    sql = " UNION ALL ".join([*plain, *standing])
    return bool(rows(sql, [volunteer_id] * (len(plain) + len(standing))))


def of_import(import_id: ImportId) -> list[VolunteerId]:
    """Return who came on record with one import and was not taken out since."""
    sql = "SELECT id FROM volunteer WHERE import_run_id = ? AND voided_at IS NULL ORDER BY id"
    return [VolunteerId(found) for (found,) in rows(sql, [import_id])]


_SELECT = """
    SELECT v.id, v.uid, v.number, v.name, v.sex, v.born, v.phone, v.group_name, v.national_number,
        v.joined_on, v.promised_minutes, v.novice, v.mentor, v.in_ranking, v.card_code, v.note,
        v.search_words, v.erased_on, v.version
    FROM volunteer v"""
_FITS = r"""(v.search_words LIKE ? ESCAPE '\' OR v.search_words LIKE ? ESCAPE '\'
    OR LOWER(v.number) LIKE ? ESCAPE '\' OR CAST(SUBSTR(v.number, 3) AS INTEGER) = ?
    OR SUBSTR(v.phone, ?) LIKE ? ESCAPE '\' OR v.phone = ? OR v.name LIKE ? ESCAPE '\')"""


def _likes(word: str) -> tuple[object, ...]:
    plain = word.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
    number = int(word) if word.isascii() and word.isdecimal() and len(word) <= TAIL_DIGITS else -1
    inside = None if word.isascii() else f"%{plain}%"  # a given name is found without the surname
    begins = f"{plain}%", f"% {plain}%", f"{plain}%"
    return *begins, number, -TAIL_DIGITS, f"{plain}%", word, inside


def _fields(wish: NewVolunteer, search_words: str) -> dict[str, object]:
    return {
        "name": wish.name,
        "sex": wish.sex.value,
        "born": wish.born,
        "phone": wish.phone,
        "group_name": wish.group,
        "national_number": wish.national_number,
        "joined_on": _stored(wish.joined_on),
        "promised_minutes": wish.promised_minutes,
        "novice": int(wish.novice),
        "mentor": int(wish.mentor),
        "in_ranking": int(wish.in_ranking),
        "note": wish.note,
        "search_words": search_words,
    }


def _stored(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _update(volunteer_id: VolunteerId, **fields: object) -> None:
    VolunteerRow.update(**fields, version=VolunteerRow.version + 1).where(
        VolunteerRow.id == volunteer_id
    ).execute()


def _volunteers(where: str, values: Sequence[object] = ()) -> list[Volunteer]:
    return [_volunteer(row) for row in rows(f"{_SELECT} {where}", values)]


def _volunteer(row: tuple[Any, ...]) -> Volunteer:
    return Volunteer(
        id=VolunteerId(row[0]),
        uid=row[1],
        number=row[2],
        name=row[3],
        sex=Sex(row[4]),
        born=row[5],
        phone=row[6],
        group=row[7],
        national_number=row[8],
        joined_on=as_day(row[9]),
        promised_minutes=row[10],
        novice=bool(row[11]),
        mentor=bool(row[12]),
        in_ranking=bool(row[13]),
        card_code=row[14],
        note=row[15],
        search_words=row[16],
        erased_on=as_day(row[17]),
        version=row[18],
    )
