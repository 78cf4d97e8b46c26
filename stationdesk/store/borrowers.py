"""Borrowers in the station's file: as little as was asked of them, until it is erased."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import BlockId, BorrowerId
from stationdesk.domain.lending.borrower_rules import plain_name, whole_phone
from stationdesk.domain.lending.borrowers import Block, Borrower
from stationdesk.domain.phones import tail_of
from stationdesk.store.plain_sql import as_day, in_portions, marks, must_be_day, rows
from stationdesk.store.tables import BorrowerBlockRow, BorrowerRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stationdesk.domain.ids import ImportId
    from stationdesk.domain.lending.borrowers import NewBorrower


def add(wish: NewBorrower, search_words: str, since: date) -> BorrowerId:
    """Keep a borrower who was accepted."""
    row = BorrowerRow.create(
        name=plain_name(wish.name),
        phone=whole_phone(wish.phone),
        tail=tail_of(wish.phone),
        visitor_group=wish.group,
        search_words=search_words,
        since=since,
        erased_on=None,
        version=1,
    )
    return BorrowerId(row.id)


def add_erased(group: str, since: date, erased_on: date) -> BorrowerId:
    """Keep that somebody of a group borrowed, without saying who."""
    row = BorrowerRow.create(
        name="",
        phone="",
        tail="",
        visitor_group=group,
        search_words="",
        since=since,
        erased_on=erased_on,
        version=1,
    )
    return BorrowerId(row.id)


def change(borrower_id: BorrowerId, *, phone: str, group: str) -> None:
    """Write the whole number and the group anew."""
    BorrowerRow.update(phone=phone, visitor_group=group, version=BorrowerRow.version + 1).where(
        BorrowerRow.id == borrower_id
    ).execute()


def get(borrower_id: BorrowerId) -> Borrower | None:
    """Return one borrower, also an erased one; None where there is none of that id."""
    return by_id([borrower_id]).get(borrower_id)


def by_id(ids: Iterable[BorrowerId]) -> dict[BorrowerId, Borrower]:
    """Return the borrowers of ``ids``; unknown ids are left out."""
    found: dict[BorrowerId, Borrower] = {}
    for portion in in_portions(ids):
        for each in _borrowers(f"WHERE id IN ({marks(portion)})", portion):
            found[each.id] = each
    return found


def named(name: str, tail: str) -> list[Borrower]:
    """Return the borrowers of that name and tail who were not erased, the newest first."""
    where = "WHERE tail = ? AND name = ? AND erased_on IS NULL ORDER BY id DESC"
    return _borrowers(where, [tail, name])


def found(words: Sequence[str], limit: int) -> list[Borrower]:
    """Return who is found by each of ``words``, frequent and recent borrowers first.

    A word begins the name, its pinyin, its initials, or the last four digits; lower case. No
    words find everybody.
    """
    wanted = " AND ".join([_FITS] * len(words)) or "1 = 1"
    values = [value for word in words for value in _likes(word)]
    order = """
        ORDER BY (SELECT COUNT(*) FROM loan l WHERE l.borrower_id = b.id
                  AND l.voided_at IS NULL) DESC,
            (SELECT MAX(l.id) FROM loan l WHERE l.borrower_id = b.id) DESC, b.id DESC LIMIT ?"""
    where = f"b WHERE b.erased_on IS NULL AND {wanted} {order}"
    return _borrowers(where, [*values, limit])


def loans_by_borrower(ids: Iterable[BorrowerId]) -> dict[BorrowerId, int]:
    """Return how often each of the borrowers took something."""
    return {
        BorrowerId(borrower_id): int(count)
        for portion in in_portions(ids)
        for borrower_id, count in rows(
            f"""SELECT borrower_id, COUNT(*) FROM loan
                WHERE voided_at IS NULL AND borrower_id IN ({marks(portion)})
                GROUP BY borrower_id""",
            portion,
        )
    }


def is_referred_to(borrower_id: BorrowerId) -> bool:
    """Tell whether any loan, hold or block that stands is the borrower's."""
    one = "SELECT 1 FROM {} WHERE borrower_id = ? AND voided_at IS NULL"
    tables = ("loan", "loan_hold", "borrower_block")
    sql = " UNION ALL ".join(one.format(table) for table in tables)
    return bool(rows(sql, [borrower_id] * len(tables)))


