"""What other pages may ask the reports page for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stationdesk.domain.labels import LabelKind
from stationdesk.services.drafts import Choice, LabelChoice

_RECORD_PAPERS = {
    "required_set": "kit-check",
    "stocktake_sheet": "count-sheet",
    "assessment": "compliance",
    "retention-record": "retention-record",
    "loan-slip": "loan-slip",
    "my-shifts": "my-shifts",
    "hours-statement": "hours-statement",
    "volunteer-cards": "volunteer-cards",
    "training-record": "training-record",
    "service-record": "service-record",
    "service-certificate": "service-certificate",
    "inspection-sheet": "inspection-sheet",
    "corrective-notice": "corrective-notice",
}
"""How other pages call a paper about one of their records."""
_LISTINGS = {"stock_document": "documents"}


@dataclass(frozen=True, slots=True)
class Opening:
    """A paper or listing to turn to, with what is chosen for it."""

    key: str
    choice: Choice
    listing: bool = False


def opening_of(argument: object) -> Opening | None:
    """Return what is asked for, None where nothing is.

    ``argument`` is a report's key, or a tuple of a key and a ``Choice``, a day or a record's id;
    for a replenishment list the days ahead and the ids of the items may stand behind the key, for
    labels what they are for and the ids.
    """
    if isinstance(argument, str):
        return _opening(argument, None)
    match argument:
        case ("replenishment", int(days), tuple(ids)):
            items = frozenset(map(int, ids)) if ids else None
            return Opening("replenishment", Choice(within_days=days, item_ids=items))
        case ("labels", str(of), tuple(ids)):
            wanted = LabelChoice(of=LabelKind(of), ids=frozenset(map(int, ids)))
            return Opening("labels", Choice(labels=wanted))
    if isinstance(argument, tuple) and argument and isinstance(argument[0], str):
        return _opening(argument[0], argument[1] if len(argument) > 1 else None)
    return None


def _opening(asked: str, about: object) -> Opening:
    if asked in _LISTINGS:
        return Opening(_LISTINGS[asked], Choice(), listing=True)
    key = _RECORD_PAPERS.get(asked, asked)
    if isinstance(about, Choice):
        return Opening(key, about)
    if isinstance(about, date):
        return Opening(key, Choice(on=about))
    record = about if isinstance(about, int) and asked in _RECORD_PAPERS else None
    return Opening(key, Choice(record=record))
