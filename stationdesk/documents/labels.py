"""Labels as they go to paper: what stands on each, and on which label paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.i18n import N_, _

if TYPE_CHECKING:
    from stationdesk.domain.label_papers import LabelLayout
    from stationdesk.domain.labels import Labelled

TITLE = N_("Labels with square codes")
CARDS = N_("Volunteer cards")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSheet:
    """Labels to be printed on one kind of label paper.

    ``start`` is the place of the first label on the first page, from 1, so that a sheet that was
    begun can be used up. ``unit`` is the station, whose name stands small on every label.
    """

    labels: tuple[Labelled, ...]
    layout: LabelLayout
    start: int = 1
    unit: str = ""
    phone: str = ""
    """The station's, for who finds a card."""

    @property
    def title(self) -> str:
        """Return what the file is called."""
        return _(CARDS) if self.layout.is_card else _(TITLE)

    @property
    def pages(self) -> int:
        """How many pages it takes; without labels still one, left blank."""
        return max(1, -(-(self.start - 1 + len(self.labels)) // self.layout.on_a_page))
