"""Items and places: adding, changing, putting away."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.goods import (
    NewItem,
    identity,
    problems_of_item,
    used_for_of,
    usual_category,
    usual_warn_days,
)
from stationdesk.domain.places import NewPlace, problems_of_place
from stationdesk.domain.printed_dates import computed_expiry
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.stock_documents import problems_of_day
from stationdesk.i18n import N_, _
from stationdesk.services.changes import Topic
from stationdesk.services.pool_guard import archiving_problems
from stationdesk.services.search_words import search_words
from stationdesk.services.stockroom.desk import Desk
from stationdesk.store import goods, loan_pieces, places, required_sets, stock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.goods import Taken
    from stationdesk.domain.ids import BatchId, ItemId, PlaceId
    from stationdesk.domain.places import Place
    from stationdesk.domain.stock import Batch, Item


class Goods(Desk):
    """What the ledger knows by name, and where it can be put."""

    def item(self, item_id: ItemId) -> Item:
        """Return one item; raises ``LookupError`` where there is none."""
        return goods.get(item_id)

    def items(self, *, include_archived: bool = False) -> list[Item]:
        """Return the items, ordered by code."""
        found = goods.items().values()
        return [each for each in found if include_archived or each.archived_on is None]

    def search_words(self) -> dict[ItemId, str]:
        """Return the words by which each item is found: as written, pinyin and initials."""
        return goods.search_words()

    def add_item(self, wish: NewItem) -> ItemId:
        """Keep a new item and return its id; what was left open is filled in.

        Raises:
            Refused: when a rule is broken, or an item of the same name, spec and unit is in use.
        """
        with self._context.deed(Topic.INVENTORY):
            refuse_if_any(problems_of_item(wish, _taken(wish), itself=None))
            refuse_if_any(_problems_of_home(wish))
            whole = self._filled_in(wish)
            item = goods.add(whole, _words_of(whole))
            self._context.note("item", item.uid, "add", after=_told(item))
        take_back = partial(self.archive_item, item.id)
        self._offer(N_("{item} was added."), take_back, item=item.title())
        return item.id

    def change_item(self, item_id: ItemId, wish: NewItem, version: int) -> None:
        """Write an item anew, if nobody else did since ``version`` was read.

        Raises:
            Refused: when a rule is broken or somebody else changed the item meanwhile.
        """
        with self._context.deed(Topic.INVENTORY):
            before = goods.get(item_id)
            refuse_if_any(problems_of_item(wish, _taken(wish, item_id), itself=item_id))
            refuse_if_any(_problems_of_home(wish))
            whole = self._filled_in(replace(wish, since=wish.since or before.since))
            if not goods.change(item_id, whole, _words_of(whole), version):
                phrase = N_("{item} was changed by somebody else meanwhile. Look at it again.")
                raise Refused([Problem("version", phrase, {"item": before.title()})])
            after = goods.get(item_id)
            self._context.note(
                "item", before.uid, "change", before=_told(before), after=_told(after)
            )
        take_back = partial(self.change_item, item_id, as_wish(before), after.version)
        self._offer(N_("{item} was changed."), take_back, item=after.title())

    def archive_item(self, item_id: ItemId) -> None:
        """Put an item away; its history stays. Refused while there is any of it."""
        with self._context.deed(Topic.INVENTORY):
            item = goods.get(item_id)
            problems = _problems_of_archiving(item, self._context.today())
            refuse_if_any([*problems, *archiving_problems(item)])
            goods.set_archived(item_id, self._context.today())
            self._context.note("item", item.uid, "archive", before=_told(item))
        take_back = partial(self.restore_item, item_id)
        self._offer(N_("{item} was archived."), take_back, item=item.title())

    def restore_item(self, item_id: ItemId) -> None:
        """Take an archived item back into use; raises ``Refused`` if another took its name."""
        with self._context.deed(Topic.INVENTORY):
            item = goods.get(item_id)
            called = identity(item.name, item.spec, item.unit)
            other = goods.taken(item.code, called, item_id).identities.get(called)
            if other is not None:
                phrase = N_("{code} has the same name, spec and unit.")
                raise Refused([Problem("name", phrase, {"code": other})])
            goods.set_archived(item_id, None)
            self._context.note("item", item.uid, "restore", after=_told(item))
        take_back = partial(self.archive_item, item_id)
        self._offer(N_("{item} is in use again."), take_back, item=item.title())

    def batches(self, item_id: ItemId) -> list[Batch]:
        """Return all batches the item ever had, the oldest first."""
        return goods.batches_of(item_id)

    def open_batch(self, batch_id: BatchId, on: date | None = None) -> None:
        """Note that a pack of the batch was opened: it is the first to leave from now on."""
        day = on or self._context.today()
        refuse_if_any(problems_of_day(day, self._context.today()))
        self._set_opened(batch_id, day)

    def expiry_rule_changed(self) -> int:
        """Compute anew what expires by month or year, after the station changed its rule.

        Returns:
            How many batches got another last day.
        """
        month_end, changed = goods.month_end_counts(), 0
        with self._context.deed(Topic.INVENTORY):
            for batch in goods.printed_to_the_month():
                expires_on = computed_expiry(batch.expiry, month_end)
                if expires_on != batch.expires_on:
                    goods.set_expiry(batch.id, expires_on)
                    self._context.note(
                        "batch",
                        batch.uid,
                        "change",
                        before={"expires_on": batch.expires_on},
                        after={"expires_on": expires_on},
                    )
                    changed += 1
        return changed

    def places(self, *, include_archived: bool = False) -> list[Place]:
        """Return the places in the order in which one walks."""
        found = places.by_id().values()
        return [each for each in found if include_archived or each.archived_on is None]

    def add_place(self, wish: NewPlace) -> PlaceId:
        """Keep a new place and return its id; raises ``Refused``."""
        with self._context.deed(Topic.INVENTORY, Topic.AMENITIES):
            taken = {each.name for each in places.by_id().values()}
            refuse_if_any(problems_of_place(wish, taken))
            place = places.add(wish)
            self._context.note("place", place.uid, "add", after=_told_place(place))
        take_back = partial(self.archive_place, place.id)
        self._offer(N_("The place “{place}” was added."), take_back, place=place.name)
        return place.id

    def place_named(self, name: str) -> PlaceId:
        """Return the place of that name; it is added, or taken back into use, where need be."""
        known = places.named(name.strip())
        if known is None:
            return self.add_place(NewPlace(name=name))
        if known.archived_on is not None:
            self.restore_place(known.id)
        return known.id

    def change_place(self, place_id: PlaceId, wish: NewPlace) -> None:
        """Write the name and order of a place anew; raises ``Refused``."""
        with self._context.deed(Topic.INVENTORY, Topic.AMENITIES):
            before = places.get(place_id)
            others = {each.name for each in places.by_id().values() if each.id != place_id}
            refuse_if_any(problems_of_place(wish, others))
            order = before.shelf_order if wish.shelf_order is None else wish.shelf_order
            places.change(place_id, replace(wish, shelf_order=order))
            after = places.get(place_id)
            self._context.note(
                "place",
                before.uid,
                "change",
                before=_told_place(before),
                after=_told_place(after),
            )
        back = NewPlace(name=before.name, shelf_order=before.shelf_order)
        take_back = partial(self.change_place, place_id, back)
        self._offer(N_("The place “{place}” was changed."), take_back, place=after.name)

    def archive_place(self, place_id: PlaceId) -> None:
        """Put a place away; refused while goods lie there, or items or pieces call it their own."""
        with self._context.deed(Topic.INVENTORY, Topic.AMENITIES):
            place = places.get(place_id)
            refuse_if_any(_problems_of_leaving(place))
            places.set_archived(place_id, self._context.today())
            self._context.note("place", place.uid, "archive", before=_told_place(place))
        take_back = partial(self.restore_place, place_id)
        self._offer(N_("The place “{place}” was archived."), take_back, place=place.name)

    def restore_place(self, place_id: PlaceId) -> None:
        """Take an archived place back into use."""
        with self._context.deed(Topic.INVENTORY, Topic.AMENITIES):
            place = places.get(place_id)
            places.set_archived(place_id, None)
            self._context.note("place", place.uid, "restore", after=_told_place(place))
        take_back = partial(self.archive_place, place_id)
        self._offer(N_("The place “{place}” is in use again."), take_back, place=place.name)

    def _set_opened(self, batch_id: BatchId, day: date | None) -> None:
        with self._context.deed(Topic.INVENTORY):
            batch = goods.batches([batch_id])[batch_id]
            goods.set_opened(batch_id, day)
            self._context.note(
                "batch",
                batch.uid,
                "open" if day else "close",
                before={"opened_on": batch.opened_on},
                after={"opened_on": day},
            )
        take_back = partial(self._set_opened, batch_id, batch.opened_on)
        item = goods.get(batch.item_id)
        self._offer(N_("A pack of {item} was marked."), take_back, item=item.title())

    def _filled_in(self, wish: NewItem) -> NewItem:
        used_for = wish.used_for or used_for_of(wish.name, wish.spec, wish.category)
        days = usual_warn_days(used_for) if wish.warn_days is None else wish.warn_days
        return replace(
            wish,
            used_for=used_for,
            warn_days=days,
            category=wish.category.strip() or _(usual_category(used_for)),
            code=wish.code.strip() or goods.next_code(),
            since=wish.since or self._context.today(),
        )


def as_wish(item: Item) -> NewItem:
    """Return an item in the form in which it is typed in, to be changed or written back."""
    return NewItem(
        name=item.name,
        unit=item.unit,
        spec=item.spec,
        category=item.category,
        used_for=item.used_for,
        place_id=None if item.place is None else item.place.id,
        minimum=item.minimum,
        target=item.target,
        tracks_expiry=item.tracks_expiry,
        warn_days=item.warn_days,
        note=item.note,
        code=item.code,
        since=item.since,
    )


def _taken(wish: NewItem, without: ItemId | None = None) -> Taken:
    called = identity(wish.name, wish.spec, wish.unit)
    return goods.taken(wish.code.strip(), called, without)


def _words_of(wish: NewItem) -> str:
    return search_words(wish.name, wish.spec, wish.code)


def _problems_of_home(wish: NewItem) -> Iterator[Problem]:
    if wish.place_id is None:
        return
    place = places.by_id().get(wish.place_id)
    if place is None or place.archived_on is not None:
        yield Problem("place_id", N_("Choose a place that is in use."))


def _problems_of_archiving(item: Item, day: date) -> Iterator[Problem]:
    pieces = stock.pieces_of(item.id)
    if pieces:
        phrase = N_("There are still {pieces} {unit} of {item}. Issue or scrap them first.")
        values = {"pieces": pieces, "unit": item.unit, "item": item.title()}
        yield Problem("item", phrase, values)
    for required_set in required_sets.required_sets_on(day):
        if any(line.item.id == item.id for line in required_set.lines_on(day)):
            phrase = N_("{item} belongs to the set “{name}”. Take it out of the set first.")
            yield Problem("item", phrase, {"item": item.title(), "name": required_set.name})


def _problems_of_leaving(place: Place) -> Iterator[Problem]:
    pieces = stock.pieces_at(place.id)
    if pieces:
        phrase = N_("There are still {pieces} pieces at “{place}”. Move them first.")
        yield Problem("place", phrase, {"pieces": pieces, "place": place.name})
    at_home = [
        item.title()
        for item in goods.items().values()
        if item.archived_on is None and item.place is not None and item.place.id == place.id
    ]
    if at_home:
        phrase = N_("“{place}” is the place of {count} items. Choose another for them first.")
        yield Problem("place", phrase, {"place": place.name, "count": len(at_home)})
    codes = loan_pieces.codes_at(place.id)
    if codes:
        phrase = N_("“{place}” is the place of {codes}, which are lent. Keep them elsewhere first.")
        yield Problem("place", phrase, {"place": place.name, "codes": _(", ").join(codes)})


def _told(item: Item) -> dict[str, object]:
    return {
        "code": item.code,
        "name": item.name,
        "spec": item.spec,
        "unit": item.unit,
        "category": item.category,
        "used_for": item.used_for,
        "place": None if item.place is None else item.place.name,
        "minimum": item.minimum,
        "target": item.target,
        "tracks_expiry": item.tracks_expiry,
        "warn_days": item.warn_days,
        "note": item.note,
        "since": item.since,
    }


def _told_place(place: Place) -> dict[str, object]:
    return {"code": place.code, "name": place.name, "shelf_order": place.shelf_order}
