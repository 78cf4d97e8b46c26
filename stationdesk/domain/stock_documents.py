"""What may be posted: the rules that a receipt, an issue, a scrap, a move or a reversal keeps."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from stationdesk.domain.fefo import Pick, pieces_by_batch, propose
from stationdesk.domain.printed_dates import (
    LifeUnit,
    Precision,
    PrintedDate,
    computed_expiry,
    from_shelf_life,
)
from stationdesk.domain.problems import Problem, refuse_if_any
from stationdesk.domain.stock import Movement, Source, Spot
from stationdesk.domain.stock_wishes import NewBatch
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from stationdesk.domain.ids import BatchId, ItemId, PlaceId
    from stationdesk.domain.places import Place
    from stationdesk.domain.stock import Balance, Batch, Item, StockDocument
    from stationdesk.domain.stock_wishes import (
        MoveLine,
        NewIssue,
        NewMove,
        NewReceipt,
        NewScrap,
        ReceiptLine,
        TakeLine,
    )

EARLIEST_DAY = date(2000, 1, 1)
MOST_PIECES = 1_000_000
"""More on one line is a slip of the hand."""
LONGEST_LIVES = {
    LifeUnit.DAY: 36_500,
    LifeUnit.WEEK: 5_200,
    LifeUnit.MONTH: 1_200,
    LifeUnit.YEAR: 100,
}
"""A hundred years, in each unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What the rules may look at: the goods and places that a wish names, and today."""

    today: date
    items: Mapping[ItemId, Item]
    batches: Mapping[BatchId, Batch]
    places: Mapping[PlaceId, Place]


NO_EXPIRY = PrintedDate("", Precision.NONE, None)


def check_receipt(wish: NewReceipt, shelf: Shelf) -> None:
    """Refuse a receipt that breaks a rule, with every reason."""
    refuse_if_any(_problems_of_receipt(wish, shelf))


def destination(line: ReceiptLine, item: Item) -> PlaceId:
    """Return where a received line that was accepted is put: as told, or at the item's place."""
    if line.place_id is not None:
        return line.place_id
    if item.place is None:
        raise LookupError(item.code)
    return item.place.id


def batch_of(line: ReceiptLine, received_on: date, *, month_end: bool) -> NewBatch:
    """Return the batch that a received line belongs to.

    ``month_end`` tells how the station reads an expiry printed to the month. The pack's own
    expiry goes before one computed from production date and shelf life.
    """
    expiry = line.expiry if line.expiry is not None else _expiry_from_life(line)
    return NewBatch(
        item_id=line.item_id,
        batch_no=line.batch_no.strip(),
        made_on=line.made_on,
        life=line.life,
        expiry=expiry,
        expires_on=computed_expiry(expiry, month_end),
        received_on=received_on,
    )


def accept_issue(wish: NewIssue, shelf: Shelf, free: Sequence[Balance]) -> list[Movement]:
    """Return the movements of an issue.

    ``free`` is what can be taken on the day without emptying a shelf that later documents need.

    Raises:
        Refused: with every reason.
    """
    refuse_if_any(_problems_of_take(wish.business_date, wish.lines, shelf))
    left = {balance.spot: balance for balance in free}
    problems: list[Problem] = []
    picks: list[Pick] = []
    for number, line in enumerate(wish.lines):
        taken = _picks_for(line, left.values(), wish.business_date)
        problems.extend(_problems_of_picks(number, line, taken, wish, shelf, left.values()))
        _take_off(left, taken)
        picks.extend(taken)
    problems.extend(_problems_of_order(wish, picks, free))
    refuse_if_any(problems)
    return [
        Movement(
            line=number,
            item_id=pick.item.id,
            batch_id=pick.batch.id,
            place_id=pick.place.id,
            quantity=-pick.quantity,
        )
        for number, pick in enumerate(picks, start=1)
    ]