def of_import(import_id: ImportId) -> list[BorrowerId]:
    """Return who took the loans, voided ones too, of one import and is known by name still."""
    sql = """SELECT DISTINCT l.borrower_id FROM loan l JOIN borrower b ON b.id = l.borrower_id
             WHERE l.import_run_id = ? AND b.erased_on IS NULL ORDER BY 1"""
    return [BorrowerId(borrower_id) for (borrower_id,) in rows(sql, [import_id])]


def add_block(
    borrower_id: BorrowerId, reason: str, *, on: date, recorded_at: str, recorded_by: str
) -> BlockId:
    """Keep that a borrower gets nothing more."""
    row = BorrowerBlockRow.create(
        borrower=borrower_id,
        business_date=on,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        reason=reason.strip(),
        lifted_on=None,
        lifted_by="",
        lift_reason="",
        voided_at=None,
        voided_by=None,
    )
    return BlockId(row.id)


def set_lifted(block_id: BlockId, on: date | None, by: str, reason: str) -> None:
    """Note that a block no longer holds; None and nothing lets it hold again."""
    BorrowerBlockRow.update(lifted_on=on, lifted_by=by, lift_reason=reason.strip()).where(
        BorrowerBlockRow.id == block_id
    ).execute()


def void_block(block_id: BlockId, at: str, by: str) -> None:
    """Let a block count no more: it was taken back."""
    BorrowerBlockRow.update(voided_at=at, voided_by=by).where(
        BorrowerBlockRow.id == block_id
    ).execute()


def block_of(borrower_id: BorrowerId) -> Block | None:
    """Return the block that holds, None where there is none."""
    return next(iter(_blocks("AND borrower_id = ?", [borrower_id])), None)


def blocks() -> dict[BorrowerId, Block]:
    """Return every block that holds, by borrower."""
    return {block.borrower_id: block for block in _blocks()}


_FITS = r"""(b.tail LIKE ? ESCAPE '\' OR b.search_words LIKE ? ESCAPE '\'
    OR b.search_words LIKE ? ESCAPE '\')"""
_SELECT = """
    SELECT id, uid, name, phone, tail, visitor_group, since, erased_on, version, search_words
    FROM borrower"""
_SELECT_BLOCK = """
    SELECT id, uid, borrower_id, business_date, reason, recorded_by, lifted_on, lift_reason
    FROM borrower_block WHERE voided_at IS NULL AND lifted_on IS NULL"""


def _likes(word: str) -> tuple[str, str, str]:
    plain = word.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
    return f"{plain}%", f"{plain}%", f"% {plain}%"


def _borrowers(where: str, values: Sequence[object]) -> list[Borrower]:
    return [_borrower(row) for row in rows(f"{_SELECT} {where}", values)]


def _borrower(row: tuple[Any, ...]) -> Borrower:
    borrower_id, uid, name, phone, tail, group, since, erased_on, version, words = row
    return Borrower(
        id=BorrowerId(borrower_id),
        uid=uid,
        name=name,
        phone=phone,
        tail=tail,
        group=group,
        since=must_be_day(since),
        erased_on=as_day(erased_on),
        version=version,
        search_words=words,
    )


def _blocks(where: str = "", values: Sequence[object] = ()) -> list[Block]:
    found = rows(f"{_SELECT_BLOCK} {where} ORDER BY id", values)
    return [
        Block(
            id=BlockId(block_id),
            uid=uid,
            borrower_id=BorrowerId(borrower_id),
            on=must_be_day(on),
            reason=reason,
            recorded_by=recorded_by,
            lifted_on=as_day(lifted_on),
            lift_reason=lift_reason,
        )
        for block_id, uid, borrower_id, on, reason, recorded_by, lifted_on, lift_reason in found
    ]
