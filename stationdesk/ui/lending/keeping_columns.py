"""Which columns of kept and of found things are shown, in which order and how wide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stationdesk.listings import keeping
from stationdesk.ui.widgets.chosen_columns import chosen

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.domain.keeping.found import FoundThing
    from stationdesk.domain.keeping.kept import KeptThing
    from stationdesk.listings.columns import Column

KEPT_FOLDS = ("place", "on", "kind", "tail", "tag")
FOUND_FOLDS = ("place", "on", "kind", "number")
"""What the lists can do without in a narrow window, the first before the others."""


def kept_columns(today: Callable[[], date]) -> tuple[Column[KeptThing], ...]:
    """Return the columns of kept things; a window that stays open overnight asks for the day."""
    columns = chosen(
        keeping.kept_things(today()),
        *("tag", "description", "kind", "owner", "tail", "place", "on", "keep_until", "state"),
        grows=("description",),
        tag=9,
        state=8,
    )
    return tuple(
        replace(each, read=lambda thing: keeping.kept_mark(thing, today()))
        if each.key == "state"
        else each
        for each in columns
    )


def found_columns(today: Callable[[], date]) -> tuple[Column[FoundThing], ...]:
    """Return the columns of found things, as ``kept_columns`` does."""
    columns = chosen(
        keeping.found_things(today()),
        *("number", "description", "kind", "found_where", "on", "place", "pass_on_after", "state"),
        grows=("description", "found_where"),
        number=9,
        state=8,
    )
    return tuple(
        replace(each, read=lambda thing: keeping.found_mark(thing, today()))
        if each.key == "state"
        else each
        for each in columns
    )