def accept_scrap(wish: NewScrap, shelf: Shelf) -> list[Movement]:
    """Return the movements of a scrap document; raises ``Refused`` with every reason."""
    refuse_if_any(_problems_of_scrap(wish, shelf))
    return [
        Movement(
            line=number,
            item_id=shelf.batches[line.batch_id].item_id,
            batch_id=line.batch_id,
            place_id=line.place_id,
            quantity=-line.quantity,
        )
        for number, line in enumerate(wish.lines, start=1)
    ]


def accept_move(wish: NewMove, shelf: Shelf) -> list[Movement]:
    """Return the movements of a move, two for each line; raises ``Refused``."""
    refuse_if_any(_problems_of_move(wish, shelf))
    return [
        movement
        for number, line in enumerate(wish.lines)
        for movement in _there_and_back(2 * number + 1, line, shelf)
    ]


def accept_reversal(document: StockDocument, reason: str) -> list[Movement]:
    """Return the movements that undo ``document``; raises ``Refused``."""
    refuse_if_any(_problems_of_reversal(document, reason))
    return [
        Movement(
            line=line.line,
            item_id=line.item.id,
            batch_id=line.batch.id,
            place_id=line.place.id,
            quantity=-line.quantity,
            reason=line.reason,
        )
        for line in document.lines
    ]


def problems_of_day(day: date, today: date) -> Iterator[Problem]:
    """Tell why ``day`` cannot be a business day: it lies ahead, or before all records."""
    if day > today:
        yield Problem("business_date", N_("{day} lies in the future."), {"day": day})
    elif day < EARLIEST_DAY:
        yield Problem("business_date", N_("{day} is too long ago to be right."), {"day": day})


def _problems_of_receipt(wish: NewReceipt, shelf: Shelf) -> Iterator[Problem]:
    yield from problems_of_day(wish.business_date, shelf.today)
    yield from _problems_of_amount([line.quantity for line in wish.lines])
    if wish.source is Source.DONATION and not wish.donor.strip():
        yield Problem("donor", N_("Write who donated the goods; an unnamed donor is 匿名."))
    for number, line in enumerate(wish.lines):
        item = shelf.items.get(line.item_id)
        yield from _problems_of_item(number, item)
        if item is not None:
            yield from _problems_of_place(number, item, _place_of(line, item, shelf))
            yield from _problems_of_expiry(number, line, item)


def _place_of(line: ReceiptLine, item: Item, shelf: Shelf) -> Place | None:
    return item.place if line.place_id is None else shelf.places.get(line.place_id)


def _problems_of_amount(quantities: list[int]) -> Iterator[Problem]:
    if not quantities:
        yield Problem("lines", N_("Add at least one line."))
    for number, quantity in enumerate(quantities):
        if quantity < 1:
            phrase = N_("Line {line}: write how many pieces, at least one.")
            yield Problem(f"lines.{number}.quantity", phrase, {"line": number + 1})
        elif quantity > MOST_PIECES:
            phrase = N_("Line {line}: {quantity} pieces are too many to be right.")
            values = {"line": number + 1, "quantity": quantity}
            yield Problem(f"lines.{number}.quantity", phrase, values)


def _problems_of_item(number: int, item: Item | None) -> Iterator[Problem]:
    if item is None:
        phrase = N_("Line {line}: choose an item of the ledger.")
        yield Problem(f"lines.{number}.item_id", phrase, {"line": number + 1})
    elif item.archived_on is not None:
        phrase = N_("Line {line}: {item} is archived. Restore it first.")
        yield Problem(f"lines.{number}.item_id", phrase, _named(number, item))


def _problems_of_place(number: int, item: Item, place: Place | None) -> Iterator[Problem]:
    if place is None:
        phrase = N_("Line {line}: choose where {item} is put.")
        yield Problem(f"lines.{number}.place_id", phrase, _named(number, item))
    elif place.archived_on is not None:
        phrase = N_("Line {line}: the place “{place}” is archived.")
        values = {"line": number + 1, "place": place.name}
        yield Problem(f"lines.{number}.place_id", phrase, values)


