"""Kinds of things that are lent, and the parts that belong to their pieces, in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import ItemId, LoanKindId, LoanPartId
from stationdesk.domain.lending.kinds import Audience, Contact, LoanKind, LoanMode, LoanPart
from stationdesk.store import goods
from stationdesk.store.plain_sql import as_day, in_portions, marks, must_be_day, rows
from stationdesk.store.tables import LoanKindRow, LoanPartRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from stationdesk.domain.lending.kinds import NewLoanKind, NewPart
    from stationdesk.domain.stock import Item


def kinds_by_id(ids: Iterable[LoanKindId] | None = None) -> dict[LoanKindId, LoanKind]:
    """Return the kinds of ``ids``, or all, archived ones too, in the order of their entry."""
    if ids is None:
        found = rows(f"{_SELECT} ORDER BY id")
    else:
        found = [
            row
            for portion in in_portions(ids)
            for row in rows(f"{_SELECT} WHERE id IN ({marks(portion)}) ORDER BY id", portion)
        ]
    known = goods.items({ItemId(row[_ITEM]) for row in found if row[_ITEM] is not None})
    parts = _parts_in_force(LoanKindId(row[0]) for row in found)
    return {LoanKindId(row[0]): _kind(row, known, parts.get(row[0], ())) for row in found}


def get(kind_id: LoanKindId) -> LoanKind:
    """Return one kind; raises ``LookupError`` where there is none."""
    found = kinds_by_id([kind_id])
    if kind_id not in found:
        raise LookupError(kind_id)
    return found[kind_id]


def kind_of_item(item_id: ItemId) -> LoanKind | None:
    """Return the kind in use whose pieces are of the item, None where it is not lent."""
    found = [kind for kind in kinds_of_items([item_id]) if kind.archived_on is None]
    return found[0] if found else None


def kinds_of_items(item_ids: Iterable[ItemId]) -> list[LoanKind]:
    """Return every kind that ever lent pieces of one of the items, archived ones too."""
    wanted = [
        LoanKindId(kind_id)
        for portion in in_portions(item_ids)
        for (kind_id,) in rows(
            f"SELECT id FROM loan_kind WHERE item_id IN ({marks(portion)})", portion
        )
    ]
    return list(kinds_by_id(wanted).values()) if wanted else []


def kinds_with_part_of(item_id: ItemId) -> list[LoanKind]:
    """Return the kinds in use one of whose parts is refilled from the item."""
    found = rows(
        """SELECT DISTINCT k.id FROM loan_part p JOIN loan_kind k ON k.id = p.loan_kind_id
           WHERE p.item_id = ? AND p.ended_on IS NULL AND k.archived_on IS NULL""",
        [item_id],
    )
    return list(kinds_by_id(LoanKindId(each) for (each,) in found).values())


def is_used(kind_id: LoanKindId) -> bool:
    """Tell whether anything was ever recorded of the kind: pieces, loans, holds or damage."""
    tables = ("loan_unit", "loan_line", "loan_hold", "fitness_event", "desk_check")
    one = " UNION ALL ".join(f"SELECT 1 FROM {each} WHERE loan_kind_id = ?" for each in tables)
    return bool(rows(f"{one} LIMIT 1", [kind_id] * len(tables)))


def used_codes(without: LoanKindId | None = None) -> dict[str, str]:
    """Return the code of every other kind, archived ones too, with the kind's name."""
    found = rows("SELECT id, code, name FROM loan_kind")
    return {code: name for kind_id, code, name in found if kind_id != without}


def add(wish: NewLoanKind, code: str, search_words: str, since: date) -> LoanKind:
    """Keep a kind that was accepted, with its parts, and return it."""
    row = LoanKindRow.create(
        **_fields(wish),
        code=code,
        search_words=search_words,
        since=since,
        archived_on=None,
        version=1,
    )
    for part in wish.parts:
        add_part(LoanKindId(row.id), part, since)
    return get(LoanKindId(row.id))


def change(
    kind_id: LoanKindId, wish: NewLoanKind, code: str, search_words: str, version: int
) -> bool:
    """Write a kind anew, its parts aside; False where ``version`` is no longer the newest."""
    query = LoanKindRow.update(
        **_fields(wish), code=code, search_words=search_words, version=version + 1
    )
    return bool(query.where(LoanKindRow.id == kind_id, LoanKindRow.version == version).execute())


