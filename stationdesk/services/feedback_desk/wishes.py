"""Goods that visitors asked for: on the replenishment list until they came or were declined."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.wishes import (
    declining_problems,
    fulfilling_problems,
    goods_wish_problems,
)
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.services.feedback_desk.desk import BookDesk
from stationdesk.store import goods
from stationdesk.store import goods_wishes as store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from stationdesk.domain.feedback.wishes import GoodsWish, NewGoodsWish
    from stationdesk.domain.ids import WishId

GOODS_TOPICS = (Topic.FEEDBACK, Topic.INVENTORY)


class GoodsWishes(BookDesk):
    """Goods of the ledger count as there once a receipt brought them; others are noted by hand."""

    def goods_wishes(self, *, only_open: bool = False) -> list[GoodsWish]:
        """Return what visitors asked for, the oldest first."""
        return store.open_wishes() if only_open else store.all_wishes()

    def goods_wish(self, wish_id: WishId) -> GoodsWish:
        """Return one wish for goods.

        Raises:
            Refused: where there is none of that id.
        """
        found = store.wish(wish_id)
        if found is None:
            raise Refused([Problem("wish", N_("There is no such wish for goods."))])
        return found

    def keep_goods_wish(self, wish: NewGoodsWish) -> WishId:
        """Put goods on the replenishment list as a part of another deed; offers no undo.

        Raises:
            Refused: naming every reason.
        """
        items = {} if wish.item_id is None else goods.items([wish.item_id])
        refuse_if_any(goods_wish_problems(wish, items, self._context.today()))
        with self._context.deed(*GOODS_TOPICS):
            wish_id = store.add(
                wish,
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
            )
            self._note_wish(wish_id, "add", asdict(wish))
        return wish_id

    def fulfil_wish(self, wish_id: WishId, on: date, note: str = "") -> None:
        """Note that goods came which no receipt of the ledger brought.

        Raises:
            Refused: naming every reason.
        """
        wish = self.goods_wish(wish_id)
        refuse_if_any(fulfilling_problems(wish, on, self._context.today()))
        self._set_fulfilled(wish_id, on, note)
        take_back = partial(self._set_fulfilled, wish_id, None, "")
        self._offer_wish(N_("{goods} came."), wish, take_back)

    def decline_wish(self, wish_id: WishId, reason: str) -> None:
        """Note that goods are not bought, and why.

        Raises:
            Refused: without a reason, or when they came already.
        """
        wish = self.goods_wish(wish_id)
        refuse_if_any(declining_problems(wish, reason))
        self._decline(wish_id, reason)
        take_back = partial(self._ask_again, wish_id)
        self._offer_wish(N_("{goods}: noted as not bought."), wish, take_back)

    def _withdraw_wish(self, wish_id: WishId) -> None:
        """Take a wish back that was only made; one that came or was declined stays."""
        if self.goods_wish(wish_id).is_open:
            self._decline(wish_id, "")

    def _set_fulfilled(self, wish_id: WishId, on: date | None, note: str) -> None:
        with self._context.deed(*GOODS_TOPICS):
            store.set_fulfilled(wish_id, on, note)
            self._note_wish(wish_id, "fulfil", {"on": on, "note": note.strip()})

    def _decline(self, wish_id: WishId, reason: str) -> None:
        with self._context.deed(*GOODS_TOPICS):
            store.set_voided(wish_id, self._context.recorded_at(), self._context.who(), reason)
            self._note_wish(wish_id, "decline", {"reason": reason.strip()})

    def _ask_again(self, wish_id: WishId) -> None:
        with self._context.deed(*GOODS_TOPICS):
            store.set_voided(wish_id, None, None, "")
            self._note_wish(wish_id, "ask again", {})

    def _offer_wish(self, phrase: str, wish: GoodsWish, take_back: Callable[[], None]) -> None:
        self._context.offer_undo(Undo(phrase, {"goods": wish.title()}, take_back))

    def _note_wish(self, wish_id: WishId, action: str, after: Mapping[str, object]) -> None:
        uid = self.goods_wish(wish_id).uid
        self._context.note("replenishment_wish", uid, action, after=after)