def _problems_of_expiry(number: int, line: ReceiptLine, item: Item) -> Iterator[Problem]:
    if line.life is not None and not 1 <= line.life.n <= LONGEST_LIVES[line.life.unit]:
        phrase = N_("Line {line}: this shelf life cannot be right.")
        yield Problem(f"lines.{number}.life", phrase, {"line": number + 1})
    printed = None if line.expiry is None else line.expiry.day
    if line.made_on is not None and printed is not None and printed < line.made_on.replace(day=1):
        phrase = N_("Line {line}: {item} would expire before it was made.")
        yield Problem(f"lines.{number}.expiry", phrase, _named(number, item))
    told = line.expiry is not None or (line.made_on is not None and line.life is not None)
    if item.tracks_expiry and not told:
        phrase = N_(
            "Line {line}: write the expiry date of {item}, or its production date and shelf life, "
            "or 长期 if it does not expire."
        )
        yield Problem(f"lines.{number}.expiry", phrase, _named(number, item))


def _named(number: int, item: Item) -> dict[str, object]:
    return {"line": number + 1, "item": item.title()}


def _expiry_from_life(line: ReceiptLine) -> PrintedDate:
    if line.made_on is None or line.life is None:
        return NO_EXPIRY
    day = from_shelf_life(line.made_on, line.life.n, line.life.unit)
    return PrintedDate("", Precision.DAY, day)


def _problems_of_take(day: date, lines: Sequence[TakeLine], shelf: Shelf) -> Iterator[Problem]:
    yield from problems_of_day(day, shelf.today)
    yield from _problems_of_amount([line.quantity for line in lines])
    for number, line in enumerate(lines):
        yield from _problems_of_item(number, shelf.items.get(line.item_id))


def _picks_for(line: TakeLine, left: Iterable[Balance], day: date) -> list[Pick]:
    fitting = [
        balance
        for balance in left
        if balance.item.id == line.item_id and line.batch_id in (None, balance.batch.id)
    ]
    return propose(fitting, line.quantity, day, _only(line.place_id))


def _only(place_id: PlaceId | None) -> list[PlaceId] | None:
    return None if place_id is None else [place_id]


def _problems_of_picks(
    number: int,
    line: TakeLine,
    picks: list[Pick],
    wish: NewIssue,
    shelf: Shelf,
    left: Iterable[Balance],
) -> Iterator[Problem]:
    free = sum(pick.quantity for pick in picks)
    if free >= line.quantity:
        return
    item, about = shelf.items[line.item_id], f"lines.{number}.quantity"
    values = {**_named(number, item), "free": free, "unit": item.unit, "day": wish.business_date}
    expired = _expired_pieces(line, left, wish.business_date)
    if expired:
        phrase = N_(
            "Line {line}: only {free} {unit} of {item} in date can be taken on {day}. "
            "{expired} expired, which can only be scrapped."
        )
        yield Problem(about, phrase, {**values, "expired": expired})
    else:
        phrase = N_("Line {line}: only {free} {unit} of {item} can be taken on {day}.")
        yield Problem(about, phrase, values)


def _expired_pieces(line: TakeLine, left: Iterable[Balance], day: date) -> int:
    return sum(
        balance.quantity
        for balance in left
        if balance.item.id == line.item_id
        and line.batch_id in (None, balance.batch.id)
        and line.place_id in (None, balance.place.id)
        and balance.batch.expired_on(day)
    )


def _take_off(left: dict[Spot, Balance], picks: list[Pick]) -> None:
    for pick in picks:
        spot = Spot(pick.batch.id, pick.place.id)
        balance = left[spot]
        left[spot] = replace(balance, quantity=balance.quantity - pick.quantity)


