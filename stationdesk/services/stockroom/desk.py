"""What all deeds at the stock share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.services.context import Undo

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.services.context import Context


class Desk:
    """A part of the stock's deeds; ``Inventory`` is made of all of them."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def _offer(self, phrase: str, take_back: Callable[[], object], **values: object) -> None:
        """Offer to take a deed back, unless it was only a part of a larger one."""
        self._context.offer_undo(Undo(phrase, values, take_back))