def set_archived(kind_id: LoanKindId, day: date | None) -> None:
    """Put a kind away from ``day`` on, or take it back (None)."""
    LoanKindRow.update(archived_on=day, version=LoanKindRow.version + 1).where(
        LoanKindRow.id == kind_id
    ).execute()


def remove(kind_id: LoanKindId) -> None:
    """Take out a kind that was never used, with its parts."""
    LoanPartRow.delete().where(LoanPartRow.loan_kind == kind_id).execute()
    LoanKindRow.delete().where(LoanKindRow.id == kind_id).execute()


def add_part(kind_id: LoanKindId, part: NewPart, since: date) -> LoanPartId:
    """Let a part belong to every piece of the kind from ``since`` on."""
    row = LoanPartRow.create(
        loan_kind=kind_id,
        name=part.name.strip(),
        quantity=part.quantity,
        item=part.item_id,
        since=since,
        ended_on=None,
    )
    return LoanPartId(row.id)


def end_part(part_id: LoanPartId, on: date | None) -> None:
    """Let a part belong to the pieces no more from ``on`` on; None lets it belong again."""
    LoanPartRow.update(ended_on=on).where(LoanPartRow.id == part_id).execute()


def part_ended(kind_id: LoanKindId, part: NewPart, on: date) -> LoanPartId | None:
    """Return the part like ``part`` that ended on ``on``: taken up again, it was never gone."""
    found = rows(
        """SELECT id FROM loan_part WHERE loan_kind_id = ? AND name = ? AND quantity = ?
           AND COALESCE(item_id, 0) = ? AND ended_on = ? ORDER BY id DESC LIMIT 1""",
        [kind_id, part.name.strip(), part.quantity, part.item_id or 0, on.isoformat()],
    )
    return LoanPartId(found[0][0]) if found else None


_SELECT = """
    SELECT id, uid, code, name, mode, audience, item_id, default_days, most_per_person, contact,
        deposit, terms, since, archived_on, version, search_words FROM loan_kind"""
_ITEM = 6


def _fields(wish: NewLoanKind) -> dict[str, object]:
    return {
        "name": wish.name.strip(),
        "mode": wish.mode.value,
        "audience": wish.audience.value,
        "item": wish.item_id,
        "default_days": wish.default_days,
        "most_per_person": wish.most_per_person,
        "contact": wish.contact.value,
        "deposit": wish.deposit.strip(),
        "terms": wish.terms.strip(),
    }


def _parts_in_force(kind_ids: Iterable[LoanKindId]) -> dict[int, tuple[LoanPart, ...]]:
    found = [
        row
        for portion in in_portions(kind_ids)
        for row in rows(
            f"""SELECT loan_kind_id, id, uid, name, quantity, item_id, since, ended_on
                FROM loan_part WHERE ended_on IS NULL AND loan_kind_id IN ({marks(portion)})
                ORDER BY id""",
            portion,
        )
    ]
    parts: dict[int, tuple[LoanPart, ...]] = {}
    for kind_id, *fields in found:
        parts[kind_id] = (*parts.get(kind_id, ()), _part(tuple(fields)))
    return parts


def _part(row: tuple[Any, ...]) -> LoanPart:
    part_id, uid, name, quantity, item_id, since, ended_on = row
    return LoanPart(
        id=LoanPartId(part_id),
        uid=uid,
        name=name,
        quantity=quantity,
        item_id=None if item_id is None else ItemId(item_id),
        since=must_be_day(since),
        ended_on=as_day(ended_on),
    )


def _kind(
    row: tuple[Any, ...], known: Mapping[ItemId, Item], parts: tuple[LoanPart, ...]
) -> LoanKind:
    kind_id, uid, code, name, mode, audience, item_id, default_days, most, *rest = row
    contact, deposit, terms, since, archived_on, version, search_words = rest
    return LoanKind(
        id=LoanKindId(kind_id),
        uid=uid,
        code=code,
        name=name,
        mode=LoanMode(mode),
        audience=Audience(audience),
        item=None if item_id is None else known[ItemId(item_id)],
        default_days=default_days,
        most_per_person=most,
        contact=Contact(contact),
        deposit=deposit,
        terms=terms,
        since=must_be_day(since),
        archived_on=as_day(archived_on),
        version=version,
        search_words=search_words,
        parts=parts,
    )