def _problems_of_order(
    wish: NewIssue, picks: list[Pick], free: Sequence[Balance]
) -> Iterator[Problem]:
    """Ask for a reason where somebody chose another batch than the one that expires first."""
    if wish.reason.strip():
        return
    chosen: dict[ItemId, list[Pick]] = defaultdict(list)
    for pick in picks:
        chosen[pick.item.id].append(pick)
    for item_id, own in chosen.items():
        lines = [line for line in wish.lines if line.item_id == item_id]
        if any(line.batch_id for line in lines) and _skips_the_line(own, lines, wish, free):
            phrase = N_("{item}: another batch should leave first. Write why not.")
            yield Problem("reason", phrase, {"item": own[0].item.title()})


def _skips_the_line(
    picks: list[Pick], lines: list[TakeLine], wish: NewIssue, free: Sequence[Balance]
) -> bool:
    places = [line.place_id for line in lines if line.place_id is not None]
    own = [balance for balance in free if balance.item.id == picks[0].item.id]
    anywhere = len(places) < len(lines)
    quantity = sum(pick.quantity for pick in picks)
    proposed = propose(own, quantity, wish.business_date, None if anywhere else places)
    return pieces_by_batch(picks) != pieces_by_batch(proposed)


def _problems_of_scrap(wish: NewScrap, shelf: Shelf) -> Iterator[Problem]:
    yield from problems_of_day(wish.business_date, shelf.today)
    yield from _problems_of_amount([line.quantity for line in wish.lines])
    if not wish.reason.strip():
        yield Problem("reason", N_("Write why the goods are scrapped."))
    for number, line in enumerate(wish.lines):
        yield from _problems_of_batch(number, line.batch_id, line.place_id, shelf)


def _problems_of_batch(
    number: int, batch_id: BatchId, place_id: PlaceId, shelf: Shelf
) -> Iterator[Problem]:
    if batch_id not in shelf.batches or place_id not in shelf.places:
        phrase = N_("Line {line}: choose a batch and the place where it is.")
        yield Problem(f"lines.{number}.batch_id", phrase, {"line": number + 1})


def _problems_of_move(wish: NewMove, shelf: Shelf) -> Iterator[Problem]:
    yield from problems_of_day(wish.business_date, shelf.today)
    yield from _problems_of_amount([line.quantity for line in wish.lines])
    for number, line in enumerate(wish.lines):
        yield from _problems_of_batch(number, line.batch_id, line.from_place_id, shelf)
        target = shelf.places.get(line.to_place_id)
        if target is None or line.to_place_id == line.from_place_id:
            phrase = N_("Line {line}: choose another place to move the goods to.")
            yield Problem(f"lines.{number}.to_place_id", phrase, {"line": number + 1})
        elif target.archived_on is not None:
            phrase = N_("Line {line}: the place “{place}” is archived.")
            values = {"line": number + 1, "place": target.name}
            yield Problem(f"lines.{number}.to_place_id", phrase, values)


def _there_and_back(first: int, line: MoveLine, shelf: Shelf) -> tuple[Movement, Movement]:
    item_id = shelf.batches[line.batch_id].item_id
    leaving = Movement(
        line=first,
        item_id=item_id,
        batch_id=line.batch_id,
        place_id=line.from_place_id,
        quantity=-line.quantity,
    )
    arriving = replace(leaving, line=first + 1, place_id=line.to_place_id, quantity=line.quantity)
    return leaving, arriving


def _problems_of_reversal(document: StockDocument, reason: str) -> Iterator[Problem]:
    if document.reverses_id is not None:
        phrase = N_("{number} is itself a reversal and cannot be reversed.")
        yield Problem("document", phrase, {"number": document.number})
    if document.reversed_by_id is not None:
        phrase = N_("{number} was already reversed by {reversal}.")
        values = {"number": document.number, "reversal": document.reversed_by_number}
        yield Problem("document", phrase, values)
    if not reason.strip():
        yield Problem("reason", N_("Write why the document is reversed."))
    for number, line in enumerate(document.lines):
        if line.quantity < 0:
            yield from _problems_of_item(number, line.item)
